"""Where controls are on the screen: the rectangles that pictures mark."""

from __future__ import annotations

from playwright.sync_api import Locator

from prosecov.geometry import Box, union

PATIENCE_MS = 2_000
"""Time limit for the page to answer and, before an action, to show the control that is to be used."""
_BOXES = """elements => {
  const isShown = one => {
    const {width, height} = one.getBoundingClientRect();
    return width > 0 && height > 0 && one.checkVisibility({visibilityProperty: true});
  };
  if (window !== top) return [null, false];
  let shown = elements.filter(isShown);
  // The options of a closed drop-down are not visible, but the drop-down is.
  if (!shown.length) shown = elements.map(one => one.closest('select')).filter(one => one && isShown(one));
  if (!shown.length) return [[], false];
  const box = one => { const {x, y, width, height} = one.getBoundingClientRect(); return [x, y, width, height]; };
  const before = box(shown[0]);
  shown[0].scrollIntoViewIfNeeded?.();
  const after = box(shown[0]);
  return [[after, box(shown.at(-1))], before.join() !== after.join()];
}"""


def box_of(control: Locator) -> tuple[Box | None, bool]:
    """Scroll to a control if it is outside of the view, and return where it is.

    Returns:
        Its rectangle in the viewport, ``None`` if it is not visible; that around the first and the last one if it is
        several elements, such as the entries of a list. And whether the page was scrolled.
    """
    boxes, has_scrolled = control.evaluate_all(_BOXES)
    if boxes == [] and control.count():
        # Playwright finds what an aria snapshot refers to, but not for a call for all elements.
        boxes, has_scrolled = control.first.evaluate(f"element => ({_BOXES})([element])", timeout=PATIENCE_MS)
    if boxes is None:
        return _box_in_frame(control), True
    return union(Box(*box) for box in boxes if box[2] > 0 and box[3] > 0), has_scrolled


def _box_in_frame(control: Locator) -> Box | None:
    """Return the rectangle of a control in a frame, which only Playwright knows in the viewport of the page."""
    shown = control.locator("visible=true")
    if not shown.count():
        return None
    shown.first.scroll_into_view_if_needed(timeout=PATIENCE_MS)
    found = (end.bounding_box(timeout=PATIENCE_MS) for end in (shown.first, shown.last))
    return union(Box(**box) for box in found if box is not None)
