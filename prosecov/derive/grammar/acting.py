"""What the readers of instructions share: the clause, what came before it, and how an action is put together."""

from __future__ import annotations

from dataclasses import dataclass

from prosecov.articles import MarkKind
from prosecov.derive.grammar.clause import Clause
from prosecov.derive.grammar.phrase import Phrase, Place
from prosecov.derive.grammar.phrases import Phrases
from prosecov.derive.grammar.situation import Situation
from prosecov.derive.model import Action, Do

CHOSEN_ROLES = frozenset({"checkbox", "radio", "switch"})
BOXES = frozenset({"box", "checkbox"})
CONTROL_ROLES = frozenset({"button", "link", "menu", "tab", "icon", "combobox", "textbox"}) | CHOSEN_ROLES
FIELD_KINDS = frozenset({"combobox", "field", "filter", "box", "bar", "textbox"})
_TEXT_KINDS = frozenset({"field", "filter", "box", "bar", "textbox"})
_NO_TEXT = frozenset({"tab", "menu", "button", "icon", "link"})
_MEANS = frozenset({"using", "with"})
_NEW_VIEWS = frozenset({"new tab", "new window", "new browser tab", "new browser window"})


@dataclass(frozen=True, slots=True)
class Acting:
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
        self, do: Do, what: str | None, value: str | None = None, role: str = "", region: Place | None = None
    ) -> Action:
        """An action in a place: its own, else the one ahead."""
        place = region or self.situation.lead
        if place is not None and place.phrase.text.casefold() in _NEW_VIEWS:
            place = None
        text = place.text if place else self.situation.region
        return Action(do, what, value, role or None, text, self.situation.if_visible, self._start)

    def action_elsewhere(self, do: Do, what: str | None, role: str = "") -> Action:
        """An action of which no place is known: the place ahead covers the first action only."""
        return Action(do, what, None, role or None, None, self.situation.if_visible, self._start)

    def action_in_field(self, do: Do, field: Phrase, value: str | None) -> Action:
        """An action on a field, which is no place then."""
        role = field.role if field.role in {"combobox", "textbox"} else ""
        if do is Do.FILL and field.role in _TEXT_KINDS:
            role = "textbox"
        places = [place for place in self.situation.places if place.phrase is not field]
        region = places[-1].text if places else self.situation.region
        return Action(do, field.name, value, role or None, region, self.situation.if_visible, self._start)

    def resolved(self, phrase: Phrase) -> Phrase:
        """What a pronoun refers to; itself if that is not in the sentence."""
        if phrase.is_pronoun and self.situation.last is not None:
            return self.situation.last
        return phrase


def click_role(phrase: Phrase) -> str:
    """The role of something clicked: as its kind says; a marked link is one."""
    if phrase.role in CONTROL_ROLES:
        return phrase.role
    return "link" if phrase.label is not None and phrase.label.mark is MarkKind.LINK else ""


def names_field(place: Place) -> bool:
    """Whether a place ahead names the field of what follows: *for X*, *using the X list*."""
    return place.preposition in {"for", "as"} or (place.preposition in _MEANS and place.phrase.role in FIELD_KINDS)


def takes_text(phrase: Phrase) -> bool:
    """Whether something that an instruction names as a place may be a field for text."""
    if phrase.role in FIELD_KINDS:
        return True
    return phrase.label is not None and not phrase.is_region and phrase.role not in _NO_TEXT
