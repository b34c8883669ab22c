"""Parse the place that a step names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from prosecov.text.names import without_determiner

_SIDES = r"(?:top|upper|bottom|lower)?[ -]?(?:left|right)(?:[ -]?(?:hand|most))?|top|bottom|upper|lower"
_ENDS = r"start|end|head|foot"
_PART_OF = r"(?:side|corner|edge|part|end|half|portion|area|section|margin)"
_WINDOW = r"(?:(?:web)?page|web page|screen|window|browser(?: window)?|display|monitor)"
_SIDE = re.compile(
    rf"(?:(?:at|in|on|to|near|towards?|along) )?(?:the )?(?:(?:far|very|extreme) )?"
    rf"(?:(?P<side>{_SIDES})(?:[ -]{_PART_OF})?(?: (?:of|in|on) (?P<thing>.+))?|(?P<end>{_ENDS}) of (?P<whole>.+))",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"(?P<relation>directly above|just above|above|over|directly below|just below|directly under|below|beneath"
    r"|under|underneath|next to|beside|to the (?:left|right) of|on the (?:left|right) of|left of|right of|alongside)"
    r" (?P<thing>.+)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"(?:in|on|at|inside|within|from|via|through) (?P<thing>.+)", re.IGNORECASE)
_ROW = re.compile(r"(?:(?:that|which) (?:holds|has|contains) |for )(?P<thing>.+)", re.IGNORECASE)
_SYNONYMS = {
    "upper": "top", "lower": "bottom", "start": "top", "head": "top", "end": "bottom", "foot": "bottom",
    "over": "above", "beneath": "below", "under": "below", "underneath": "below", "beside": "next to",
    "alongside": "next to", "left": "left", "right": "right",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where something has to be.

    Attributes:
        thing: The part of the screen or the control that the place refers to, as the article names it; empty for the
            window, or for the dialog that is open.
        relation: ``above``, ``below``, ``next to``, ``left of`` or ``right of`` it; empty for within it.
        sides: At which of its sides: ``top``, ``bottom``, ``left``, ``right``.
    """

    thing: str
    relation: str = ""
    sides: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.relation:
            return f'{self.relation} "{self.thing}"'
        if self.sides:
            return f"at the {' '.join(self.sides)} of " + (f'"{self.thing}"' if self.thing else "the window")
        return f'in "{self.thing}"'


def read_place(phrase: str) -> Place:
    """Parse a place.

    Args:
        phrase: A phrase such as ``Reports section``, ``top left of the list``, ``upper-right corner``, ``row for Ana``
            or ``above the results list``.
    """
    phrase = " ".join(phrase.split())
    if match := _RELATION.fullmatch(phrase):
        relation = re.sub(r"^(?:directly|just|to the|on the) ", "", match["relation"].casefold())
        return Place(without_determiner(match["thing"]), _SYNONYMS.get(relation, relation))
    if match := _SIDE.fullmatch(phrase):
        thing = without_determiner(match["thing"] or match["whole"] or "")
        is_window = re.fullmatch(_WINDOW, thing, re.IGNORECASE) is not None
        return Place("" if is_window else thing, sides=_sides(match["side"] or match["end"]))
    if match := _PREPOSITION.fullmatch(phrase):
        return read_place(match["thing"])
    if match := _ROW.fullmatch(phrase):
        return Place(f"{without_determiner(match['thing'])} row")
    return Place(without_determiner(phrase))


def _sides(text: str) -> tuple[str, ...]:
    found = re.findall(r"top|upper|bottom|lower|left|right|start|end|head|foot", text.casefold())
    return tuple(_SYNONYMS.get(side, side) for side in found)
