"""What stands beside a field that has no label of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria

_LONGEST = 80
"""Texts with more characters than this are no captions."""
_LEVELS = 3
"""So many elements around a field are looked at for what stands before it."""


def caption(screen: Screen, field: Node) -> str:
    """Return the text that a reader takes for the label of a field that has no name; empty if there is none.

    It is the text just before the field, or just behind a check box or a radio button: beside it, or beside what is
    around it, as in the cell before. What stands before another field belongs to that one.
    """
    inner = field
    for around in islice(screen.ancestors(field), _LEVELS):
        position = around.children.index(inner)
        before, behind = around.children[:position][::-1], around.children[position + 1 :]
        for side in (behind, before) if field.role in aria.BOXES else (before,):
            if text := next(_texts(side), ""):
                return text
        if _has_field(before) or (field.role in aria.BOXES and _has_field(behind)):
            return ""
        inner = around
    return ""


def _texts(nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the texts next to a field, the nearest first, up to the first control."""
    for node in nodes:
        if any(one.role in aria.CONTROLS for one in node.walk()):
            return
        if node.label and len(node.label) <= _LONGEST:
            yield node.label


def _has_field(nodes: Sequence[Node]) -> bool:
    return any(one.role in aria.INPUTS for node in nodes for one in node.walk())
