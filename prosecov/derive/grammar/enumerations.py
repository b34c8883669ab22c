"""Enumerations: *the columns **Item**, **Quantity** and **Price***, *several options including A and B*."""

from __future__ import annotations

from dataclasses import dataclass

from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.grammar.phrases import Phrase
from prosecov.derive.lexicon.words import ADVERBS, word_set
from prosecov.text.typography import DASHES

_SEVERAL = word_set("several many multiple various two three four five six seven eight nine ten")
_ANNOUNCING = word_set("including included like : namely as such labelled labeled called named (") | set(DASHES)
_JOINING = frozenset({",", "and", "or", ")", "&"}) | ADVERBS
_ENDING = word_set(". ! ; more others other so etc")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Enumeration:
    """What is listed.

    Attributes:
        phrase: The noun phrase ahead, such as *the columns*; the first entry if there is none.
        items: The names of the entries.
        is_several: Whether the phrase speaks of several things (*several options*, *a list of reports*).
        is_announced: Whether a word such as *including* says that entries follow.
    """

    phrase: Phrase | None
    items: tuple[str, ...]
    is_several: bool
    is_announced: bool


def read_enumeration(phrases: Phrases, position: int, end: int) -> Enumeration:
    """The enumeration that begins at a position and ends before ``end``."""
    while phrases.low(position) in ADVERBS:
        position += 1
    end = min(end, position + _LONGEST)
    first, behind = phrases.noun_phrase(position, end)
    items, is_announced = _entries(phrases, behind, end)
    if first is not None and first.label is not None and (first.tokens[-1] is first.label or not first.is_plural):
        items = [first.name, *items]
    words = set(first.text.casefold().split()) | first.determiners if first else frozenset()
    is_list = first is not None and first.text.casefold().startswith(("list of", "number of"))
    return Enumeration(first, tuple(items), bool(words & _SEVERAL) or is_list, is_announced)


def _entries(phrases: Phrases, position: int, end: int) -> tuple[list[str], bool]:
    """The labels from a position on, and whether they were announced."""
    found: list[str] = []
    is_announced = False
    while position < end and phrases.low(position) not in _ENDING:
        low = phrases.low(position)
        if low in _ANNOUNCING or low in _JOINING:
            is_announced |= low in _ANNOUNCING
            position += 1
            continue
        phrase, behind = phrases.noun_phrase(position, end)
        if phrase is None:
            _, behind = phrases.place(position, end)
        elif phrase.label is not None and (is_announced or not phrases.is_finite(behind)):
            found.append(phrase.name)
        if behind == position or (phrase is not None and phrases.is_finite(behind) and not is_announced):
            break
        position = behind
    return found, is_announced
