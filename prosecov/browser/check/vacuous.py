"""Tell a check that passes because of an action from one that would have passed without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prosecov.browser.errors import NothingFound, ScreenError
from prosecov.browser.screen.screen import Screen


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


def _outcome(check: Callable[[Screen], object], screen: Screen) -> bool | None:
    """Return whether a check passes; ``None`` if what it is about is not there."""
    try:
        check(screen)
    except NothingFound:
        return None
    except ScreenError:
        return False
    return True
