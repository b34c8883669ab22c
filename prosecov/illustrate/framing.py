"""Which part of the screen a picture shows, and the mark around the control."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw

from prosecov.geometry import Box

Area = tuple[int, int, int, int]
"""Left, top, right and bottom edge, in pixels; what stands right of and below the last two is outside."""

LEAST = (800, 450)
"""Width and height that a picture has at least, if the screen is as large."""
MOST_AROUND = (960, 640)
"""The largest dialog, menu or list that is shown whole for the sake of one control in it."""
MARGIN = 24
"""What a picture shows at least on each side of what it is about."""
NEIGHBOURHOOD = 100
"""With as much on the inner side of it, what a picture is about need not stand in the middle."""
GRID = 40
"""Pictures begin at multiples of it, so that a control that moves a little does not move all else in the picture."""
RING, HALO = (0xC2, 0x18, 0x5B), (0xFF, 0xFF, 0xFF)
"""The colours of the mark: a ring, and what sets it off from the screen on both sides."""
_GAP, _THICKNESS, _HALO, _ROUND = 2, 3, 1, 7
_FINE = 4


def window(control: Box, around: Box | None, size: tuple[int, int]) -> Area:
    """Choose what a picture shows.

    It is about the control, or about all of the dialog, menu or list that the control is in unless that is too large.
    It is as large as `LEAST`, or larger if that takes it, and begins or ends where the screen does, so that few lines
    are cut; what is too far inside for that stands in the middle.

    Args:
        control: Where the control stands.
        around: Where the dialog, the menu or the list stands that it is in.
        size: Width and height of the screen.

    Returns:
        A part of the screen; what of the control is on the screen is in it.
    """
    subject = _union(control, around) if around and _fits(around) else control
    across = _stretch(subject.x, subject.right, LEAST[0], size[0])
    down = _stretch(subject.y, subject.bottom, LEAST[1], size[1])
    return across[0], down[0], across[1], down[1]


def _fits(around: Box) -> bool:
    return around.width <= MOST_AROUND[0] and around.height <= MOST_AROUND[1]


def _union(one: Box, other: Box) -> Box:
    x, y = min(one.x, other.x), min(one.y, other.y)
    return Box(x, y, max(one.right, other.right) - x, max(one.bottom, other.bottom) - y)


def _stretch(start: float, end: float, least: int, available: int) -> tuple[int, int]:
    """The first and the last but one pixel in one direction."""
    needed = end - start + 2 * MARGIN
    # What is put on the grid moves by half of it at most, which a larger picture makes up for.
    length = least if needed <= least - GRID else math.ceil(needed / GRID) * GRID + GRID
    length = min(length, available)
    if end + NEIGHBOURHOOD <= length:
        first = 0
    elif start - NEIGHBOURHOOD >= available - length:
        first = available - length
    else:
        first = max(0, min(round((start + end - length) / 2 / GRID) * GRID, available - length))
    return first, first + length


def marked(screen: Image.Image, control: Box, area: Area) -> Image.Image:
    """A part of the screen with a frame around the control.

    Args:
        screen: The whole screen.
        control: Where the control stands on it.
        area: The part.

    Returns:
        A new picture of the size of the part.
    """
    picture = screen.crop(area)
    left, top = control.x - area[0] - _GAP, control.y - area[1] - _GAP
    right, bottom = control.right - area[0] + _GAP, control.bottom - area[1] + _GAP
    # At the edge of the screen the frame moves inwards, so that all of it is seen.
    inset = _THICKNESS + _HALO
    left, top = max(left, inset), max(top, inset)
    right, bottom = min(right, picture.width - inset), min(bottom, picture.height - inset)
    outer = (round(left) - _THICKNESS, round(top) - _THICKNESS, round(right) + _THICKNESS, round(bottom) + _THICKNESS)
    _draw(picture, _grown(outer, _HALO), _THICKNESS + 2 * _HALO, HALO)
    _draw(picture, outer, _THICKNESS, RING)
    return picture


def _grown(area: Area, by: int) -> Area:
    """An area that reaches further on all sides."""
    return area[0] - by, area[1] - by, area[2] + by, area[3] + by


def _draw(picture: Image.Image, outer: Area, thickness: int, colour: tuple[int, int, int]) -> None:
    """Draw a rounded frame with smooth corners."""
    width, height = max(outer[2] - outer[0], 1), max(outer[3] - outer[1], 1)
    mask = Image.new("L", (width * _FINE, height * _FINE))
    corners = (0, 0, width * _FINE - 1, height * _FINE - 1)
    ImageDraw.Draw(mask).rounded_rectangle(corners, _ROUND * _FINE, outline=255, width=thickness * _FINE)
    picture.paste(colour, outer[:2], mask.resize((width, height), Image.Resampling.BOX))
