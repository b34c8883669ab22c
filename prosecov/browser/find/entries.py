"""Find the entries of a list, a table or another part of the screen, and what each is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from prosecov.browser.screen.node import Node
from prosecov.browser.screen.regions import Region
from prosecov.text import aria
from prosecov.text.names import plain

_KINDS_OF_ENTRIES = (
    frozenset({"option", "treeitem"}) | aria.MENU_ITEMS,
    frozenset({"tab"}),
    frozenset({"row"}),
    frozenset({"listitem", "article"}),
    aria.BOXES,
    frozenset({"link"}),
    frozenset({"button"}),
)
_ROW_PARTS = frozenset({"cell", "gridcell", "rowheader"})
_UNREAD = aria.BOXES | {"img"}


def entries(region: Region) -> list[Node]:
    """Return the entries of a list, a table or another part of the screen: those of the first kind that it contains.

    Heads of tables, entries in other entries, navigations in other parts, and the options of drop-downs in other parts
    are no entries of it.
    """
    strange = {
        node
        for inner in region.nodes[1:]
        if inner.role in {"navigation", "combobox", "listbox"} and region.role not in _OPENING
        for node in inner.walk()
        if inner.role != "navigation" or region.role != "navigation"
    }
    nodes = [node for node in region.nodes[1:] if node not in strange]
    for kind in _KINDS_OF_ENTRIES:
        found = [node for node in nodes if node.role in kind and not _is_head(node)]
        inner = {below for node in found for below in node.walk() if below is not node}
        if found := [node for node in found if node not in inner]:
            return found
    return []


_OPENING = frozenset({"navigation", "combobox", "listbox", "menu", "menubar", "tree"})


def _is_head(node: Node) -> bool:
    return node.role == "row" and not any(part.role in _ROW_PARTS for part in node.children)


def cells(entry: Node) -> Sequence[Node]:
    """Return the cells of a row, or the entry itself if it has none."""
    return [part for part in entry.children if part.role in _ROW_PARTS] or [entry]


def title(entry: Node, among: Sequence[Node]) -> str:
    """Return what an entry is called: its heading, or else the first text or control in it that not all entries have.

    Args:
        entry: The entry.
        among: All entries of its list.
    """
    if entry.role not in aria.ITEMS:
        return entry.label
    counts = Counter(name for other in among for name in {plain(label) for label in _labels(other)})
    labels = _labels(entry)
    return next((label for label in labels if len(among) < 2 or counts[plain(label)] < len(among)), entry.content)


def _labels(entry: Node) -> list[str]:
    """Return the labels in an entry: of its headings and the headings of its row first, then of its other leaves."""
    nodes = list(entry.walk())[1:]
    first = [node for node in nodes if node.role in {"heading", "rowheader", "term"}]
    leaves = [node for node in nodes if (not node.children or node.role in aria.PRESSED) and node.role not in _UNREAD]
    own = [entry.label] if not nodes else []
    return [node.label for node in (*first, *leaves) if node.label] or own


def columns(region: Region) -> list[str]:
    """Return the headings of the columns of a table."""
    return [node.label for node in region.nodes if node.role == "columnheader" and node.label]
