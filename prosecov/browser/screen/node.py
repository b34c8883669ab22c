"""An element of a page as assistive technology sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from prosecov.geometry import Box

_FEW_PIXELS = 4.0
_WITHOUT_TEXT = frozenset({"checkbox", "radio", "switch", "img", "slider", "progressbar"})


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An element with its descendants; two nodes are equal only if they are the same one.

    Attributes:
        role: ARIA role; ``text`` for a stretch of text, ``generic`` for an element without a role.
        name: Accessible name, empty if it has none or if Playwright leaves it out because its content says the same.
        text: Text of its own: the content of a stretch of text, or the value of a field.
        states: Such as ``checked``, ``selected``, ``disabled``, ``expanded``, ``active`` (has the focus).
        ref: By what Playwright finds it (``aria-ref=...``), empty if it cannot be acted on.
        box: Where it stands; ``None`` if it takes no room.
        children: Its children in the order of the page.
    """

    role: str
    name: str = ""
    text: str = ""
    states: frozenset[str] = frozenset()
    ref: str = ""
    box: Box | None = None
    children: tuple[Node, ...] = ()
    level: int = 0

    def walk(self) -> Iterator[Node]:
        """Yield it and all its descendants in the order of the page."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    @property
    def content(self) -> str:
        """The text that is seen in it; of a list of options only what is selected, of a check box nothing."""
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
        """Its name as a reader would say it: the accessible name, or else its content."""
        return self.name or self.content

    @property
    def is_visible(self) -> bool:
        """Whether it can be seen; what only screen readers are to find often takes a pixel."""
        return self.role == "text" or (self.box is not None and self.box.area > _FEW_PIXELS)

    @property
    def value(self) -> str:
        """What a field shows: its text, or the options that are selected."""
        chosen = [node.label for node in self.walk() if node.role == "option" and "selected" in node.states]
        return ", ".join(chosen) or self.text
