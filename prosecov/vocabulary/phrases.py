"""Parse the steps of the vocabulary: labels in quotes, words for kinds, places."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pytest_bdd import parsers

from prosecov.browser.find.places import Place, read_place
from prosecov.text.lexicon import CONTROL_ROLES, PART_ROLES

_TEXT = r'"(?:[^"\\]|\\.)*"'
_SIDE = r"(?:top|bottom)(?: left| right)?|left|right"
_RELATION = rf"above|below|next to|left of|right of|at the (?:{_SIDE}) of"
# Messages have a step of their own.
_KIND_WORDS = {*CONTROL_ROLES, *PART_ROLES} - {"message"}
_KINDS = "|".join(map(re.escape, sorted(_KIND_WORDS, key=len, reverse=True)))


class _ParseType:
    """A type for the parse library: a pattern, and the function that converts a match."""

    def __init__(self, pattern: str, convert: Callable[[str], Any]) -> None:
        self.pattern = f"(?:{pattern})"
        self._convert = convert

    def __call__(self, text: str) -> Any:
        return self._convert(text)


def _unquote(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def _kind(text: str) -> str:
    return text.removeprefix("the ").strip()


def _place(text: str) -> Place | None:
    words, quote, _ = text.strip().partition('"')
    if not quote:
        return None
    thing = _unquote(text.strip()[len(words) :])
    return read_place(f"{words}{thing}")


_TYPES = {
    "Text": _ParseType(_TEXT, _unquote),
    "Kind": _ParseType(rf"(?:the (?:(?:{_KINDS}) )?)?", _kind),
    "Place": _ParseType(rf"(?: (?:in|on|{_RELATION}) {_TEXT})?", _place),
    "Somewhere": _ParseType(rf" (?:{_RELATION}) {_TEXT}", _place),
    "Optional": _ParseType("(?: if it is there)?", bool),
    "Only": _ParseType("(?: only)?", bool),
    "Of": _ParseType(rf"(?: of {_TEXT})?", lambda text: _unquote(text.removeprefix(" of ")) if text else ""),
    "Word": _ParseType(r"[a-z][a-z -]*[a-z]", str),
    "Change": _ParseType("checks|unchecks", lambda text: text == "checks"),
    "Shown": _ParseType("shown|not shown", lambda text: text == "shown"),
    "Selected": _ParseType("selected|checked|not selected|not checked", lambda text: not text.startswith("not")),
    "Enabled": _ParseType("enabled|disabled", lambda text: text == "enabled"),
}


def phrase(pattern: str) -> parsers.parse:
    r"""Return the parser of a step.

    Args:
        pattern: A pattern of the parse library. Its additional types are ``Text`` (in double quotes, with ``\"`` for a
            quote in it), ``Kind`` (*the button* and the like, or nothing), ``Place`` (*in "..."*, *above "..."*, *at
            the top of "..."*, or nothing), and those that negate or extend a step, such as ``Shown``.
    """
    return parsers.parse(pattern, extra_types=_TYPES, case_sensitive=True)
