"""Read the page until it shows what a step expects."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TypeVar

from playwright.sync_api import Error, JSHandle, Page, Request
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from prosecov.browser.screen.errors import ScreenError
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.browser.screen.snapshot import parse_snapshot
from prosecov.geometry import Box
from prosecov.text.aria import DIALOGS

Seen = TypeVar("Seen")

_IS_MODAL = "element => element.matches(':modal') || element.getAttribute('aria-modal') === 'true'"
_WATCH = """() => {
  const watch = {changed: false};
  const note = () => { watch.changed = true; observer.disconnect(); };
  const observer = new MutationObserver(note);
  observer.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
  for (const event of ['input', 'change']) addEventListener(event, note, {capture: true, once: true});
  return watch;
}"""
_NEXT_CHANGE = """patience => new Promise(resolve => {
  const observer = new MutationObserver(() => { observer.disconnect(); resolve(); });
  observer.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
  setTimeout(() => { observer.disconnect(); resolve(); }, patience);
})"""
_LOOK_AGAIN_MS = 100
_LOOKS = 3
_SETTLING_SECONDS = 1.0
_FETCHING = frozenset({"document", "xhr", "fetch"})


class PageReader:
    """Reads a page until it shows what is expected, or time runs out.

    Steps find and check everything on the screens that it returns.
    """

    def __init__(self, page: Page, patience: float) -> None:
        """Begin to follow the requests of a page.

        Args:
            page: The page.
            patience: How long to wait for what is expected, in seconds.
        """
        self._page = page
        self._patience = patience
        self._pending: set[Request] = set()
        self._last: Screen | None = None
        self._watch: JSHandle | None = None
        page.on("request", self._sent)
        page.on("requestfinished", self._answered)
        page.on("requestfailed", self._answered)

    def _sent(self, request: Request) -> None:
        if request.resource_type in _FETCHING:
            self._pending.add(request)

    def _answered(self, request: Request) -> None:
        self._pending.discard(request)

    def until(
        self, look: Callable[[Screen], Seen], explain: Callable[[ScreenError], Iterable[str]] = lambda _: ()
    ) -> Seen:
        """Read the page until a look at it succeeds.

        Args:
            look: Returns a result, or raises `ScreenError` if the screen is not as expected.
            explain: Returns more details for the error that is raised in the end.

        Returns:
            The first result.

        Raises:
            ScreenError: Time ran out; the last error of ``look``, with the address of the page.
        """
        __tracebackhide__ = True
        deadline = time.monotonic() + self._patience
        looks = 0
        while True:
            screen = self.screen(anew=looks > 0)
            looks += 1
            try:
                return look(screen)
            except ScreenError as error:
                # On a busy machine a single look may take longer than all the time there is.
                if time.monotonic() >= deadline and looks >= _LOOKS:
                    title = f'"{screen.title}" at ' if screen.title else ""
                    raise error.with_details(*explain(error), f"Page: {title}{screen.url}") from None
            self._await_change()

    def screen(self, *, anew: bool = False) -> Screen:
        """Return the current screen, once the page has loaded and its requests have been answered.

        Args:
            anew: Whether to read the page even if no change was observed since the last time; changes of properties of
                elements cannot be observed.

        Raises:
            ScreenError: The page was closed or cannot be read.
        """
        deadline = time.monotonic() + self._patience
        self._settle()
        if self._last is not None and not anew and not self._has_changed():
            return self._last
        while True:
            try:
                self._last = self._read()
            except Error as error:
                # A page that navigates while it is read has a successor that can be read.
                if self._page.is_closed():
                    raise ScreenError("the page was closed") from None
                if time.monotonic() >= deadline:
                    raise ScreenError("the page cannot be read", [str(error).splitlines()[0]]) from None
            else:
                return self._last
            self._await_change()

    def forget(self) -> None:
        """Discard the last screen, so that the page is read anew the next time."""
        self._last = None

    def _has_changed(self) -> bool:
        if self._watch is None or len(self._page.frames) > 1:
            return True
        try:
            return bool(self._watch.evaluate("watch => watch.changed"))
        except Error:
            return True

    def _read(self) -> Screen:
        # Reading a large page takes a while, so checks that follow each other share a screen until the page changes.
        self._watch = self._page.evaluate_handle(_WATCH)
        root = parse_snapshot(self._page.aria_snapshot(mode="ai", boxes=True))
        size = self._page.viewport_size
        viewport = Box(0, 0, size["width"], size["height"]) if size else None
        return Screen(self._page.url, self._page.title(), root, self._modal(root), viewport)

    def _modal(self, root: Node) -> Node | None:
        """Return the modal dialog that is open: the one with the focus, or else the last one; ``None`` if none is."""
        dialogs = [node for node in root.walk() if node.role in DIALOGS and node.ref]
        modal = [node for node in dialogs if self._page.locator(f"aria-ref={node.ref}").evaluate(_IS_MODAL)]
        focused = [node for node in modal if any("active" in inner.states for inner in node.walk())]
        return next(reversed(focused or modal), None)

    def _settle(self) -> None:
        """Wait until the page has loaded and, for a limited time, until its requests have been answered."""
        try:
            self._page.wait_for_load_state(timeout=1000 * self._patience)
        except PlaywrightTimeout:
            return
        deadline = time.monotonic() + min(_SETTLING_SECONDS, self._patience)
        while self._pending and time.monotonic() < deadline:
            self._await_change()

    def _await_change(self) -> None:
        """Wait until the page changes, for a limited time."""
        try:
            self._page.evaluate(_NEXT_CHANGE, _LOOK_AGAIN_MS)
        except Error:
            # A navigation is a change as well.
            if self._page.is_closed():
                raise ScreenError("the page was closed") from None
