"""Predicates of what changed: *X changes to V*, *X is filled with V*, *X is added to Y*, *X is removed from Y*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from prosecov.derive.grammar.phrases import Phrase
from prosecov.derive.grammar.tokens import joined
from prosecov.derive.lexicon.words import word_set
from prosecov.derive.model import Fact, FactKind
from prosecov.derive.reading.facts import Assertion, Subject

_TO = word_set(
    "changes switches changed updated set switched renamed increased decreased increases decreases updates reset resets"
)
_WITH = word_set("filled populated prefilled pre-filled prepopulated pre-populated")
_ADDED = word_set("added inserted moved copied pinned appended attached")
_CREATED = word_set("created")
_GONE = word_set("removed deleted erased")
_WHERE = frozenset({"to", "in", "into", "on", "onto", "under", "at"})
_LOOKS_OF = word_set("title name text label value status number count counter total amount price")


def changed(assertion: Assertion, subject: Subject, position: int) -> Iterator[Fact]:
    """Yield the facts of a verb or participle at a position that tells of a change; none if it is no such word."""
    low, following = assertion.phrases.low(position), assertion.phrases.low(position + 1)
    if subject.phrase is None or subject.is_act or subject.phrase.is_pronoun:
        return
    if (low in _TO and following == "to") or (low in _WITH and following == "with"):
        yield from value_of(assertion, subject, position + 2)
    elif low in _ADDED | _CREATED:
        places = [place for place in assertion.places(position + 1) if place.preposition in _WHERE]
        if places:
            for each in subject.all:
                fact = assertion.fact(FactKind.VISIBLE, each.text, region=places[0].phrase.text)
                yield replace(fact, is_general=_is_general(each))
        elif subject.phrase.label is not None and subject.phrase.label.mark is not None:
            yield assertion.fact(FactKind.VISIBLE, subject.text)
    elif low in _GONE:
        places = [place for place in assertion.places(position + 1) if place.preposition in {"from", "in"}]
        for each in subject.all:
            fact = assertion.fact(FactKind.HIDDEN, each.text, region=places[0].phrase.text if places else None)
            yield replace(fact, is_general=_is_general(each))


def _is_general(phrase: Phrase) -> bool:
    """Return whether the only word of a phrase has a capital because it begins the sentence, for all one can tell."""
    label = phrase.label
    return label is not None and label.mark is None and label.start == 0 and len(phrase.text.split()) == 1


def value_of(assertion: Assertion, subject: Subject, position: int) -> Iterator[Fact]:
    """Yield the fact that a control shows a value that stands at a position word for word."""
    value = literal(assertion, assertion.noun(position))
    if value is not None and subject.text:
        yield assertion.fact(FactKind.VISIBLE, value, region=subject.text)


def is_value(assertion: Assertion, subject: Subject, position: int) -> bool:
    """Return whether *is* and a value behind it say what a control shows: *the title is "Orders"*, *the total is 5*."""
    phrase, value = subject.phrase, assertion.noun(position)
    if phrase is None or value is None or literal(assertion, value) is None or len(value.tokens) > 1:
        return False
    is_shown = phrase.label is not None or phrase.is_control or phrase.tokens[-1].low in _LOOKS_OF
    is_literal = value.label is None or value.label.mark is not None
    return is_shown and is_literal and not assertion.places(value.end)


def literal(assertion: Assertion, phrase: Phrase | None) -> str | None:
    """Return the label or the number that a phrase is; ``None`` if it is a description."""
    if phrase is None:
        return None
    if phrase.label is not None:
        return phrase.label.text
    is_number = phrase.tokens[0].text[0].isdigit() or phrase.tokens[0].text[0] in "$€£#"
    return joined(assertion.phrases.text, phrase.tokens) if is_number else None
