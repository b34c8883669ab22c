"""How the steps of the vocabulary are read: labels in quotes, words for kinds, places."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pytest_bdd import parsers

from prosecov.browser.find.places import Place, read_place
from prosecov.text.lexicon import CONTROLS, PLACES

_TEXT = r'"(?:[^"\\]|\\.)*"'
_SIDE = r"(?:top|bottom)(?: left| right)?|left|right"
_RELATION = rf"above|below|next to|left of|right of|at the (?:{_SIDE}) of"
# Messages are no part of the screen: there is a step of its own for what they say.
_KIND_WORDS = {*CONTROLS, *PLACES} - {"message"}
_KINDS = "|".join(map(re.escape, sorted(_KIND_WORDS, key=len, reverse=True)))


class _Type:
    """A type of the parse library: a pattern, and how what matches it is read."""

    def __init__(self, pattern: str, read: Callable[[str], Any]) -> None:
        self.pattern = f"(?:{pattern})"
        self._read = read

    def __call__(self, text: str) -> Any:
        return self._read(text)


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
    "Text": _Type(_TEXT, _unquote),
    "Kind": _Type(rf"(?:the (?:(?:{_KINDS}) )?)?", _kind),
    "Place": _Type(rf"(?: (?:in|on|{_RELATION}) {_TEXT})?", _place),
    "Somewhere": _Type(rf" (?:{_RELATION}) {_TEXT}", _place),
    "Optional": _Type("(?: if it is there)?", bool),
    "Only": _Type("(?: only)?", bool),
    "Of": _Type(rf"(?: of {_TEXT})?", lambda text: _unquote(text.removeprefix(" of ")) if text else ""),
    "Word": _Type(r"[a-z][a-z -]*[a-z]", str),
    "Change": _Type("checks|unchecks", lambda text: text == "checks"),
    "Shown": _Type("shown|not shown", lambda text: text == "shown"),
    "Selected": _Type("selected|checked|not selected|not checked", lambda text: not text.startswith("not")),
    "Enabled": _Type("enabled|disabled", lambda text: text == "enabled"),
}


def phrase(pattern: str) -> parsers.parse:
    r"""Return the parser of a step.

    Besides the types of the parse library it knows ``Text`` (in double quotes; ``\"`` for one within), ``Kind`` (*the
    button* and the like, or nothing), ``Place`` (*in "..."*, *above "..."*, *at the top of "..."*, or nothing) and the
    few words that make a step say yes or no.
    """
    return parsers.parse(pattern, extra_types=_TYPES, case_sensitive=True)
