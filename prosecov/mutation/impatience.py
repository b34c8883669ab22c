"""Shorter waits for runs with mutants: most of them fail, and a failed check waits until patience ends.

A run that does not pass without a mutant within the shorter waits is not used, so that slowness kills no mutant.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from prosecov.browser.act.reader import PageReader

PATIENCE = 2.5
"""Seconds."""


def wait_less() -> pytest.MonkeyPatch:
    """Shorten all waits of Playwright and of the vocabulary; ``undo()`` what is returned to restore them."""
    patch = pytest.MonkeyPatch()
    milliseconds = 1000 * PATIENCE
    expect.set_options(timeout=milliseconds)
    for owner in (BrowserContext, Page):
        patch.setattr(owner, "set_default_timeout", _capped(owner.set_default_timeout, milliseconds))
    begin = PageReader.__init__

    def begin_with_less(self: PageReader, page: Page, patience: float, *args: Any, **kwargs: Any) -> None:
        begin(self, page, min(patience, PATIENCE), *args, **kwargs)

    patch.setattr(PageReader, "__init__", begin_with_less)
    return patch


def _capped(method: Any, most: float) -> Any:
    def set_default_timeout(self: object, timeout: float) -> None:
        method(self, min(timeout, most))

    return set_default_timeout
