"""Use a page as a reader of an article does: find a control by its label, then click it, fill it in, check it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from playwright.sync_api import Error, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from prosecov.browser.act.doing import CHOOSE, CLICK, Do, filling, pressing, ticking
from prosecov.browser.act.eye import Marks, see
from prosecov.browser.act.keys import read_keys
from prosecov.browser.act.obstacles import hidden, unusable
from prosecov.browser.act.reader import PageReader
from prosecov.browser.check.vacuous import is_asked_for, is_vacuous
from prosecov.browser.find.controls import Wanted, find_all, find_one, named
from prosecov.browser.find.declared import meaning
from prosecov.browser.find.fields import option_of, search_field, text_field
from prosecov.browser.find.places import Place
from prosecov.browser.screen.errors import NothingFound, ScreenError
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria

_TRIALS = 2
_SHORTEST_TRIAL_MS = 1000.0
_HAS_ACTED = re.compile(r"performing \w+ action")
_IS_NATIVE = "element => element instanceof HTMLSelectElement"
_IS_TYPED = "element => element.matches('input, textarea, [contenteditable]') && !element.readOnly"

Find = Callable[[Screen], Node]


@dataclass(frozen=True, slots=True)
class Note:
    """What a step's reader has to know although it passed.

    Attributes:
        kind: ``vacuous`` if its check would have passed without the action, ``name`` if a declared name was used.
        text: The explanation, in one line.
    """

    kind: Literal["vacuous", "name"]
    text: str


class _Final(Exception):
    """An action has failed in a way that another attempt must not follow."""

    def __init__(self, reason: ScreenError) -> None:
        self.reason = reason


class User:
    """A user of a page.

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
        self._page = page
        self._trial_ms = max(_SHORTEST_TRIAL_MS, 1000 * patience / _TRIALS)
        self._click_ms = max(_SHORTEST_TRIAL_MS, 1000 * patience)
        self._reader = PageReader(page, patience)

    @property
    def before(self) -> Screen | None:
        """The screen just before the last action; ``None`` if there was none."""
        return self._screens[-1] if self._screens else None

    def means(self, phrase: str) -> str:
        """Return the name that the project declares for a phrase, and note that it was used; else the phrase itself."""
        name = meaning(phrase, self._names)
        if name != phrase:
            self.notes.append(Note("name", f'"{phrase}" is declared to be "{name}"'))
        return name

    def wanted(self, name: str, kind: str = "", place: Place | None = None) -> Wanted:
        """Return the control or the part that a step names, with the names that the project declares."""
        return Wanted(self.means(name), kind, self.place(place))

    def place(self, place: Place | None) -> Place | None:
        """Return a place with the name that the project declares."""
        return replace(place, thing=self.means(place.thing)) if place else None

    def take_notes(self) -> list[Note]:
        """Return what was noted since the last call."""
        notes, self.notes = list(dict.fromkeys(self.notes)), []
        return notes

    def click(self, wanted: Wanted) -> None:
        """Click something; an option of a native drop-down is chosen there."""
        __tracebackhide__ = True
        self._use(lambda screen: find_one(screen, wanted), CLICK, wanted)

    def select(self, wanted: Wanted) -> None:
        """Select an option, a radio button, a check box, a tab, a menu item or a link."""
        __tracebackhide__ = True
        wanted = replace(wanted, preferred=aria.CHOICES | aria.TICKABLE)
        self._open_field(wanted)
        self._use(lambda screen: find_one(screen, wanted), CHOOSE, wanted)

    def _open_field(self, wanted: Wanted) -> None:
        """Open the drop-down whose option is to be selected; for a native one the browser does that."""
        if wanted.place is None or wanted.place.relation:
            return
        field = Wanted(wanted.place.thing, roles=frozenset({"combobox"}))
        found = find_all(self._reader.screen(), field)
        if len(found) == 1 and not found[0].children and "expanded" not in found[0].states:
            self._use(lambda screen: find_one(screen, field), CLICK, field)

    def set(self, wanted: Wanted, value: str) -> None:
        """Choose an option of a field or of a group of radio buttons, or type the value into a text field."""
        __tracebackhide__ = True
        wanted = replace(wanted, roles=aria.FIELDS | aria.GROUPS, preferred=aria.FIELDS)
        node = self._reader.until(lambda screen: find_one(screen, wanted))
        if node.role in aria.TEXT_FIELDS | {"slider"} or self._is_typed(node):
            self._use(lambda screen: find_one(screen, wanted), filling(value), wanted)
            self._take_suggestion(value)
            return
        if node.role == "combobox" and not node.children and "expanded" not in node.states:
            self._use(lambda screen: find_one(screen, wanted), CLICK, wanted)
        self._use(lambda screen: option_of(screen, find_one(screen, wanted), value), CHOOSE, wanted)

    def _is_typed(self, node: Node) -> bool:
        return node.role == "combobox" and not node.children and bool(self._locator(node).evaluate(_IS_TYPED))

    def _take_suggestion(self, value: str) -> None:
        """Choose the suggestion that is the same as what was typed, if the field offers it."""
        wanted = Wanted(value, roles=frozenset({"option"}))
        screen = self._reader.screen()
        if named(screen, [node for node in screen.nodes if node.ref], wanted):
            self._use(lambda screen: find_one(screen, wanted), CLICK, wanted)

    def type(self, text: str, wanted: Wanted) -> None:
        """Replace the text of a field."""
        __tracebackhide__ = True
        wanted = replace(wanted, roles=aria.TYPED, preferred=aria.TEXT_FIELDS)
        self._use(lambda screen: find_one(screen, wanted), filling(text), wanted)

    def type_there(self, text: str, place: Place | None) -> None:
        """Replace the text of the only text field of a place, or of the one with the focus."""
        __tracebackhide__ = True
        self._use(lambda screen: text_field(screen, place), filling(text))

    def search(self, text: str, place: Place | None) -> None:
        """Type a text into the search field; do nothing if there is none, but an open list that shows the text."""
        __tracebackhide__ = True
        if self._reader.until(lambda screen: search_field(screen, text, place)) is not None:
            self._use(
                lambda screen: search_field(screen, text, place) or text_field(screen, place),
                filling(text),
            )

    def tick(self, wanted: Wanted, *, on: bool) -> None:
        """Check or uncheck a check box, a radio button or a switch, unless it is in that state already."""
        __tracebackhide__ = True
        wanted = replace(wanted, roles=aria.TICKABLE | {"option"}, preferred=aria.TICKABLE)

        self._use(lambda screen: find_one(screen, wanted), ticking(on=on), wanted)

    def press(self, keys: str, place: Place | None) -> None:
        """Press a key or a chord, in the text field of a place or where the focus is."""
        __tracebackhide__ = True
        chord = read_keys(keys)
        if place is not None:
            self._use(lambda screen: text_field(screen, place), pressing(chord))
            return
        self._screens.append(self._reader.screen())
        self._reader.forget()
        self._page.keyboard.press(chord)

    def sees(self, wanted: Wanted) -> bool:
        """Return whether something is on the page now, without waiting for it."""
        try:
            return bool(find_all(self._reader.screen(), wanted))
        except NothingFound:
            return False

    def check(
        self,
        look: Callable[[Screen], Node | None],
        *,
        is_effect: bool = False,
        asked: str = "",
        kind: str = "",
        marks: Marks = "none",
    ) -> None:
        """Wait until a check of the screen passes, for the eye as well.

        Args:
            look: The check; it raises `ScreenError` if it fails, and may return the node that it is about.
            is_effect: Whether it is an effect of the actions before, so that it is noted if it held all along.
            asked: What the entries were filtered by, which some field or tab has to have asked for.
            kind: The word for the kind that the step claims.
            marks: Whether a check mark has to be drawn in the node, or in all checked boxes inside.

        Raises:
            ScreenError: It still failed when time ran out.
        """
        __tracebackhide__ = True

        def seen(screen: Screen) -> tuple[Screen, Node | None]:
            node = look(screen)
            drawn = None if node is None else _with_ref(screen, node)
            if node is not None and drawn is not None:
                see(screen, drawn, self._locator(drawn), self._trial_ms, kind=kind, marks=marks)
            return screen, drawn

        screen, node = self._reader.until(seen)
        if is_effect and is_vacuous(look, self._screens):
            self.notes.append(Note("vacuous", "this held before the last action as well, so it shows nothing"))
        elif asked and not is_asked_for(asked, [*self._screens, screen]):
            self.notes.append(Note("vacuous", f'no field or tab asks for "{asked}", so there may be no other entries'))
        if node is not None:
            # Pictures of a run show what expectations are about; this one asks the browser nothing.
            expect(self._locator(node))

    def _use(self, find: Find, do: Do, wanted: Wanted | None = None) -> None:
        """Wait until a control can be used, and use it."""
        __tracebackhide__ = True

        def ready(screen: Screen) -> tuple[Screen, Node, Node]:
            node = find(screen)
            handle = _handle(screen, node)
            clicks = handle is node and do.is_click
            self._try(screen, node, handle, clicks=clicks)
            see(screen, handle, self._locator(handle), self._trial_ms, scrolls=True)
            if clicks:
                self._click(screen, node, do)
            return screen, node, handle

        def explain(error: ScreenError) -> Iterable[str]:
            return hidden(self._page, wanted) if isinstance(error, NothingFound) else ()

        try:
            screen, node, handle = self._reader.until(ready, explain)
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
        return self._page.locator(f"aria-ref={node.ref}")


def _handle(screen: Screen, node: Node) -> Node:
    """Return the node to act on: the node itself, or the closed drop-down to which an option belongs."""
    if node.role != "option" or node.ref:
        return node
    return next((around for around in screen.ancestors(node) if around.role in {"combobox", "listbox"}), node)


def _with_ref(screen: Screen, node: Node) -> Node | None:
    """Return the node itself or the closest one around it that can be looked at; a stretch of text cannot."""
    return next((one for one in (node, *screen.ancestors(node)) if one.ref), None)
