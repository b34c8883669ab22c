"""Checks of what is in a part of the screen: entries of lists and tables, check boxes, fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prosecov.browser.check.states import field_value
from prosecov.browser.errors import NothingFound, ScreenError
from prosecov.browser.find.controls import Wanted, find_one
from prosecov.browser.find.parts import resolve
from prosecov.browser.find.places import Place
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.regions import Region
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria
from prosecov.text.lexicon import CONTROL_ROLES, roles_of
from prosecov.text.names import contains, is_same, listing, nearest, plain

_ENTRIES = aria.WIDGETS | aria.INPUTS | {"heading", "columnheader", "rowheader", "listitem", "cell", "gridcell", "term"}
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


def lists(screen: Screen, phrase: str, names: Sequence[str], *, kind: str = "", only: bool = False) -> None:
    """Check that a part of the screen lists entries in an order.

    Args:
        screen: The screen.
        phrase: The part of the screen, or a drop-down by its label.
        names: The entries, in the expected order.
        kind: The word for their kind, such as ``check boxes``; empty for any kind.
        only: Whether it has to list nothing else.

    Raises:
        ScreenError: An entry is missing, out of order or, with ``only``, in excess.
    """
    around = resolve(screen, phrase)
    roles = roles_of(kind, CONTROL_ROLES) or _ENTRIES
    listed = [[node.label for node in region.nodes if node.role in roles and node.label] for region in around]
    if only:
        listed = [[node.label for node in entries(region, roles if kind else None)] for region in around]
        if not any(_are_same(names, shown) for shown in listed):
            raise ScreenError(f"{around[0]} lists other entries", [f"It lists: {listing(listed[0], 30)}"])
        return
    if not any(_in_order(names, shown) for shown in listed):
        raise _not_listed(around[0], names, listed[0], kind)


def _are_same(names: Sequence[str], shown: Sequence[str]) -> bool:
    return len(names) == len(shown) and all(map(is_same, names, shown))


def _in_order(names: Sequence[str], shown: Iterable[str]) -> bool:
    rest = iter(shown)
    return all(any(is_same(name, entry) for entry in rest) for name in names)


def _not_listed(region: Region, names: Sequence[str], shown: Sequence[str], kind: str) -> ScreenError:
    missing = [name for name in names if not any(is_same(name, entry) for entry in shown)]
    details = [f"It lists: {listing(dict.fromkeys(map(plain, shown)), 20) or 'nothing'}"]
    if not missing:
        return ScreenError(f"{region} lists these entries in another order", details)
    if near := nearest(missing[0], shown):
        details.insert(0, f"The nearest: {listing(near)}")
    what = f"{kind} " if kind else ""
    return NothingFound(f"{region} does not list the {what}{listing(missing)}".replace('the "', '"'), details)


def entries(region: Region, roles: frozenset[str] | None = None) -> list[Node]:
    """Return the entries of a list, a table or another part of the screen.

    Args:
        region: The part of the screen.
        roles: The roles of its entries; ``None`` for the first kind of entry that it contains.

    Returns:
        The entries, without the heads of tables and without entries in other entries.
    """
    inner_navigation = {
        node
        for inner in region.nodes[1:]
        if inner.role == "navigation" and region.role != "navigation"
        for node in inner.walk()
    }
    nodes = [node for node in region.nodes if node not in inner_navigation]
    for kind in (roles,) if roles else _KINDS_OF_ENTRIES:
        found = [node for node in nodes if node.role in kind and node is not nodes[0] and not _is_head(node)]
        inner = {below for node in found for below in node.walk() if below is not node}
        if found := [node for node in found if node not in inner]:
            return found
    return []


def _is_head(node: Node) -> bool:
    return node.role == "row" and not any(part.role in _ROW_PARTS for part in node.children)


def lists_several(screen: Screen, phrase: str, name: str = "") -> Node | None:
    """Check that a part of the screen has at least two entries and, if a name is given, that one has that name.

    Returns:
        The entry with the name, ``None`` if no name is given.

    Raises:
        ScreenError: There are fewer, or none has the name.
    """
    around = resolve(screen, phrase)
    found = next(filter(None, map(entries, around)), [])
    if len(found) < 2:
        raise ScreenError(f"{around[0]} has {'one entry' if found else 'no entries'}, not several")
    return find_one(screen, Wanted(name, place=Place(phrase), roles=_ENTRIES, preferred=aria.WIDGETS)) if name else None


def shows_only(screen: Screen, phrase: str, criterion: str) -> None:
    """Check that a list or a table has entries, and that each of them mentions a text.

    Args:
        screen: The screen.
        phrase: The part of the screen; empty for the list or table of the page.
        criterion: The text that each entry has to contain, as whole words.

    Raises:
        ScreenError: There are no entries, or some do not mention it.
    """
    around = resolve(screen, phrase or "list")
    found = next(filter(None, map(entries, around)), [])
    if not found:
        raise ScreenError(f"{around[0]} has no entries")
    others = [node for node in found if not contains(node.content, criterion)]
    if others:
        examples = [f"- {' '.join(node.content.split())[:160]}" for node in others[:3]]
        raise ScreenError(
            f'{len(others)} of {len(found)} entries of {around[0]} do not mention "{criterion}"', examples
        )


def all_checked(screen: Screen, place: Place | None) -> None:
    """Check that there are check boxes and that each of them is checked.

    Raises:
        ScreenError: There are none, or some are not checked.
    """
    around = resolve(screen, place.thing) if place else []
    pools = [region.nodes for region in around] or [screen.nodes]
    boxes = next(filter(None, ([node for node in pool if node.role == "checkbox"] for pool in pools)), [])
    if not boxes:
        raise ScreenError(f"{around[0] if around else 'the screen'} has no check boxes")
    unchecked = [node.label for node in boxes if "checked" not in node.states]
    if unchecked:
        raise ScreenError(
            f"{len(unchecked)} of {len(boxes)} check boxes are not checked", [f"They are: {listing(unchecked, 5)}"]
        )


def at_defaults(screen: Screen, phrase: str) -> None:
    """Check that fields are empty, show their first option or are not checked.

    Args:
        screen: The screen.
        phrase: The phrase for the fields, or for the part of the screen that they are in; empty for those of the page.

    Raises:
        ScreenError: There are no fields, or one shows something else.
    """
    fields = [node for region in resolve(screen, phrase or "fields")[:1] for node in region.nodes]
    fields = [node for node in fields if node.role in aria.INPUTS]
    if not fields:
        raise ScreenError(f'"{phrase}" has no fields' if phrase else "the page has no fields")
    changed = [node for node in fields if not _is_default(node)]
    if changed:
        shows = [f'- {screen.describe(node)} shows "{field_value(node) or "a check mark"}"' for node in changed[:5]]
        raise ScreenError(f"{len(changed)} of {len(fields)} fields are not at their defaults", shows)


def _is_default(field: Node) -> bool:
    options = [node for node in field.walk() if node.role == "option"]
    if options:
        return not any("selected" in node.states for node in options[1:])
    return not field.text and "checked" not in field.states
