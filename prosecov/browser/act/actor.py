"""Find a control on a page, as a step names it, and use it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from playwright.sync_api import Error, Locator, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from prosecov.browser.act.doing import Do
from prosecov.browser.act.dom import search_document
from prosecov.browser.act.eye import see
from prosecov.browser.act.obstacles import hidden, unusable
from prosecov.browser.act.reader import PageReader
from prosecov.browser.find.choose import parts_around
from prosecov.browser.find.controls import Wanted
from prosecov.browser.find.locate import Finder
from prosecov.browser.screen.errors import NothingFound, ScreenError
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen

_TRIALS = 2
_SHORTEST_TRIAL_MS = 1000.0
_HAS_ACTED = re.compile(r"performing \w+ action")

Find = Callable[[Screen], Node]
Seen = TypeVar("Seen")


@dataclass(frozen=True, slots=True)
class Note:
    """What a step's reader has to know although it passed.

    Attributes:
        kind: ``vacuous`` if its check would have passed without the action, ``doubt`` if its place was not understood,
            ``name`` if the screen calls it otherwise, ``choice`` if one of several of the same name was chosen.
        text: The explanation, in one line.
    """

    kind: Literal["vacuous", "doubt", "name", "choice"]
    text: str


class _Final(Exception):
    """An action has failed in a way that another attempt must not follow."""

    def __init__(self, reason: ScreenError) -> None:
        self.reason = reason


class Actor:
    """Whoever uses a page: finds controls on it, and uses them.

    Attributes:
        notes: What was noted since they were read last.
    """

    def __init__(self, page: Page, patience: float, names: Mapping[str, str] | None = None) -> None:
        """Begin to use a page.

        Args:
            page: The page.
            patience: How long to wait for what a step expects, in seconds.
            names: What the screen calls what the article calls otherwise.
        """
        self.notes: list[Note] = []
        self._names = names or {}
        self._screens: list[Screen] = []
        self._recent: list[tuple[str, str]] = []
        self._page = page
        self._trial_ms = max(_SHORTEST_TRIAL_MS, 1000 * patience / _TRIALS)
        self._click_ms = max(_SHORTEST_TRIAL_MS, 1000 * patience)
        self._reader = PageReader(page, patience)

    def _act(self, wanted: Wanted, do: Do) -> None:
        """Wait until a control can be used, and use it."""
        __tracebackhide__ = True
        finder = self._finder(wanted)
        self._use(finder, do, finder)
        self._note(finder)

    def _finder(self, wanted: Wanted) -> Finder:
        return Finder(wanted, lambda wanted: search_document(self._page, wanted), self._recent)

    def _use(self, find: Find, do: Do, finder: Finder | None = None) -> None:
        """Wait until a control can be used, and use it.

        Args:
            find: Finds the control.
            do: Uses it.
            finder: What ``find`` uses to find it, ``None`` if the instruction has no name for it.

        Raises:
            ScreenError: It cannot be used.
        """
        __tracebackhide__ = True

        def ready(screen: Screen) -> tuple[Screen, Node, Node]:
            node = find(screen)
            handle = _handle(screen, node)
            clicks = handle is node and do.is_click
            self._try(screen, node, handle, clicks=clicks)
            called = finder.wanted.name if finder else ""
            see(screen, handle, self._locator(handle), self._trial_ms, called=called, scrolls=True)
            if clicks:
                self._click(screen, node, do)
            return screen, node, handle

        try:
            screen, node, handle = self._until(ready, finder)
        except _Final as error:
            raise error.reason from None
        self._screens.append(screen)
        self._reader.forget()
        locator = self._locator(handle)
        try:
            if handle is not node:
                locator.select_option(label=node.label)
            elif not do.is_click:
                do.perform(locator, node, None)
        except Error as error:
            raise unusable(screen, node, error) from None
        except ScreenError as error:
            raise ScreenError(f"{screen.describe(node)} {error.summary}", error.details) from None
        self._recent = parts_around(screen, node)

    def _until(self, look: Callable[[Screen], Seen], finder: Finder | None) -> Seen:
        """Wait until something is found where it has to be; if it is not, look for it anywhere on the screen."""
        __tracebackhide__ = True

        def explain(error: ScreenError) -> Iterable[str]:
            return hidden(self._page, finder.wanted if finder else None) if isinstance(error, NothingFound) else ()

        try:
            return self._reader.until(look, explain)
        except ScreenError as error:
            if finder is None or not finder.relax(error):
                raise
        return look(self._reader.screen())

    def _note(self, finder: Finder) -> None:
        """Note what the reader of a report has to know of a control, after all is done with it.

        Raises:
            ScreenError: It is not where the instruction says.
        """
        __tracebackhide__ = True
        located = finder.located
        if located is None:
            return
        notes = Note("choice", located.choice), Note("name", located.called), Note("doubt", located.doubt)
        self.notes += [note for note in notes if note.text]
        if located.falsehood is not None:
            located.falsehood.is_done = True
            raise located.falsehood

    def _try(self, screen: Screen, node: Node, handle: Node, *, clicks: bool) -> None:
        """Check that a control can be used; a click finds out by itself.

        Raises:
            ScreenError: It cannot; the error says why.
        """
        if "disabled" in node.states | handle.states:
            raise ScreenError(f"{screen.describe(node)} is disabled")
        if not handle.ref:
            raise ScreenError(f"{screen.describe(node)} does not react to the mouse")
        if not clicks:
            try:
                self._locator(handle).click(trial=True, timeout=self._trial_ms)
            except PlaywrightTimeout as error:
                raise unusable(screen, node, error) from None

    def _click(self, screen: Screen, node: Node, do: Do) -> None:
        """Click a control.

        Raises:
            ScreenError: It was not clicked, as it could not be used in time; the error says why.
            _Final: Something went wrong with the click itself, which must not be repeated.
        """
        try:
            do.perform(self._locator(node), node, self._click_ms)
        except Error as error:
            found = unusable(screen, node, error)
            if isinstance(error, PlaywrightTimeout) and not _HAS_ACTED.search(str(error)):
                raise found from None
            raise _Final(found) from None

    def _locator(self, node: Node) -> Locator:
        return self._page.locator(node.ref if "=" in node.ref else f"aria-ref={node.ref}")


def _handle(screen: Screen, node: Node) -> Node:
    """Return the node to act on: the node itself, or the closed drop-down to which an option belongs."""
    if node.role != "option" or node.ref:
        return node
    return next((around for around in screen.ancestors(node) if around.role in {"combobox", "listbox"}), node)
