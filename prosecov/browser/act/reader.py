"""Read the page until it shows what a step expects."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TypeVar

from playwright.sync_api import Error, Page, Request, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from prosecov.browser.screen.cache import Moment, cache_of, moment_of
from prosecov.browser.screen.errors import ScreenError
from prosecov.browser.screen.screen import Screen

Seen = TypeVar("Seen")

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
        self._cache = cache_of(page)
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
        # Those who record a run hear of expectations; this one asks the browser nothing.
        expect(self._page)
        while True:
            try:
                return self._cache.screen(self._settled(), anew=anew)
            except Error as error:
                # A page that navigates while it is read has a successor that can be read.
                if self._page.is_closed():
                    raise ScreenError("the page was closed") from None
                if time.monotonic() >= deadline:
                    raise ScreenError("the page cannot be read", [str(error).splitlines()[0]]) from None
            self._await_change()

    def forget(self) -> None:
        """Discard the last screen, so that the page is read anew the next time."""
        self._cache.forget()

    def _settled(self) -> Moment:
        """Wait until the page has loaded and, for a limited time, until its requests have been answered.

        The answer to the question what moment it is comes after the news of all requests that the page sent before.
        """
        began = time.monotonic()
        while True:
            moment = moment_of(self._page)
            waited = time.monotonic() - began
            if not moment.is_loaded and waited < self._patience:
                self._await_load(self._patience - waited)
            elif self._pending and waited < min(_SETTLING_SECONDS, self._patience):
                self._await_change()
            else:
                return moment

    def _await_load(self, patience: float) -> None:
        try:
            self._page.wait_for_load_state(timeout=1000 * patience)
        except PlaywrightTimeout:
            return

    def _await_change(self) -> None:
        """Wait until the page changes, for a limited time."""
        try:
            self._page.evaluate(_NEXT_CHANGE, _LOOK_AGAIN_MS)
        except Error:
            # A navigation is a change as well.
            if self._page.is_closed():
                raise ScreenError("the page was closed") from None
