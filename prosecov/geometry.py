"""Rectangles on a screen or in a picture, and how they are placed relative to one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_SLACK = 2.0
"""Pixels by which edges may overlap, as borders and shadows do."""
_MOST_GAP = 320.0
"""Pixels between two things that are still next to each other."""
_MOST_TOP = 200.0
"""Height in pixels of what still counts as the top, or the bottom, of a tall region."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in pixels from the top left corner of the viewport or picture.

    Attributes:
        x: Left edge.
        y: Top edge.
        width: Width.
        height: Height.
    """

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Bottom edge."""
        return self.y + self.height

    @property
    def area(self) -> float:
        """Width times height, in square pixels."""
        return self.width * self.height

    def moved(self, right: float, down: float) -> Box:
        """Return the rectangle moved by a number of pixels."""
        return Box(self.x + right, self.y + down, self.width, self.height)

    def scaled(self, factor: float) -> Box:
        """Return the rectangle as it is in a picture that was scaled by a factor."""
        return Box(self.x * factor, self.y * factor, self.width * factor, self.height * factor)


def union(boxes: Iterable[Box | None]) -> Box | None:
    """Return the smallest rectangle around some, skipping ``None`` among them; ``None`` if there are no others."""
    there = [box for box in boxes if box is not None]
    if not there:
        return None
    x, y = min(box.x for box in there), min(box.y for box in there)
    return Box(x, y, max(box.right for box in there) - x, max(box.bottom for box in there) - y)


def clip(box: Box | None, width: float, height: float) -> Box | None:
    """Return the part of a rectangle that is within a picture of a size in pixels, ``None`` if there is none."""
    if box is None:
        return None
    x, y = max(box.x, 0.0), max(box.y, 0.0)
    width, height = min(box.right, width) - x, min(box.bottom, height) - y
    return Box(x, y, width, height) if width > 0 and height > 0 else None


def relation_holds(box: Box | None, relation: str, other: Box | None) -> bool:
    """Return whether one thing is above, below, next to, left of or right of another.

    Args:
        box: The one thing; ``None`` if it takes up no space.
        relation: ``above``, ``below``, ``next to``, ``left of`` or ``right of``.
        other: The other thing; ``None`` if it takes up no space.
    """
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
    """Return whether something is at a side of the region around it: in that third, and near the edge.

    Args:
        box: The thing; ``None`` if it takes up no space.
        side: ``top``, ``bottom``, ``left`` or ``right``.
        region: The region; ``None`` if it takes up no space.
    """
    if box is None or region is None:
        return False
    if side in {"left", "right"}:
        centre = box.x + box.width / 2 - region.x
        return centre <= region.width / 3 if side == "left" else centre >= region.width * 2 / 3
    reach = min(max(region.height / 3, box.height), _MOST_TOP)
    gap = box.y - region.y if side == "top" else region.bottom - box.bottom
    return gap <= reach - box.height / 2


def is_far_from(box: Box | None, side: str, region: Box | None) -> bool:
    """Return whether something is in the half of a region that is opposite of a side, so that nobody says it is there.

    Args:
        box: The thing; ``None`` if it takes up no space.
        side: ``top``, ``bottom``, ``left`` or ``right``.
        region: The region; ``None`` if it takes up no space.
    """
    if box is None or region is None:
        return True
    is_level = side in {"left", "right"}
    centre = box.x + box.width / 2 - region.x if is_level else box.y + box.height / 2 - region.y
    middle = (region.width if is_level else region.height) / 2
    return centre > middle if side in {"left", "top"} else centre < middle
