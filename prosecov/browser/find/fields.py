"""Find the field that a step means where it names a place, or nothing, in place of a label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prosecov.browser.find.controls import Wanted, find_all, named
from prosecov.browser.find.parts import resolve
from prosecov.browser.find.places import Place
from prosecov.browser.screen.errors import NothingFound, SeveralFound
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria
from prosecov.text.names import words


def text_field(screen: Screen, place: Place | None) -> Node:
    """Find the only text field of a place; without a place, the one with the focus or else the only one.

    Args:
        screen: The screen.
        place: A field by its label, or a part of the screen; ``None`` for the whole screen.

    Raises:
        NothingFound: There is none.
        SeveralFound: There are several.
    """
    if place is not None:
        wanted = Wanted(place.thing, roles=aria.TYPED, preferred=aria.TEXT_FIELDS)
        if found := find_all(screen, wanted):
            return _only(screen, found, f'"{place.thing}"')
        for region in resolve(screen, place.thing):
            if fields := _typed(region.nodes):
                return _only(screen, fields, str(region))
            if fields := _typed(_around(screen, region.nodes[0])):
                return _only(screen, fields, str(region))
        raise NothingFound(f'"{place.thing}" has no text field')
    fields = _typed(screen.nodes)
    return _only(screen, [node for node in fields if "active" in node.states] or fields, "this screen")


def search_field(screen: Screen, text: str, place: Place | None) -> Node | None:
    """Find the field for a search.

    Args:
        screen: The screen.
        text: The text to search for.
        place: Where to search; ``None`` for the whole screen.

    Returns:
        The field; ``None`` if there is no field, but a list that shows the entry already.

    Raises:
        NothingFound: There is neither a field nor the entry.
        SeveralFound: More than one could be meant.
    """
    try:
        if place is not None:
            return text_field(screen, place)
        fields = _typed(screen.nodes)
        focused = [node for node in fields if "active" in node.states]
        searching = [node for node in fields if node.role == "searchbox" or "search" in words(node.label)]
        return _only(screen, focused or searching or fields, "this screen")
    except NothingFound:
        if find_all(screen, Wanted(text, place=place, roles=aria.CHOICES)):
            return None
        raise


def _typed(nodes: Iterable[Node]) -> list[Node]:
    """Return the fields that take text; a combobox with options in it is a drop-down that does not."""
    return [node for node in nodes if node.role in aria.TYPED and not (node.role == "combobox" and node.children)]


def _around(screen: Screen, node: Node) -> tuple[Node, ...]:
    """Return what shares a box with an open list, such as the field to search in it; empty if there is no such box."""
    if node.role not in aria.POPUPS:
        return ()
    for ancestor in screen.ancestors(node):
        inside = tuple(ancestor.walk())
        if ancestor.role not in {"generic", "group"} or _typed(inside):
            return inside if ancestor.role in {"generic", "group"} else ()
    return ()


def _only(screen: Screen, fields: Sequence[Node], where: str) -> Node:
    if not fields:
        raise NothingFound(f"{where} has no text field")
    if len(fields) > 1:
        details = [f"- {screen.describe(node)}" for node in fields[:6]]
        raise SeveralFound(f"{where} has {len(fields)} text fields", [*details, "Name the field in the article"])
    return fields[0]


def option_of(screen: Screen, field: Node, value: str) -> Node:
    """Find an option of a field, or a radio button of a group.

    Args:
        screen: The screen.
        field: The field or the group.
        value: The option, as the article words it.

    Raises:
        NothingFound: The field does not offer it; the error says what it offers.
    """
    inside = [node for node in field.walk() if node.role in aria.CHOICES]
    if not inside:
        inside = [node for node in screen.nodes if node.role in aria.CHOICES]
    found = named(screen, inside, Wanted(value, roles=aria.CHOICES))
    if not found:
        offered = "; ".join(node.label for node in inside) or "nothing"
        raise NothingFound(f'{screen.describe(field)} does not offer "{value}"', [f"It offers: {offered}"])
    return _only(screen, found[:1], value)
