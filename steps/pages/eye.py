"""Checks of what only the eye sees: labels beside their controls, marks in boxes, and what is left on the screen."""

import io
from collections import Counter
from collections.abc import Sequence

from PIL import Image
from playwright.sync_api import Locator, Page, expect

# For each control: the text of its labels that can be read, and whether the control itself is drawn.
_LABELS = """controls => controls.map(control => {
  const opacity = element => element ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1;
  const drawn = element => {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    return box.width >= 8 && box.height >= 8 && style.visibility === "visible" && opacity(element) > 0.3;
  };
  const texts = [...control.labels].filter(drawn).map(label => label.innerText.trim());
  return {label: texts.join(" "), drawn: drawn(control)};
})"""

_BOXES = """boxes => boxes.map(box => {
  const place = box.getBoundingClientRect();
  return [place.left + scrollX, place.top + scrollY, place.right + scrollX, place.bottom + scrollY];
})"""

_MARGIN = 0.2
_CONTRAST = 60
_LEAST_MARK = 0.03
_MOST_MARK = 0.6


def expect_labels(controls: Locator, labels: Sequence[str]) -> None:
    """Check that there are exactly these controls, in this order, each drawn and with its name beside it."""
    expect(controls).to_have_count(len(labels))
    for position, label in enumerate(labels):
        expect(controls.nth(position)).to_have_accessible_name(label)
    seen = controls.evaluate_all(_LABELS)
    assert seen == [{"label": label, "drawn": True} for label in labels], f"the eye sees {seen}"


def expect_uncovered(control: Locator) -> None:
    """Check that a control can be seen: it has a size, it is not transparent, and nothing covers its middle."""
    expect(control).to_be_visible()
    seen = control.evaluate("""control => {
      control.scrollIntoView({block: "nearest"});
      const opacity = element => element ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1;
      const box = control.getBoundingClientRect();
      const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      return opacity(control) > 0.3 && control.contains(top);
    }""")
    assert seen, f"{control} cannot be seen"


def count_marks(page: Page, boxes: Locator) -> int:
    """Return in how many of these boxes a mark is drawn."""
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled"))).convert("L")
    scale = picture.width / page.evaluate("() => document.documentElement.clientWidth")
    return sum(_has_mark(picture, [edge * scale for edge in box]) for box in boxes.evaluate_all(_BOXES))


def _has_mark(picture: Image.Image, box: Sequence[float]) -> bool:
    """Tell whether the inside of a box has a part, neither tiny nor all of it, that stands out from the rest."""
    left, top, right, bottom = box
    inset = (right - left) * _MARGIN
    inside = picture.crop((round(left + inset), round(top + inset), round(right - inset), round(bottom - inset)))
    shades = inside.tobytes()
    if not shades:
        return False
    [(ground, _)] = Counter(shades).most_common(1)
    share = sum(abs(shade - ground) > _CONTRAST for shade in shades) / len(shades)
    return _LEAST_MARK < share < _MOST_MARK


def expect_gone(page: Page, texts: Sequence[str]) -> None:
    """Check that none of these texts is left on the screen, and that nothing covers the middle of the page."""
    for text in texts:
        expect(page.get_by_text(text).filter(visible=True)).to_have_count(0)
    covered = """() => {
      for (let at = document.elementFromPoint(innerWidth / 2, innerHeight / 2); at; at = at.parentElement)
        if (getComputedStyle(at).position === "fixed" || at.tagName === "DIALOG") return at.outerHTML.slice(0, 200);
      return "";
    }"""
    assert page.evaluate(covered) == "", "something still covers the page"
