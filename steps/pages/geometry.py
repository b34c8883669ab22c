"""Where controls stand on the screen, for the sentences that say so."""

from playwright.sync_api import FloatRect, Locator, expect


def assert_above(upper: Locator, lower: Locator) -> None:
    """Check that one control ends before the other begins, from top to bottom."""
    top, bottom = _box(upper), _box(lower)
    assert top["y"] + top["height"] <= bottom["y"], f"{upper} is not above {lower}: {top} and {bottom}"


def _box(locator: Locator) -> FloatRect:
    expect(locator).to_be_visible()
    box = locator.bounding_box()
    assert box is not None, f"{locator} takes no room on the screen"
    return box
