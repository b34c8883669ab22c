"""Tell a check that passes because of an action from one that would have passed without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from prosecov.browser.screen.errors import NothingFound, ScreenError
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria
from prosecov.text.names import is_same


def is_vacuous(check: Callable[[Screen], object], before: Sequence[Screen]) -> bool:
    """Return whether a check of an effect that passes now has passed all along, so that no action brought it about.

    It has if it passes on the screen before the last action, and on no earlier screen the opposite was seen. That what
    it is about was not there yet is not the opposite: a field that appears with its default is at its default since.

    Args:
        check: The check; it raises `ScreenError` if it fails.
        before: The screens just before each action, the oldest first.
    """
    if not before or _outcome(check, before[-1]) is not True:
        return False
    return all(_outcome(check, screen) is not False for screen in before[:-1])


def is_asked_for(text: str, screens: Iterable[Screen]) -> bool:
    """Return whether some screen asks for a text: a field has it as its value, a tab or a box of that name is on.

    A list that shows only entries with a text although nobody asked for them may hold no others anyway.
    """
    return any(is_same(asked, text) for screen in screens for node in screen.nodes for asked in _asked(node))


def _asked(node: Node) -> Iterator[str]:
    if node.role in aria.FIELDS:
        yield node.value
    elif node.states & {"checked", "selected", "pressed", "current", "current=page"}:
        yield node.label


def _outcome(check: Callable[[Screen], object], screen: Screen) -> bool | None:
    """Return whether a check passes; ``None`` if what it is about is not there."""
    try:
        check(screen)
    except NothingFound:
        return None
    except ScreenError:
        return False
    return True
