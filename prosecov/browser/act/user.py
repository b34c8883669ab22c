"""Use a page as a reader of an article does: find a control by its label, then click it, fill it in, check it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from playwright.sync_api import Error, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from prosecov.browser.act.keys import read_keys
from prosecov.browser.act.obstacles import hidden, unusable
from prosecov.browser.act.reader import PageReader
from prosecov.browser.errors import NothingFound, ScreenError
from prosecov.browser.find.controls import Wanted, find_all, find_one, named
from prosecov.browser.find.fields import option_of, search_field, text_field
from prosecov.browser.find.places import Place
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria

_TRIALS = 2
_SHORTEST_TRIAL_MS = 1000.0
_IS_NATIVE = "element => element instanceof HTMLSelectElement"
_VALUE = "element => element.value ?? element.textContent"
_IS_TYPED = "element => element.matches('input, textarea, [contenteditable]') && !element.readOnly"

Find = Callable[[Screen], Node]
Do = Callable[[Locator, Node], None]


class User:
    """A user of a page.

    Attributes:
        before: The screen just before the last action; ``None`` if there was none.
    """

    def __init__(self, page: Page, patience: float) -> None:
        """Begin to use a page.

        Args:
            page: The page.
            patience: How long to wait for what a step expects, in seconds.
        """
        self.before: Screen | None = None
        self._page = page
        self._trial_ms = max(_SHORTEST_TRIAL_MS, 1000 * patience / _TRIALS)
        self._reader = PageReader(page, patience)

    def click(self, wanted: Wanted) -> None:
        """Click something; an option of a native drop-down is chosen there."""
        __tracebackhide__ = True
        self._use(lambda screen: find_one(screen, wanted), _click, wanted)

    def select(self, wanted: Wanted) -> None:
        """Select an option, a radio button, a check box, a tab, a menu item or a link."""
        __tracebackhide__ = True
        wanted = replace(wanted, preferred=aria.CHOICES | aria.TICKABLE)
        self._open_field(wanted)
        self._use(lambda screen: find_one(screen, wanted), _choose, wanted)

    def _open_field(self, wanted: Wanted) -> None:
        """Open the drop-down whose option is to be selected; for a native one the browser does that."""
        if wanted.place is None or wanted.place.relation:
            return
        field = Wanted(wanted.place.thing, roles=frozenset({"combobox"}))
        found = find_all(self._reader.screen(), field)
        if len(found) == 1 and not found[0].children and "expanded" not in found[0].states:
            self._use(lambda screen: find_one(screen, field), _click, field)

    def set(self, wanted: Wanted, value: str) -> None:
        """Choose an option of a field or of a group of radio buttons, or type the value into a text field."""
        __tracebackhide__ = True
        wanted = replace(wanted, roles=aria.FIELDS | aria.GROUPS, preferred=aria.FIELDS)
        node = self._reader.until(lambda screen: find_one(screen, wanted))
        if node.role in aria.TEXT_FIELDS | {"slider"} or self._is_typed(node):
            self._use(lambda screen: find_one(screen, wanted), _filling(value), wanted)
            self._take_suggestion(value)
            return
        if node.role == "combobox" and not node.children and "expanded" not in node.states:
            self._use(lambda screen: find_one(screen, wanted), _click, wanted)
        self._use(lambda screen: option_of(screen, find_one(screen, wanted), value), _choose, wanted)

    def _is_typed(self, node: Node) -> bool:
        return node.role == "combobox" and not node.children and bool(self._locator(node).evaluate(_IS_TYPED))

    def _take_suggestion(self, value: str) -> None:
        """Choose the suggestion that is the same as what was typed, if the field offers it."""
        wanted = Wanted(value, roles=frozenset({"option"}))
        screen = self._reader.screen()
        if named(screen, [node for node in screen.nodes if node.ref], wanted):
            self._use(lambda screen: find_one(screen, wanted), _click, wanted)

    def type(self, text: str, wanted: Wanted) -> None:
        """Replace the text of a field."""
        __tracebackhide__ = True
        wanted = replace(wanted, roles=aria.TYPED, preferred=aria.TEXT_FIELDS)
        self._use(lambda screen: find_one(screen, wanted), _filling(text), wanted)

    def type_there(self, text: str, place: Place | None) -> None:
        """Replace the text of the only text field of a place, or of the one with the focus."""
        __tracebackhide__ = True
        self._use(lambda screen: text_field(screen, place), _filling(text))

    def search(self, text: str, place: Place | None) -> None:
        """Type a text into the search field; do nothing if there is none, but an open list that shows the text."""
        __tracebackhide__ = True
        if self._reader.until(lambda screen: search_field(screen, text, place)) is not None:
            self._use(
                lambda screen: search_field(screen, text, place) or text_field(screen, place),
                _filling(text),
            )

    def tick(self, wanted: Wanted, *, on: bool) -> None:
        """Check or uncheck a check box, a radio button or a switch, unless it is in that state already."""
        __tracebackhide__ = True
        wanted = replace(wanted, roles=aria.TICKABLE | {"option"}, preferred=aria.TICKABLE)

        def do(locator: Locator, node: Node) -> None:
            if node.role in aria.BOXES:
                locator.set_checked(on)
            elif on != bool(node.states & {"checked", "selected"}):
                locator.click()

        self._use(lambda screen: find_one(screen, wanted), do, wanted)

    def press(self, keys: str, place: Place | None) -> None:
        """Press a key or a chord, in the text field of a place or where the focus is."""
        __tracebackhide__ = True
        chord = read_keys(keys)
        if place is not None:
            self._use(lambda screen: text_field(screen, place), lambda locator, _: locator.press(chord))
            return
        self.before = self._reader.screen()
        self._reader.forget()
        self._page.keyboard.press(chord)

    def sees(self, wanted: Wanted) -> bool:
        """Return whether something is on the page now, without waiting for it."""
        try:
            return bool(find_all(self._reader.screen(), wanted))
        except NothingFound:
            return False

    def check(self, look: Callable[[Screen], Node | None]) -> None:
        """Wait until a check of the screen passes.

        Args:
            look: The check; it raises `ScreenError` if it fails, and may return the node that it is about.

        Raises:
            ScreenError: It still failed when time ran out.
        """
        __tracebackhide__ = True
        node = self._reader.until(look)
        if node is not None and node.ref:
            # Traces and pictures of a run show the elements of Playwright's own assertions.
            expect(self._locator(node)).to_be_attached()

    def _use(self, find: Find, do: Do, wanted: Wanted | None = None) -> None:
        """Wait until a control can be used, and use it."""
        __tracebackhide__ = True

        def ready(screen: Screen) -> tuple[Screen, Node, Node]:
            node = find(screen)
            handle = _handle(screen, node)
            self._try(screen, node, handle)
            return screen, node, handle

        def explain(error: ScreenError) -> Iterable[str]:
            return hidden(self._page, wanted) if isinstance(error, NothingFound) else ()

        self.before, node, handle = self._reader.until(ready, explain)
        self._reader.forget()
        locator = self._locator(handle)
        try:
            if handle is not node:
                locator.select_option(label=node.label)
            else:
                do(locator, node)
        except Error as error:
            raise unusable(self.before, node, error) from None
        except ScreenError as error:
            raise ScreenError(f"{self.before.describe(node)} {error.summary}", error.details) from None

    def _try(self, screen: Screen, node: Node, handle: Node) -> None:
        """Check that a control can be used.

        Raises:
            ScreenError: It cannot; the error says why.
        """
        if "disabled" in node.states | handle.states:
            raise ScreenError(f"{screen.describe(node)} is disabled")
        if not handle.ref:
            raise ScreenError(f"{screen.describe(node)} does not react to the mouse")
        try:
            self._locator(handle).click(trial=True, timeout=self._trial_ms)
        except PlaywrightTimeout as error:
            raise unusable(screen, node, error) from None

    def _locator(self, node: Node) -> Locator:
        return self._page.locator(f"aria-ref={node.ref}")


def _handle(screen: Screen, node: Node) -> Node:
    """Return the node to act on: the node itself, or the closed drop-down to which an option belongs."""
    if node.role != "option" or node.ref:
        return node
    return next((around for around in screen.ancestors(node) if around.role in {"combobox", "listbox"}), node)


def _click(locator: Locator, _: Node) -> None:
    locator.click()


def _choose(locator: Locator, node: Node) -> None:
    """Click a node, or check it if it is a check box and the like."""
    if node.role in aria.BOXES:
        locator.check()
    else:
        locator.click()


def _filling(text: str) -> Do:
    """Return the action that replaces the text of a field, and checks that the field took it."""

    def fill(locator: Locator, _: Node) -> None:
        if not locator.is_editable():
            raise ScreenError("is read-only")
        locator.fill(text)
        try:
            is_empty = not locator.evaluate(_VALUE)
        except Error:
            # Some fields navigate to another page as soon as they are filled in.
            return
        if text and is_empty:
            raise ScreenError(f'does not take "{text}"', ["A date is typed as 2026-01-31, a time as 18:30"])

    return fill
