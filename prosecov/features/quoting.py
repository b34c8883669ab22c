"""Find quotations in descriptions and in the comments above steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_DESCRIPTION_LINE = re.compile(r"\s*>(.*)")
_COMMENT_LINE = re.compile(r"\s*#\s*>(.*)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """The lines of one quotation.

    Attributes:
        line: Its first line.
        end_line: Its last line.
        text: Its lines joined by spaces, without the marks.
    """

    line: int
    end_line: int
    text: str


def quoted_in_description(lines: Iterable[tuple[int, str]]) -> list[Quoted]:
    """Quotations among the numbered lines of a description: neighbouring lines that start with ``>``."""
    return list(_quoted(lines, _DESCRIPTION_LINE))


def quoted_in_comments(lines: Iterable[tuple[int, str]]) -> list[Quoted]:
    """Quotations among the numbered lines of comments: neighbouring lines that start with ``# >``."""
    return list(_quoted(lines, _COMMENT_LINE))


def reason_in(lines: Iterable[tuple[int, str]]) -> str:
    """Return the first paragraph of a description that is no quotation, on one line."""
    words: list[str] = []
    for _, line in lines:
        if _DESCRIPTION_LINE.match(line) or not line.strip():
            if words:
                break
        else:
            words.append(line.strip())
    return " ".join(words)


def _quoted(lines: Iterable[tuple[int, str]], pattern: re.Pattern[str]) -> Iterator[Quoted]:
    run: list[tuple[int, str]] = []
    for number, line in lines:
        match = pattern.match(line)
        text = match.group(1).strip() if match else ""
        if run and (not text or run[-1][0] + 1 != number):
            yield _join(run)
            run = []
        if text:
            run.append((number, text))
    if run:
        yield _join(run)


def _join(run: list[tuple[int, str]]) -> Quoted:
    return Quoted(run[0][0], run[-1][0], " ".join(text for _, text in run))
