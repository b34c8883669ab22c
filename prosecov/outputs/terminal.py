"""What a terminal shows of results: the table of coverage, and the list of sentences with their verdicts."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from prosecov.outputs.summary import missing_lines, show_percentage
from prosecov.results.verdicts import Results, SentenceResult, Totals, Verdict

_NUMBERS = ("Sentences", "Proved", "Missing", "Cover")
_LAST = "Lines missing"
_GAP = 2
_NARROWEST_TITLE = 20


def coverage_table(results: Results, width: int) -> list[str]:
    """Return a line for each section of each article, and one for the total.

    Args:
        results: The results.
        width: Characters in a line. Titles are cut if need be; line numbers are wrapped, never cut.

    Returns:
        The lines, without colours.
    """
    groups = [
        (article.path, [_row(f"  {title or article.title}", tuple(sentences)) for title, sentences in sections])
        for article in results.articles
        for sections in [groupby(article.sentences, key=lambda sentence: sentence.section)]
    ]
    everything = tuple(sentence for article in results.articles for sentence in article.sentences)
    taken = sum(len(name) + _GAP for name in (*_NUMBERS, _LAST))
    longest = max((len(row[0]) for _, rows in groups for row in rows), default=0)
    title_width = max(_NARROWEST_TITLE, min(longest, width - taken))
    output = io.StringIO()
    console = Console(file=output, width=max(width, title_width + taken), color_system=None, highlight=False)
    ruler = Rule(characters="-")
    console.print(_grid([("Section", *_NUMBERS, _LAST)], title_width), ruler)
    for path, rows in groups:
        console.print(path, soft_wrap=True, markup=False)
        console.print(_grid(rows, title_width))
    console.print(ruler, _grid([(*_row("TOTAL", everything)[:-1], "")], title_width))
    return [line.rstrip() for line in output.getvalue().splitlines()]


_COLORS = {Verdict.PROVED: "green", Verdict.CONTRADICTED: "red", Verdict.ADVISORY: None, Verdict.REVIEWED: None}
_NOISE = re.compile(r"^\S+\.feature:\d+ |(?<=: )(?:\w+\.)+[A-Z]\w+: ", re.MULTILINE)
"""What a reader of a terminal does not need of a reason: the place of the scenario, and the class of an error."""
_LONGEST_REASON = 4


def verdict_list(
    results: Results, width: int, hints: Mapping[tuple[int, str], Sequence[str]]
) -> Iterator[tuple[str, str | None]]:
    """Yield lines, each with its colour: every sentence with its verdict and, if it needs attention, the reason.

    Args:
        results: The results.
        width: Characters in a line.
        hints: What can be done about sentences that are not quoted as a whole, by their line and text.
    """
    longest = max(len(verdict) for verdict in Verdict)
    said: set[str] = set()
    for article in results.articles:
        yield article.path, None
        for sentence in article.sentences:
            begin = f"{sentence.line:>5}  {sentence.verdict.value:<{longest}}  "
            color = _COLORS.get(sentence.verdict, "yellow")
            yield from ((line, color) for line in _wrapped(begin, sentence.text, width))
            reason = _NOISE.sub("", sentence.reason)
            # What failed is the reason why all that follows is blocked.
            what = reason.removeprefix("failed ").removeprefix("stopped ")
            reasons = [] if sentence.verdict.is_fine or what in said else reason.splitlines()[:_LONGEST_REASON]
            said.add(what)
            if sentence.verdict is Verdict.UNCLAIMED:
                reasons = list(hints.get((sentence.line, sentence.text), reasons))
            for line in reasons:
                yield from ((part, None) for part in _wrapped(" " * (len(begin) + 2), line.strip(), width))
    for problem in results.problems:
        yield str(problem), "red"


def _wrapped(begin: str, text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 2 * len(begin)), initial_indent=begin, subsequent_indent=" " * len(begin))


def _grid(rows: Iterable[Sequence[str]], title_width: int) -> Table:
    """Return rows in columns whose widths depend on the width of the first one only."""
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    grid.add_column(width=title_width, no_wrap=True, overflow="ellipsis")
    for name in _NUMBERS:
        grid.add_column(width=len(name), justify="right", no_wrap=True)
    grid.add_column(min_width=len(_LAST), overflow="fold")
    for row in rows:
        grid.add_row(*map(Text, row))
    return grid


def _row(title: str, sentences: tuple[SentenceResult, ...]) -> tuple[str, ...]:
    totals = Totals.of(sentences)
    count, lines = missing_lines(sentences)
    counts = (totals.sentences, totals.verdicts[Verdict.PROVED], count)
    return title, *map(str, counts), show_percentage(totals.coverage), lines
