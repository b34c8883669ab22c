"""Use a page as a reader of an article does: find a control by its label, then click it, fill it in, check it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from playwright.sync_api import Error, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from prosecov.browser.act.doing import Do, choose, click_on, filling
from prosecov.browser.act.dom import search_document
from prosecov.browser.act.eye import Marks, see
from prosecov.browser.act.keys import read_keys
from prosecov.browser.act.obstacles import hidden, unusable
from prosecov.browser.act.reader import PageReader
from prosecov.browser.check.vacuous import is_asked_for, is_vacuous
from prosecov.browser.find.choose import parts_around
from prosecov.browser.find.controls import Wanted, find_all, named
from prosecov.browser.find.declared import meaning
from prosecov.browser.find.fields import option_of, search_field, text_field
from prosecov.browser.find.locate import Finder, Located
from prosecov.browser.find.places import Place
from prosecov.browser.screen.errors import NothingFound, ScreenError
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria

_TRIALS = 2
_SHORTEST_TRIAL_MS = 1000.0
_IS_NATIVE = "element => element instanceof HTMLSelectElement"
_IS_TYPED = "element => element.matches('input, textarea, [contenteditable]') && !element.readOnly"

Find = Callable[[Screen], Node]
Seen = TypeVar("Seen")


@dataclass(frozen=True, slots=True)
class Note:
    """What a step's reader has to know although it passed.

    Attributes:
        kind: ``vacuous`` if its check would have passed without the action, ``doubt`` if its place was not understood,
            ``name`` if a declared name was used, ``choice`` if one of several of the same name was chosen.
        text: The explanation, in one line.
    """

    kind: Literal["vacuous", "doubt", "name", "choice"]
    text: str


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
        self._recent: list[tuple[str, str]] = []
        self._page = page
        self._trial_ms = max(_SHORTEST_TRIAL_MS, 1000 * patience / _TRIALS)
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
        self._act(wanted, click_on)

    def select(self, wanted: Wanted) -> None:
        """Select an option, a radio button, a check box, a tab, a menu item or a link."""
        __tracebackhide__ = True
        wanted = replace(wanted, preferred=aria.CHOICES | aria.TICKABLE)
        self._open_field(wanted)
        self._act(wanted, choose)

    def _open_field(self, wanted: Wanted) -> None:
        """Open the drop-down whose option is to be selected; for a native one the browser does that."""
        if wanted.place is None or wanted.place.relation:
            return
        field = Wanted(wanted.place.thing, roles=frozenset({"combobox"}))
        found = named(self._reader.screen(), self._reader.screen().nodes, field)
        if len(found) == 1 and not found[0].children and "expanded" not in found[0].states:
            self._act(field, click_on)

    def set(self, wanted: Wanted, value: str) -> None:
        """Choose an option of a field or of a group of radio buttons, or type the value into a text field."""
        __tracebackhide__ = True
        wanted = replace(wanted, roles=aria.FIELDS | aria.GROUPS, preferred=aria.FIELDS)
        finder = self._finder(wanted)
        node = self._until(finder, finder)
        if node.role in aria.TEXT_FIELDS | {"slider"} or self._is_typed(node):
            self._use(finder, filling(value), finder)
            self._take_suggestion(value)
            return
        if node.role == "combobox" and not node.children and "expanded" not in node.states:
            self._use(finder, click_on, finder)
        self._use(lambda screen: option_of(screen, finder(screen), value), choose, finder)

    def _is_typed(self, node: Node) -> bool:
        return node.role == "combobox" and not node.children and bool(self._locator(node).evaluate(_IS_TYPED))

    def _take_suggestion(self, value: str) -> None:
        """Choose the suggestion that is the same as what was typed, if the field offers it."""
        wanted = Wanted(value, roles=frozenset({"option"}))
        screen = self._reader.screen()
        if named(screen, [node for node in screen.nodes if node.ref], wanted):
            self._act(wanted, click_on)

    def type(self, text: str, wanted: Wanted) -> None:
        """Replace the text of a field."""
        __tracebackhide__ = True
        wanted = replace(wanted, roles=aria.TYPED, preferred=aria.TEXT_FIELDS)
        self._act(wanted, filling(text))

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

        def do(locator: Locator, node: Node) -> None:
            if node.role in aria.BOXES:
                locator.set_checked(on)
            elif on != bool(node.states & {"checked", "selected"}):
                locator.click()

        self._act(wanted, do)

    def press(self, keys: str, place: Place | None) -> None:
        """Press a key or a chord, in the text field of a place or where the focus is."""
        __tracebackhide__ = True
        chord = read_keys(keys)
        if place is not None:
            self._use(lambda screen: text_field(screen, place), lambda locator, _: locator.press(chord))
            return
        self._screens.append(self._reader.screen())
        self._reader.forget()
        self._page.keyboard.press(chord)

    def sees(self, wanted: Wanted) -> bool:
        """Return whether something is on the page now, without waiting for it."""
        screen = self._reader.screen()
        try:
            return bool(find_all(screen, wanted))
        except ScreenError:
            return bool(named(screen, screen.nodes, wanted))

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

        def seen(screen: Screen) -> Node | None:
            node = look(screen)
            drawn = None if node is None else _with_ref(screen, node)
            if node is not None and drawn is not None:
                see(screen, drawn, self._locator(drawn), self._trial_ms, kind=kind, marks=marks)
            return drawn

        node = self._reader.until(seen)
        if is_effect and is_vacuous(look, self._screens):
            self.notes.append(Note("vacuous", "this held before the last action as well, so it shows nothing"))
        elif asked and not is_asked_for(asked, [*self._screens, self._reader.screen()]):
            self.notes.append(Note("vacuous", f'no field or tab asks for "{asked}", so there may be no other entries'))
        if node is not None:
            # Traces and pictures of a run show the elements of Playwright's own assertions.
            expect(self._locator(node)).to_be_attached()

    def _act(self, wanted: Wanted, do: Do) -> None:
        """Wait until a control can be used, and use it."""
        __tracebackhide__ = True
        finder = self._finder(wanted)
        self._use(finder, do, finder)

    def _finder(self, wanted: Wanted) -> Finder:
        return Finder(wanted, lambda wanted: search_document(self._page, wanted), self._recent)

    def _use(self, find: Find, do: Do, finder: Finder | None = None) -> None:
        """Wait until a control can be used, and use it.

        Args:
            find: Finds the control.
            do: Uses it.
            finder: What ``find`` uses to find it, ``None`` if the instruction has no name for it.

        Raises:
            ScreenError: It cannot be used; or it was used, but is not where the instruction says.
        """
        __tracebackhide__ = True

        def ready(screen: Screen) -> tuple[Screen, Node, Node]:
            node = find(screen)
            handle = _handle(screen, node)
            self._try(screen, node, handle)
            called = finder.wanted.name if finder else ""
            see(screen, handle, self._locator(handle), self._trial_ms, called=called)
            return screen, node, handle

        screen, node, handle = self._until(ready, finder)
        self._screens.append(screen)
        self._reader.forget()
        locator = self._locator(handle)
        try:
            if handle is not node:
                locator.select_option(label=node.label)
            else:
                do(locator, node)
        except Error as error:
            raise unusable(screen, node, error) from None
        except ScreenError as error:
            raise ScreenError(f"{screen.describe(node)} {error.summary}", error.details) from None
        self._recent = parts_around(screen, node)
        if finder is not None and finder.located is not None:
            self._note(finder.located)

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

    def _note(self, located: Located) -> None:
        """Note what the reader of a report has to know of a control that was used.

        Raises:
            ScreenError: It is not where the instruction says.
        """
        __tracebackhide__ = True
        if located.choice:
            self.notes.append(Note("choice", located.choice))
        if located.doubt:
            self.notes.append(Note("doubt", located.doubt))
        if located.falsehood is not None:
            located.falsehood.is_done = True
            raise located.falsehood

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
        return self._page.locator(node.ref if "=" in node.ref else f"aria-ref={node.ref}")


def _handle(screen: Screen, node: Node) -> Node:
    """Return the node to act on: the node itself, or the closed drop-down to which an option belongs."""
    if node.role != "option" or node.ref:
        return node
    return next((around for around in screen.ancestors(node) if around.role in {"combobox", "listbox"}), node)


def _with_ref(screen: Screen, node: Node) -> Node | None:
    """Return the node itself or the closest one around it that can be looked at; a stretch of text cannot."""
    return next((one for one in (node, *screen.ancestors(node)) if one.ref), None)
