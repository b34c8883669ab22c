"""A page at one moment, as far as its user can use it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlsplit

from prosecov.browser.screen.node import Node
from prosecov.geometry import Box, union
from prosecov.text.aria import DIALOGS, LANDMARKS
from prosecov.text.lexicon import word_for
from prosecov.text.names import plain

_CLEAR_WITHOUT_NAME = (LANDMARKS | DIALOGS) - {"main", "region"}
_CLEAR_WITH_NAME = _CLEAR_WITHOUT_NAME | {"region", "table", "listbox", "menu", "group", "tabpanel", "row"}
_SEPARATOR = re.compile(r"\s+[·|•\u2013\u2014-]\s+")


@dataclass(frozen=True, eq=False)
class Screen:
    """A snapshot of a page.

    Attributes:
        url: Address of the page.
        title: Title of the document.
        page: The whole page.
        modal: The modal dialog that is open, ``None`` if none is; nothing behind it can be used.
        viewport: Rectangle of what the window shows without scrolling; ``None`` if it is not known.
    """

    url: str
    title: str
    page: Node
    modal: Node | None = None
    viewport: Box | None = None

    @property
    def scope(self) -> Node:
        """Part of the page that can be used: the modal dialog if one is open, else all of it."""
        return self.modal or self.page

    @cached_property
    def whole(self) -> Screen:
        """The same screen with what is behind a modal dialog as well."""
        return replace(self, modal=None) if self.modal else self

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes in the scope, in the order of the page."""
        return tuple(self.scope.walk())

    @cached_property
    def _parents(self) -> dict[Node, Node]:
        return {child: node for node in self.page.walk() for child in node.children}

    def ancestors(self, node: Node) -> Iterator[Node]:
        """Yield the ancestors of a node, the closest first."""
        while (parent := self._parents.get(node)) is not None:
            yield parent
            node = parent

    @cached_property
    def main(self) -> Node:
        """Main landmark of the page, or the whole page if it has none."""
        return next((node for node in self.page.walk() if node.role == "main"), self.page)

    @cached_property
    def headline(self) -> str:
        """First heading of the first level, or else the title."""
        headings = (node for root in (self.main, self.page) for node in root.walk() if node.role == "heading")
        return next((node.label for node in headings if node.level == 1), self.title)

    @property
    def title_parts(self) -> tuple[str, ...]:
        """Title and its parts between separators, such as the names of the page and of the product."""
        return tuple(filter(None, dict.fromkeys((self.title, *_SEPARATOR.split(self.title)))))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the page: its headline, its title, the title up to a separator, the end of its breadcrumb."""
        start = _SEPARATOR.split(self.title)[0]
        return tuple(dict.fromkeys(filter(None, (self.headline, self.title, start, self._breadcrumb))))

    @property
    def _breadcrumb(self) -> str:
        trails = (n for n in self.page.walk() if n.role in {"navigation", "list"} and "breadcrumb" in n.name.casefold())
        labels = [node.label for node in next(trails, Node("")).walk() if node.label and not node.children]
        return labels[-1] if labels else ""

    @property
    def is_home(self) -> bool:
        """Whether its address has no path."""
        return urlsplit(self.url).path in {"", "/"} and not urlsplit(self.url).fragment.strip("/")

    @property
    def window(self) -> Box:
        """What the window shows or, if that is not known, what the page takes up."""
        return self.viewport or union(node.box for node in self.page.walk()) or Box(0, 0, 0, 0)

    @cached_property
    def dialogs(self) -> tuple[Node, ...]:
        """Dialogs that are open."""
        return tuple(node for node in self.page.walk() if node.role in DIALOGS)

    def where(self, node: Node) -> str:
        """Return in which part of the screen a node is, as in ``in the dialog "Settings"``; empty if in none."""
        for around in self.ancestors(node):
            name = f' "{plain(around.name)}"' if around.name else ""
            if around.role in (_CLEAR_WITH_NAME if name else _CLEAR_WITHOUT_NAME):
                return f"in the {word_for(around.role)}{name}"
        return ""

    def describe(self, node: Node) -> str:
        """Return what a node is and where, as in ``button "Save" in the dialog "Settings"``."""
        name = f' "{plain(node.label)[:80]}"' if node.label else ""
        return f"{word_for(node.role)}{name} {self.where(node)}".rstrip()
