"""Find controls by label, kind and place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from prosecov.browser.find.captions import caption
from prosecov.browser.find.kinds import is_of_kind, stand_ins
from prosecov.browser.find.layout import window
from prosecov.browser.find.parts import resolve
from prosecov.browser.find.places import Place
from prosecov.browser.screen.errors import Misplaced, NothingFound, SeveralFound
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.regions import Region, regions
from prosecov.browser.screen.screen import Screen
from prosecov.geometry import is_at, is_far_from, relation_holds
from prosecov.text import aria
from prosecov.text.lexicon import CONTROL_ROLES, roles_of, split_kind
from prosecov.text.names import (
    contains,
    is_decorated,
    is_exactly,
    is_label,
    is_same,
    is_with_count,
    listing,
    nearest,
    plain,
)

_TITLES = frozenset({"heading", "strong"})
"""What in a control that is a card is its title."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The control or the text that a step names.

    Attributes:
        name: Its label, as the article words it.
        kind: The word for its kind, such as ``button``; empty if the step names none.
        place: Where it has to be; ``None`` if the step names no place.
        roles: The roles with which the action or the check makes sense.
        preferred: Those of them that take precedence.
        is_claim: Whether the step claims the kind, so that only something of that kind will do.
    """

    name: str
    kind: str = ""
    place: Place | None = None
    roles: frozenset[str] = aria.WIDGETS
    preferred: frozenset[str] = frozenset()
    is_claim: bool = False

    def __str__(self) -> str:
        kind = f"{self.kind} " if self.kind else ""
        place = f" {self.place}" if self.place else ""
        return f'{kind}"{self.name}"{place}'


def find_one(screen: Screen, wanted: Wanted) -> Node:
    """Find the one node that a step names.

    Raises:
        NothingFound: Nothing has that name; the error lists the nearest names.
        SeveralFound: More than one node has it; the error lists them and says how to tell them apart.
        ScreenError: The place is not on the screen, or the node is elsewhere; see `find_all`.
    """
    found = find_all(screen, wanted)
    if not found:
        raise not_found(screen, wanted)
    if len(found) > 1:
        raise several(screen, wanted, found)
    return found[0]


def find_all(screen: Screen, wanted: Wanted) -> list[Node]:
    """Find all nodes that a step may mean, in the order of the page.

    Raises:
        NothingFound: The place is not on the screen.
        SeveralFound: More than one place could be meant.
        Misplaced: What has the name is elsewhere.
    """
    place = wanted.place
    if place is None:
        return named(screen, screen.nodes, wanted)
    if not place.relation:
        around = resolve(screen, place.thing) if place.thing else [window(screen)]
        in_parts = ((named(screen, region.nodes, wanted), region) for region in around)
        found, region = next((part for part in in_parts if part[0]), ([], around[0]))
        return _at_place(screen, found, place, region) if found else []
    around = reference_regions(screen, place)
    outside = [node for node in screen.nodes if node not in around[0].members]
    # A control above the filter fields may still be in the part of the screen that has their name.
    found = named(screen, outside, wanted) or named(screen, screen.nodes, wanted)
    return _at_place(screen, found, place, around[0]) if found else []


def reference_regions(screen: Screen, place: Place) -> list[Region]:
    """Return what a place refers to: a part of the screen or, with a relation such as *next to*, possibly a control.

    Raises:
        NothingFound: It is not on the screen.
        SeveralFound: More than one could be meant.
    """
    if place.relation:
        for roles in (aria.WIDGETS, aria.WIDGETS | aria.LESSER):
            found = named(screen, screen.nodes, Wanted(place.thing, roles=roles - {"generic"}, is_claim=True))
            if len(found) == 1:
                return [Region(found[0].role, found[0].label, tuple(found[0].walk()))]
    return resolve(screen, place.thing) if place.thing else [window(screen)]


def named(screen: Screen, pool: Sequence[Node], wanted: Wanted) -> list[Node]:
    """Find the nodes among some that have a name.

    A name is compared as it is written, then ignoring case, then without the word for its kind, as in
    ``Select All check box``. Nodes of that kind come before others, and controls before text. If the step claims the
    kind, there are no others; if not, what looks alike may stand in for it, such as a link for a button.

    Args:
        screen: The screen to which the nodes belong.
        pool: The nodes.
        wanted: The name and the kind; the place is ignored.

    Returns:
        All nodes that match equally well, in their order.
    """
    for name, roles in wordings(wanted):
        of_kind = [node for node in pool if node.role in wanted.roles and is_of_kind(screen, node, roles)]
        pools = [of_kind] if roles or wanted.is_claim else []
        if not wanted.is_claim:
            others = [among & stand_ins(roles) for among in (wanted.preferred, wanted.roles)]
            pools += [[node for node in pool if node.role in among] for among in others]
        for candidates in filter(None, pools):
            for is_alike in (is_exactly, is_same, is_decorated):
                called = [node for node in candidates if _is_called(screen, node, name, is_alike)]
                if found := _innermost(screen, called):
                    return found
    stated = roles_of(wanted.kind, CONTROL_ROLES)
    if not wanted.is_claim and (
        longer := [node for node in pool if node.role in wanted.roles and _begins(node, wanted)]
    ):
        return _innermost(screen, longer)
    is_firm = bool(stated) and (wanted.is_claim or not stand_ins(stated) & aria.PRESSED)
    return [] if is_firm else _clickable(screen, pool, wanted)


def wordings(wanted: Wanted) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the names that a wording may stand for, each with the roles of its kind, empty for any."""
    stated = roles_of(wanted.kind, CONTROL_ROLES)
    yield wanted.name, stated
    for name, roles in split_kind(wanted.name, CONTROL_ROLES):
        if name:
            yield name, stated or roles


