"""List what a screen offers and shows: its controls, and its names and short texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from prosecov.browser.screen.node import Node
from prosecov.results.runs import Control
from prosecov.text import aria

_LONGEST_TEXT = 120
"""Texts with more characters than this are prose, and are not compared with labels."""
_LONG_LIST = 12
"""Lists with more items than this hold data; shorter ones are menus and the like."""
_EXAMPLES = 12
"""Texts of so many entries of a table or list are kept, as an article may mention one of them."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a screen offers and shows.

    Attributes:
        controls: Its controls.
        texts: Names of everything else, such as headings, regions and columns, and short texts.
    """

    controls: frozenset[Control]
    texts: frozenset[str]


def inventory_of(page: Node, title: str = "") -> Inventory:
    """List what a screen offers and shows.

    What occurs once among the rows of a table with column headings, or among the items of a long list, is data, such
    as the name of a customer. It does not count as a control, and as text only in the first entries.

    Args:
        page: The whole page.
        title: The name of the screen if it has no heading.
    """
    heading = next((node.name for node in page.walk() if node.role == "heading" and node.name), title)
    data = {id(node): position for container in page.walk() for node, position in _data(container)}
    controls: set[Control] = set()
    texts: set[str] = set()
    for node, screen in _with_screens(page, heading):
        if data.get(id(node), 0) >= _EXAMPLES:
            continue
        if node.role in aria.CONTROLS and node.name and id(node) not in data:
            controls.add(Control(screen, node.role, node.name))
        elif node.role != "row" and node.name:
            texts.add(node.name)
        if node.text and node.role not in aria.TYPED:
            texts.add(node.text)
    return Inventory(frozenset(controls), frozenset(text for text in texts if len(text) <= _LONGEST_TEXT))


def _with_screens(page: Node, heading: str) -> Iterator[tuple[Node, str]]:
    """Yield all nodes, each with the name of the dialog around it, or else of the page."""
    stack = [(page, heading)]
    while stack:
        node, screen = stack.pop()
        if node.role in aria.DIALOGS and node.name:
            screen = node.name
        yield node, screen
        stack.extend((child, screen) for child in node.children)


def _data(container: Node) -> Iterator[tuple[Node, int]]:
    """Yield the nodes that occur once in the entries of a table or a long list, each with the position of its entry."""
    if container.role in aria.TABLES:
        rows = [node for node in container.walk() if node.role == "row"]
        entries = [row for row in rows if not any(cell.role == "columnheader" for cell in row.children)]
        holds_data = len(entries) < len(rows)
    else:
        entries = [node for node in container.children if node.role == "listitem"]
        holds_data = container.role == "list" and len(entries) > _LONG_LIST
    if holds_data:
        counts = Counter(key for entry in entries for key in {_key(node) for node in entry.walk()})
        for position, entry in enumerate(entries):
            yield from ((node, position) for node in entry.walk() if counts[_key(node)] < 2)


def _key(node: Node) -> tuple[str, str]:
    return node.role, node.name or node.text
