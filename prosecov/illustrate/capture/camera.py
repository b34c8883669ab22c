"""Take screenshots of controls that are the same in every run."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, ElementHandle, Locator, Page

from prosecov.browser.screen.snapshot import parse_snapshot
from prosecov.geometry import Box, clip, union
from prosecov.illustrate.capture.screenshots import Screenshot

_CONTEXT = {
    "viewport": {"width": 1280, "height": 800},
    "device_scale_factor": 1,
    "reduced_motion": "reduce",
    "color_scheme": "light",
    "locale": "en-US",
    "timezone_id": "UTC",
}
"""Options of browser contexts, unless the project sets them, so that pictures do not depend on the machine."""
_CHROMIUM = ("--disable-partial-raster", "--disable-skia-runtime-opts")
"""Without these switches the shade of rounded corners depends on what was drawn there before."""
_TIMEOUT_MS = 2_000
_MOST_ATTEMPTS = 20
_OUTSIDE = (-1, -1)
_NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_INSPECT = """element => {
  const edges = e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.width, r.height]; };
  const text = e => (e?.textContent ?? '').replace(/\\s+/g, ' ').trim();
  const isBox = element.matches('input[type=checkbox], input[type=radio]');
  const isField = element.matches('input:not([type=button], [type=submit], [type=reset], [type=image]),'
    + 'textarea, select, [contenteditable]');
  const dialog = element.closest('dialog, [role=dialog], [role=alertdialog]');
  const titles = (dialog?.getAttribute('aria-labelledby') ?? '').split(/\\s+/).filter(Boolean);
  const title = dialog?.getAttribute('aria-label')
    || titles.map(id => text(document.getElementById(id))).join(' ')
    || text(dialog?.querySelector('h1, h2, h3, h4, h5, h6'));
  const list = element.closest('[role=menu], [role=listbox]');
  // What opens with a list, such as the field to search in it, is in the same positioned element.
  const floats = e => ['absolute', 'fixed'].includes(getComputedStyle(e).position);
  const popup = list && [list.parentElement, list].find(floats);
  const around = dialog ?? popup ?? list;
  // Scroll to the top of the page if the control is visible there, and otherwise to the control.
  const scrollToControl = () => element.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});
  scrollToControl();
  scrollTo({top: 0, left: 0, behavior: 'instant'});
  if ([around, element].some(e => e && e.getBoundingClientRect().bottom > innerHeight)) scrollToControl();
  return {
    screen: title || text(document.querySelector('main h1') ?? document.querySelector('h1')) || document.title,
    edges: [element, ...(isBox ? element.labels : [])].map(edges),
    around: around && edges(around),
    checked: isBox ? element.checked : element.getAttribute('aria-checked') === 'true',
    value: isBox || !isField ? '' : element.matches('[type=password]') ? ''
      : element.matches('select') ? [...element.selectedOptions].map(text).join(', ') : element.value ?? text(element),
  };
}"""
_KEEPS_STATE = """element => element.matches([
  'input:not([type=button], [type=submit], [type=reset], [type=image])', 'textarea', 'select',
  '[contenteditable]', ...['checkbox', 'radio', 'switch', 'slider', 'spinbutton', 'textbox', 'searchbox']
    .map(role => `[role=${role}]`),
].join())"""


def stabilise_browsers(patch: pytest.MonkeyPatch) -> None:
    """Let all browsers and pages that are opened from now on look the same in every run, until the patch is undone."""
    for name in ("new_context", "new_page"):
        patch.setattr(Browser, name, _with_context_options(getattr(Browser, name)))
    patch.setattr(BrowserType, "launch", _with_switches(BrowserType.launch))


def _with_context_options(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return method(*args, **{**_CONTEXT, **kwargs})

    return wrapper


def _with_switches(launch: Callable[..., Browser]) -> Callable[..., Browser]:
    @wraps(launch)
    def wrapper(browser_type: BrowserType, **kwargs: Any) -> Browser:
        if browser_type.name == "chromium":
            kwargs["args"] = [*(kwargs.get("args") or ()), *_CHROMIUM]
        return launch(browser_type, **kwargs)

    return wrapper


@dataclass(frozen=True, slots=True)
class UsedControl:
    """A control in use.

    Attributes:
        page: Its page.
        element: The control.
        role: Its ARIA role.
        name: Its accessible name.
    """

    page: Page
    element: ElementHandle
    role: str
    name: str

    @classmethod
    def of(cls, control: Locator) -> UsedControl:
        """Find a control on its page."""
        element = control.first.element_handle(timeout=_TIMEOUT_MS)
        # Any other mode makes Playwright discard the references by which prosecov.browser.act uses controls.
        tree = parse_snapshot(control.first.aria_snapshot(mode="ai", timeout=_TIMEOUT_MS))
        node = tree.children[0] if tree.children else tree
        return cls(control.page, element, node.role, node.label)

    @property
    def keeps_state(self) -> bool:
        """Whether the control stays when it is used and shows its new state, as fields and check boxes do."""
        return bool(self.element.evaluate(_KEEPS_STATE))


class Camera:
    """Takes screenshots of pages once they have come to rest."""

    def __init__(self) -> None:
        self._pointers: deque[tuple[float, float]] = deque(maxlen=2)
        self._last = b""

    def take(self, used: UsedControl) -> tuple[Screenshot, bytes] | None:
        """Take a screenshot of a control.

        Returns:
            What is known of it and the PNG file; ``None`` if the control is not visible.

        Raises:
            playwright.sync_api.Error: The page cannot be used.
        """
        used.page.wait_for_load_state(timeout=_TIMEOUT_MS)
        self._move_pointer_away(used)
        facts = used.element.evaluate(_INSPECT)
        png = self._last = self._at_rest(used.page)
        rectangle = used.element.bounding_box()
        if rectangle is None:
            return None
        box = Box(**rectangle)
        # The script measures within the frame of the control, and Playwright on the page.
        left, top = box.x - facts["edges"][0][0], box.y - facts["edges"][0][1]
        control = union(one for edges in facts["edges"] if (one := Box(*edges).moved(left, top)).area)
        around = Box(*facts["around"]).moved(left, top) if facts["around"] else None
        if size := used.page.viewport_size:
            control = clip(control, size["width"], size["height"])
        pointer = (box.x + box.width / 2, box.y + box.height / 2)
        if pointer not in self._pointers:
            self._pointers.appendleft(pointer)
        if control is None:
            return None
        return Screenshot(facts["screen"], used.role, used.name, facts["value"], facts["checked"], control, around), png

    def _move_pointer_away(self, used: UsedControl) -> None:
        """Move the pointer off the page, or back to an earlier control if the one in use is only visible then."""
        for pointer in (_OUTSIDE, *self._pointers):
            used.page.mouse.move(*pointer)
            if used.element.is_visible():
                break

    def _at_rest(self, page: Page) -> bytes:
        """Return a screenshot of a page as PNG once two in a row, including the last one, are the same."""
        last = self._last
        for _ in range(_MOST_ATTEMPTS):
            png = page.screenshot(type="png", scale="css", animations="disabled", caret="hide", timeout=_TIMEOUT_MS)
            if png == last:
                break
            last = png
            page.evaluate(_NEXT_FRAME)
        return last
