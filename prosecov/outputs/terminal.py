"""What a terminal shows of results: the table of coverage, and the list of sentences with their verdicts."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable, Iterator, Sequence
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
_LONGEST_REASON = 3


def verdict_list(results: Results, width: int) -> Iterator[tuple[str, str | None]]:
    """Yield lines, each with its colour: every sentence with its verdict and, if it needs attention, the reason.

    Args:
        results: The results.
        width: Characters in a line.
    """
    longest = max(len(verdict) for verdict in Verdict)
    for article in results.articles:
        yield article.path, None
        for sentence in article.sentences:
            begin = f"{sentence.line:>5}  {sentence.verdict.value:<{longest}}  "
            color = _COLORS.get(sentence.verdict, "yellow")
            for line in textwrap.wrap(sentence.text, width, initial_indent=begin, subsequent_indent=" " * len(begin)):
                yield line, color
            for reason in () if sentence.verdict.is_fine else sentence.reason.splitlines()[:_LONGEST_REASON]:
                indent = " " * (len(begin) + 2)
                for line in textwrap.wrap(reason, width, initial_indent=indent, subsequent_indent=indent):
                    yield line, None
    for problem in results.problems:
        yield str(problem), "red"


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