def _is_called(screen: Screen, node: Node, name: str, is_alike: Callable[[str, str], bool]) -> bool:
    """Return whether a node has a name, shows it as its text or, if it is a field without a name, stands beside it."""
    if node.role in aria.INPUTS and not node.name:
        return is_alike(caption(screen, node), name)
    return is_alike(node.label, name) or (node.role in aria.PRESSED | aria.MENU_ITEMS and is_alike(node.content, name))


def _begins(node: Node, wanted: Wanted) -> bool:
    """Return whether a name only begins the name of a control, which goes on with a number, a short cut or a hint."""
    roles = roles_of(wanted.kind, CONTROL_ROLES)
    if node.role not in (aria.PRESSED | aria.MENU_ITEMS) or (roles and node.role not in stand_ins(roles)):
        return False
    title = next((part.label for part in node.walk() if part.role in _TITLES), "")
    return is_same(title, wanted.name) or is_with_count(node.label, wanted.name)


def _innermost(screen: Screen, found: list[Node]) -> list[Node]:
    """Leave out nodes that contain another match, such as the option around a check box of its name."""
    around = {ancestor for node in found for ancestor in screen.ancestors(node)}
    return [node for node in found if node not in around]


def _clickable(screen: Screen, pool: Sequence[Node], wanted: Wanted) -> list[Node]:
    """Find what has the name and looks clickable, though it has no role of a control."""
    if not wanted.roles & aria.PRESSED:
        return []
    candidates = [
        node
        for node in pool
        if node.role in aria.LESSER and ("cursor=pointer" in node.states or (node.role == "generic" and node.name))
    ]
    found = [node for node in candidates if is_same(node.label, wanted.name)]
    return _innermost(screen, found)


def _at_place(screen: Screen, found: list[Node], place: Place, region: Region) -> list[Node]:
    """Keep the nodes that are at a place.

    Raises:
        Misplaced: None is.
    """
    kept = [node for node in found if is_there(node, place, region)]
    if kept:
        return kept
    node = found[0]
    where = f"{place.relation} {region}" if place.relation else f"at the {' '.join(place.sides)} of {region}"
    is_vague = not place.relation and not any(is_far_from(node.box, side, region.box) for side in place.sides)
    raise Misplaced(
        f"{screen.describe(node)} is not {'clearly ' if is_vague else ''}{where}",
        [f"It is at {_position(node)}; {region} is at {_position(region)} (x, y, width x height in pixels)"],
        is_understood=not is_vague,
    )


