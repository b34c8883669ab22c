"""The names of keys and chords, and of months."""

from __future__ import annotations

import re

MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?", re.IGNORECASE)

_MODIFIER = r"(?:ctrl|control|cmd|command|alt|option|shift|win|windows|meta|fn|super|⌘|⇧|⌥|⌃)"
_NAMED_KEY = (
    r"(?:enter|return|esc|escape|tab|space|spacebar|space bar|backspace|del|insert|page up|page down|pgup|pgdn"
    r"|(?:up|down|left|right)(?: arrow)?|arrow (?:up|down|left|right)|caps lock|print screen|f\d{1,2}|delete|home|end)"
)
KEY = re.compile(rf"(?:{_MODIFIER}|{_NAMED_KEY})", re.IGNORECASE)
CHORD = re.compile(rf"{_MODIFIER}(?: key)?(?:\s?[+\-\u2013]\s?(?:{_MODIFIER}|{_NAMED_KEY}|\S))+", re.IGNORECASE)
SURE_KEY = re.compile(r"(?:enter|esc|escape|tab|space ?bar|backspace|f\d{1,2})", re.IGNORECASE)
"""Keys whose names are no labels of buttons."""
