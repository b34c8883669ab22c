"""Finding the field that is meant where an article names none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prosecov.browser.errors import NotFound, SeveralFound
from prosecov.browser.find.controls import Wanted, find_all, named
from prosecov.browser.find.parts import resolve
from prosecov.browser.find.places import Place
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria
from prosecov.text.names import words

_TYPED = aria.TEXT_FIELDS | {"combobox"}


def text_field(screen: Screen, place: Place | None) -> Node:
    """Find the only text field of a place; without a place, that with the focus or else the only one.

    Args:
        screen: The screen.
        place: A field by its label, or a part of the screen.

    Raises:
        NotFound: There is none.
        SeveralFound: There are several.
    """
    if place is not None:
        wanted = Wanted(place.thing, roles=_TYPED, preferred=aria.TEXT_FIELDS)
        if found := find_all(screen, wanted):
            return _only(screen, found, f'"{place.thing}"')
        for region in resolve(screen, place.thing):
            if fields := _typed(region.nodes):
                return _only(screen, fields, str(region))
            if fields := _typed(_around(screen, region.nodes[0])):
                return _only(screen, fields, str(region))
        raise NotFound(f'"{place.thing}" has no text field')
    fields = _typed(screen.nodes)
    return _only(screen, [node for node in fields if "active" in node.states] or fields, "this screen")


def search_field(screen: Screen, text: str, place: Place | None) -> Node | None:
    """Find the field in which to search.

    Args:
        screen: The screen.
        text: What is to be searched for.
        place: Where; ``None`` if nothing is said.

    Returns:
        The field; ``None`` if there is no field but a list that shows the entry as it is.

    Raises:
        NotFound: There is neither a field nor the entry.
        SeveralFound: More than one could be meant.
    """
    try:
        if place is not None:
            return text_field(screen, place)
        fields = _typed(screen.nodes)
        focused = [node for node in fields if "active" in node.states]
        searching = [node for node in fields if node.role == "searchbox" or "search" in words(node.label)]
        return _only(screen, focused or searching or fields, "this screen")
    except NotFound:
        if find_all(screen, Wanted(text, place=place, roles=aria.CHOICES)):
            return None
        raise


def _typed(nodes: Iterable[Node]) -> list[Node]:
    """The fields into which one can type; a combobox with options in it is one that only opens."""
    return [node for node in nodes if node.role in _TYPED and not (node.role == "combobox" and node.children)]


def _around(screen: Screen, node: Node) -> tuple[Node, ...]:
    """What stands with an open list in one box, as does the field by which it is searched."""
    if node.role not in aria.POPUPS:
        return ()
    for ancestor in screen.ancestors(node):
        inside = tuple(ancestor.walk())
        if ancestor.role not in {"generic", "group"} or _typed(inside):
            return inside if ancestor.role in {"generic", "group"} else ()
    return ()


def _only(screen: Screen, fields: Sequence[Node], where: str) -> Node:
    if not fields:
        raise NotFound(f"{where} has no text field")
    if len(fields) > 1:
        details = [f"- {screen.describe(node)}" for node in fields[:6]]
        raise SeveralFound(f"{where} has {len(fields)} text fields", [*details, "Name the field in the article"])
    return fields[0]


def option_of(screen: Screen, field: Node, value: str) -> Node:
    """Find an option of a field, or a radio button of a group.

    Args:
        screen: The screen.
        field: The field.
        value: The option as the article words it.

    Raises:
        NotFound: The field does not offer it; the error says what it offers.
    """
    inside = [node for node in field.walk() if node.role in aria.CHOICES]
    if not inside:
        inside = [node for node in screen.nodes if node.role in aria.CHOICES]
    found = named(screen, inside, Wanted(value, roles=aria.CHOICES))
    if not found:
        offered = "; ".join(node.label for node in inside) or "nothing"
        raise NotFound(f'{screen.describe(field)} does not offer "{value}"', [f"It offers: {offered}"])
    return _only(screen, found[:1], value)
