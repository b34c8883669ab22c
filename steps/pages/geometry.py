"""Assertions about positions on the screen."""

from playwright.sync_api import FloatRect, Locator, expect


def assert_above(upper: Locator, lower: Locator) -> None:
    """Check that one control ends above the top of another."""
    top, bottom = _box(upper), _box(lower)
    assert top["y"] + top["height"] <= bottom["y"], f"{upper} is not above {lower}: {top} and {bottom}"


def _box(locator: Locator) -> FloatRect:
    expect(locator).to_be_visible()
    box = locator.bounding_box()
    assert box is not None, f"{locator} has no size on the screen"
    return box
