"""Search the document for what has no role of a control: clickable elements, editors, and icons without a name.

The accessibility tree leaves some of them out or merges them into the elements around them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from prosecov.browser.find.controls import Wanted
from prosecov.browser.screen.node import Node
from prosecov.geometry import Box
from prosecov.text import aria
from prosecov.text.lexicon import CONTROL_ROLES, roles_of, split_kind
from prosecov.text.names import plain, sequence

_ICONS = (
    {"gear", "cog", "cogwheel", "settings"},
    {"trash", "bin", "delete", "garbage", "trashcan"},
    {"pencil", "edit", "pen"},
    {"search", "magnifier", "magnifying glass", "loupe"},
    {"hamburger", "menu", "bars"},
    {"plus", "add"},
    {"close", "x", "times", "cross"},
    {"dots", "ellipsis", "kebab", "more", "three dots", "three-dot"},
    {"bell", "notification", "notifications"},
    {"user", "person", "account", "profile", "avatar"},
    {"house", "home"},
    {"star", "favorite", "favourite"},
    {"download", "upload", "share", "filter", "heart", "lock", "calendar", "clock", "help", "question", "info", "flag"},
)
"""Words that articles and icon fonts use for the same picture; those of the last line stand for themselves."""
_FIND = Path(__file__).with_name("document.js").read_text(encoding="utf-8")
_ICON = re.compile(r"\b(?:icon|symbol|image|picture)$", re.IGNORECASE)
_PRESSES = frozenset({"click", "mousedown", "mouseup", "pointerdown", "pointerup"})
_LEVELS = 3
"""So many elements around one may listen for it; what listens for the whole page, as frameworks do, is no sign."""


def search_document(page: Page, wanted: Wanted) -> tuple[list[Node], str]:
    """Find the visible elements of a page that have a name and react to the mouse, or can be edited.

    Args:
        page: The page.
        wanted: The name, the kind, and what is to be done; the place is ignored.

    Returns:
        The elements, with their selectors as `Node.ref`; and what the reader has to know of how they were found.
    """
    typed = not wanted.roles & aria.PRESSED
    names = [wanted.name, *(rest for rest, _ in split_kind(wanted.name, CONTROL_ROLES) if rest)]
    if typed and not wanted.roles & aria.TYPED:
        return [], ""
    is_icon = bool(roles_of(wanted.kind, CONTROL_ROLES) & {"img"}) or _ICON.search(wanted.name) is not None
    icons = _icons(names) if is_icon else []
    choice = {"names": [plain(name).casefold() for name in names], "icons": icons, "typed": typed}
    try:
        found: list[dict[str, Any]] = page.evaluate(_FIND, choice)
    except Error:
        return [], ""
    if found and all(one["isMute"] for one in found):
        found = [] if typed else [one for one in found if _listens(page, one["path"])]
    by_icon = any(one["by"] == "icon" for one in found)
    name = "" if by_icon else wanted.name
    nodes = [Node("generic", name, one["text"], ref=one["path"], box=Box(*one["box"])) for one in found]
    return nodes, f'"{wanted.name}" was found by the name of its icon' if by_icon else ""


def _icons(names: list[str]) -> list[list[str]]:
    """Return the words by which icon fonts call a picture, as alternatives; each has to be in one element."""
    wanted = {sequence(name) for name in names}
    alike = [words for words in _ICONS[:-1] if wanted & set(map(sequence, words))]
    known = sorted({word for words in alike for word in words} | {w for w in _ICONS[-1] if sequence(w) in wanted})
    return [word.split() for word in known]


def _listens(page: Page, path: str) -> bool:
    """Return whether an element, or one just around it, has a listener for clicks; only Chromium tells."""
    try:
        session = page.context.new_cdp_session(page)
    except Error:
        return False
    try:
        element = page.locator(path)
        for level in range(_LEVELS):
            around = element.locator("xpath=" + "/".join([".."] * level)) if level else element
            if around.evaluate("one => one.matches(':root, body, body > *')") and level:
                return False
            around.evaluate("one => { globalThis[Symbol.for('prosecov element')] = one; }")
            seen = session.send("Runtime.evaluate", {"expression": "globalThis[Symbol.for('prosecov element')]"})
            listening = session.send("DOMDebugger.getEventListeners", {"objectId": seen["result"]["objectId"]})
            if any(listener["type"] in _PRESSES for listener in listening["listeners"]):
                return True
    except Error:
        return False
    else:
        return False
    finally:
        session.detach()
