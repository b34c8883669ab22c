"""Quantities before a noun: *two or more*, *at least two*, *up to three*."""

from __future__ import annotations

from collections.abc import Callable

from prosecov.derive.grammar.words import NUMBERS
from prosecov.derive.grammar.wordsets import word_set

_BOUNDS = frozenset({("at", "least"), ("at", "most"), ("up", "to"), ("more", "than"), ("fewer", "than")})
_COMPARED = word_set("more fewer less several both all")


def behind_quantity(low: Callable[[int], str], position: int) -> int:
    """The index behind the quantity of several words at a position; the position itself if there is none.

    Args:
        low: Gives the folded word at an index.
        position: The index of its first word.
    """
    if (low(position), low(position + 1)) in _BOUNDS and is_number(low(position + 2)):
        return position + 3
    if is_number(low(position)) and low(position + 1) in {"or", "and"} and low(position + 2) in _COMPARED:
        return position + 3
    return position


def is_number(word: str) -> bool:
    """Whether a folded word is a number."""
    return word in NUMBERS or word.isdigit()
