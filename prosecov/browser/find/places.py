"""Parse the place that a step names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from prosecov.text.names import without_determiner

_SIDES = r"(?:top|upper|bottom|lower)?[ -]?(?:left|right)(?:[ -]hand)?|top|bottom|upper|lower|end|start|head|foot"
_SIDE = re.compile(
    rf"(?:(?:at|in|on|to|near|towards?) )?(?:the )?(?P<side>{_SIDES})(?: (?:side|corner|edge|part|end))?"
    r"(?: (?:of|in|on) (?P<thing>.+))",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"(?P<relation>directly above|just above|above|over|directly below|just below|directly under|below|beneath"
    r"|under|underneath|next to|beside|to the (?:left|right) of|left of|right of|alongside) (?P<thing>.+)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"(?:in|on|at|inside|within|from) (?P<thing>.+)", re.IGNORECASE)
_SYNONYMS = {
    "upper": "top", "lower": "bottom", "start": "top", "head": "top", "end": "bottom", "foot": "bottom",
    "over": "above", "beneath": "below", "under": "below", "underneath": "below", "beside": "next to",
    "alongside": "next to", "left": "left", "right": "right",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where something has to be.

    Attributes:
        thing: The part of the screen or the control that the place refers to, as the article names it.
        relation: ``above``, ``below``, ``next to``, ``left of`` or ``right of`` it; empty for within it.
        sides: At which of its sides: ``top``, ``bottom``, ``left``, ``right``.
    """

    thing: str
    relation: str = ""
    sides: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.relation:
            return f'{self.relation} "{self.thing}"'
        return f'at the {" ".join(self.sides)} of "{self.thing}"' if self.sides else f'in "{self.thing}"'


def read_place(phrase: str) -> Place:
    """Parse a place.

    Args:
        phrase: A phrase such as ``Reports section``, ``top left of the list`` or ``above the results list``.
    """
    phrase = " ".join(phrase.split())
    if match := _RELATION.fullmatch(phrase):
        relation = match["relation"].casefold().removeprefix("directly ").removeprefix("just ").removeprefix("to the ")
        return Place(without_determiner(match["thing"]), _SYNONYMS.get(relation, relation))
    if match := _SIDE.fullmatch(phrase):
        return Place(without_determiner(match["thing"]), sides=_sides(match["side"]))
    if match := _PREPOSITION.fullmatch(phrase):
        return read_place(match["thing"])
    return Place(without_determiner(phrase))


def _sides(text: str) -> tuple[str, ...]:
    found = re.findall(r"top|upper|bottom|lower|left|right|start|end|head|foot", text.casefold())
    return tuple(_SYNONYMS.get(side, side) for side in found)
