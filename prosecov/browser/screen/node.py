"""The elements of a page as assistive technology sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from prosecov.geometry import Box

_FEW_PIXELS = 4.0
"""Area in square pixels up to which an element cannot be seen."""
_WITHOUT_TEXT = frozenset({"checkbox", "radio", "switch", "img", "slider", "progressbar"})


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An element with its descendants; two nodes are equal only if they are the same object.

    Attributes:
        role: ARIA role; ``text`` for a stretch of text, ``generic`` for an element without a role.
        name: Accessible name; empty if it has none, or if Playwright leaves it out because the content is the same.
        text: Text of its own: that of a stretch of text, or the value of a field.
        states: Such as ``checked``, ``selected``, ``disabled``, ``expanded``, ``active`` (has the focus).
        ref: Reference for Playwright's selector ``aria-ref=...``; empty if it cannot be acted on.
        box: Its rectangle in the viewport; ``None`` if it takes up no space.
        children: Its children in the order of the page.
        level: Level of a heading or an item of a tree; 0 for anything else.
        url: Where a link leads, as the page writes it; empty for anything else.
    """

    role: str
    name: str = ""
    text: str = ""
    states: frozenset[str] = frozenset()
    ref: str = ""
    box: Box | None = None
    children: tuple[Node, ...] = ()
    level: int = 0
    url: str = ""

    def walk(self) -> Iterator[Node]:
        """Yield the node and all its descendants in the order of the page."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    @property
    def content(self) -> str:
        """Text in it: of a drop-down only what is selected, of check boxes, pictures and the like nothing."""
        parts, stack = [], [self]
        while stack:
            node = stack.pop()
            if node.role == "combobox" and node.children:
                parts.append(node.value)
            elif node.role not in _WITHOUT_TEXT:
                parts.append(node.text if node.text or node.children else node.name)
                stack.extend(reversed(node.children))
        return " ".join(filter(None, parts))

    @property
    def label(self) -> str:
        """Accessible name, or else its content."""
        return self.name or self.content

    @property
    def is_visible(self) -> bool:
        """Whether it can be seen; what is only for screen readers often has the size of a pixel."""
        return self.role == "text" or (self.box is not None and self.box.area > _FEW_PIXELS)

    @property
    def value(self) -> str:
        """Value of a field: its text, or the options that are selected."""
        chosen = [node.label for node in self.walk() if node.role == "option" and "selected" in node.states]
        return ", ".join(chosen) or self.text
