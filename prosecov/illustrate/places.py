"""Where controls stand on the screen."""

from __future__ import annotations

from playwright.sync_api import FloatRect, ViewportSize

from prosecov.screen.node import Box


def box_on_page(edges: list[float], of_control: list[float], rectangle: FloatRect) -> Box:
    """A rectangle of the control's frame in pixels of the screen, by where the control itself is in both."""
    x, y, width, height = edges
    return Box(x - of_control[0] + rectangle["x"], y - of_control[1] + rectangle["y"], width, height)


def around_all(boxes: list[Box]) -> Box | None:
    """The smallest box that holds all of them; ``None`` if there are none."""
    if not boxes:
        return None
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)


def on_screen(box: Box | None, size: ViewportSize | None) -> Box | None:
    """The part of a box that is on the screen; ``None`` if there is none."""
    if box is None or size is None:
        return box
    x, y = max(box.x, 0), max(box.y, 0)
    width, height = min(box.right, size["width"]) - x, min(box.bottom, size["height"]) - y
    return Box(x, y, width, height) if width > 0 and height > 0 else None
