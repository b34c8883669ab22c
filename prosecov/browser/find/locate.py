"""Locate the control that an instruction names: where the instruction says, or else wherever it is on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from prosecov.browser.find.choose import choose
from prosecov.browser.find.controls import Wanted, find_all, is_there, named, not_found, several, wordings
from prosecov.browser.find.layout import window
from prosecov.browser.find.parts import resolve
from prosecov.browser.screen.errors import Misplaced, NothingFound, ScreenError
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.text.names import is_same

Search = Callable[[Wanted], tuple[list[Node], str]]


@dataclass(frozen=True, slots=True)
class Located:
    """The control that an instruction names.

    Attributes:
        node: The control.
        choice: Which of several it is, as in ``2 things are called "Save"; took the one in what is open``; empty if
            there was no choice.
        called: What the screen calls it, if that is not quite what the instruction says; or how it was found.
        doubt: Why it is not known whether its place is the one that the instruction names; empty if it is.
        falsehood: The error that says where it is instead, ``None`` if it is where it has to be.
    """

    node: Node
    choice: str = ""
    called: str = ""
    doubt: str = ""
    falsehood: ScreenError | None = None


def locate(screen: Screen, wanted: Wanted, recent: Sequence[tuple[str, str]] = ()) -> Located:
    """Locate a control where the instruction says it is.

    Args:
        screen: The screen.
        wanted: The control.
        recent: The parts of the screen spoken of last; see `choose`.

    Raises:
        NothingFound: It is not there.
        SeveralFound: There is more than one, and no rule decides between them.
        ScreenError: It is elsewhere, or the place is not known.
    """
    return _one(screen, wanted, find_all(screen, wanted), recent)


def locate_anywhere(
    screen: Screen, wanted: Wanted, failure: ScreenError, recent: Sequence[tuple[str, str]] = ()
) -> Located:
    """Locate a control that is not where an instruction says, but is on the screen all the same.

    Args:
        screen: The screen.
        wanted: The control, with a place.
        failure: Why it was not found at the place.
        recent: The parts of the screen spoken of last; see `choose`.

    Raises:
        ScreenError: It is nowhere on the screen, or there are several; the failure, if the place was not understood.
    """
    anywhere = named(screen, screen.nodes, replace(wanted, place=None))
    if wanted.place is None or not anywhere:
        raise failure
    located = _one(screen, wanted, anywhere, recent)
    if _is_guess(screen, wanted) or (isinstance(failure, Misplaced) and not failure.is_understood):
        return replace(located, doubt=f"where it has to be was not understood: {failure.summary}")
    if not isinstance(failure, Misplaced):
        where = screen.where(located.node) or "elsewhere on this screen"
        failure = Misplaced(f"{screen.describe(located.node)} is not {wanted.place}", [f"It is {where}"])
    return replace(located, falsehood=failure)


def _is_guess(screen: Screen, wanted: Wanted) -> bool:
    """Return whether the place is not known for sure: it was found by its looks only, or not at all."""
    if wanted.place is None or not wanted.place.thing:
        return False
    try:
        return resolve(screen, wanted.place.thing)[0].is_guess
    except ScreenError:
        return True


def _one(screen: Screen, wanted: Wanted, found: Sequence[Node], recent: Sequence[tuple[str, str]]) -> Located:
    if not found:
        raise not_found(screen, wanted)
    node, which = choose(screen, found, recent)
    if node is None:
        raise several(screen, wanted, found)
    choice = f'{len(found)} things are called "{wanted.name}"; took {which}' if which else ""
    is_same_name = not node.name or any(is_same(node.label, name) for name, _ in wordings(wanted))
    return Located(node, choice, "" if is_same_name else f'"{wanted.name}" is taken to be the {screen.describe(node)}')


class Finder:
    """Finds the control of one instruction on one screen after the other; strictly at first, then forgiving.

    Attributes:
        wanted: The control.
        located: What was found last.
    """

    def __init__(self, wanted: Wanted, search: Search, recent: Sequence[tuple[str, str]] = ()) -> None:
        """Begin to look.

        Args:
            wanted: The control.
            search: Searches the document for it if it is nowhere on the screen.
            recent: The parts of the screen spoken of last; see `choose`.
        """
        self.wanted = wanted
        self._search = search
        self.located: Located | None = None
        self._recent = recent
        self._failure: ScreenError | None = None

    def __call__(self, screen: Screen) -> Node:
        """Find the control on a screen; see `locate` and, once relaxed, `locate_anywhere`."""
        if self._failure is None:
            self.located = locate(screen, self.wanted, self._recent)
        elif named(screen, screen.nodes, self.wanted):
            self.located = locate_anywhere(screen, self.wanted, self._failure, self._recent)
        else:
            self.located = self._in_document(screen, self._failure)
        return self.located.node

    def _in_document(self, screen: Screen, failure: ScreenError) -> Located:
        found, note = self._search(self.wanted)
        place = self.wanted.place
        if place is not None and not place.thing:
            found = [node for node in found if is_there(node, place, window(screen))]
        if len(found) > 1:
            raise several(screen, self.wanted, found)
        if not found:
            raise failure
        doubt = f"where it has to be was not understood: {failure.summary}" if place and place.thing else ""
        return Located(found[0], called=note, doubt=doubt)

    def relax(self, failure: ScreenError) -> bool:
        """Look everywhere from now on; return whether that is any less strict than before."""
        is_strict = self._failure is None and isinstance(failure, NothingFound | Misplaced)
        self._failure = failure
        return is_strict
