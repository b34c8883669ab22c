"""Conditions (*if*, *when*) and what else an instruction inherits from the clauses before it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from prosecov.derive.grammar.clauses import Clause
from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.grammar.phrases import Phrase, PlacePhrase
from prosecov.derive.lexicon.statement_verbs import SEEN
from prosecov.derive.lexicon.words import CONDITIONS, word_set
from prosecov.text.lexicon import REGION_WORDS

_SHOWN = SEEN | word_set("visible appears appear opens pops comes exists see prompted asked")
_NEGATIVE = word_set("not no don't isn't doesn't aren't")
_BEFORE_THING = word_set("you see there is are can do have get")
_OTHERWISE = word_set("instead rather without")


@dataclass(frozen=True, slots=True)
class Situation:
    """Context of a clause: what the clauses before it say.

    Attributes:
        places: Places named ahead (*In the Tools menu, ...*).
        field: A label ahead with a colon or behind *for* (*For Time zone, ...*).
        region: The region that a condition says to be open or shown.
        if_visible: Whether a condition asks for something to be shown.
        last: What was spoken of last, for *it*.
    """

    places: tuple[PlacePhrase, ...] = ()
    field: Phrase | None = None
    region: str | None = None
    if_visible: bool = False
    last: Phrase | None = None

    @property
    def lead(self) -> PlacePhrase | None:
        """The innermost place ahead."""
        return self.places[-1] if self.places else None


def under_condition(phrases: Phrases, clause: Clause, situation: Situation) -> Situation:
    """Return the situation behind a condition: what must be shown, which region is open, what was named.

    Args:
        phrases: The phrases of the sentence.
        clause: The condition.
        situation: What the clauses before it say.
    """
    low = phrases.low
    opener, position = low(clause.start), clause.start + 1
    if opener in _OTHERWISE:
        return situation
    if opener == "as" and low(position + 1) == "as":
        position += 2
    words = {low(index) for index in range(position, clause.end)}
    is_shown = bool(words & _SHOWN) and not words & _NEGATIVE
    situation = replace(situation, if_visible=opener == "if" and is_shown)
    while low(position) in _BEFORE_THING:
        position += 1
    phrase, behind = phrases.noun_phrase(position, clause.end)
    if phrase is None:
        return situation
    region = None
    if phrase.is_region or phrase.tokens[-1].low.rpartition(" ")[2] in REGION_WORDS:
        region = phrase.text if is_shown or opener != "if" else None
    elif is_shown:
        region = _last_place(phrases, behind, clause.end)
    field = phrase if opener != "if" and phrase.role == "combobox" and phrase.label is not None else None
    last = phrase if phrase.label is not None or phrase.role else situation.last
    return replace(situation, region=region, last=last, field=field)


def _last_place(phrases: Phrases, position: int, end: int) -> str | None:
    found = None
    while position < end:
        place, behind = phrases.place(position, end)
        if place is not None and place.is_containing:
            found = place.text
        position = max(behind, position + 1)
    return found


def condition_text(phrases: Phrases, clause: Clause) -> str:
    """Return the words of a condition with the one that begins it: *until two versions are ticked*."""
    tokens = phrases.tokens[clause.start : clause.end]
    return phrases.text[tokens[0].start : tokens[-1].end].rstrip(" ,;.") if tokens[0].low in CONDITIONS else ""
