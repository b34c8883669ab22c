"""Checks of single things: shown or not, checked or not, what a field shows, what opened and closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from prosecov.browser.find.controls import Wanted, find_all, find_one, is_there, not_found, reference_regions
from prosecov.browser.find.kinds import look_alikes
from prosecov.browser.find.parts import accepts, of_kind_alone, offers
from prosecov.browser.find.places import Place
from prosecov.browser.screen.errors import NothingFound, ScreenError
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.regions import Region, regions
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria
from prosecov.text.lexicon import CONTROL_ROLES, roles_of
from prosecov.text.names import contains, is_label, is_same, listing, plain

_ON = frozenset({"checked", "selected", "pressed"})
_NAMED = aria.WIDGETS | aria.REGIONS | aria.LESSER
_ANNOUNCING = frozenset({"alert", "status", "log", "alertdialog"})
_FRAME = frozenset({"banner", "contentinfo", "navigation"})
_SAYING_NOTHING = aria.WIDGETS | aria.TABLES | _FRAME | {"heading", "option", "listbox", "term", "caption"}


def shown(screen: Screen, wanted: Wanted) -> Node:
    """Check that something can be seen: a control, a part of the screen, a heading or a text.

    Returns:
        The first node that shows it.

    Raises:
        ScreenError: It cannot be seen, or is elsewhere.
    """
    found = _seen(screen, replace(wanted, is_claim=True))
    if not found:
        raise not_found(screen, replace(wanted, roles=_NAMED))
    return found[0]


def not_shown(screen: Screen, wanted: Wanted) -> None:
    """Check that something cannot be seen; if a kind is named, nothing that looks like it can be seen either.

    Raises:
        ScreenError: It can be seen.
    """
    stated = roles_of(wanted.kind, CONTROL_ROLES)
    found = _seen(screen, replace(wanted, is_claim=True))
    if not found and stated:
        others = _seen(screen, replace(wanted, kind="", is_claim=True))
        found = [node for node in others if node.role in look_alikes(stated)]
    if found:
        raise ScreenError(f"{wanted} is shown", [f"It is: {screen.describe(node)}" for node in found[:3]])


def _seen(screen: Screen, wanted: Wanted) -> list[Node]:
    """Find everything that a reader would recognise as what is named, the most likely first."""
    is_part = bool(wanted.kind) and not roles_of(wanted.kind, CONTROL_ROLES)
    pool, around = _pool(screen, wanted.place)
    for roles in () if is_part else (aria.WIDGETS, _NAMED):
        found = find_all(screen, replace(wanted, roles=roles))
        if visible := [node for node in found if _is_visible(screen, node) or _is_offered(node, around)]:
            return visible
    if wanted.kind and not is_part:
        return []
    phrase = f"{wanted.name} {wanted.kind}".strip()
    everything = regions(screen)
    alone = of_kind_alone(everything, phrase)
    for region in everything:
        is_meant = region in alone or accepts(phrase, region, strictly=True)
        if is_meant and region.box and _is_in(region, wanted.place, around, pool):
            return list(region.nodes[:1])
    if is_part:
        return []
    texts = [n for n in pool if not n.children and _is_visible(screen, n) and contains(n.content, wanted.name)]
    place = wanted.place
    return texts if place is None or around is None else [node for node in texts if is_there(node, place, around)]


def _is_visible(screen: Screen, node: Node) -> bool:
    """Return whether a node takes up space; a stretch of text does if the element around it does."""
    around = next(screen.ancestors(node), None) if node.role == "text" else None
    return node.is_visible and (around is None or around.box is None or around.is_visible)


def _is_offered(node: Node, around: Region | None) -> bool:
    """Return whether a node is an option of the drop-down in which it has to be; a closed one shows it when opened."""
    return node.role == "option" and around is not None and around.role in {"combobox", "listbox"}


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
    node = find_one(screen, replace(wanted, roles=roles, is_claim=True))
    if bool(node.states & _ON) != on:
        raise ScreenError(f"{screen.describe(node)} is {'not ' if on else ''}selected")
    return node


def enabled(screen: Screen, wanted: Wanted, *, on: bool = True) -> Node:
    """Check that a control is enabled (``on``), or that it is disabled.

    Raises:
        ScreenError: The opposite is the case, or there is no such control.
    """
    node = find_one(screen, replace(wanted, is_claim=True))
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
    """Check that a message is on the screen: in what announces messages, or in a text that is no label or heading.

    Raises:
        ScreenError: It is not; the error lists the messages that are shown.
    """
    labels = frozenset(plain(node.label) for node in screen.nodes if node.role in aria.INPUTS)
    texts = [text for text in _sayings(screen.scope) if plain(text) not in labels]
    # A single word may be part of any text, so it has to be a sentence of its own.
    says = contains if " " in plain(message) else _has_sentence
    if any(says(text, message) for text in texts):
        return
    said = [node.content for node in screen.nodes if node.role in _ANNOUNCING and node.content]
    raise ScreenError(f'the message "{message}" is not shown', [f"Messages shown: {listing(said) or 'none'}"])


def _sayings(root: Node) -> Iterator[str]:
    """Yield the texts in which a message may be: all that is announced, and what is no control, heading or table."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.role in _ANNOUNCING | {"paragraph", "text"} or not node.children:
            yield node.content
        else:
            said = [child for child in node.children if child.role not in _SAYING_NOTHING]
            yield " ".join(child.content for child in said if not child.children)
            stack.extend(said)


