"""Results in short: counts, line numbers and percentages, as all outputs show them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import groupby

from prosecov.results.verdicts import Results, SentenceResult, Verdict

_MISSING = frozenset(Verdict) - {Verdict.PROVED, Verdict.ADVISORY}


def missing_lines(sentences: Iterable[SentenceResult]) -> tuple[int, str]:
    """Return how many sentences are neither proved nor advisory, and their lines, as in ``3, 7-9``."""
    missing = [sentence.line for sentence in sentences if sentence.verdict in _MISSING]
    return len(missing), ", ".join(_ranges(missing))


def show_percentage(coverage: float) -> str:
    """Return a percentage without decimals, rounded down: 100 only if nothing is missing."""
    return f"{math.floor(coverage)}%"


def _ranges(lines: Iterable[int]) -> Iterator[str]:
    """Yield line numbers, neighbours as one range: ``3``, ``7-9``."""
    ordered = sorted(set(lines))
    for _, group in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0]):
        run = [line for _, line in group]
        yield str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}"


def summary(results: Results) -> str:
    """Return a line that counts the sentences by verdict, and names the coverage."""
    totals = results.totals
    counts = ", ".join(f"{count} {verdict}" for verdict, count in totals.verdicts.items() if count)
    partial = "; scenarios were left out, so coverage does not count" if results.is_partial else ""
    return f"{totals.sentences} sentences: {counts or 'none'}; coverage {show_percentage(totals.coverage)}{partial}"
