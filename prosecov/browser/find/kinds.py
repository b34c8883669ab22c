"""Which nodes are of the kind that a step names: strictly where it is claimed, more freely where it only helps."""

from __future__ import annotations

from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria
from prosecov.text.lexicon import CHOSEN, OPENED

_ALIKE = aria.PRESSED | aria.MENU_ITEMS | {"option"}
"""What looks alike to a reader: the article says *button*, and the page has a link."""
_OFFERING = aria.LISTS | {"navigation", "menubar", "toolbar", "tablist", "group", "radiogroup", "combobox"}
_SWITCH_SHAPE = 1.5
"""Width divided by height from which on a native check box is drawn as a switch."""


def is_of_kind(screen: Screen, node: Node, roles: frozenset[str]) -> bool:
    """Return whether a node is of the kind whose words stand for some roles; any node is if there are no roles.

    A drop-down that takes text, and one that does not, differ by the options in it. An *option* may be anything that is
    one of several in a list, a menu or a navigation. A native check box that is wider than high is drawn as a switch.
    """
    if not roles:
        return True
    if roles == aria.TYPED and node.role == "combobox":
        return not node.children
    if roles == CHOSEN and node.role in _ALIKE:
        return any(around.role in _OFFERING for around in screen.ancestors(node))
    if roles <= aria.MENU_ITEMS | {"option"} and node.role == "link":
        return any(around.role in {"navigation", "menubar"} for around in screen.ancestors(node))
    if roles == {"switch"} and node.role == "checkbox":
        is_bare = node.box is not None and not node.content
        return is_bare and node.box is not None and node.box.width >= _SWITCH_SHAPE * node.box.height
    return node.role in roles


def stand_ins(roles: frozenset[str]) -> frozenset[str]:
    """Return the roles that an action may use in place of those that the word for the kind stands for.

    Button, link, tab and menu item look alike. Check boxes, radio buttons, switches, text fields and drop-downs do not,
    so nothing stands in for them, except that a button or a link may open what the article calls a drop-down or a menu.
    """
    if not roles or roles == CHOSEN:
        return aria.WIDGETS | aria.LESSER | aria.GROUPS | {"listbox"}
    if roles == OPENED or roles & aria.PRESSED:
        return _ALIKE | roles
    if roles & (aria.BOXES | aria.TYPED):
        return roles
    return aria.WIDGETS | aria.LESSER


def look_alikes(roles: frozenset[str]) -> frozenset[str]:
    """Return the roles of which nothing may be seen where something of a kind is said not to be there."""
    return _ALIKE | roles if roles & _ALIKE else roles
