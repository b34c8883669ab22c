"""Enumerations: *the columns **Item**, **Quantity** and **Price***, *several options including A and B*."""

from __future__ import annotations

from dataclasses import dataclass, replace

from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.grammar.phrases import Phrase
from prosecov.derive.lexicon.words import ADVERBS, word_set
from prosecov.text.lexicon import GRAMMAR_KINDS
from prosecov.text.typography import DASHES

_SEVERAL = word_set("several many multiple various two three four five six seven eight nine ten")
_ANNOUNCING = word_set("including included like : namely as such labelled labeled called named (") | set(DASHES)
_JOINING = frozenset({",", "and", "or", ")", "&"}) | ADVERBS
_ENDING = word_set(". ! ; more others other so etc")
_OPEN_END = word_set("so on etc . more others ) ,")
_LONGEST = 200
_ENTRY_ROLES = frozenset({"radio", "checkbox", "button", "link", "tab"})
_ROLES = {
    **{
        word: role
        for word, role in GRAMMAR_KINDS.items()
        if role in {"radio", "checkbox", "button", "link", "tab"} and word.endswith("s")
    },
    "columns": "column",
}
"""Words for several controls, with the role of each of them."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Entries that a sentence enumerates.

    Attributes:
        phrase: The noun phrase ahead, such as *the columns*; the first entry if there is none.
        items: The names of the entries.
        is_several: Whether the phrase speaks of several things (*several options*, *a list of reports*).
        is_announced: Whether a word such as *including* says that entries follow.
        roles: The entries to which the text gives a kind of control, each with its role: *the check boxes A and B*.
    """

    phrase: Phrase | None
    items: tuple[str, ...]
    is_several: bool
    is_announced: bool
    roles: tuple[tuple[str, str], ...] = ()

    @property
    def has_entries(self) -> bool:
        """Whether it names several entries, or one that is announced (*such as A*)."""
        return len(self.items) > 1 or (bool(self.items) and self.is_announced)

    def of_kind(self, kind: str) -> Enumeration:
        """Return the same with a kind for the entries that have none: *the following tabs are shown: A and B*."""
        role = _ROLES.get(kind)
        return (
            replace(self, roles=tuple((dict.fromkeys(self.items, role) | dict(self.roles)).items())) if role else self
        )

    @property
    def listed(self) -> str | None:
        """Noun phrase behind *list of*."""
        return self.phrase.text.partition("list of ")[2] or None if self.phrase else None


def read_enumeration(phrases: Phrases, position: int, end: int) -> Enumeration:
    """Read the enumeration that begins at a position and ends before ``end``."""
    while phrases.low(position) in ADVERBS:
        position += 1
    end = min(end, position + _LONGEST)
    first, behind = phrases.noun_phrase(position, end)
    entries = _Entries(phrases)
    if first is not None:
        is_entry = first.label is not None and (first.tokens[-1] is first.label or not first.is_plural)
        entries.add(first, is_entry=is_entry)
    entries.read(behind, end)
    words = set(first.text.casefold().split()) | first.determiners if first else frozenset()
    is_list = first is not None and first.text.casefold().startswith(("list of", "number of"))
    is_several = bool(words & _SEVERAL) or is_list
    return Enumeration(first, tuple(entries.items), is_several, entries.is_announced, tuple(entries.roles.items()))


class _Entries:
    """The entries of an enumeration, each with the kind of control that stands before it, or behind all of them."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._role = ""
        self.items: list[str] = []
        self.roles: dict[str, str] = {}
        self.is_announced = False

    def add(self, phrase: Phrase, *, is_entry: bool, is_behind_as: bool = False) -> None:
        """Take in a noun phrase: an entry, or the kind of those that follow, or of those before it (*as buttons*)."""
        is_kind_ahead = phrase.label is None or phrase.tokens[-1] is phrase.label
        role = _ROLES.get(phrase.kind) or next((r for t in phrase.tokens if (r := _ROLES.get(t.low))), "")
        if role and is_behind_as:
            self.roles = dict.fromkeys(self.items, role) | self.roles
        elif role and is_kind_ahead:
            self._role = role
        if is_entry:
            self.items.append(phrase.name)
            if self._role:
                self.roles[phrase.name] = self._role

    def read(self, position: int, end: int) -> None:
        """Take in the labels from a position on."""
        phrases = self._phrases
        while position < end and phrases.low(position) not in _ENDING:
            low = phrases.low(position)
            if low in _ANNOUNCING or low in _JOINING:
                self.is_announced |= low in _ANNOUNCING
                position += 1
                continue
            phrase, behind = phrases.noun_phrase(position, end)
            if phrase is None:
                _, behind = phrases.place(position, end)
            else:
                is_entry = phrase.label is not None and (self.is_announced or not phrases.is_finite(behind))
                self.add(phrase, is_entry=is_entry, is_behind_as=phrases.low(position - 1) == "as")
            if behind == position or (phrase is not None and phrases.is_finite(behind) and not self.is_announced):
                break
            position = behind
        self._read_kind_behind(position, end)

    def _read_kind_behind(self, position: int, end: int) -> None:
        """Take in the kind behind an open end: *(A, B and so on) as check boxes*."""
        while position < end and self._phrases.low(position) in _OPEN_END:
            position += 1
        if self._phrases.low(position) == "as":
            phrase, _ = self._phrases.noun_phrase(position + 1, end)
            if phrase is not None:
                self.add(phrase, is_entry=False, is_behind_as=True)
