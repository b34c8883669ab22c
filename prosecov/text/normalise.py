"""Reduce wordings to what a reader sees, and find where words begin and end."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from prosecov.text.typography import (
    DASHES,
    DOUBLE_CLOSING,
    DOUBLE_OPENING,
    HYPHENS,
    SINGLE_CLOSING,
    SINGLE_OPENING,
)

_ATOM = re.compile(r"[^\W_]+")
_EMPHASIS = "*`~"
_SPECIAL = re.compile(
    rf"(?P<space>\s+)|(?P<emphasis>[{_EMPHASIS}]+)|(?P<dash>[{HYPHENS}{DASHES}]+)|(?P<bar>\|)|[^\x00-\x7f]"
)
_REPLACEMENTS = {
    **dict.fromkeys(SINGLE_OPENING + SINGLE_CLOSING, "'"),
    **dict.fromkeys(DOUBLE_OPENING + DOUBLE_CLOSING, '"'),
    "\u2026": "...",
}
_SOFT = frozenset("()[]{}.,;:!?\u2026|'\"" + _EMPHASIS + DASHES + "".join(_REPLACEMENTS))
_JOINING_LETTERS = frozenset(".'" + SINGLE_CLOSING + _EMPHASIS)
_JOINING_DIGITS = frozenset(",:")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text as matching compares it.

    Attributes:
        text: No emphasis, straight quotes, one kind of dash, single spaces, canonical decomposition.
        offsets: For each of its characters the offset of the character that it comes from.
    """

    text: str
    offsets: array[int]


def normalise(source: str) -> Normalised:
    """Reduce a text to what a reader sees, so that wordings can be compared character by character.

    Emphasis marks go, unless they stand between two letters or two spaces; so do bars between table cells,
    invisible characters and surplus white space. Kinds of quotation marks and of dashes become one.
    Case, digits and words stay.

    Args:
        source: Visible text, or text with Markdown emphasis.

    Returns:
        The reduced text, stripped, with the way back to the source.
    """
    pieces: list[str] = []
    offsets = array("L")
    position = 0
    for match in _SPECIAL.finditer(source):
        start, end = match.span()
        if position < start:
            pieces.append(source[position:start])
            offsets.extend(range(position, start))
        position = end
        replacement = _replacement(source, match, follows_space=not pieces or pieces[-1].endswith(" "))
        if replacement:
            pieces.append(replacement)
            offsets.extend([start] * len(replacement))
    pieces.append(source[position:])
    offsets.extend(range(position, len(source)))
    text = "".join(pieces)
    if text.endswith(" "):
        text = text[:-1]
        offsets.pop()
    return Normalised(text, offsets)


def _replacement(source: str, match: re.Match[str], *, follows_space: bool) -> str:
    kind = match.lastgroup
    if kind == "dash":
        return "-"
    if kind == "space":
        return "" if follows_space else " "
    if kind is None:
        return _plain(match.group())
    start, end = match.span()
    before, after = source[start - 1 : start] if start else "", source[end : end + 1]
    if kind == "bar":
        return "" if (not before or before.isspace()) and (not after or after.isspace()) else "|"
    keeps = (_is_word(before) and _is_word(after)) or (before.isspace() and after.isspace())
    return match.group() if keeps else ""


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    return _REPLACEMENTS.get(character) or unicodedata.normalize("NFD", character)


def _is_word(character: str) -> bool:
    return character.isalnum() or (character != "" and unicodedata.category(character)[0] == "M")


def is_word_boundary(text: str, offset: int) -> bool:
    """Return whether a quotation may begin or end at an offset without cutting a word in two.

    ``Opt-In/Out``, ``10.5``, ``10%``, ``$5`` and ``C++`` are words that must not be cut; quotes, brackets,
    stops, long dashes and emphasis marks may be left out.

    Args:
        text: Visible text.
        offset: Between 0 and its length.
    """
    if not 0 < offset < len(text):
        return True
    before, after = text[offset - 1], text[offset]
    if before.isspace() or after.isspace():
        return True
    if before in _SOFT:
        return not _joins(text, offset - 1)
    if after in _SOFT:
        return not _joins(text, offset)
    return False


def _joins(text: str, offset: int) -> bool:
    """Return whether a soft character stands between two letters or digits and so belongs to their word."""
    before, after = text[max(offset - 1, 0) : offset], text[offset + 1 : offset + 2]
    if text[offset] in _JOINING_LETTERS:
        return _is_word(before) and _is_word(after)
    return text[offset] in _JOINING_DIGITS and before.isdigit() and after.isdigit()


def atoms(text: str) -> Iterator[re.Match[str]]:
    """Return the runs of letters and digits of a normalised text."""
    return _ATOM.finditer(text)
