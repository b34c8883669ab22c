"""Checks of pages with axe, for the tests of all screens."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SCRIPT = Axe().axe_script
_RUN = "context => axe.run(context, {preload: false, resultTypes: ['violations']}).then(all => all.violations)"


def violations(page: Page, *parts: str, without: str = "") -> list[str]:
    """Return what axe finds on a page.

    Style sheets and media are not loaded for it once more: only an experimental rule and one about sound need them.

    Args:
        page: The page.
        parts: Selectors of the parts to look at; without any, the whole page.
        without: A selector of what to leave out.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SCRIPT)
    context = {"include": list(parts) or ["html"], "exclude": [without] if without else []}
    found: list[dict[str, Any]] = page.evaluate(_RUN, context)
    return [
        f"{one['id']} at {page.url}: {one['help']}: {[node['html'][:200] for node in one['nodes']]}" for one in found
    ]
