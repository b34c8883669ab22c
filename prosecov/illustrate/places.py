"""Where controls stand on the screen."""

from __future__ import annotations

from playwright.sync_api import FloatRect

from prosecov.geometry import Box


def box_on_page(edges: list[float], of_control: list[float], rectangle: FloatRect) -> Box:
    """A rectangle of the control's frame in pixels of the screen, by where the control itself is in both."""
    x, y, width, height = edges
    return Box(x - of_control[0] + rectangle["x"], y - of_control[1] + rectangle["y"], width, height)
