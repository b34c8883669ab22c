"""Results as lines of a terminal."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from prosecov.results.verdicts import Results, SentenceResult, Totals, Verdict

if TYPE_CHECKING:
    from rich.table import Table

_MISSING = frozenset(Verdict) - {Verdict.PROVED, Verdict.ADVISORY}
_NUMBERS = ("Sentences", "Proved", "Missing", "Cover")
_LAST = "Lines missing"
_GAP = 2
_NARROWEST_TITLE = 20


def coverage_table(results: Results, width: int) -> list[str]:
    """A line for each section of each article, and one for everything.

    Args:
        results: The results.
        width: How many characters a line may have. Titles are cut if need be, line numbers never: they go on in
            the next line.

    Returns:
        The lines, without colours.
    """
    # Neither a run without --prosecov nor a check is to pay for rich.
    from rich.console import Console  # noqa: PLC0415
    from rich.rule import Rule  # noqa: PLC0415

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


def _grid(rows: Iterable[Sequence[str]], title_width: int) -> Table:
    """Rows in columns that are the same for every call."""
    from rich.table import Table  # noqa: PLC0415 - see above
    from rich.text import Text  # noqa: PLC0415

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


def missing_lines(sentences: Iterable[SentenceResult]) -> tuple[int, str]:
    """How many sentences are neither proved nor advisory, and their lines, as in ``3, 7-9``."""
    missing = [sentence.line for sentence in sentences if sentence.verdict in _MISSING]
    return len(missing), ", ".join(_ranges(missing))


def show_percentage(coverage: float) -> str:
    """A percentage without decimals; 100 only if nothing at all is missing."""
    return f"{math.floor(coverage)}%"


def _ranges(lines: Iterable[int]) -> Iterator[str]:
    """Line numbers, neighbours taken together: ``3, 7-9``."""
    ordered = sorted(set(lines))
    for _, group in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0]):
        run = [line for _, line in group]
        yield str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}"


def summary(results: Results) -> str:
    """How many sentences there are of each verdict, in a line."""
    totals = results.totals
    counts = ", ".join(f"{count} {verdict}" for verdict, count in totals.verdicts.items() if count)
    partial = "; scenarios were left out, so coverage does not count" if results.is_partial else ""
    return f"{totals.sentences} sentences: {counts or 'none'}; coverage {show_percentage(totals.coverage)}{partial}"
