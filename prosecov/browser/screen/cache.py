"""Read the screen of a page, and know whether it has changed since, in one call of the browser each.

Reading a large page takes the browser a while. So all who look at a page share its last screen until it changes: checks
that follow one another, and those who record what the page shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.browser.screen.snapshot import parse_snapshot
from prosecov.geometry import Box
from prosecov.text.aria import DIALOGS

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOMENT = """() => {
  const key = Symbol.for('prosecov');
  if (window[key]?.document !== document) {
    const watch = {document, name: Math.random().toString(36).slice(2), changes: 0};
    const note = () => { watch.changes++; };
    const all = {subtree: true, childList: true, attributes: true, characterData: true};
    new MutationObserver(note).observe(document, all);
    for (const event of ['input', 'change', 'focusin', 'focusout', 'scroll', 'resize', 'toggle', 'load',
                         'mouseover', 'transitionend', 'animationend'])
      addEventListener(event, note, {capture: true, passive: true});
    Object.defineProperty(window, key, {value: watch, configurable: true});
  }
  const {name, changes} = window[key];
  return [`${name} ${changes}`, document.title, document.readyState === 'complete'];
}"""
"""Returns the version of the page, its title, and whether it has loaded."""
_IS_MODAL = "element => element.matches(':modal') || element.getAttribute('aria-modal') === 'true'"


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a page.

    Attributes:
        version: Differs from that of any earlier moment if a change was observed in between; empty if a change cannot
            be observed, as in a page with frames.
        title: Title of the document.
        is_loaded: Whether the page has loaded.
    """

    version: str
    title: str
    is_loaded: bool


def moment_of(page: Page, timeout_ms: float | None = None) -> Moment:
    """Return what moment it is on a page.

    Args:
        page: The page.
        timeout_ms: How long it may take; ``None`` for no limit.

    Raises:
        Error: The page cannot be read now, as it navigates, has crashed or was closed.
    """
    if timeout_ms is not None:
        # To evaluate has no time limit; this has one, and fails if the page does not answer.
        page.locator(":root").get_attribute("lang", timeout=timeout_ms)
    version, title, is_loaded = page.evaluate(MOMENT)
    return Moment(version if len(page.frames) == 1 else "", title, is_loaded)


class ScreenCache:
    """The last screen that was read of a page."""

    def __init__(self, page: Page) -> None:
        """Begin without a screen."""
        self._page = page
        self._screen: Screen | None = None
        self._version = ""

    def screen(self, moment: Moment, *, anew: bool = False, timeout_ms: float | None = None) -> Screen:
        """Return the screen of a moment: the last one if nothing changed, else a new one.

        Args:
            moment: The present moment.
            anew: Whether to read the page even if no change was observed.
            timeout_ms: How long it may take; ``None`` for the page's own limit.

        Raises:
            Error: The page cannot be read now.
        """
        last = self.known(moment)
        if last is None or anew:
            self._screen = None
            root = parse_snapshot(self._page.aria_snapshot(mode="ai", boxes=True, timeout=timeout_ms))
            size = self._page.viewport_size
            viewport = Box(0, 0, size["width"], size["height"]) if size else None
            last = self._screen = Screen(self._page.url, moment.title, root, self._modal(root), viewport)
            self._version = moment.version
        return last

    def known(self, moment: Moment) -> Screen | None:
        """Return the last screen if nothing changed since, else ``None``."""
        return self._screen if moment.version and moment.version == self._version else None

    def forget(self) -> None:
        """Discard the last screen."""
        self._screen = None

    def _modal(self, root: Node) -> Node | None:
        """Return the modal dialog that is open: the one with the focus, or else the last one; ``None`` if none is."""
        dialogs = [node for node in root.walk() if node.role in DIALOGS and node.ref]
        modal = [node for node in dialogs if self._page.locator(f"aria-ref={node.ref}").evaluate(_IS_MODAL)]
        focused = [node for node in modal if any("active" in inner.states for inner in node.walk())]
        return next(reversed(focused or modal), None)


_CACHES: WeakKeyDictionary[Page, ScreenCache] = WeakKeyDictionary()


def cache_of(page: Page) -> ScreenCache:
    """Return the last screen of a page, which all who read the page share."""
    return _CACHES.setdefault(page, ScreenCache(page))
