"""Make the picture of a step: choose a part of the screen, mark the control in it, encode it as PNG."""

from __future__ import annotations

import io
import math

from PIL import Image, ImageDraw

from prosecov.geometry import Box, union

MIN_SIZE = (800, 450)
"""Smallest width and height of a picture, unless the screen is smaller."""
RING, HALO = (0xC2, 0x18, 0x5B), (0xFF, 0xFF, 0xFF)
"""Colours of the mark: a ring, and the lines on both sides that set it off from the screen."""
_MAX_AROUND = (960, 640)
"""Largest width and height of a dialog, menu or list that is shown whole for one control in it."""
_MARGIN = 24
"""Least distance in pixels of the subject from each edge of its picture."""
_EDGE_DISTANCE = 100
"""A subject at least this far from the inner edge of a picture that begins at the edge of the screen is not centred."""
_GRID = 40
"""Pictures begin at multiples of this, so that small moves of a control do not move everything else."""
_GAP, _THICKNESS, _HALO, _RADIUS = 2, 3, 1, 7
_OVERSAMPLING = 4
_PALETTE = 256


def choose_window(control: Box, around: Box | None, size: tuple[int, int]) -> Box:
    """Choose the part of the screen that a picture shows.

    Its subject is the control, or the whole dialog, menu or list around the control unless that is too large. It has
    `MIN_SIZE`, or more if the subject needs it. It begins or ends where the screen does if the subject is near there,
    so that few lines are cut; otherwise the subject is in the middle.

    Args:
        control: Rectangle of the control.
        around: Rectangle of the dialog, the menu or the list around it; ``None`` if it is in none.
        size: Width and height of the screen.

    Returns:
        A rectangle in whole pixels, which holds everything of the control that is on the screen.
    """
    fits = around is not None and around.width <= _MAX_AROUND[0] and around.height <= _MAX_AROUND[1]
    subject = (union((control, around)) if fits else None) or control
    x, width = _choose_range(subject.x, subject.right, MIN_SIZE[0], size[0])
    y, height = _choose_range(subject.y, subject.bottom, MIN_SIZE[1], size[1])
    return Box(x, y, width, height)


def _choose_range(start: float, end: float, least: int, available: int) -> tuple[int, int]:
    """Return the first pixel and the number of pixels in one direction."""
    needed = end - start + 2 * _MARGIN
    # Rounding to the grid moves the picture by half a cell at most, for which a larger picture has room.
    length = least if needed <= least - _GRID else math.ceil(needed / _GRID) * _GRID + _GRID
    length = min(length, available)
    if end + _EDGE_DISTANCE <= length:
        return 0, length
    if start - _EDGE_DISTANCE >= available - length:
        return available - length, length
    return max(0, min(round((start + end - length) / 2 / _GRID) * _GRID, available - length)), length


def mark_control(screen: Image.Image, control: Box, window: Box) -> Image.Image:
    """Return a part of a screen with a frame around a control.

    Args:
        screen: The whole screen.
        control: Rectangle of the control on the screen.
        window: The part, in whole pixels of the screen.
    """
    picture = screen.crop((int(window.x), int(window.y), int(window.right), int(window.bottom)))
    control = control.moved(-window.x, -window.y)
    # At the edge of the picture the frame moves inwards, so that all of it can be seen.
    inset = _THICKNESS + _HALO
    left, top = max(control.x - _GAP, inset), max(control.y - _GAP, inset)
    right, bottom = min(control.right + _GAP, picture.width - inset), min(control.bottom + _GAP, picture.height - inset)
    for outside, thickness, colour in ((inset, _THICKNESS + 2 * _HALO, HALO), (_THICKNESS, _THICKNESS, RING)):
        corners = (round(left) - outside, round(top) - outside, round(right) + outside, round(bottom) + outside)
        _draw_frame(picture, corners, thickness, colour)
    return picture


def _draw_frame(
    picture: Image.Image, corners: tuple[int, int, int, int], thickness: int, colour: tuple[int, int, int]
) -> None:
    """Draw a rounded frame with smooth corners, given its outer left, top, right and bottom edge."""
    left, top, right, bottom = corners
    width, height = max(right - left, 1), max(bottom - top, 1)
    mask = Image.new("L", (width * _OVERSAMPLING, height * _OVERSAMPLING))
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, mask.width - 1, mask.height - 1), _RADIUS * _OVERSAMPLING, outline=255, width=thickness * _OVERSAMPLING
    )
    picture.paste(colour, (left, top), mask.resize((width, height), Image.Resampling.BOX))


def encode(picture: Image.Image) -> bytes:
    """Encode an RGB picture as PNG without loss and metadata, with a palette if it has few colours."""
    colours = picture.getcolors(_PALETTE)
    if colours is not None:
        indexed = picture.quantize(len(colours), Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        picture = indexed if indexed.convert("RGB").tobytes() == picture.tobytes() else picture
    content = io.BytesIO()
    picture.save(content, "PNG", optimize=True)
    return content.getvalue()


def decode(png: bytes) -> Image.Image:
    """Decode a PNG file as an RGB picture.

    Raises:
        OSError: It is no picture.
    """
    with Image.open(io.BytesIO(png)) as picture:
        return picture.convert("RGB")
