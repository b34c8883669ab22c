"""The parts of a screen: landmarks, dialogs, lists, tables, rows, what follows a heading, and the page itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.geometry import Box, union
from prosecov.text import aria
from prosecov.text.lexicon import word_for
from prosecov.text.names import plain, words


@dataclass(frozen=True, eq=False)
class Region:
    """A part of the screen.

    Attributes:
        role: ARIA role; ``page`` for the page as a whole, ``section`` for what follows a heading.
        name: What it is called, empty if it has no name.
        nodes: What is in it, in the order of the page.
        is_alias: Whether it is there a second time for another name that it goes by.
    """

    role: str
    name: str
    nodes: tuple[Node, ...]
    is_alias: bool = False

    @cached_property
    def box(self) -> Box | None:
        """Where it stands."""
        is_element = self.role not in {"section", "fields"}
        return (self.nodes[0].box if is_element else None) or union([node.box for node in self.nodes])

    @cached_property
    def members(self) -> frozenset[Node]:
        """What is in it, in no order."""
        return frozenset(self.nodes)

    @cached_property
    def contents(self) -> frozenset[str]:
        """The words of the labels of the fields in it, by which it may be described."""
        return frozenset().union(*(words(node.label) for node in self.nodes if node.role in aria.INPUTS))

    @property
    def identity(self) -> tuple[str, str]:
        """By what a reader knows it again."""
        return self.role, plain(self.name).casefold()

    def encloses(self, other: Region) -> bool:
        """Whether all that is in another region is in this one as well."""
        return other.members <= self.members

    def __str__(self) -> str:
        name = f' "{plain(self.name)}"' if self.name else ""
        return f"{word_for(self.role)}{name}"


@lru_cache(maxsize=4)
def regions(screen: Screen) -> tuple[Region, ...]:
    """Return all parts of the screen that can be used, in the order of the page."""
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
    """A region's name, or else what a reader takes for it: its heading, or the controls that opened it."""
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
    """What follows a heading, up to the next heading of its level or the end of the part that it is in."""
    around = next((node for node in screen.ancestors(heading) if node.role in aria.REGIONS), screen.scope)
    inside = set(around.walk())
    nodes = [heading]
    for node in screen.nodes[position + 1 :]:
        if node not in inside or (node.role == "heading" and node.level <= heading.level):
            break
        nodes.append(node)
    return Region("section", heading.label, tuple(nodes))
