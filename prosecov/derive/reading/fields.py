"""Instructions to fill in, to set and to search for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from prosecov.articles import MarkKind
from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.grammar.objects import Target
from prosecov.derive.grammar.phrases import Phrase, PlacePhrase
from prosecov.derive.grammar.values import (
    field_and_amount,
    field_or_text,
    is_free_text,
    literal_text,
    option_named,
    rest_of_clause,
)
from prosecov.derive.lexicon.words import ABOVE, BELOW, CHOSEN_ROLES
from prosecov.derive.model import Action, Do
from prosecov.derive.reading.choices import choose, field_of
from prosecov.derive.reading.clicks import Instruction, click, takes_text

_COMPLETING = frozenset({"fill", "fill in", "fill out", "complete"})
_NEEDS_FIELD = frozenset({"put", "insert", "supply", "complete", "fill", "input"})
_NO_FIELD = frozenset({"form", "process", "steps", "step"})
_FINDING = frozenset({"find", "look for", "look up"})
_INTO = ("in", "into", "to", "as", "for", "under", "inside", "next to", "beside", "on", "at")


def fill(instruction: Instruction, targets: list[Target]) -> Iterator[Action]:
    """Read *Enter X in Y*, *fill in Y with X*, *in Y, type X*, *enter your X*."""
    if not targets:
        if (field := _field_ahead(instruction)) is not None:
            yield instruction.action_in_field(Do.FILL, field, None)
        return
    targets = _with_apposition(instruction.phrases, targets)
    phrases, verb, first = instruction.phrases, instruction.verb, targets[0].phrase
    given = targets[0].place("with")
    own = [_own_field(target) for target in targets]
    if given is not None and verb in _COMPLETING:
        for target in targets:
            with_what = target.place("with") or given
            yield instruction.action_in_field(Do.FILL, target.phrase, literal_text(phrases, with_what.phrase, verb))
    elif len(targets) > 1 and all(own):
        for target, field in zip(targets, own, strict=True):
            text = literal_text(phrases, target.phrase, verb)
            yield instruction.action_in_field(Do.FILL, field or target.phrase, text)
    elif (field := _field_behind(instruction, targets[-1])) is not None:
        amount = field_and_amount(phrases, first)
        text = amount[1] if amount else _text(phrases, targets[0], verb)
        yield instruction.action_in_field(Do.FILL, instruction.resolved(field), text)
    elif (field := _field_ahead(instruction)) is not None:
        text = _text(phrases, targets[0], verb) if targets[0].example else None
        text = text or rest_of_clause(phrases, first, verb, instruction.clause.end)
        yield instruction.action_in_field(Do.FILL, field, text)
    else:
        for target in targets:
            yield from _fill_named(instruction, target)


def _with_apposition(phrases: Phrases, targets: list[Target]) -> list[Target]:
    """Join *the date, "1 May" in the left box* to one object with its text; other objects stay as they are."""
    if (
        len(targets) != 2
        or targets[0].phrase.label is not None
        or targets[0].places
        or not targets[0].phrase.determiner
    ):
        return targets
    text = targets[1].phrase
    is_text = len(text.tokens) == 1 and text.label is not None and text.label.mark in {MarkKind.QUOTED, MarkKind.CODE}
    is_joined = phrases.low(targets[0].end) == "," and phrases.tokens.index(text.tokens[0]) == targets[0].end + 1
    return [replace(targets[1], phrase=targets[0].phrase, example=text)] if is_text and is_joined else targets


def _text(phrases: Phrases, target: Target, verb: str) -> str | None:
    """Return the text to type: word for word, else the example that is given of it."""
    text = literal_text(phrases, target.phrase, verb)
    return target.example.name if text is None and target.example else text


def _field_ahead(instruction: Instruction) -> Phrase | None:
    places = (place for place in reversed(instruction.situation.places) if place.preposition not in ABOVE | BELOW)
    return instruction.situation.field or next((place.phrase for place in places if takes_text(place.phrase)), None)


def _field_behind(instruction: Instruction, target: Target) -> Phrase | None:
    place = target.place(*_INTO)
    if place is None or (place.preposition == "for" and (_field_ahead(instruction) or place.phrase.label is None)):
        return None
    return place.phrase if takes_text(place.phrase) or place.preposition == "as" else None


def _own_field(target: Target) -> Phrase | None:
    place = target.place("in", "into", "as", "for")
    return place.phrase if place is not None and takes_text(place.phrase) else None


def _fill_named(instruction: Instruction, target: Target) -> Iterator[Action]:
    """Read *Enter your surname*, *Type "yes"*: a field or a text, without a place for it."""
    phrase = instruction.resolved(target.phrase)
    if phrase.is_region or phrase.kind in _NO_FIELD or phrase.text.casefold() in _NO_FIELD:
        return
    if instruction.verb in _NEEDS_FIELD and not (phrase.label or phrase.role):
        return
    amount = field_and_amount(instruction.phrases, phrase)
    what, value = amount or field_or_text(instruction.phrases, phrase, instruction.verb)
    value = value or (target.example.name if target.example else None)
    role = "textbox" if what and phrase.role in {"field", "box", "bar", "textbox"} else ""
    yield instruction.action(Do.FILL, what, value, role, target.region)


def set_(instruction: Instruction) -> Iterator[Action]:
    """Read *Set X to Y and Z to W*: an option is selected; text, a number or a date is filled in."""
    phrases, position, end = instruction.phrases, instruction.position, instruction.clause.end
    while position < end:
        field, behind = phrases.noun_phrase(position, end)
        field = field or instruction.situation.field
        places: list[PlacePhrase] = []
        while phrases.low(behind) != "to" and (found := phrases.place(behind, end))[0] is not None:
            places.append(found[0])
            behind = found[1]
        option, after = phrases.noun_phrase(behind + 1, end)
        if field is None or option is None or phrases.low(behind) != "to" or field.role in CHOSEN_ROLES:
            return
        field = instruction.resolved(field)
        value = option_named(option)
        do = Do.FILL if is_free_text(field, option, value) else Do.SELECT
        action = instruction.action_in_field(do, field, value)
        region = next((place for place in reversed(places) if place.preposition != "from"), None)
        yield replace(action, region=region.text) if region else action
        position = after
        while phrases.low(position) in {",", "and"}:
            position += 1
        if position == after:
            return


def sign_in(instruction: Instruction, targets: list[Target]) -> Iterator[Action]:
    """Read *Log in with user name "kim" and password "p4ss"*: what is given word for word is typed."""
    for target in targets:
        what, value = field_or_text(instruction.phrases, target.phrase, "enter")
        if what and value is not None and len(target.phrase.tokens) > 1:
            yield instruction.action(Do.FILL, what, value)


def search(instruction: Instruction, targets: list[Target]) -> Iterator[Action]:
    """Read *Search for "X"*: typed into the field that is named, if any."""
    text = literal_text(instruction.phrases, targets[0].phrase, "search") if targets else None
    if text is None or instruction.verb in _FINDING:
        return
    named = targets[0].place("in", "with", "using")
    places = (place.phrase for place in (named, instruction.situation.lead) if place is not None)
    field = next((phrase for phrase in places if takes_text(phrase)), instruction.situation.field)
    if field is not None:
        yield instruction.action_in_field(Do.FILL, field, text)
    else:
        yield instruction.action(Do.FILL, None, text, region=targets[0].region)


def search_and_choose(instruction: Instruction, targets: list[Target]) -> Iterator[Action]:
    """Read *Search for and select X*: X is typed, then chosen; *find and select X*: chosen."""
    for target in targets:
        field = field_of(instruction, target, None)
        text = option_named(target.phrase)
        if field is not None:
            yield instruction.action_in_field(Do.FILL, field, text)
            yield instruction.action_in_field(Do.SELECT, field, text)
        elif instruction.verb in _FINDING:
            yield from choose(instruction, [target])
        else:
            yield instruction.action(Do.FILL, None, text, region=target.region)
            yield from click(instruction, [target])
