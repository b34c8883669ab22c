"""Controls without a name, which are called by what stands with them: *the box under **Street***."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from prosecov.derive.grammar.phrases import Phrase, PlacePhrase
from prosecov.derive.lexicon.words import LOOKS, word_set
from prosecov.text.lexicon import GRAMMAR_KINDS

_BESIDE = frozenset(
    {"with", "under", "underneath", "below", "beneath", "next to", "beside", "by", "near", "above", "right next to"}
    | {"to the right of", "to the left of", "right below", "just below", "directly below", "for", "of", "right of"}
    | {"on the right of", "on the left of", "right above", "just above", "directly above", "behind", "in front of"}
)
_SPACES = word_set("area space blank line place spot")
"""What a field is called for want of another word."""
_GENERAL = LOOKS | word_set("text input entry empty free provided given available corresponding appropriate")
_FIELDS = frozenset({"field", "textbox", "combobox", "box", "filter"})
_LETTERED = word_set("label title text name word words caption heading placeholder")
"""Nouns whose label is what is written on the control: *the box with the label City*."""


def is_nameless(phrase: Phrase) -> bool:
    """Return whether a phrase is only a word for a field, with words for its look: *the white box*."""
    if phrase.label is not None or not phrase.tokens:
        return False
    is_field = phrase.role in _FIELDS or phrase.tokens[-1].low in _SPACES
    kinds = frozenset(phrase.kind.split()) | _SPACES
    return is_field and all(token.low in _GENERAL or token.low in kinds for token in phrase.tokens)


def named_by_place(phrase: Phrase, place: PlacePhrase) -> Phrase | None:
    """Return a nameless field with the name of what stands with it; ``None`` if that is no label."""
    beside = place.phrase
    if not is_nameless(phrase) or place.preposition not in _BESIDE or beside.label is None:
        return None
    is_lettering = beside.tokens[0].low in _LETTERED
    if beside.is_region or (beside.role not in {"", "textbox", "field", "checkbox", "key"} and not is_lettering):
        return None
    role = phrase.role or "field"
    name = beside.label.text if is_lettering else beside.name
    return replace(
        phrase, name=name.rstrip("*: "), label=beside.label, role=role, kind=phrase.kind if phrase.role else "field"
    )


def with_names(places: Sequence[PlacePhrase]) -> tuple[PlacePhrase, ...]:
    """Join *in the box* and *under Street* to one place, which the label names."""
    found: list[PlacePhrase] = []
    for place in places:
        named = named_by_place(found[-1].phrase, place) if found else None
        if named is not None:
            found[-1] = replace(found[-1], phrase=named)
        else:
            found.append(place)
    return tuple(found)


def named(phrase: Phrase, places: Iterable[PlacePhrase]) -> tuple[Phrase, tuple[PlacePhrase, ...]]:
    """Return an object and its places; a nameless field takes its name from the first of them."""
    all_places = [*places]
    is_box = GRAMMAR_KINDS.get(phrase.kind) == "box"
    found = named_by_place(phrase, all_places[0]) if all_places and not is_box else None
    return (found, with_names(all_places[1:])) if found is not None else (phrase, with_names(all_places))
