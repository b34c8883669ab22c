"""Predicates: what is said of a subject, verb by verb, and behind *is*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from prosecov.derive.grammar.phrases import Phrase
from prosecov.derive.lexicon.statement_verbs import (
    BE,
    CHOSEN,
    MODALS,
    PEOPLE,
    PERSONAL,
    SEEN,
    STATEMENT_VERBS,
    STATES,
    UNSEEN,
)
from prosecov.derive.lexicon.words import ADVERBS, word_set
from prosecov.derive.model import Fact, FactKind
from prosecov.derive.reading.changes import changed, is_value, value_of
from prosecov.derive.reading.facts import ONLY, Assertion, Subject, is_message, without_number, without_only
from prosecov.derive.reading.verbs import doing, led
from prosecov.text.lexicon import GRAMMAR_KINDS
from prosecov.text.number import singular

_TAKEN = word_set("taken redirected brought returned sent navigated forwarded directed led moved")
_STAYING = word_set("remains remain stays stay")
_DEFAULT = word_set("default already initially")
_SWITCHED = word_set("on turned switched")
_AMONG = word_set("one among part")
_SHOWN = SEEN | _AMONG
_NARROWED = word_set("limited narrowed filtered restricted reduced")
_PARTICIPLES = {
    **dict.fromkeys(CHOSEN, FactKind.SELECTED),
    **dict.fromkeys(UNSEEN, FactKind.HIDDEN),
    **dict.fromkeys(["closed", "dismissed"], FactKind.CLOSES),
    "opened": FactKind.OPENS,
}
_ENTRIES = ("option", "item", "entry", "command", "menu ")
_ENUMERATED = ("option", "choice", "column", "field", "entr")
_AFTER = word_set("after once until unless when if as")
_ONCE = word_set("once after as")
_AVAILABLE = word_set("available visible enabled active shown displayed clickable selectable")
_SHOWN_OR_NOT = SEEN | UNSEEN | _AVAILABLE
_AUXILIARIES = MODALS | BE | ADVERBS | {"not", "no", "longer"}
_NEGATIVE = word_set("not isn't aren't cannot won't can't longer")
_PAST = word_set("was were wasn't weren't might")
_POSSIBLE = word_set("can cannot can't may could must")
_STATED = STATES | CHOSEN | SEEN | UNSEEN | {"unchanged"}
_DONE_TO = word_set("removed deleted erased added created moved changed updated set reset renamed closed opened")
"""Participles of what somebody does: *It can be removed* states nothing of the screen."""
ELLIPTIC = word_set("displayed shown visible hidden selected checked removed deleted")
"""Participles that may stand without *is*: *Login form displayed*."""
_JOINTS = frozenset({"and", ",", "then"})


def being(assertion: Assertion, subject: Subject, position: int) -> Iterator[Fact]:
    """Yield the facts of *X is ...*, where ``position`` is the index behind *is*."""
    phrase = subject.phrase
    low = assertion.phrases.low(position)
    if phrase is None or (phrase.is_pronoun and subject.is_act):
        return
    is_in_place = assertion.phrases.place(position, assertion.clause.end)[0] is not None
    facts = [*changed(assertion, subject, position), *_of_people(assertion, phrase, position)]
    if facts:
        yield from facts
    elif low in _SWITCHED and not is_in_place:
        is_on = low == "on" or assertion.phrases.low(position + 1) == "on"
        if is_on and phrase.is_on_screen:
            yield assertion.fact(FactKind.SELECTED, subject.text)
        elif phrase.is_on_screen and not is_on:
            yield assertion.described(subject)
    elif low in _PARTICIPLES and low != "on":
        kind = _PARTICIPLES[low]
        if kind in {FactKind.OPENS, FactKind.CLOSES} and not phrase.is_on_screen:
            return
        region = assertion.region(assertion.places(position + 1)) if kind is FactKind.OPENS else None
        words = {assertion.phrases.low(index) for index in range(subject.index, assertion.clause.end)}
        is_default = kind is FactKind.SELECTED and not _DEFAULT.isdisjoint(words)
        yield replace(assertion.fact(kind, subject.text, region=region), is_default=is_default)
    elif low in _NARROWED:
        yield from assertion.filtered(subject.text, position + 1)
    elif low in _SHOWN or assertion.phrases.preposition(position):
        yield from _shown(assertion, subject, position)
    else:
        yield from _described(assertion, subject, position)


def _of_people(assertion: Assertion, phrase: Phrase, position: int) -> Iterator[Fact]:
    """Read *the user is on the X page*, *the user is taken to X*."""
    if phrase.text.casefold() not in PEOPLE:
        return
    if assertion.phrases.low(position) in _TAKEN:
        yield from led(assertion, position + 1)
    place, _ = assertion.phrases.place(position, assertion.clause.end)
    if place is not None and place.phrase.is_region:
        yield assertion.fact(FactKind.OPENS, place.phrase.text)


def _shown(assertion: Assertion, subject: Subject, position: int) -> Iterator[Fact]:
    """Read *X is shown in Y*, *X is one of the entries in Y*, *X is above Y*, *four tabs are available: ...*."""
    phrase, low = subject.phrase, assertion.phrases.low(position)
    if phrase is None:
        return
    places = assertion.places(position)
    words = {assertion.phrases.low(index) for index in range(subject.index, position)}
    enumeration = assertion.enumeration(position)
    if words & ONLY and low in SEEN:
        what = without_only(subject.text)
        yield assertion.fact(FactKind.FILTERED, assertion.region(places) or what, [what])
    elif is_message(phrase):
        yield assertion.message(phrase)
    elif (message := assertion.lettered(subject)) is not None or (
        message := assertion.announced(phrase, position + 1)
    ) is not None:
        yield message
    elif enumeration.items and not phrase.label and low in SEEN:
        entries = enumeration.of_kind(phrase.kind)
        yield assertion.lists(without_number(subject.text), entries, assertion.region(places))
    elif low in _SHOWN or phrase.is_on_screen or (places and places[0].phrase.is_region):
        for each in subject.all:
            fact = assertion.positioned(each.text, [*places, *subject.places])
            yield replace(fact, is_one_of_several=True) if low == "one" else fact


def _described(assertion: Assertion, subject: Subject, position: int) -> Iterator[Fact]:
    """Read *X is greyed out*, *X is a check box above Y*, *X and Y are radio buttons*, *the options are X and Y*."""
    phrase, low = subject.phrase, assertion.phrases.low(position)
    if phrase is None:
        return
    places = assertion.places(position + 1)
    called = assertion.noun(position)
    is_called = called is not None and called.role not in {"", "key"} and called.label is None
    is_entry = called is not None and called.kind.startswith(_ENTRIES) and called.label is None
    if (subject.is_on_screen or phrase.kind) and (low in STATES or "mark" in low):
        yield assertion.described(subject)
    elif phrase.is_on_screen and (is_called or is_entry) and places:
        yield assertion.positioned(subject.text, places)
    elif phrase.label is not None and called is not None and is_called:
        for each in subject.all:
            fact = assertion.fact(FactKind.VISIBLE, f"{each.text} {singular(called.kind)}")
            yield replace(fact, roles=((each.text, called.role),))
    elif is_value(assertion, subject, position):
        yield from value_of(assertion, subject, position)
    elif phrase.kind in GRAMMAR_KINDS or phrase.kind.startswith(_ENUMERATED):
        enumeration = assertion.enumeration(position)
        if len(enumeration.items) > 1:
            yield assertion.lists(subject.text, enumeration, assertion.region(subject.places))


def read_predicates(assertion: Assertion, subject: Subject, position: int) -> Iterator[Fact]:
    """Yield the facts of what is said of a subject from its verb on; each of several predicates gives its own."""
    low, end = assertion.phrases.low, assertion.clause.end
    if any(low(index) in PERSONAL for index in range(subject.index, end)):
        # "Sara opens the tab and clicks Approve" tells what a person does.
        return
    while position < end:
        facts, behind = _predicate(assertion, subject, position)
        yield from facts
        while behind < end and not (low(behind) in {"and", ","} and _is_verb_ahead(assertion, behind)):
            behind += 1
        position = _behind_joint(assertion, behind)


def _is_verb_ahead(assertion: Assertion, position: int) -> bool:
    ahead = _behind_joint(assertion, position)
    return assertion.phrases.is_finite(ahead) or assertion.phrases.low(ahead) in STATEMENT_VERBS


def _behind_joint(assertion: Assertion, position: int) -> int:
    while assertion.phrases.low(position) in _JOINTS:
        position += 1
    return position


def _predicate(assertion: Assertion, subject: Subject, position: int) -> tuple[list[Fact], int]:
    """Return the facts of one predicate, and an index in it behind its verb."""
    low, first = assertion.phrases.low, position
    words: set[str] = set()
    while position < assertion.clause.end and low(position) in _AUXILIARIES:
        words.add(low(position))
        position += 1
    if low(position) in {"has", "have"} and low(position + 1) == "been":
        words.add("been")
        position += 2
    if low(position) in _STAYING and low(position + 1) in _STATED:
        words.add("is")
        position += 1
    is_negative = bool(words & _NEGATIVE)
    if low(position) in {"doesn't", "don't", "do", "does"}:
        is_negative = True
        position += 1 + (low(position + 1) == "not")
    is_elliptic = position == first and low(position) in ELLIPTIC
    has_be = bool(words & BE) or is_elliptic
    if words & _PAST:
        return [], assertion.clause.end
    is_event = "been" in words and low(position) == "placed"
    if is_event or (words & _POSSIBLE and (not has_be or low(position) in _DONE_TO)):
        return [], position + 1
    facts = list(_said(assertion, subject, position, has_be=has_be, is_negative=is_negative))
    return facts, max(position, first + 1)


def _said(assertion: Assertion, subject: Subject, position: int, *, has_be: bool, is_negative: bool) -> Iterator[Fact]:
    if not subject.text and not subject.is_act:
        return
    low = assertion.phrases.low(position)
    only_after = None if subject.is_act else _only_after(assertion, subject, low, is_negative=is_negative)
    if only_after is not None:
        yield only_after
    elif is_negative:
        if low in SEEN or STATEMENT_VERBS.get(low) is FactKind.VISIBLE:
            yield assertion.fact(FactKind.HIDDEN, subject.text, region=assertion.region(assertion.places(position + 1)))
        elif has_be and subject.is_on_screen and low in STATES:
            yield assertion.described(subject)
    elif subject.phrase and subject.phrase.is_negated and (low in SEEN or STATEMENT_VERBS.get(low) is FactKind.VISIBLE):
        region = assertion.region(assertion.places(position + 1))
        yield assertion.fact(FactKind.HIDDEN, without_only(subject.text), region=region)
    elif has_be:
        yield from being(assertion, subject, position)
    else:
        yield from doing(assertion, subject, position)


def _only_after(assertion: Assertion, subject: Subject, low: str, *, is_negative: bool) -> Fact | None:
    """Read *X appears only after ...*, *X is not shown until ...*, *X becomes available once ...*."""
    opener, _, rest = assertion.condition.partition(" ")
    opener = opener.casefold()
    kind = STATEMENT_VERBS.get(low)
    is_shown = low in _SHOWN_OR_NOT or kind in {FactKind.VISIBLE, FactKind.HIDDEN}
    if not is_shown or opener not in _AFTER or not rest:
        return None
    before = {assertion.phrases.low(index) for index in range(subject.index, assertion.clause.end)}
    is_until = opener in {"until", "unless"} and (is_negative or low in UNSEEN)
    is_only = bool(before & ONLY) and opener != "as"
    is_once = opener in _ONCE and not is_negative and low not in UNSEEN and kind is not FactKind.HIDDEN
    if not (is_until or is_only or is_once):
        return None
    if opener == "as":
        rest = rest.removeprefix("soon as ")
    return assertion.fact(FactKind.ONLY_AFTER, subject.text, [rest])
