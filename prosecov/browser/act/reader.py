"""Reading the page, again and again until it shows what is awaited: the only part that talks to the browser to look."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TypeVar

from playwright.sync_api import Error, JSHandle, Page, Request
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from prosecov.browser.errors import ScreenError
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.browser.screen.snapshot import parse_snapshot
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
_SETTLING = 1.0
_FETCHING = frozenset({"document", "xhr", "fetch"})


class Eyes:
    """Looks at a page until it shows what is awaited, or patience ends."""

    def __init__(self, page: Page, patience: float) -> None:
        """Begin to watch a page.

        Args:
            page: The page.
            patience: Seconds for which to wait for what is awaited.
        """
        self._page = page
        self.patience = patience
        self._on_the_way: set[Request] = set()
        self._last: Screen | None = None
        self._watch: JSHandle | None = None
        page.on("request", self._sent)
        page.on("requestfinished", self._answered)
        page.on("requestfailed", self._answered)

    def _sent(self, request: Request) -> None:
        if request.resource_type in _FETCHING:
            self._on_the_way.add(request)

    def _answered(self, request: Request) -> None:
        self._on_the_way.discard(request)

    def until(
        self, look: Callable[[Screen], Seen], explain: Callable[[ScreenError], Iterable[str]] = lambda _: ()
    ) -> Seen:
        """Look at the page until what is looked for is seen.

        Args:
            look: Returns what it sees, or raises `ScreenError`.
            explain: Returns what else there is to say of the error with which patience ended.

        Returns:
            What it returned first.

        Raises:
            ScreenError: Patience ended; the last one that was raised, with the address of the page.
        """
        __tracebackhide__ = True
        deadline = time.monotonic() + self.patience
        looks = 0
        while True:
            screen = self.screen(anew=looks > 0)
            looks += 1
            try:
                return look(screen)
            except ScreenError as error:
                # On a busy machine a look may take longer than patience lasts.
                if time.monotonic() >= deadline and looks >= _LOOKS:
                    title = f'"{screen.title}" at ' if screen.title else ""
                    raise error.with_details(*explain(error), f"Page: {title}{screen.url}") from None
            self._await_change()

    def screen(self, *, anew: bool = False) -> Screen:
        """Return what the page shows now, once it has loaded and answers to requests have arrived.

        Args:
            anew: Whether to read it even if nothing says that it has changed since it was read last: a script may
                change the properties of elements unnoticed.
        """
        deadline = time.monotonic() + self.patience
        self._settle()
        if self._last is not None and not anew and not self._has_changed():
            return self._last
        while True:
            try:
                self._last = self._read()
            except Error as error:
                # A page that goes away while it is read is about to be another one.
                if self._page.is_closed():
                    raise ScreenError("the page was closed") from None
                if time.monotonic() >= deadline:
                    raise ScreenError("the page cannot be read", [str(error).splitlines()[0]]) from None
            else:
                return self._last
            self._await_change()

    def forget(self) -> None:
        """Read the page anew when it is looked at next."""
        self._last = None

    def _has_changed(self) -> bool:
        if self._watch is None or len(self._page.frames) > 1:
            return True
        try:
            return bool(self._watch.evaluate("watch => watch.changed"))
        except Error:
            return True

    def _read(self) -> Screen:
        # Reading a large page takes a while, so checks that follow each other share what was read.
        self._watch = self._page.evaluate_handle(_WATCH)
        root = parse_snapshot(self._page.aria_snapshot(mode="ai", boxes=True))
        return Screen(self._page.url, self._page.title(), root, self._modal(root))

    def _modal(self, root: Node) -> Node | None:
        """The modal dialog that is open: that with the focus or else the last one."""
        dialogs = [node for node in root.walk() if node.role in DIALOGS and node.ref]
        modal = [node for node in dialogs if self._page.locator(f"aria-ref={node.ref}").evaluate(_IS_MODAL)]
        focused = [node for node in modal if any("active" in inner.states for inner in node.walk())]
        return next(reversed(focused or modal), None)

    def _settle(self) -> None:
        """Wait until the page has loaded and, for a moment, until answers to its requests have arrived."""
        try:
            self._page.wait_for_load_state(timeout=1000 * self.patience)
        except PlaywrightTimeout:
            return
        deadline = time.monotonic() + min(_SETTLING, self.patience)
        while self._on_the_way and time.monotonic() < deadline:
            self._await_change()

    def _await_change(self) -> None:
        """Wait until the page changes, or a moment has passed in which it did not."""
        try:
            self._page.evaluate(_NEXT_CHANGE, _LOOK_AGAIN_MS)
        except Error:
            # It changed so much that it is another page now.
            if self._page.is_closed():
                raise ScreenError("the page was closed") from None
