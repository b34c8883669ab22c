"""Where sentences begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from prosecov.text.typography import CLOSING, OPENING

_STOP = re.compile(rf"(?<![.!?…])[.!?…]++[{CLOSING}]*+(?= )")
_QUESTION = re.compile(r"\?[!?]*[)\]*_]*$")
_CLICKED = re.compile(
    r"(?:\d+[.)] )?(?:then |next, |please )?(?:click|tap|press|hit|select|choose)(?: on)? \S+ \S+", re.IGNORECASE
)
"""Words with which no question begins."""
_TITLES = {"dr", "jr", "mr", "mrs", "ms", "prof", "sr", "st"}
_ABBREVIATIONS = {
    "approx",
    "ca",
    "cf",
    "e.g",
    "eq",
    "esp",
    "excl",
    "fig",
    "figs",
    "i.e",
    "incl",
    "pp",
    "vol",
    "vs",
} | _TITLES
_NUMBERED = {"art", "ch", "no", "nos", "sec"}
_PAIRS = {"“": "”", "«": "»", "(": ")", "[": "]"}


def split_sentences(text: str, protected: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Split the text of one block into sentences.

    A sentence ends at ``.``, ``!``, ``?`` or ``…`` (and closing quotes and brackets) before a space, unless
    the next word begins in lower case, the stop belongs to an abbreviation (*e.g.*, *see No. 5*), or a
    quotation or a bracket that is closed later is still open.

    Args:
        text: Visible text of a block, stripped, with single spaces.
        protected: Ranges that do not overlap and within which no sentence ends, such as code.

    Returns:
        Non-empty ranges (start, end) in order; together they hold everything but the spaces between them.
    """
    ends = sorted((high, low) for low, high in protected)
    nesting = _Nesting(text)
    found: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        end = match.end()
        nesting.advance(end)
        if (
            text[end + 1 : end + 8].lstrip(OPENING)[:1].islower()
            or _is_abbreviation(text, start, match.start(), end)
            or _is_within(end, ends)
            or nesting.is_open
        ):
            continue
        found.append((start, end))
        start = end + 1
    if start < len(text):
        found.append((start, len(text)))
    return found


def is_question(sentence: str) -> bool:
    """Return whether a sentence asks; not one that ends in a quoted question, or in a label (*Click Lost a card?*)."""
    return _QUESTION.search(sentence, max(len(sentence) - 16, 0)) is not None and not _CLICKED.match(sentence)


class _Nesting:
    """Counts what is open as the text goes by; marks that never pair up are ignored."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen = 0
        self._counts: Counter[str] = Counter()
        self._pairs = [pair for pair in _PAIRS.items() if text.count(pair[0]) == text.count(pair[1])]
        self._straight = text.count('"') % 2 == 0

    def advance(self, end: int) -> None:
        stretch = self._text[self._seen : end]
        self._seen = end
        for character in ('"', *(mark for pair in self._pairs for mark in pair)):
            self._counts[character] += stretch.count(character)

    @property
    def is_open(self) -> bool:
        if self._straight and self._counts['"'] % 2:
            return True
        return any(self._counts[opening] > self._counts[closing] for opening, closing in self._pairs)


def _is_abbreviation(text: str, start: int, stop: int, end: int) -> bool:
    if text[stop:end].strip(CLOSING) != ".":
        return False
    word_start = max(text.rfind(" ", start, stop) + 1, start)
    word = text[word_start:stop].lstrip(OPENING).lower()
    if word in _NUMBERED:
        # "No. 5" is a number, but an answer is "No." with nothing before it.
        return word_start > start and text[end + 1 : end + 2].isdigit()
    return word in _ABBREVIATIONS


def _is_within(offset: int, ends: list[tuple[int, int]]) -> bool:
    index = bisect_left(ends, (offset + 1, -1))
    return index < len(ends) and ends[index][1] < offset
