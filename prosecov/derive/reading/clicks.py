"""Instructions to click, to press and to open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from prosecov.articles import MarkKind
from prosecov.derive.grammar.clauses import Clause
from prosecov.derive.grammar.described import is_nameless
from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.grammar.objects import Target
from prosecov.derive.grammar.phrases import Phrase, PlacePhrase
from prosecov.derive.lexicon.imperatives import REACHING
from prosecov.derive.lexicon.words import (
    CHORD,
    CHOSEN_ROLES,
    CONTROL_ROLES,
    FIELD_KINDS,
    FURTHER_READING,
    KEY,
    NOT_ON_SCREEN,
    NOWHERE,
    SURE_KEY,
    TEXT_KINDS,
)
from prosecov.derive.model import Action, Do
from prosecov.derive.reading.conditions import Situation
from prosecov.derive.reading.gestures import manner_of

BESIDE_BOX = ("for", "next to", "beside", "by", "near", "in front of", "to the left of", "left of", "on the left of")
"""Prepositions between a box and its label."""
_ROUND = frozenset({"circle", "bubble", "dot", "round button"})
_NO_TEXT = frozenset({"tab", "menu", "button", "icon", "link"})
_MEANS = frozenset({"using", "with"})
_NEW_VIEWS = frozenset({"new tab", "new window", "new browser tab", "new browser window"})
_OFF = (["it", "off"], ["them", "off"])
_ANYWHERE = ("anywhere", "outside", "away")


@dataclass(frozen=True, slots=True)
class Instruction:
    """An instruction that is being read.

    Attributes:
        phrases: The phrases of the sentence.
        situation: What the clauses before say.
        clause: The clause.
        verb: Its first verb, in the base form, with its particles.
        position: The index behind its verbs.
    """

    phrases: Phrases
    situation: Situation
    clause: Clause
    verb: str
    position: int

    @property
    def _start(self) -> int:
        return self.phrases.tokens[self.clause.start].start

    def action(
        self, do: Do, what: str | None, value: str | None = None, role: str = "", region: PlacePhrase | None = None
    ) -> Action:
        """Return an action in a place: its own, else the one ahead."""
        place = region or self.situation.lead
        if place is not None and place.phrase.text.casefold() in _NEW_VIEWS:
            place = None
        text = place.text if place else self.situation.region
        manner = manner_of(self.verb) if do is Do.CLICK and self.verb else None
        return Action(do, what, value, role or None, text, self.situation.if_visible, self._start, manner)

    def action_elsewhere(self, do: Do, what: str | None, role: str = "") -> Action:
        """Return an action of which no place is known: the place ahead covers the first action only."""
        return Action(do, what, None, role or None, None, self.situation.if_visible, self._start)

    def action_in_field(self, do: Do, field: Phrase, value: str | None) -> Action:
        """Return an action on a field, which is no place then."""
        role = field.role if field.role in {"combobox", "textbox"} else ""
        if do is Do.FILL and field.role in TEXT_KINDS:
            role = "textbox"
        places = [place for place in self.situation.places if place.phrase is not field]
        region = places[-1].text if places else self.situation.region
        return Action(do, field.name, value, role or None, region, self.situation.if_visible, self._start)

    def resolved(self, phrase: Phrase) -> Phrase:
        """Return what a pronoun refers to; itself if that is not in the sentence."""
        if phrase.is_pronoun and self.situation.last is not None:
            return self.situation.last
        return phrase


def click_role(phrase: Phrase) -> str:
    """Return the role of something clicked: as its kind says; a marked link is one."""
    if phrase.role in CONTROL_ROLES:
        return phrase.role
    return "link" if phrase.label is not None and phrase.label.mark is MarkKind.LINK else ""


def mark_role(phrase: Phrase) -> str:
    """Return the role of what is ticked, whose label stands beside it: *the check box*, *the box*, *the circle*."""
    if phrase.name.casefold() in _ROUND:
        return "radio"
    if phrase.kind == "box" and is_nameless(phrase):
        return "checkbox"
    return phrase.role if phrase.role in CHOSEN_ROLES else ""


def names_field(place: PlacePhrase) -> bool:
    """Return whether a place ahead names the field of what follows: *for X*, *using the X list*."""
    return place.preposition in {"for", "as"} or (place.preposition in _MEANS and place.phrase.role in FIELD_KINDS)


def takes_text(phrase: Phrase) -> bool:
    """Return whether something that an instruction names as a place may be a field for text."""
    if phrase.role in FIELD_KINDS or phrase.tokens[-1].low == "search":
        return True
    return phrase.label is not None and not phrase.is_region and phrase.role not in _NO_TEXT


def press(instruction: Instruction, targets: list[Target]) -> Iterator[Action]:
    """Read *Press Ctrl+S*; anything but a key is clicked."""
    for target in targets:
        name, role = target.phrase.name, target.phrase.role
        keys = [key for key in (name, target.phrase.text) if KEY.fullmatch(key) or CHORD.fullmatch(key)]
        if role == "key" or (keys and role in {"", "bar"}):
            yield instruction.action(Do.PRESS, keys[-1] if keys else name, region=target.region)
        else:
            yield from click(instruction, [target])


def click(instruction: Instruction, targets: list[Target]) -> Iterator[Action]:
    """Read *Click A*, *click A and B*, *go to A > B*: a click on each; a check box or the like is checked."""
    field = instruction.situation.field
    if not targets and field is not None:
        yield instruction.action(Do.CLICK, field.name, role=click_role(field))
    for number, target in enumerate(targets):
        phrase = instruction.resolved(target.phrase)
        if phrase.label is None and phrase.text.casefold().startswith(_ANYWHERE):
            continue
        if instruction.verb.startswith("tap") and phrase.label and SURE_KEY.fullmatch(phrase.name) and not phrase.role:
            yield instruction.action(Do.PRESS, phrase.name)
            continue
        yield from _menu(instruction, target, is_first=number == 0)
        beside = target.place(*BESIDE_BOX) if phrase.label is None else None
        role = mark_role(phrase)
        if role and beside is not None and beside.phrase.label is not None:
            yield instruction.action_elsewhere(_checking(instruction), beside.phrase.name, role)
        elif phrase.role in CHOSEN_ROLES and (phrase.label is not None or phrase.role != "switch"):
            yield instruction.action(_checking(instruction), phrase.name, role=phrase.role, region=target.region)
        elif number and target.region is None:
            yield instruction.action_elsewhere(Do.CLICK, phrase.name, click_role(phrase))
        else:
            yield instruction.action(Do.CLICK, phrase.name, role=click_role(phrase), region=target.region)


def _checking(instruction: Instruction) -> Do:
    """Return what is done to the box that is clicked: *Click the X toggle to turn it off* unchecks."""
    words = [instruction.phrases.low(instruction.clause.end + offset) for offset in range(4)]
    return Do.UNCHECK if words[0] == "to" and words[2:] in _OFF else Do.CHECK


def _menu(instruction: Instruction, target: Target, *, is_first: bool) -> Iterator[Action]:
    """Yield the click that opens a named menu, before something is chosen from it."""
    own = target.place("from")
    ahead = instruction.situation.places if is_first and target.region is None else ()
    sources: list[PlacePhrase] = [place for place in (own, *ahead) if place is not None]
    menu = next((place for place in sources if place.phrase.role == "menu"), None)
    if menu is not None and menu.preposition == "from" and menu.phrase.label is not None:
        yield instruction.action_elsewhere(Do.CLICK, menu.phrase.name, "menu")


def open_(instruction: Instruction, targets: list[Target]) -> Iterator[Action]:
    """Read *Open X*, *go to X*: a click, unless X is no part of the product or only further reading."""
    if not FURTHER_READING.search(instruction.phrases.text):
        yield from click(instruction, [target for target in targets if _is_reached_by_click(instruction, target)])


def _is_reached_by_click(instruction: Instruction, target: Target) -> bool:
    phrase = target.phrase
    if phrase.name.casefold().startswith("step ") or phrase.text.casefold() in NOWHERE:
        return False
    if phrase.label is not None:
        return True
    if phrase.kind == "box" and is_nameless(phrase):
        return False
    if phrase.determiners & {"a", "an", "any", "another"}:
        return False
    words = {token.low for token in phrase.tokens}
    is_elsewhere = bool(words & NOT_ON_SCREEN) or "new" in words or instruction.verb not in REACHING
    is_address = "." in phrase.text or "/" in phrase.text
    return not is_elsewhere and not is_address
