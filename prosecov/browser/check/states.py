"""Checks of single things: shown or not, checked or not, what a field shows, what opened and closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from prosecov.browser.errors import NothingFound, ScreenError
from prosecov.browser.find.controls import Wanted, find_all, find_one, is_there, not_found, reference_regions
from prosecov.browser.find.parts import accepts
from prosecov.browser.find.places import Place
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.regions import Region, regions
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria
from prosecov.text.lexicon import CONTROL_ROLES, PART_ROLES, roles_of, split_kind
from prosecov.text.names import contains, is_label, is_same, listing, plain

_ON = frozenset({"checked", "selected", "pressed"})
_NAMED = aria.WIDGETS | aria.REGIONS | aria.LESSER


def shown(screen: Screen, wanted: Wanted) -> Node:
    """Check that something can be seen: a control, a part of the screen, a heading or a text.

    Returns:
        The first node that shows it.

    Raises:
        ScreenError: It cannot be seen, or is elsewhere.
    """
    found = _seen(screen, wanted)
    if not found:
        raise not_found(screen, replace(wanted, roles=_NAMED))
    return found[0]


def not_shown(screen: Screen, wanted: Wanted) -> None:
    """Check that something cannot be seen.

    Raises:
        ScreenError: It can be seen.
    """
    if found := _seen(screen, wanted):
        raise ScreenError(f"{wanted} is shown", [f"It is: {screen.describe(node)}" for node in found[:3]])


def _seen(screen: Screen, wanted: Wanted) -> list[Node]:
    """Find everything that a reader would recognise as what is named, the most likely first."""
    is_part = bool(wanted.kind) and not roles_of(wanted.kind, CONTROL_ROLES)
    for roles in () if is_part else (aria.WIDGETS, _NAMED):
        found = find_all(screen, replace(wanted, roles=roles))
        if visible := [node for node in found if node.is_visible or wanted.place]:
            return visible
    if wanted.kind and not is_part:
        return []
    pool, around = _pool(screen, wanted.place)
    phrase = f"{wanted.name} {wanted.kind}".strip()
    for region in regions(screen):
        if accepts(phrase, region, strictly=True) and _is_in(region, wanted.place, around, pool):
            return list(region.nodes[:1])
    if is_part:
        return []
    texts = [node for node in pool if not node.children and node.is_visible and contains(node.content, wanted.name)]
    place = wanted.place
    return texts if place is None or around is None else [node for node in texts if is_there(node, place, around)]


def _pool(screen: Screen, place: Place | None) -> tuple[Sequence[Node], Region | None]:
    if place is None:
        return screen.nodes, None
    region = reference_regions(screen, place)[0]
    return (screen.nodes if place.relation else region.nodes), region


def _is_in(region: Region, place: Place | None, around: Region | None, pool: Sequence[Node]) -> bool:
    if place is None or around is None:
        return True
    return region.nodes[0] in pool and region is not around and is_there(region.nodes[0], place, around)


def checked(screen: Screen, wanted: Wanted, *, on: bool = True) -> Node:
    """Check that an option, a radio button, a check box, a switch or a tab is selected (``on``), or that it is not.

    Raises:
        ScreenError: The opposite is the case, or there is no such control.
    """
    roles = aria.TICKABLE | aria.CHOICES | {"tab", "button"}
    node = find_one(screen, replace(wanted, roles=roles, preferred=aria.TICKABLE | aria.CHOICES))
    if bool(node.states & _ON) != on:
        raise ScreenError(f"{screen.describe(node)} is {'not ' if on else ''}selected")
    return node


def enabled(screen: Screen, wanted: Wanted, *, on: bool = True) -> Node:
    """Check that a control is enabled (``on``), or that it is disabled.

    Raises:
        ScreenError: The opposite is the case, or there is no such control.
    """
    node = find_one(screen, wanted)
    if ("disabled" in node.states) == on:
        raise ScreenError(f"{screen.describe(node)} is {'disabled' if on else 'enabled'}")
    return node


def shows_value(screen: Screen, wanted: Wanted, value: str) -> Node:
    """Check what a field shows: its text, or the option that is selected.

    Raises:
        ScreenError: It shows something else, or there is no such field.
    """
    node = find_one(screen, replace(wanted, roles=aria.FIELDS | aria.GROUPS, preferred=aria.FIELDS))
    now = field_value(node)
    if not is_same(now, value):
        raise ScreenError(f'{screen.describe(node)} shows "{now}", not "{value}"')
    return node


def field_value(field: Node) -> str:
    """Return the value of a field; for a group the labels of what is checked in it."""
    if field.role in aria.GROUPS:
        return ", ".join(node.label for node in field.walk() if "checked" in node.states)
    return plain(field.value)


def message_shown(screen: Screen, message: str) -> None:
    """Check that a message is somewhere on the screen.

    Raises:
        ScreenError: It is not; the error lists the messages that are shown.
    """
    if contains(screen.scope.content, message):
        return
    said = [node.content for node in screen.nodes if node.role in {"alert", "status", "log"} and node.content]
    raise ScreenError(f'the message "{message}" is not shown', [f"Messages shown: {listing(said) or 'none'}"])


def opened(screen: Screen, before: Screen | None, wanted: Wanted) -> Node | None:
    """Check that a page or a part of the screen is shown now and was not before the last action.

    Args:
        screen: The screen now.
        before: The screen before the last action; ``None`` if there was none.
        wanted: The page or the part of the screen, and where it has to be.

    Returns:
        The node that opened, ``None`` for a page.

    Raises:
        ScreenError: It is not shown, or was shown before already.
    """
    phrase = f"{wanted.name} {wanted.kind}".strip()
    pool, around = _pool(screen, wanted.place)
    shown_now = [r for r in regions(screen) if _is_in(r, wanted.place, around, pool)]
    fitting = _fitting(phrase, shown_now)
    new = _new(screen, before)
    if opened_now := [region for region in fitting if region.identity in new]:
        best = max(opened_now, key=lambda region: accepts(phrase, region, strictly=True))
        return None if best.role == "page" else best.nodes[0]
    others = [str(region) for region in regions(screen) if region.identity in new and _is_notable(region)]
    instead = f"What opened: {'; '.join(dict.fromkeys(others[:8])) or 'nothing'}"
    if fitting:
        raise ScreenError(f"{fitting[0]} was shown before the last action already", [instead])
    raise NothingFound(f'"{phrase}" does not open', [instead])


def closed(screen: Screen, before: Screen | None, wanted: Wanted) -> None:
    """Check that a part of the screen was shown before the last action and is not shown now.

    Raises:
        ScreenError: It is still shown, or was not shown before.
    """
    phrase = f"{wanted.name} {wanted.kind}".strip()
    then = _fitting(phrase, regions(before)) if before else []
    if not then:
        raise ScreenError(f'"{phrase}" was not open before the last action, so it cannot close')
    now = {region.identity for region in regions(screen)}
    if still := [region for region in then if region.identity in now]:
        raise ScreenError(f"{still[0]} does not close")


def no_dialog(screen: Screen) -> None:
    """Check that no dialog is open.

    Raises:
        ScreenError: At least one is.
    """
    if screen.dialogs:
        names = "; ".join(screen.describe(node) for node in screen.dialogs)
        raise ScreenError("a dialog is still open", [f"It is: {names}"])


def _fitting(phrase: str, among: Sequence[Region]) -> list[Region]:
    """Find the regions that a phrase may mean: by name, or the only dialog if the phrase is a description of one."""
    fitting = [region for region in among if accepts(phrase, region, strictly=True)]
    if fitting or is_label(phrase):
        return fitting
    dialogs = [region for region in among if region.role in aria.DIALOGS]
    says_dialog = any(roles & aria.DIALOGS for _, roles in split_kind(phrase, PART_ROLES))
    return dialogs if says_dialog and len(dialogs) == 1 else []


def _new(screen: Screen, before: Screen | None) -> set[tuple[str, str]]:
    """Return the keys of the regions that are shown now and were not before."""
    now = {region.identity for region in regions(screen)}
    if before is None or (screen.url, screen.headline) != (before.url, before.headline):
        return now
    return now - {region.identity for region in regions(replace(before, modal=None))}


def _is_notable(region: Region) -> bool:
    is_frame = region.role in aria.ITEMS | {"combobox", "banner", "contentinfo", "navigation"}
    return region.name != "" and not region.is_alias and not is_frame
