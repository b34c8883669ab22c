"""What a user does with a control once it is found: click it, choose it, fill it in."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Error, Locator

from prosecov.browser.screen.errors import ScreenError
from prosecov.browser.screen.node import Node
from prosecov.text import aria

_VALUE = "element => element.value ?? element.textContent"

Do = Callable[[Locator, Node], None]


def click_on(locator: Locator, _: Node) -> None:
    """Click a node."""
    locator.click()


def choose(locator: Locator, node: Node) -> None:
    """Click a node, or check it if it is a check box and the like."""
    if node.role in aria.BOXES:
        locator.check()
    else:
        locator.click()


def filling(text: str) -> Do:
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