def _has_sentence(text: str, sentence: str) -> bool:
    return any(is_same(part.rstrip("."), sentence.rstrip(".!")) for part in re.split(r"(?<=[.!?])\s+|!", plain(text)))


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
    fitting = [region for region in _fitting(phrase, regions(screen)) if _is_in(region, wanted.place, around, pool)]
    if opened_now := [region for region in fitting if region.box and is_new(region, screen, before)]:
        best = max(opened_now, key=lambda region: accepts(phrase, region, strictly=True))
        return None if best.role == "page" else best.nodes[0]
    others = [str(region) for region in regions(screen) if is_new(region, screen, before) and _is_notable(region)]
    instead = f"What opened: {'; '.join(dict.fromkeys(others[:8])) or 'nothing'}"
    if fitting:
        raise ScreenError(f"{fitting[0]} was shown before the last action already", [instead])
    # What did open may be what is meant, in other words.
    raise NothingFound(
        f'"{phrase}" does not open',
        [instead, *offers(screen, phrase)],
        is_understood=not others or is_label(wanted.name),
    )


def closed(screen: Screen, before: Screen | None, wanted: Wanted) -> None:
    """Check that a part of the screen was shown before the last action and that nothing it may mean is shown now.

    Raises:
        ScreenError: It is still shown, or was not shown before.
    """
    phrase = f"{wanted.name} {wanted.kind}".strip()
    then = [region for region in _fitting(phrase, regions(before)) if region.box] if before else []
    if not then:
        raise ScreenError(f'"{phrase}" was not open before the last action, so it cannot close')
    gone = {region.identity for region in then}
    # A kind alone means what was there, and not another part of that kind.
    now = regions(screen.whole)
    named = [region for region in now if accepts(phrase, region, strictly=True)]
    if still := named or [region for region in now if region.identity in gone]:
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
    """Find the regions that a phrase may mean and that can open: by name, or by their kind alone.

    A closed drop-down, a row and an item of a list are always part of something that opens, and what is under a heading
    that is a link is elsewhere. What has the name of the page is the page.
    """
    can_open = [region for region in among if not _is_shut(region)]
    fitting = [region for region in can_open if accepts(phrase, region, strictly=True)]
    pages = [region for region in fitting if region.role == "page"]
    return pages or fitting or of_kind_alone(can_open, phrase)


def _is_shut(region: Region) -> bool:
    first = region.nodes[0]
    if region.role == "section":
        return any(node.role == "link" for node in first.walk())
    return region.role in {"row", "listitem"} or (region.role == "combobox" and "expanded" not in first.states)


def is_new(region: Region, screen: Screen, before: Screen | None) -> bool:
    """Return whether a region is shown now and was not before.

    On another page, a part with the name of one on the page before is new if it says something else, except for the
    frame around all pages.
    """
    if before is None:
        return True
    then = [other for other in regions(before.whole) if other.identity == region.identity]
    if not then:
        return True
    if region.role == "page":
        return _path(screen) != _path(before)
    is_frame = region.role in _FRAME
    return screen.url != before.url and not is_frame and all(other.content != region.content for other in then)


def _path(screen: Screen) -> str:
    """Return the address of a page without what only says what it shows, such as a search."""
    page, _, fragment = screen.url.partition("#")
    return page.partition("?")[0] + (fragment.partition("?")[0] if fragment.startswith(("/", "!")) else "")


def _is_notable(region: Region) -> bool:
    is_frame = region.role in aria.ITEMS | _FRAME | {"combobox"}
    return region.name != "" and not region.is_alias and not is_frame
