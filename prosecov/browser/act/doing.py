"""What a user does with a control once it is found: click it, choose it, fill it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Error, Locator

from prosecov.browser.screen.errors import ScreenError
from prosecov.browser.screen.node import Node
from prosecov.text import aria

_VALUE = "element => element.value ?? element.textContent"


@dataclass(frozen=True, slots=True)
class Do:
    """Something that a user does with a control.

    Attributes:
        perform: Does it; takes the node's locator, the node, and how many milliseconds it may take to begin.
        is_click: Whether it is a click, which Playwright begins only if the control can be clicked.
    """

    perform: Callable[[Locator, Node, float | None], None]
    is_click: bool = False


def _click(locator: Locator, _: Node, timeout: float | None) -> None:
    locator.click(timeout=timeout)


def _choose(locator: Locator, node: Node, timeout: float | None) -> None:
    if node.role in aria.BOXES:
        locator.check(timeout=timeout)
    else:
        locator.click(timeout=timeout)


CLICK = Do(_click, is_click=True)
"""Click a node."""
CHOOSE = Do(_choose, is_click=True)
"""Click a node, or check it if it is a check box and the like."""


def ticking(*, on: bool) -> Do:
    """Return the action that checks or unchecks a node, unless it is in that state already."""

    def tick(locator: Locator, node: Node, timeout: float | None) -> None:
        if node.role in aria.BOXES:
            locator.set_checked(on, timeout=timeout)
        elif on != bool(node.states & {"checked", "selected"}):
            locator.click(timeout=timeout)

    return Do(tick, is_click=True)


def pressing(chord: str) -> Do:
    """Return the action that presses a key or a chord in a node."""
    return Do(lambda locator, _, timeout: locator.press(chord, timeout=timeout))


def filling(text: str) -> Do:
    """Return the action that replaces the text of a field, and checks that the field took it."""

    def fill(locator: Locator, _: Node, timeout: float | None) -> None:
        if not locator.is_editable(timeout=timeout):
            raise ScreenError("is read-only")
        locator.fill(text, timeout=timeout)
        try:
            is_empty = not locator.evaluate(_VALUE)
        except Error:
            # Some fields navigate to another page as soon as they are filled in.
            return
        if text and is_empty:
            raise ScreenError(f'does not take "{text}"', ["A date is typed as 2026-01-31, a time as 18:30"])

    return Do(fill)
