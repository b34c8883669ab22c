"""Checks of pages with axe, for the tests of all screens."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SCRIPT = Axe().axe_script
_SHEETS = "location.protocol === 'file:' ? [] : [...document.styleSheets].map(sheet => sheet.href ?? '')"
_RUN = "([context, options]) => axe.run(context, {resultTypes: ['violations'], ...options}).then(all => all.violations)"
_seen: set[tuple[str, ...]] = {()}


def violations(page: Page, *parts: str, without: str = "") -> list[str]:
    """Return what axe finds on a page.

    It reads style sheets, for the one rule that needs them, when it meets them first: that takes longer than all other
    rules together.

    Args:
        page: The page.
        parts: Selectors of the parts to look at; without any, the whole page.
        without: A selector of what to leave out.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SCRIPT)
    context = {"include": list(parts) or ["html"], "exclude": [without] if without else []}
    sheets = tuple(sorted(page.evaluate(_SHEETS)))
    preload = sheets not in _seen
    _seen.add(sheets)
    found: list[dict[str, Any]] = page.evaluate(_RUN, [context, {"preload": preload}])
    return [
        f"{one['id']} at {page.url}: {one['help']}: {[node['html'][:200] for node in one['nodes']]}" for one in found
    ]
