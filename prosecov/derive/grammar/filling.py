"""Instructions to fill in, to set and to search for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from prosecov.derive.grammar import values
from prosecov.derive.grammar.acting import CHOSEN_ROLES, Acting, takes_text
from prosecov.derive.grammar.choosing import choose, field_of
from prosecov.derive.grammar.clicking import click
from prosecov.derive.grammar.phrase import Phrase, Place
from prosecov.derive.grammar.targets import Target
from prosecov.derive.grammar.words import ABOVE, BELOW
from prosecov.derive.model import Action, Do

_COMPLETING = frozenset({"fill", "fill in", "fill out", "complete"})
_NEEDS_FIELD = frozenset({"put", "insert", "supply", "complete", "fill", "input"})
_NO_FIELD = frozenset({"form", "process", "steps", "step"})
_FINDING = frozenset({"find", "look for", "look up"})
_INTO = ("in", "into", "to", "as", "for", "under", "inside", "next to", "beside", "on", "at")


def fill(acting: Acting, targets: list[Target]) -> Iterator[Action]:
    """*Enter X in Y*, *fill in Y with X*, *in Y, type X*, *enter your X*."""
    if not targets:
        if (field := _field_ahead(acting)) is not None:
            yield acting.action_in_field(Do.FILL, field, None)
        return
    first = targets[0].phrase
    given = targets[0].place("with")
    own = [_own_field(target) for target in targets]
    if given is not None and acting.verb in _COMPLETING:
        yield acting.action_in_field(Do.FILL, first, values.literal(acting.phrases, given.phrase, acting.verb))
    elif len(targets) > 1 and all(own):
        for target, field in zip(targets, own, strict=True):
            text = values.literal(acting.phrases, target.phrase, acting.verb)
            yield acting.action_in_field(Do.FILL, field or target.phrase, text)
    elif (field := _field_behind(acting, targets[-1])) is not None:
        _, text = values.amount(acting.phrases, first) or ("", values.literal(acting.phrases, first, acting.verb))
        yield acting.action_in_field(Do.FILL, acting.resolved(field), text)
    elif (field := _field_ahead(acting)) is not None:
        text = values.rest(acting.phrases, first, acting.verb, acting.clause.end)
        yield acting.action_in_field(Do.FILL, field, text)
    else:
        for target in targets:
            yield from _fill_named(acting, target)


def _field_ahead(acting: Acting) -> Phrase | None:
    places = (place for place in reversed(acting.situation.places) if place.preposition not in ABOVE | BELOW)
    return acting.situation.field or next((place.phrase for place in places if takes_text(place.phrase)), None)


def _field_behind(acting: Acting, target: Target) -> Phrase | None:
    place = target.place(*_INTO)
    if place is None or (place.preposition == "for" and (_field_ahead(acting) or place.phrase.label is None)):
        return None
    return place.phrase if takes_text(place.phrase) or place.preposition == "as" else None


def _own_field(target: Target) -> Phrase | None:
    place = target.place("in", "into", "as", "for")
    return place.phrase if place is not None and takes_text(place.phrase) else None


def _fill_named(acting: Acting, target: Target) -> Iterator[Action]:
    """*Enter your surname*, *Type "yes"*: what there is to fill in, or the text, but no place for it."""
    phrase = acting.resolved(target.phrase)
    if phrase.is_region or phrase.kind in _NO_FIELD or phrase.text.casefold() in _NO_FIELD:
        return
    if acting.verb in _NEEDS_FIELD and not (phrase.label or phrase.role):
        return
    amount = values.amount(acting.phrases, phrase)
    what, value = amount or values.field_or_text(acting.phrases, phrase, acting.verb)
    role = "textbox" if what and phrase.role in {"field", "box", "bar", "textbox"} else ""
    yield acting.action(Do.FILL, what, value, role, target.region)


def set_(acting: Acting) -> Iterator[Action]:
    """*Set X to Y and Z to W*: an option is selected; text, a number or a date is filled in."""
    phrases, position, end = acting.phrases, acting.position, acting.clause.end
    while position < end:
        field, behind = phrases.noun_phrase(position, end)
        field = field or acting.situation.field
        places: list[Place] = []
        while phrases.low(behind) != "to" and (found := phrases.place(behind, end))[0] is not None:
            places.append(found[0])
            behind = found[1]
        option, after = phrases.noun_phrase(behind + 1, end)
        if field is None or option is None or phrases.low(behind) != "to" or field.role in CHOSEN_ROLES:
            return
        field = acting.resolved(field)
        value = values.option(option)
        do = Do.FILL if values.is_free_text(field, option, value) else Do.SELECT
        action = acting.action_in_field(do, field, value)
        region = next((place for place in reversed(places) if place.preposition != "from"), None)
        yield replace(action, region=region.text) if region else action
        position = after
        while phrases.low(position) in {",", "and"}:
            position += 1
        if position == after:
            return


def search(acting: Acting, targets: list[Target]) -> Iterator[Action]:
    """*Search for "X"*: typed into the field that is named, if any."""
    text = values.literal(acting.phrases, targets[0].phrase, "search") if targets else None
    if text is None or acting.verb in _FINDING:
        return
    named = targets[0].place("in", "with", "using")
    places = (place.phrase for place in (named, acting.situation.lead) if place is not None)
    field = next((phrase for phrase in places if takes_text(phrase)), acting.situation.field)
    if field is not None:
        yield acting.action_in_field(Do.FILL, field, text)
    else:
        yield acting.action(Do.FILL, None, text, region=targets[0].region)


def search_and_choose(acting: Acting, targets: list[Target]) -> Iterator[Action]:
    """*Search for and select X*: X is typed, then chosen; *find and select X*: chosen."""
    for target in targets:
        field = field_of(acting, target, None)
        text = values.option(target.phrase)
        if field is not None:
            yield acting.action_in_field(Do.FILL, field, text)
            yield acting.action_in_field(Do.SELECT, field, text)
        elif acting.verb in _FINDING:
            yield from choose(acting, [target])
        else:
            yield acting.action(Do.FILL, None, text, region=target.region)
            yield from click(acting, [target])
