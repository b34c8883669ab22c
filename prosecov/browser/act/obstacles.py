"""Explain why a control cannot be used or found, by what the aria snapshot does not show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import reduce

from playwright.sync_api import Error, Locator, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from prosecov.browser.find.controls import Wanted
from prosecov.browser.screen.errors import ScreenError
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.text.lexicon import CONTROL_ROLES, split_kind

_COVERED = re.compile(r"- (<.*>) (?:from .* )?intercepts pointer events")
_REASONS = {
    "element is not enabled": "it is disabled",
    "element is not visible": "it is hidden",
    "element is not stable": "it keeps moving",
    "element is outside of the viewport": "it cannot be scrolled into view",
    "detached": "it vanished",
    "did not find some options": "it does not offer that",
    "Clicking the checkbox did not change its state": "a click does not change its state",
    "Cannot type text into input[type=number]": "it takes numbers only",
}


def unusable(screen: Screen, node: Node, error: Error) -> ScreenError:
    """Return the error for a control that cannot be used.

    Args:
        screen: The screen.
        node: The control.
        error: The error that Playwright raised.
    """
    text = str(error)
    if covered := _COVERED.search(text):
        return ScreenError(f"{screen.describe(node)} is covered by something else", [f"It is under {covered[1]}"])
    reasons = (reason for sign, reason in _REASONS.items() if sign in text)
    reason = "it is not ready in time" if isinstance(error, PlaywrightTimeout) else text.splitlines()[0]
    return ScreenError(f"{screen.describe(node)} cannot be used: {next(reasons, reason)}")


def hidden(page: Page, wanted: Wanted | None) -> Iterator[str]:
    """Yield a hint if a page has a control, but does not show it.

    Args:
        page: The page.
        wanted: The control that was not found, ``None`` if it has no name.
    """
    if wanted is None:
        return
    names = {wanted.name: None} | dict.fromkeys(name for name, _ in split_kind(wanted.name, CONTROL_ROLES) if name)
    selectors = [
        f"role={role}[name={json.dumps(name, ensure_ascii=False)}][include-hidden=true]"
        for name in names
        for role in sorted(wanted.roles)
    ]
    anything = reduce(Locator.or_, map(page.locator, selectors))
    if anything.filter(visible=False).count():
        yield f'The page has "{wanted.name}", but it is hidden now'
