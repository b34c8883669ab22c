"""Statements with *is*: shown, selected, hidden, closed, above, one of, greyed out."""

from __future__ import annotations

from collections.abc import Iterator

from prosecov.derive.grammar.telling import ONLY, Subject, Telling, is_message, without_number, without_only
from prosecov.derive.grammar.verbs import CHOSEN, SEEN, STATES, UNSEEN
from prosecov.derive.grammar.wordsets import word_set
from prosecov.derive.model import Fact, FactKind
from prosecov.text.lexicon import GRAMMAR_KINDS
from prosecov.text.number import singular

_SWITCHED = word_set("on turned switched")
_AMONG = word_set("one among part")
_NARROWED = word_set("limited narrowed filtered restricted reduced")
_PARTICIPLES = {
    **dict.fromkeys(CHOSEN, FactKind.SELECTED),
    **dict.fromkeys(UNSEEN, FactKind.HIDDEN),
    **dict.fromkeys(["closed", "dismissed"], FactKind.CLOSES),
    "opened": FactKind.OPENS,
}
_ENTRIES = ("option", "item", "entry", "command", "menu ")
_ENUMERATED = ("option", "choice", "column", "field", "entr")


def being(telling: Telling, subject: Subject, position: int) -> Iterator[Fact]:
    """The facts of *X is ...*, where ``position`` is the index behind *is*."""
    phrase = subject.phrase
    low = telling.phrases.low(position)
    if phrase is None or (phrase.is_pronoun and subject.is_act):
        return
    is_in_place = telling.phrases.place(position, telling.clause.end)[0] is not None
    if low in _SWITCHED and not is_in_place:
        is_on = low == "on" or telling.phrases.low(position + 1) == "on"
        if is_on and phrase.is_on_screen:
            yield telling.fact(FactKind.SELECTED, subject.text)
        elif phrase.is_on_screen and not is_on:
            yield telling.fact(FactKind.OTHER, telling.statement(subject))
    elif low in _PARTICIPLES and low != "on":
        kind = _PARTICIPLES[low]
        if kind in {FactKind.OPENS, FactKind.CLOSES} and not phrase.is_on_screen:
            return
        region = telling.region(telling.places(position + 1)) if kind is FactKind.OPENS else None
        yield telling.fact(kind, subject.text, region=region)
    elif low in _NARROWED:
        yield from telling.filtered(subject.text, position + 1)
    elif low in SEEN | _AMONG or telling.phrases.preposition(position):
        yield from _shown(telling, subject, position)
    else:
        yield from _described(telling, subject, position)


def _shown(telling: Telling, subject: Subject, position: int) -> Iterator[Fact]:
    """*X is shown in Y*, *X is one of the entries in Y*, *X is above Y*, *four tabs are available: ...*."""
    phrase, low = subject.phrase, telling.phrases.low(position)
    if phrase is None:
        return
    places = telling.places(position)
    words = {telling.phrases.low(index) for index in range(subject.index, position)}
    entries = telling.enumeration(position).items
    if words & ONLY and low in SEEN:
        what = without_only(subject.text)
        yield telling.fact(FactKind.FILTERED, telling.region(places) or what, [what])
    elif is_message(phrase):
        yield telling.message(phrase)
    elif (message := telling.announced(phrase, position + 1)) is not None:
        yield message
    elif entries and not phrase.label and low in SEEN:
        yield telling.fact(FactKind.LISTS, without_number(subject.text), entries, telling.region(places))
    elif low in SEEN | _AMONG or phrase.is_on_screen or (places and places[0].phrase.is_region):
        for each in subject.all:
            yield telling.positioned(each.text, [*places, *subject.places])


def _described(telling: Telling, subject: Subject, position: int) -> Iterator[Fact]:
    """*X is greyed out*, *X is a check box above Y*, *X and Y are radio buttons*, *the options are X and Y*."""
    phrase, low = subject.phrase, telling.phrases.low(position)
    if phrase is None:
        return
    places = telling.places(position + 1)
    called = telling.noun(position)
    is_called = called is not None and called.role not in {"", "key"} and called.label is None
    is_entry = called is not None and called.kind.startswith(_ENTRIES) and called.label is None
    if subject.is_on_screen and (low in STATES or "mark" in low):
        yield telling.fact(FactKind.OTHER, telling.statement(subject))
    elif phrase.is_on_screen and (is_called or is_entry) and places:
        yield telling.positioned(subject.text, places)
    elif phrase.label is not None and called is not None and is_called:
        for each in subject.all:
            yield telling.fact(FactKind.VISIBLE, f"{each.text} {singular(called.kind)}")
    elif phrase.kind in GRAMMAR_KINDS or phrase.kind.startswith(_ENUMERATED):
        entries = telling.enumeration(position).items
        if len(entries) > 1:
            yield telling.fact(FactKind.LISTS, subject.text, entries, telling.region(subject.places))
