"""What a screen offers and shows, by Playwright's accessibility snapshot of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from prosecov.browser.screen.node import Node
from prosecov.browser.screen.snapshot import parse_snapshot
from prosecov.results.runs import Control

CONTROL_ROLES = frozenset(
    {
        "button",
        "checkbox",
        "combobox",
        "link",
        "listbox",
        "menuitem",
        "menuitemcheckbox",
        "menuitemradio",
        "option",
        "radio",
        "searchbox",
        "slider",
        "spinbutton",
        "switch",
        "tab",
        "textbox",
        "treeitem",
    }
)
"""The ARIA roles of what a user can operate."""
LONGEST_TEXT = 120
"""Texts with more characters than this are prose, which no label is compared with."""
_LONG_LIST = 12
"""Lists with more items hold data; shorter ones are menus and the like."""
_EXAMPLES = 12
"""Of so many entries of a table or list texts are kept, as an article may speak of one of them."""
_ENTERED = frozenset({"textbox", "searchbox", "spinbutton", "combobox"})
"""The roles of which the text is what somebody has entered."""
_DIALOGS = frozenset({"dialog", "alertdialog"})
_TABLES = frozenset({"table", "grid", "treegrid"})


@dataclass(frozen=True, slots=True)
class Screen:
    """What a screen offers and shows.

    Attributes:
        controls: What can be operated.
        texts: Names of everything else, such as headings, regions and columns, and short texts.
    """

    controls: frozenset[Control]
    texts: frozenset[str]


def read_screen(snapshot: str, title: str = "") -> Screen:
    """Find what a screen offers and shows.

    In the rows of a table whose columns have names, and in the items of a long list, what stands there once is
    data, such as the names of customers. It is no control, and a text only in the first entries.

    Args:
        snapshot: What ``Locator.aria_snapshot()`` returned for the body of the page.
        title: What to call the screen if it has no heading.

    Returns:
        Its controls and texts.
    """
    page = parse_snapshot(snapshot)
    heading = next((node.name for node in page.walk() if node.role == "heading" and node.name), title)
    data = {id(node): position for container in page.walk() for node, position in _data(container)}
    controls: set[Control] = set()
    texts: set[str] = set()
    for node, screen in _with_screens(page, heading):
        if data.get(id(node), 0) >= _EXAMPLES:
            continue
        if node.role in CONTROL_ROLES and node.name and id(node) not in data:
            controls.add(Control(screen, node.role, node.name))
        elif node.role != "row" and node.name:
            texts.add(node.name)
        if node.text and node.role not in _ENTERED:
            texts.add(node.text)
    return Screen(frozenset(controls), frozenset(text for text in texts if len(text) <= LONGEST_TEXT))


def _with_screens(page: Node, heading: str) -> Iterator[tuple[Node, str]]:
    """All nodes, each with the name of the dialog around it, or else of the page."""
    stack = [(page, heading)]
    while stack:
        node, screen = stack.pop()
        if node.role in _DIALOGS and node.name:
            screen = node.name
        yield node, screen
        stack.extend((child, screen) for child in node.children)


def _data(container: Node) -> Iterator[tuple[Node, int]]:
    """What stands but once in the entries of a table or of a long list, with the position of the entry."""
    if container.role in _TABLES:
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
