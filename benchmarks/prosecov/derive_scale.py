"""How long it takes to read sentences and to derive walkthroughs as articles grow.

    python -m benchmarks.prosecov.derive_scale [STEPS ...]

Prints the sentences of all kinds that are read in a second, then a line for each number of steps with the least
processor time of three rounds and its ratio to that of the line before, then the slowest of sentences that are built
to be slow. The ratios should be those of the numbers of steps.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial

from prosecov.articles import parse_article
from prosecov.derive import read_sentence, read_sentences
from prosecov.derive.deriving import derive
from prosecov.settings import WalkthroughSettings

SIZES = ("1000", "2000", "10000")
ROUNDS = 3
SENTENCES = (
    "Click **Reports** in the main navigation to open the Reports section.",
    "In the **Email status** filter, select **Confirmed**.",
    "The button appears only when a search was run.",
    "Check the boxes for **Street** and **Postcode**, and press Enter.",
    "The dialog lists the check boxes **Email 1** and **Email 2**, and the radio buttons **In** and **Out**.",
)
SLOW = ("(", "a ", "Save, ", "in the ", "click A, B, and ", "the x that ", "to ", "- ")
LONGEST = 1900


def seconds(work: Callable[[], object]) -> float:
    """Return the least processor time of some rounds of a piece of work."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    """Measure, and print what was measured."""
    count = 1000
    article = parse_article("\n\n".join(SENTENCES[n % len(SENTENCES)] for n in range(count)), "a.md")
    print(f"{count / seconds(lambda: read_sentences(article)):,.0f} sentences a second")
    before = 0.0
    for size in map(int, sys.argv[1:] or SIZES):
        steps = (f"{n}. Click **Button {n}** to open the **Page {n}** page." for n in range(1, size + 1))
        article = parse_article("\n".join(steps), "a.md")
        taken = seconds(partial(derive, article, WalkthroughSettings()))
        print(f"{size:>6} steps: {taken:6.2f} s" + (f", {taken / before:.1f} times the line before" if before else ""))
        before = taken
    slowest = max(SLOW, key=lambda unit: seconds(lambda: read_sentence((unit * LONGEST)[:LONGEST])))
    taken = seconds(lambda: read_sentence((slowest * LONGEST)[:LONGEST]))
    print(f"slowest sentence of {LONGEST} characters, {slowest!r} again and again: {taken:.2f} s")


if __name__ == "__main__":
    main()
