"""Single sentences in JSON Lines, and what is understood of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prosecov.articles import parse_article
from prosecov.derive.model import Action, Fact
from prosecov.derive.reading import read_sentences
from prosecov.errors import InputError, read_text

_SUFFIXES = {"markdown": ".md", "text": ".txt", "html": ".html"}


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the input.

    Attributes:
        id: What the line calls itself; unique in the file.
        format: ``markdown``, ``text`` or ``html``.
        text: A sentence, or several, as it stands in an article of that format.
    """

    id: str
    format: str
    text: str


def read_items(path: Path) -> list[Item]:
    """Read a file of items, one JSON object with ``id``, ``format`` and ``text`` a line; other keys are ignored.

    Raises:
        InputError: The file cannot be read, or a line is no such object or repeats an id.
    """
    name = path.as_posix()
    found: list[Item] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        item = _item(line, name, number)
        if item.id in lines:
            raise InputError(name, number, f"the id {item.id!r} is on line {lines[item.id]} already", "give it another")
        lines[item.id] = number
        found.append(item)
    return found


def _item(line: str, name: str, number: int) -> Item:
    try:
        loaded = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(name, number, f"is not JSON ({error})", "write one JSON object on each line") from None
    if not isinstance(loaded, dict):
        raise InputError(name, number, "is not a JSON object", 'write {"id": ..., "format": ..., "text": ...}')
    for key in ("id", "format", "text"):
        if not isinstance(loaded.get(key), str):
            raise InputError(name, number, f"has no string {key!r}", "give each item an id, a format and a text")
        if any("\ud800" <= character <= "\udfff" for character in loaded[key]):
            raise InputError(name, number, f"holds half a character in {key!r}", "write both halves of its escape")
    if loaded["format"] not in _SUFFIXES:
        known = ", ".join(_SUFFIXES)
        raise InputError(name, number, f"the format {loaded['format']!r} is unknown", f"use one of {known}")
    return Item(loaded["id"], loaded["format"], loaded["text"])


def understood(item: Item) -> str:
    """What is understood of an item: ``id``, ``actions`` and ``facts`` as a line of JSON."""
    article = parse_article(item.text.replace("\r\n", "\n").replace("\r", "\n"), f"item{_SUFFIXES[item.format]}")
    readings = [reading for _, reading in read_sentences(article)]
    line = {
        "id": item.id,
        "actions": [_action(action) for reading in readings for action in reading.actions],
        "facts": [_fact(fact) for reading in readings for fact in reading.facts],
    }
    return json.dumps(line, ensure_ascii=False)


def _action(action: Action) -> dict[str, Any]:
    return {
        "do": action.do.value,
        "what": action.what,
        "value": action.value,
        "role": action.role,
        "in": action.region,
        "if_visible": action.if_visible,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {"kind": fact.kind.value, "what": fact.what, "items": list(fact.items), "where": fact.region}
