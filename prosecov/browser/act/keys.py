"""Translate keys as articles write them into the names that Playwright uses."""

from __future__ import annotations

import re

from prosecov.browser.screen.errors import ScreenError

_NAMES = {
    "ctrl": "Control", "control": "Control", "strg": "Control", "cmd": "Meta", "command": "Meta", "⌘": "Meta",
    "win": "Meta", "windows": "Meta", "meta": "Meta", "alt": "Alt", "option": "Alt", "opt": "Alt", "⌥": "Alt",
    "shift": "Shift", "⇧": "Shift", "enter": "Enter", "return": "Enter", "↵": "Enter", "esc": "Escape",
    "escape": "Escape", "tab": "Tab", "space": "Space", "space bar": "Space", "spacebar": "Space",
    "del": "Delete", "delete": "Delete", "ins": "Insert", "insert": "Insert", "backspace": "Backspace",
    "home": "Home", "end": "End", "page up": "PageUp", "pgup": "PageUp", "page down": "PageDown", "pgdn": "PageDown",
    "up": "ArrowUp", "down": "ArrowDown", "left": "ArrowLeft", "right": "ArrowRight", "up arrow": "ArrowUp",
    "down arrow": "ArrowDown", "left arrow": "ArrowLeft", "right arrow": "ArrowRight", "plus": "+", "minus": "-",
}  # fmt: skip
_FUNCTION_KEY = re.compile(r"f(?:[1-9]|1[0-9]|2[0-4])", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*\+\s*(?=\S)|(?<=\w)-(?=\w)")


def read_keys(keys: str) -> str:
    """Translate a key or a chord.

    Args:
        keys: The key as an article writes it, such as ``Ctrl+S``, ``Cmd-K`` or ``Page Down``.

    Returns:
        Playwright's name for it, such as ``Control+s``.

    Raises:
        ScreenError: There is no such key.
    """
    read = [_read_key(key) for key in _BETWEEN.split(keys.strip()) if key]
    if not read:
        raise ScreenError("no key is named")
    if len(read) > 1 and "Shift" not in read and len(read[-1]) == 1:
        read[-1] = read[-1].lower()
    return "+".join(read)


def _read_key(key: str) -> str:
    name = " ".join(key.split()).casefold().removesuffix(" key")
    if name in _NAMES:
        return _NAMES[name]
    if _FUNCTION_KEY.fullmatch(name):
        return name.upper()
    if len(key) == 1:
        return key
    raise ScreenError(f'no key is called "{key}"', ['Write it as on the keyboard: "Enter", "Ctrl+S", "Page Down"'])
