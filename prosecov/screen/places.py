"""Reading the place that an article names, and measuring whether something stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prosecov.screen.node import Box
from prosecov.screen.words import without_determiner

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
_SLACK = 2.0
_MOST_TOP = 200.0
_MOST_GAP = 320.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is to be.

    Attributes:
        thing: The part of the screen, as the article names it.
        relation: ``above``, ``below``, ``next to``, ``left of`` or ``right of`` it; empty if within it.
        sides: Of ``top``, ``bottom``, ``left`` and ``right`` those of its sides at which it is to be.
    """

    thing: str
    relation: str = ""
    sides: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.relation:
            return f'{self.relation} "{self.thing}"'
        return f'at the {" ".join(self.sides)} of "{self.thing}"' if self.sides else f'in "{self.thing}"'


def read_place(phrase: str) -> Place:
    """Read a place as an article words it.

    Args:
        phrase: Such as ``Reports section``, ``top left of the list``, ``above the results list``.

    Returns:
        The place.
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


def union(boxes: Sequence[Box | None]) -> Box | None:
    """Return the smallest rectangle around all of some, ``None`` if there are none."""
    there = [box for box in boxes if box is not None]
    if not there:
        return None
    x, y = min(box.x for box in there), min(box.y for box in there)
    return Box(x, y, max(box.right for box in there) - x, max(box.bottom for box in there) - y)


def stands(box: Box | None, relation: str, other: Box | None) -> bool:
    """Whether one thing stands above, below, next to, left of or right of another."""
    if box is None or other is None:
        return False
    if relation == "above":
        return box.bottom <= other.y + _SLACK
    if relation == "below":
        return other.bottom <= box.y + _SLACK
    level = min(box.bottom, other.bottom) - max(box.y, other.y) >= min(box.height, other.height) / 2
    is_left, is_right = box.right <= other.x + _SLACK, other.right <= box.x + _SLACK
    gap = max(other.x - box.right, box.x - other.right)
    beside = {"left of": is_left, "right of": is_right, "next to": (is_left or is_right) and gap <= _MOST_GAP}
    return level and beside[relation]


def is_at(box: Box | None, side: str, region: Box | None) -> bool:
    """Whether something stands at a side of a region that it is in: in that third of it, and near its edge."""
    if box is None or region is None:
        return False
    if side in {"left", "right"}:
        centre = box.x + box.width / 2 - region.x
        return centre <= region.width / 3 if side == "left" else centre >= region.width * 2 / 3
    reach = min(max(region.height / 3, box.height), _MOST_TOP)
    return (
        box.y - region.y <= reach - box.height / 2
        if side == "top"
        else (region.bottom - box.bottom <= reach - box.height / 2)
    )
