"""Checks of what is in a part of the screen: entries of lists and tables, check boxes, fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prosecov.browser.check.states import field_value
from prosecov.browser.find.entries import cells, columns, entries, title
from prosecov.browser.find.kinds import is_of_kind
from prosecov.browser.find.parts import resolve
from prosecov.browser.screen.errors import NothingFound, ScreenError
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.regions import Region
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria
from prosecov.text.lexicon import CONTROL_ROLES, OPENED, roles_of
from prosecov.text.names import is_same, listing, nearest, plain

_SAYS_NOTHING = frozenset({"", "-", "none", "never", "no", "n/a", "not set", "unknown", "empty", "0", "select", "all"})
"""What a table shows where there is nothing to show."""


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
    around = _without_page(screen, resolve(screen, phrase))
    roles = roles_of(kind, CONTROL_ROLES)
    listed = [offered for region in around for offered in _offered(screen, region, roles)] or [[]]
    if only and not any(_are_same(names, shown) for shown in listed):
        raise ScreenError(f"{around[0]} lists other entries", [f"It lists: {listing(map(plain, listed[0]), 30)}"])
    if not only and not any(_in_order(names, shown) for shown in listed):
        raise _not_listed(around[0], names, listed[0], kind)


def _offered(screen: Screen, region: Region, roles: frozenset[str]) -> list[list[str]]:
    """Return what a region lists: what is of a kind or, for any kind, its entries, its controls, its columns."""
    if roles:
        alike = [node for node in region.nodes[1:] if node.role in roles | aria.PRESSED]
        if roles == OPENED:
            alike = [node for node in alike if node.role not in aria.PRESSED or "expanded" in node.states]
        return [[node.label for node in alike if node.label and is_of_kind(screen, node, roles)]]
    inside = entries(region)
    controls = [node for node in _outside_tables(region) if node.role in aria.WIDGETS - {"option"}]
    named = [[title(node, inside) for node in inside], [node.label for node in controls], columns(region)]
    return [[name for name in names if name] for names in named]


def _outside_tables(region: Region) -> list[Node]:
    inner = {node for table in region.nodes if table.role in aria.TABLES for node in table.walk()}
    return [node for node in region.nodes if node not in inner]


def _without_page(screen: Screen, around: list[Region]) -> list[Region]:
    """Leave out the frame around a page, such as its navigation, where the page has a main part."""
    if around[0].role != "page" or screen.modal is not None:
        return around
    return [region for region in around if region.nodes[0] is not screen.page or screen.main is screen.page]


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


def lists_several(screen: Screen, phrase: str, name: str = "") -> Node | None:
    """Check that a part of the screen has at least two entries and, if a name is given, that one has that name.

    Returns:
        The entry with the name, ``None`` if no name is given.

    Raises:
        ScreenError: There are fewer, or none has the name.
    """
    around = _without_page(screen, resolve(screen, phrase))
    found = next(filter(None, map(entries, around)), [])
    if len(found) < 2:
        raise ScreenError(f"{around[0]} has {'one entry' if found else 'no entries'}, not several")
    if not name:
        return None
    titles = [title(node, found) for node in found]
    if not any(is_same(name, shown) for shown in titles):
        raise _not_listed(around[0], [name], titles, "")
    return next(node for node, shown in zip(found, titles, strict=True) if is_same(name, shown))


def shows_only(screen: Screen, phrase: str, criterion: str) -> None:
    """Check that a list or a table has entries, and that each of them shows a text of its own.

    The text has to be all that a cell of a table, or an element in it or in an entry of a list, says. In a table it has
    to be in one column, unless no column has it in all entries. What says nothing, such as *none*, is no such text.

    Args:
        screen: The screen.
        phrase: The part of the screen; empty for the list or table of the page.
        criterion: The text that each entry has to show.

    Raises:
        ScreenError: There are no entries, or some do not show it.
    """
    around = _without_page(screen, resolve(screen, phrase or "list"))
    found = next(filter(None, map(entries, around)), [])
    if not found:
        raise ScreenError(f"{around[0]} has no entries")
    if plain(criterion).casefold() in _SAYS_NOTHING:
        raise ScreenError(f'"{criterion}" says nothing of an entry')
    others = [node for node in found if not any(_says(part, criterion) for part in cells(node))]
    if others:
        examples = [f"- {' '.join(node.content.split())[:160]}" for node in others[:3]]
        raise ScreenError(f'{len(others)} of {len(found)} entries of {around[0]} do not show "{criterion}"', examples)


def _says(part: Node, criterion: str) -> bool:
    """Return whether something in an entry says a text and nothing else; labels of controls do not count."""
    stack = [part]
    while stack:
        node = stack.pop()
        if node.role in aria.BOXES | aria.FIELDS | {"button"}:
            continue
        is_heading = node.role == "text" and node.text.rstrip().endswith(":")
        if not is_heading and is_same(node.content, criterion):
            return True
        stack.extend(node.children)
    return False


def all_checked(screen: Screen, phrase: str) -> Node:
    """Check that there are check boxes and that each of them is checked.

    Args:
        screen: The screen.
        phrase: The part of the screen; empty for all of it.

    Returns:
        The node in which they are.

    Raises:
        ScreenError: There are none, or some are not checked.
    """
    around = resolve(screen, phrase) if phrase else []
    pools = [region.nodes for region in around] or [screen.nodes]
    pool = next((pool for pool in pools if any(node.role == "checkbox" for node in pool)), ())
    boxes = [node for node in pool if node.role == "checkbox"]
    if not boxes:
        raise ScreenError(f"{around[0] if around else 'the screen'} has no check boxes")
    unchecked = [node.label for node in boxes if "checked" not in node.states]
    if unchecked:
        raise ScreenError(
            f"{len(unchecked)} of {len(boxes)} check boxes are not checked", [f"They are: {listing(unchecked, 5)}"]
        )
    return next((node for node in pool if node.ref), pool[0])


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