def is_there(node: Node, place: Place, region: Region) -> bool:
    """Return whether a node is at a place, given the region that the place refers to.

    What takes up no space is in a part of the screen, as the options of a closed drop-down are, but at no side of it.
    """
    if not node.is_visible and (place.relation or place.sides):
        return False
    if not place.relation:
        return all(is_at(node.box, side, region.box) for side in place.sides)
    if region.role == "fields":
        return all(relation_holds(node.box, place.relation, field.box) for field in region.nodes if field is not node)
    return relation_holds(node.box, place.relation, region.box)


def _position(thing: Node | Region) -> str:
    box = thing.box
    return f"{box.x:.0f}, {box.y:.0f}, {box.width:.0f}x{box.height:.0f}" if box else "no place at all"


def not_found(screen: Screen, wanted: Wanted) -> NothingFound:
    """Return the error for a name that is not on the screen, with the nearest names."""
    where = f" {wanted.place}" if wanted.place else " on this screen"
    kind = f"{wanted.kind} " if wanted.kind else ""
    is_other = any(_of_another_kind(screen, name) for name, roles in wordings(wanted) if roles)
    # What has no capitals is a description, which may be in other words than those of the screen.
    return NothingFound(
        f'no {kind}"{wanted.name}"{where}',
        _hints(screen, wanted),
        is_understood=is_other or is_label(wanted.name) or not wanted.name,
    )


def _hints(screen: Screen, wanted: Wanted) -> Iterator[str]:
    if other := [node for name, roles in wordings(wanted) if roles for node in _of_another_kind(screen, name)]:
        yield f"Of another kind: {_descriptions(screen, other[:3])}"
    if wanted.place and (elsewhere := named(screen, screen.nodes, wanted)):
        yield f"Elsewhere on this screen: {_descriptions(screen, elsewhere)}"
    offered = [node for node in screen.nodes if node.role in aria.WIDGETS and node.label and node.is_visible]
    near = nearest(wanted.name, (plain(node.label) for node in offered))
    candidates = [node for name in near for node in offered if plain(node.label) == name]
    if candidates:
        yield f"The nearest: {_descriptions(screen, candidates[:5])}"
    if wanted.place:
        choices = [node.label for node in reference_regions(screen, wanted.place)[0].nodes if node.role in aria.CHOICES]
        if choices:
            yield f"It offers: {listing(choices, 20)}"
    if screen.modal:
        behind = named(screen, tuple(node for node in screen.page.walk() if node not in screen.nodes), wanted)
        if behind:
            yield f"Behind the dialog that is open: {_descriptions(screen, behind)}"
    if not candidates:
        controls = (plain(node.label) for node in offered if node.role in aria.PRESSED | aria.INPUTS)
        yield f"The screen offers: {listing(dict.fromkeys(controls)) or 'no control'}"
    shown = [node for node in screen.nodes if not node.children and contains(node.content, wanted.name)]
    if texts := [node for node in shown if node.role not in aria.WIDGETS]:
        yield f"It is shown as text: {_descriptions(screen, texts[:2])}"


def _of_another_kind(screen: Screen, name: str) -> list[Node]:
    controls = [node for node in screen.nodes if node.role in aria.WIDGETS]
    return _innermost(screen, [node for node in controls if _is_called(screen, node, name, is_same)])


def _descriptions(screen: Screen, nodes: Iterable[Node]) -> str:
    return "; ".join(dict.fromkeys(screen.describe(node) for node in nodes))


def several(screen: Screen, wanted: Wanted, found: Sequence[Node]) -> SeveralFound:
    """Return the error for a name that several things have, with what tells them apart."""
    details = [f"- {screen.describe(node)}" for node in found[:6]]
    parts = [
        [str(region) for region in regions(screen) if region.name and node in region.members and region.role != "page"]
        for node in found
    ]
    telling = [next((name for name in names if sum(name in other for other in parts) == 1), "") for names in parts]
    if named_parts := list(dict.fromkeys(filter(None, telling))):
        details.append(f"Say which in the article, as by: in the {'; in the '.join(named_parts[:4])}")
    else:
        details.append("Nothing tells them apart by name: say where it stands, or give the screen's parts names")
    return SeveralFound(f"{wanted} may be {len(found)} things on this screen", details)
