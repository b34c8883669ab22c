"""Results as lines of a terminal."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Console
from rich.table import Table

from prosecov.results import Results, SentenceResult, Totals, Verdict

_MISSING = frozenset(Verdict) - {Verdict.PROVED, Verdict.ADVISORY}


def coverage_table(results: Results, width: int) -> list[str]:
    """A line for each section of each article, and one for everything.

    Args:
        results: The results.
        width: How many characters a line may have; titles are cut if need be.

    Returns:
        The lines.
    """
    table = Table(box=None, pad_edge=False, header_style="", show_edge=False)
    table.add_column("Section", overflow="ellipsis", no_wrap=True, ratio=1)
    for name in ("Sentences", "Proved", "Missing", "Cover"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Lines missing", overflow="fold")
    for article in results.articles:
        table.add_row(article.path)
        for title, sentences in groupby(article.sentences, key=lambda sentence: sentence.section):
            _add_row(table, f"  {title or article.title}", tuple(sentences))
    table.add_section()
    everything = tuple(sentence for article in results.articles for sentence in article.sentences)
    _add_row(table, "TOTAL", everything, with_lines=False)
    console = Console(file=io.StringIO(), width=max(width, 60), force_terminal=False, color_system=None)
    with console.capture() as capture:
        console.print(table, markup=False, highlight=False)
    return [line.rstrip() for line in capture.get().splitlines()]


def _add_row(table: Table, title: str, sentences: tuple[SentenceResult, ...], *, with_lines: bool = True) -> None:
    totals = Totals.of(sentences)
    missing = [sentence.line for sentence in sentences if sentence.verdict in _MISSING]
    table.add_row(
        title,
        str(totals.sentences),
        str(totals.verdicts[Verdict.PROVED]),
        str(len(missing)),
        show_percentage(totals.coverage),
        ", ".join(_ranges(missing)) if with_lines else "",
    )


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
