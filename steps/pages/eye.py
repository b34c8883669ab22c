"""Checks of what only the eye sees: labels beside their controls, marks in boxes, and what is left on the screen."""

import io
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from steps.pages.reading import READ_JS

# For each control: the text of its labels that can be read, whether it is drawn, and where its labels are.
_LABELS = f"""controls => {{ {READ_JS}
  return controls.map(control => {{
    const box = control.getBoundingClientRect(), style = getComputedStyle(control);
    const drawn = box.width >= 8 && box.height >= 8 && style.visibility === "visible" && opacity(control) > 0.3;
    const places = [...control.labels].map(label => label.getBoundingClientRect());
    return {{
      label: [...control.labels].map(read).join(" "),
      drawn,
      places: places.map(at => [at.top, at.bottom, at.left, at.right]),
    }};
  }});
}}"""

_BOXES = """boxes => boxes.map(box => {
  const place = box.getBoundingClientRect();
  return [place.left + scrollX, place.top + scrollY, place.right + scrollX, place.bottom + scrollY];
})"""

_MARGIN = 0.2
_CONTRAST = 60
_LEAST_MARK = 0.03
_MOST_MARK = 0.6
_LEAST_INK = 0.01


def expect_labels(controls: Locator, labels: Sequence[str]) -> None:
    """Check that there are exactly these controls, in this order, each drawn and with its name beside it."""
    expect(controls).to_have_count(len(labels))
    for position, label in enumerate(labels):
        expect(controls.nth(position)).to_have_accessible_name(label)
    seen = controls.evaluate_all(_LABELS)
    drawn = [(control["label"], control["drawn"]) for control in seen]
    assert drawn == [(label, True) for label in labels], f"the eye sees {drawn}"
    places = [place for control in seen for place in control["places"]]
    for one, other in combinations(places, 2):
        assert not _overlap(one, other), f"labels are drawn over one another, at {one} and {other}"


def expect_drawn(control: Locator) -> None:
    """Check that a control can be seen: nothing covers its middle, and something is drawn in its place."""
    expect(control).to_be_visible()
    is_on_top = control.evaluate("""control => {
      control.scrollIntoView({block: "nearest"});
      const box = control.getBoundingClientRect();
      return control.contains(document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2));
    }""")
    assert is_on_top, f"{control} is covered"
    shades = Image.open(io.BytesIO(control.screenshot(animations="disabled"))).convert("L").tobytes()
    [(ground, _)] = Counter(shades).most_common(1)
    ink = sum(abs(shade - ground) > _CONTRAST for shade in shades)
    assert ink > _LEAST_INK * len(shades), f"nothing is drawn where {control} is"


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


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    shared_height = min(one[1], other[1]) - max(one[0], other[0])
    shared_width = min(one[3], other[3]) - max(one[2], other[2])
    return shared_height > 1 and shared_width > 1
