"""Use a page as a reader of an article does: find a control by its label, then click it, fill it in, check it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import expect

from prosecov.browser.act.actor import Actor, Note
from prosecov.browser.act.doing import CHOOSE, CLICK, filling, pressing, ticking
from prosecov.browser.act.eye import Marks, see
from prosecov.browser.act.keys import read_keys
from prosecov.browser.check.vacuous import is_asked_for, is_vacuous
from prosecov.browser.find.controls import Wanted, find_all, named
from prosecov.browser.find.declared import meaning
from prosecov.browser.find.fields import option_of, search_field, text_field
from prosecov.browser.find.places import Place
from prosecov.browser.screen.errors import ScreenError
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria

_IS_TYPED = "element => element.matches('input, textarea, [contenteditable]') && !element.readOnly"


class User(Actor):
    """A user of a page: what the steps of the vocabulary do and check."""

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
        self._act(wanted, CLICK)

    def select(self, wanted: Wanted) -> None:
        """Select an option, a radio button, a check box, a tab, a menu item or a link."""
        __tracebackhide__ = True
        wanted = replace(wanted, preferred=aria.CHOICES | aria.TICKABLE)
        self._open_field(wanted)
        self._act(wanted, CHOOSE)

    def _open_field(self, wanted: Wanted) -> None:
        """Open the drop-down whose option is to be selected; for a native one the browser does that."""
        if wanted.place is None or wanted.place.relation:
            return
        field = Wanted(wanted.place.thing, roles=frozenset({"combobox"}))
        found = named(self._reader.screen(), self._reader.screen().nodes, field)
        if len(found) == 1 and not found[0].children and "expanded" not in found[0].states:
            self._act(field, CLICK)

    def set(self, wanted: Wanted, value: str) -> None:
        """Choose an option of a field or of a group of radio buttons, or type the value into a text field."""
        __tracebackhide__ = True
        wanted = replace(wanted, roles=aria.FIELDS | aria.GROUPS, preferred=aria.FIELDS)
        finder = self._finder(wanted)
        node = self._until(finder, finder)
        if node.role in aria.TEXT_FIELDS | {"slider"} or self._is_typed(node):
            self._use(finder, filling(value), finder)
            self._take_suggestion(value)
        else:
            if node.role == "combobox" and not node.children and "expanded" not in node.states:
                self._use(finder, CLICK, finder)
            self._use(lambda screen: option_of(screen, finder(screen), value), CHOOSE, finder)
        self._note(finder)

    def _is_typed(self, node: Node) -> bool:
        return node.role == "combobox" and not node.children and bool(self._locator(node).evaluate(_IS_TYPED))

    def _take_suggestion(self, value: str) -> None:
        """Choose the suggestion that is the same as what was typed, if the field offers it."""
        wanted = Wanted(value, roles=frozenset({"option"}))
        screen = self._reader.screen()
        if named(screen, [node for node in screen.nodes if node.ref], wanted):
            self._act(wanted, CLICK)

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

        self._act(wanted, ticking(on=on))

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


def _with_ref(screen: Screen, node: Node) -> Node | None:
    """Return the node itself or the closest one around it that can be looked at; a stretch of text cannot."""
    return next((one for one in (node, *screen.ancestors(node)) if one.ref), None)
