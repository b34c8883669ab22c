"""Results as lines of a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import groupby

from prosecov.results import Results, SentenceResult, Totals, Verdict

_MISSING = frozenset(Verdict) - {Verdict.PROVED, Verdict.ADVISORY}
_NUMBERS = ("Sentences", "Proved", "Missing", "Cover")
_LAST = "Lines missing"
_NARROWEST_TITLE = 20


def coverage_table(results: Results, width: int) -> list[str]:
    """A line for each section of each article, and one for everything.

    Args:
        results: The results.
        width: How many characters a line may have; titles are cut if need be, line numbers never.

    Returns:
        The lines.
    """
    rows: list[tuple[str, ...]] = [("Section", *_NUMBERS, _LAST)]
    for article in results.articles:
        rows.append((article.path, "", "", "", "", ""))
        for title, sentences in groupby(article.sentences, key=lambda sentence: sentence.section):
            rows.append(_row(f"  {title or article.title}", tuple(sentences)))
    everything = tuple(sentence for article in results.articles for sentence in article.sentences)
    rows.append((*_row("TOTAL", everything)[:-1], ""))
    taken = sum(len(name) + 2 for name in (*_NUMBERS, _LAST))
    title_width = min(max(len(row[0]) for row in rows), max(width - taken, _NARROWEST_TITLE))
    lines = [_line(row, title_width) for row in rows]
    ruler = "-" * max(map(len, lines))
    return [lines[0], ruler, *lines[1:-1], ruler, lines[-1]]


def _row(title: str, sentences: tuple[SentenceResult, ...]) -> tuple[str, ...]:
    totals = Totals.of(sentences)
    missing = [sentence.line for sentence in sentences if sentence.verdict in _MISSING]
    counts = (totals.sentences, totals.verdicts[Verdict.PROVED], len(missing))
    return title, *map(str, counts), show_percentage(totals.coverage), ", ".join(_ranges(missing))


def _line(row: tuple[str, ...], title_width: int) -> str:
    title, *numbers, missing = row
    if len(title) > title_width and any(numbers):
        title = f"{title[: title_width - 3]}..."
    cells = [number.rjust(len(name)) for number, name in zip(numbers, _NUMBERS, strict=True)]
    return "  ".join([title.ljust(title_width), *cells, missing]).rstrip()


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
