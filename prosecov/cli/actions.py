"""The command ``prosecov actions``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import click
from pydantic_core import core_schema

from prosecov.articles import BlockKind, parse_article
from prosecov.cli.common import GOOD, examples, with_exit_status
from prosecov.derive.model import Action, Fact, Gesture
from prosecov.derive.reading import read_sentence, read_sentences
from prosecov.errors import InputError, read_text
from prosecov.validation import Invalid, Reader


@click.command("actions", epilog=examples("prosecov actions sentences.jsonl > understood.jsonl"))
@click.argument("items", metavar="FILE.jsonl", type=click.Path(path_type=Path))
@with_exit_status
def command(items: Path) -> int:
    """Print what is understood of single sentences.

    Each line of FILE.jsonl is an object with an id, a format (markdown, text or html) and a text. For each of them a
    line is printed: an object with the id, the actions that the text tells its reader to do, the gestures for which
    there is no kind of action (hover, drag, scroll, upload, back, reload, copy), and the facts that it states.
    """
    for item in read_items(items):
        click.echo(understood(item))
    return GOOD


_SUFFIXES = {"markdown": ".md", "text": ".txt", "html": ".html"}
_FORMATS = list(_SUFFIXES)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the input.

    Attributes:
        id: Its name; unique in the file.
        format: ``markdown``, ``text`` or ``html``.
        text: A sentence, or several, as in an article of that format.
    """

    id: str
    format: Annotated[str, core_schema.literal_schema(_FORMATS)]
    text: str


_READER = Reader(Item)


def read_items(path: Path) -> list[Item]:
    """Read a file of items, one JSON object with ``id``, ``format`` and ``text`` a line; other keys are ignored.

    Raises:
        InputError: The file cannot be read, a line is no such object, or an id is there twice.
    """
    name = path.as_posix()
    found: list[Item] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            item = _READER.from_json(line)
        except Invalid as error:
            hint = 'write one object {"id": ..., "format": ..., "text": ...} on each line'
            raise InputError(name, number, f"is no item: {error}", hint) from None
        if item.id in lines:
            raise InputError(name, number, f"the id {item.id!r} is on line {lines[item.id]} already", "use another id")
        lines[item.id] = number
        found.append(item)
    return found


def understood(item: Item) -> str:
    """Return what is understood of an item as a line of JSON: ``id``, ``actions``, ``gestures`` and ``facts``."""
    article = parse_article(item.text.replace("\r\n", "\n").replace("\r", "\n"), f"item{_SUFFIXES[item.format]}")
    readings = [reading for _, reading in read_sentences(article)]
    if item.format == "text" and [block.kind for block in article.blocks] == [BlockKind.HEADING]:
        # A line without a stop may head an article; alone, it is the sentence that the item is to be.
        readings = [read_sentence(article.text, article.marks)]
    line = {
        "id": item.id,
        "actions": [_action(action) for reading in readings for action in reading.actions],
        "gestures": [_gesture(gesture) for reading in readings for gesture in reading.gestures],
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


def _gesture(gesture: Gesture) -> dict[str, Any]:
    return {"do": gesture.kind.value, "what": gesture.what, "to": gesture.to}


def _fact(fact: Fact) -> dict[str, Any]:
    return {"kind": fact.kind.value, "what": fact.what, "items": list(fact.items), "where": fact.region}
