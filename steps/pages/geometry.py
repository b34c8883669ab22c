"""Assertions about positions on the screen."""

from playwright.sync_api import FloatRect, Locator, expect

_NEAR = 60
"""The distance in pixels within which a control is at the edge of something."""


def assert_above(upper: Locator, lower: Locator) -> None:
    """Check that one control ends above the top of another."""
    top, bottom = _box(upper), _box(lower)
    assert top["y"] + top["height"] <= bottom["y"], f"{upper} is not above {lower}: {top} and {bottom}"


def assert_at_top_left(control: Locator, whole: Locator) -> None:
    """Check that a control is in the top left corner of something."""
    inner, outer = _box(control), _box(whole)
    right, down = inner["x"] - outer["x"], inner["y"] - outer["y"]
    is_near = -1 <= right <= _NEAR and -1 <= down <= _NEAR
    assert is_near, f"{control} is {right} right of and {down} below the corner"


def assert_at_bottom(control: Locator, whole: Locator) -> None:
    """Check that a control is inside something, at its bottom."""
    inner, outer = _box(control), _box(whole)
    left = outer["y"] + outer["height"] - inner["y"] - inner["height"]
    assert inner["y"] > outer["y"] + outer["height"] / 2, f"{control} is in the upper half of {whole}"
    assert -1 <= left <= _NEAR, f"{control} is {left} above the bottom"


def _box(locator: Locator) -> FloatRect:
    expect(locator).to_be_visible()
    box = locator.bounding_box()
    assert box is not None, f"{locator} has no size on the screen"
    return box
