"""Instructions to choose an option, to tick and to clear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from prosecov.derive.grammar.noun_phrases import is_number
from prosecov.derive.grammar.objects import Target, find_targets
from prosecov.derive.grammar.phrases import Phrase, PlacePhrase
from prosecov.derive.grammar.values import option_named
from prosecov.derive.lexicon.words import (
    BOXES,
    CHOSEN_ROLES,
    CONTROL_ROLES,
    FIELD_KINDS,
    INDEFINITE,
    PLACES,
    TICKED_ROLES,
)
from prosecov.derive.model import Action, Do
from prosecov.derive.reading.clicks import BESIDE_BOX, Instruction, click, click_role, mark_role
from prosecov.text.number import singular

_FOR_BOXES = (*BESIDE_BOX, "of")
_CLEARED = frozenset({"field", "bar", "textbox", "filter"})
_NEEDS_CONTROL = frozenset({"check", "mark", "enable", "disable", "activate", "deactivate"})
_SWITCHING = frozenset({"turn", "switch", "toggle", "slide", "flip", "set"})
_TICKS = frozenset({"tick", "check", "tick mark", "check mark", "checkmark"})
_MARKING = frozenset({"put", "place", "add", "set"})
_UNMARKING = frozenset({"remove", "clear", "delete"})
_CHOSEN_IN = frozenset({"from", "in", "under", "for", "on", "within", "inside", "using", "with"})


def choose(instruction: Instruction, targets: list[Target]) -> Iterator[Action]:
    """Read *Choose X*: an option of a field where one is named, else a click; a box or a radio button is checked."""
    if not targets and instruction.situation.field is not None:
        yield instruction.action(Do.SELECT, instruction.situation.field.name)
    last = targets[-1].phrase if targets else None
    if last is not None and last.is_plural and last.role in TICKED_ROLES:
        yield from check(instruction, Do.CHECK, targets)
        return
    shared = next((place for target in reversed(targets) if (place := target.place("from", "in"))), None)
    for number, target in enumerate(targets):
        phrase = instruction.resolved(target.phrase)
        field = field_of(instruction, target, shared)
        if phrase.role in CHOSEN_ROLES or phrase.role == "box" or (mark_role(phrase) and target.place(*BESIDE_BOX)):
            yield from check(instruction, Do.CHECK, targets[number:])
            return
        if field is not None:
            yield _option(instruction, field, phrase)
        elif _is_readers_choice(target):
            yield instruction.action(Do.SELECT, phrase.name, region=target.region)
        elif number == 0 or target.region:
            yield from click(instruction, [target])
        else:
            yield instruction.action_elsewhere(Do.CLICK, phrase.name, click_role(phrase))


def _option(instruction: Instruction, field: Phrase, phrase: Phrase) -> Action:
    option = option_named(phrase)
    action = instruction.action_in_field(Do.SELECT, field, option)
    is_nameless = field.label is None and field.text.casefold() == field.kind
    return replace(action, what=None if option else phrase.name) if is_nameless else action


def _is_readers_choice(target: Target) -> bool:
    phrase = target.phrase
    if phrase.label is not None and (phrase.role in CONTROL_ROLES or phrase.tokens[-1] is not phrase.label):
        return False
    is_counted = phrase.label is None and len(phrase.tokens) > 1 and is_number(phrase.tokens[0].low)
    is_open = is_counted or phrase.determiners & INDEFINITE or any(map(is_number, phrase.determiners))
    return target.is_chosen_by_reader or (bool(is_open) and phrase.role not in CONTROL_ROLES)


def field_of(instruction: Instruction, target: Target, shared: PlacePhrase | None) -> Phrase | None:
    """Return the field in which an option is chosen, if the text names one.

    Args:
        instruction: The instruction.
        target: The option.
        shared: A place behind a later option that may hold for all (*A and B from the X list*).
    """
    if target.phrase.role in CONTROL_ROLES:
        return None
    named = target.place("as", "for")
    if named is not None and (named.preposition == "as" or named.phrase.label is not None):
        return named.phrase
    if instruction.situation.field is not None:
        return instruction.situation.field
    places = (*target.places, shared, *reversed(instruction.situation.places))
    return next((place.phrase for place in places if place is not None and _is_field(place)), None)


def _is_field(place: PlacePhrase) -> bool:
    """Return whether options are chosen in what a place names."""
    phrase = place.phrase
    if place.preposition not in _CHOSEN_IN:
        return False
    if phrase.role == "combobox":
        return phrase.label is not None or place.preposition == "from" or phrase.kind not in {"list", "lists"}
    if phrase.role in FIELD_KINDS:
        return True
    if phrase.label is None or phrase.tokens[-1] is not phrase.label or place.preposition not in {"from", "in", "for"}:
        return False
    # A bare label is a field as "Time zone" is; "Settings" and plurals such as "Reports" are places.
    name = phrase.name.casefold()
    is_plural = singular(name) != name and not name.endswith("is")
    is_place = name in PLACES or name.startswith("step ") or is_plural
    return place.preposition == "for" or not is_place


def check(instruction: Instruction, do: Do, targets: list[Target]) -> Iterator[Action]:
    """Read *Tick X*, *select the boxes for A and B*, *turn on X*: checked, or unchecked, each."""
    if not targets and instruction.situation.field is not None:
        yield instruction.action(do, instruction.situation.field.name)
    last = targets[-1].phrase if targets else None
    role = _checked_role(last) if last and len(targets) > 1 and last.is_plural else ""
    for target in targets:
        phrase, region = instruction.resolved(target.phrase), target.region
        if phrase.role in TICKED_ROLES or mark_role(phrase):
            role = _checked_role(phrase) or mark_role(phrase)
            named, beside = target.place(*_FOR_BOXES), _beside(instruction)
            if phrase.label is None and named is not None:
                phrase, region = named.phrase, None
            elif phrase.label is None and beside is not None:
                yield instruction.action_elsewhere(do, beside.name, role)
                continue
        if role or _is_checkable(instruction, target, phrase):
            yield instruction.action(do, phrase.name, role=role, region=region)


def _beside(instruction: Instruction) -> Phrase | None:
    """Return what stands ahead in *Next to X, tick the box*."""
    lead = instruction.situation.lead
    if lead is None or lead.preposition not in _FOR_BOXES or lead.phrase.label is None:
        return None
    return lead.phrase


def ticked(instruction: Instruction, targets: list[Target]) -> Iterator[Action]:
    """Read *Put a tick in the X box*, *remove the tick from X*; nothing if it is none of these."""
    do = Do.CHECK if instruction.verb in _MARKING else Do.UNCHECK if instruction.verb in _UNMARKING else None
    if do is not None and targets and targets[0].phrase.name.casefold() in _TICKS:
        place = targets[0].region or targets[0].place("to")
        if place is not None:
            box = replace(targets[0], phrase=place.phrase, places=targets[0].places[1:])
            yield from check(instruction, do, [box, *targets[1:]])


def _checked_role(phrase: Phrase) -> str:
    if phrase.role in BOXES:
        return "checkbox"
    return phrase.role if phrase.role in CHOSEN_ROLES else ""


def _is_checkable(instruction: Instruction, target: Target, phrase: Phrase) -> bool:
    if phrase.is_region or target.place("as"):
        return False
    if phrase.label is not None or target.phrase.is_pronoun or instruction.verb not in _NEEDS_CONTROL:
        return True
    return phrase.kind in {"fields", "options", "items"}


def clear(instruction: Instruction, targets: list[Target]) -> Iterator[Action]:
    """Read *Clear X*: a box is unchecked, a field is emptied."""
    for target in targets:
        phrase = instruction.resolved(target.phrase)
        if phrase.role in _CLEARED or (phrase.label is None and phrase.kind == "box"):
            yield instruction.action(Do.FILL, phrase.name, "", "textbox", target.region)
        elif phrase.label is not None or phrase.role in TICKED_ROLES:
            yield from check(instruction, Do.UNCHECK, [target])


def _is_thing(phrase: Phrase) -> bool:
    """Return whether a phrase names a thing of the world rather than something on the screen: *the lamp*."""
    return bool(phrase.determiners & {"the", "a", "an"}) and not phrase.is_on_screen


def switched(instruction: Instruction, targets: list[Target]) -> list[Action]:
    """Read *Turn X on*, *toggle X off*, *slide the X switch to on*; empty if it is none of these."""
    if instruction.verb.partition(" ")[0] not in _SWITCHING or not targets:
        return []
    phrases, end = instruction.phrases, instruction.clause.end
    found: list[Action] = []
    start = instruction.position
    for index in range(start, end):
        low = phrases.tokens[index].low
        if low not in {"on", "off"} or phrases.noun_phrase(index + 1, end)[0] is not None:
            continue
        while phrases.low(start) in {",", "and"}:
            start += 1
        named = find_targets(phrases, start, index)
        is_switch = bool(named) and (named[0].phrase.role in CHOSEN_ROLES or not phrases.is_label(index))
        if (
            named
            and not _is_thing(named[0].phrase)
            and (instruction.verb != "set" or (phrases.low(index - 1) == "to" and is_switch))
        ):
            found += check(instruction, Do.CHECK if low == "on" else Do.UNCHECK, named)
            start = index + 1
    return found
