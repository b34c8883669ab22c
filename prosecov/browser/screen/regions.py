"""The parts of a screen: landmarks, dialogs, lists, tables, rows, sections under headings, and the page itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.geometry import Box, union
from prosecov.text import aria
from prosecov.text.lexicon import word_for
from prosecov.text.names import plain


@dataclass(frozen=True, eq=False)
class Region:
    """A part of the screen.

    Attributes:
        role: ARIA role; ``page`` for the page as a whole, ``section`` for what follows a heading.
        name: Its name, empty if it has none.
        nodes: Its nodes, in the order of the page.
        is_alias: Whether this is an additional entry, for another name of the same part.
        is_guess: Whether it is found by its looks only, so that a place in it cannot be said to be wrong.
        bounds: Its rectangle, if it is not that of its nodes.
    """

    role: str
    name: str
    nodes: tuple[Node, ...]
    is_alias: bool = False
    is_guess: bool = False
    bounds: Box | None = None

    @cached_property
    def box(self) -> Box | None:
        """Its rectangle in the viewport, ``None`` if it takes up no space."""
        if self.bounds is not None:
            return self.bounds
        is_element = self.role not in {"section", "fields"}
        return (self.nodes[0].box if is_element else None) or union([node.box for node in self.nodes])

    @cached_property
    def members(self) -> frozenset[Node]:
        """Its nodes as a set."""
        return frozenset(self.nodes)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Labels of the fields in it, by which an article may describe it."""
        return tuple(node.label for node in self.nodes if node.role in aria.INPUTS and node.label)

    @cached_property
    def content(self) -> str:
        """Text in it, with the values of its fields."""
        return " ".join(filter(None, (node.text or (node.name if not node.children else "") for node in self.nodes)))

    @property
    def identity(self) -> tuple[str, str]:
        """Key by which it is recognised on a later screen."""
        return self.role, plain(self.name).casefold()

    def encloses(self, other: Region) -> bool:
        """Return whether this region contains all nodes of another one."""
        return other.members <= self.members

    def __str__(self) -> str:
        if self.role == "window":
            return "the window"
        name = f' "{plain(self.name)}"' if self.name else ""
        return f"{word_for(self.role)}{name}"


@lru_cache(maxsize=4)
def regions(screen: Screen) -> tuple[Region, ...]:
    """Return all parts of a screen that can be used, in the order of the page."""
    found = []
    if screen.modal is None:
        roots = dict.fromkeys((screen.main, screen.page))
        aliases = [(name, position > 0) for position, name in enumerate(screen.names)]
        found += [Region("page", name, tuple(root.walk()), alias) for name, alias in aliases for root in roots]
    headings: list[tuple[int, Node]] = []
    expanded: list[str] = []
    for position, node in enumerate(screen.nodes):
        if "expanded" in node.states and node.label:
            expanded.append(node.label)
        if node.role == "heading":
            headings.append((position, node))
        if node.role in aria.REGIONS and (node.role != "combobox" or node.children):
            found += [Region(node.role, name, tuple(node.walk())) for name in _names(node, expanded)]
    found += [_under_heading(screen, position, heading) for position, heading in headings if heading.level != 1]
    return tuple(found)


def _names(node: Node, expanded: Sequence[str]) -> Sequence[str]:
    """Return the names of a region: its own, or else that of its heading or of the controls that may have opened it."""
    if node.name:
        return [node.name]
    if node.role in aria.ITEMS:
        return [node.content]
    if node.role in aria.POPUPS - aria.DIALOGS - aria.TABLES and expanded:
        return expanded
    if node.role in aria.DIALOGS | {"region", "form", "search", "article", "group"}:
        return [next((inner.label for inner in node.walk() if inner.role == "heading"), "")]
    return [""]


def _under_heading(screen: Screen, position: int, heading: Node) -> Region:
    """Return the section from a heading to the next one of its level, or to the end of the part that it is in."""
    around = next((node for node in screen.ancestors(heading) if node.role in aria.REGIONS), screen.scope)
    inside = set(around.walk())
    nodes = [heading]
    for node in screen.nodes[position + 1 :]:
        if node not in inside or (node.role == "heading" and node.level <= heading.level):
            break
        nodes.append(node)
    return Region("section", heading.label, tuple(nodes))
