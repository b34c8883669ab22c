"""Words for kinds of controls and for parts of a screen: the one table that all other tables of such words come from.

People say *check box*; the grammar of articles reads it as the kind ``checkbox``; a page shows it as one of several
ARIA roles. Each word is listed here once for each of these uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from prosecov.text.aria import CHOICES, DIALOGS, FIELDS, ITEMS, LISTS, MENU_ITEMS, TABLES, TYPED
from prosecov.text.number import plural, singular


@dataclass(frozen=True, slots=True)
class ControlKind:
    """A kind of control, such as a button or a check box.

    Attributes:
        words: What it is called, in the singular.
        kind: How the grammar reads these words: the role of an action, or a class for which the verb decides the role
            (``field``, ``filter``, ``box``, ``bar``, ``key``); empty for any control; ``None`` if the grammar does not
            take them for words for a control.
        roles: The ARIA roles that it has on a page; empty if pages do not show it.
    """

    words: tuple[str, ...]
    kind: str | None
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class PartKind:
    """A kind of part of a screen, such as a dialog or a table.

    Attributes:
        words: What it is called, in the singular.
        roles: The ARIA roles that it has on a page, or ``page`` for all of it, or ``section`` for what follows a
            heading; empty if pages do not show it.
        is_region: Whether the grammar takes the words for the name of a place.
    """

    words: tuple[str, ...]
    roles: frozenset[str]
    is_region: bool


def _kind(words: str, kind: str | None, roles: Iterable[str] = ()) -> ControlKind:
    return ControlKind(tuple(words.split("|")), kind, frozenset(roles))


def _part(words: str, roles: Iterable[str] = (), *, is_region: bool = True) -> PartKind:
    return PartKind(tuple(words.split("|")), frozenset(roles), is_region)


OPENED = frozenset({"combobox", "listbox", "button", "menuitem"})
"""What opens a list or a menu."""
CHOSEN = CHOICES | {"checkbox"}
"""What is chosen among others."""
_DROP_DOWNS = (
    "drop-down|dropdown|drop down|drop-down list|drop-down menu|drop-down box|drop-down field|dropdown list"
    "|dropdown menu|dropdown box|dropdown field|drop down list|drop down menu|pull-down|pull-down menu|pulldown"
    "|combo box|combobox|select box|list box|selection list|picklist|pick list|selector"
)

KINDS = (
    _kind("button", "button", {"button"}),
    _kind("push button", None, {"button"}),
    _kind("link|hyperlink", "link", {"link"}),
    _kind("menu|submenu", "menu", OPENED),
    _kind("tab", "tab", {"tab"}),
    _kind("icon|symbol", "icon", {"button", "link", "img"}),
    _kind("image|picture", None, {"img"}),
    _kind("check box|checkbox|check-box|tick box|tickbox", "checkbox", {"checkbox", "menuitemcheckbox"}),
    _kind("box", "box", {"checkbox", "switch"}),
    _kind("radio button|radio|radio option|option button", "radio", {"radio", "menuitemradio"}),
    _kind("switch|toggle|toggle switch|toggle button", "switch", {"switch"}),
    _kind("slider", "switch", {"slider"}),
    _kind(_DROP_DOWNS, "combobox", OPENED),
    _kind("list", "combobox", OPENED),
    _kind("picker", "", OPENED),
    _kind("field", "field", FIELDS),
    _kind("filter", "filter", FIELDS),
    _kind("filter field", None, FIELDS),
    _kind("input|input field|input box|entry field", "textbox", FIELDS),
    _kind("text field|text box|textbox|text area|textarea", "textbox", TYPED),
    _kind("search box|search bar|search field", None, TYPED),
    _kind("bar", "bar", TYPED),
    _kind("option|item|entry|list item", "", CHOSEN),
    _kind("choice", None, CHOSEN),
    _kind("menu item|menu option|menu entry|menu command|command", "", MENU_ITEMS | {"option"}),
    _kind("setting", ""),
    _kind("key", "key"),
    _kind("heading|title|headline", None, {"heading"}),
    _kind("row|line", None, {"row"}),
    _kind("cell", None, {"cell", "gridcell"}),
    _kind("column|column heading|column header", None, {"columnheader"}),
)

_PANELS = frozenset({"section", "region", "tabpanel", "group", "form", "article", "complementary"})
_BLOCKS = _PANELS | {"page", "main"}
_OPENED_PARTS = frozenset({"listbox", "menu", "combobox", "tree", "grid"})
FORMS = frozenset({"form", "search", "dialog", "region"})
SEARCHES = frozenset({"search", "form", "region"})
FILTERS = frozenset({"combobox", "listbox", "radiogroup", "group"})
SIDES = frozenset({"complementary", "navigation"})
MENUS = frozenset({"menu", "menubar", "listbox", "navigation"})
CALENDARS = frozenset({"grid", "dialog", "application"})

PARTS = (
    _part("dialog|dialogue|dialog box|dialogue box|window|modal|pop-up|popup|prompt", DIALOGS),
    _part("pop-up window|popup window|pop up window|pop up", DIALOGS, is_region=False),
    _part("navigation|navigation bar", {"navigation", "menubar"}),
    _part("navigation menu|nav|main menu|nav bar|navbar", {"navigation", "menubar"}, is_region=False),
    _part("sidebar|side bar", SIDES),
    _part("side panel|side navigation", SIDES, is_region=False),
    _part("section|area", _BLOCKS),
    _part("panel|pane", _PANELS | DIALOGS),
    _part("card|block", _PANELS),
    _part("part", _BLOCKS, is_region=False),
    _part("box", _PANELS, is_region=False),
    _part("tab", {"tabpanel"}, is_region=False),
    _part("page|screen|view", {"page"}),
    _part("table|grid", TABLES),
    _part("list|results|entries|board", LISTS, is_region=False),
    _part("menu", MENUS, is_region=False),
    _part(f"{_DROP_DOWNS}|picker", _OPENED_PARTS, is_region=False),
    _part("filter|field|filter field", FILTERS, is_region=False),
    _part("form", FORMS),
    _part(
        "search|search form|search tool|search interface|search page|search screen|filters", SEARCHES, is_region=False
    ),
    _part("calendar", CALENDARS),
    _part("date picker", CALENDARS, is_region=False),
    _part("toolbar|tool bar", {"toolbar"}),
    _part("action bar", {"toolbar"}, is_region=False),
    _part("header", {"banner"}),
    _part("page header", {"banner"}, is_region=False),
    _part("footer", {"contentinfo"}),
    _part("page footer", {"contentinfo"}, is_region=False),
    _part("message|notification|alert", {"alert", "status", "log"}),
    _part("banner", {"banner", "alert", "status"}),
    _part("group", {"group", "radiogroup"}),
    _part("row", ITEMS),
    _part("line|entry", ITEMS, is_region=False),
    _part("tool|report", _BLOCKS),
    _part("workspace", _BLOCKS),
    _part("interface|feature", _BLOCKS, is_region=False),
    _part("column|ribbon|dashboard|tile|widget|notice|box-out|drawer|category|wizard|tree|editor|overlay|step|corner"),
    _part("map|tooltip|strip|overview|region|popover"),
    _part("menu bar|title bar|status bar|task bar|top bar"),
)

MOSTLY_NAMES = frozenset({"settings"})
"""Plurals that mostly are the name of a page, and no word for controls."""
_SEVERAL_PLACES = ("page", "dialog", "window", "panel", "section")
"""Words for parts whose plural means a place as well; other plurals, such as *reports*, mostly are names."""

GRAMMAR_KINDS: Mapping[str, str] = {
    form: kind.kind
    for kind in KINDS
    if kind.kind is not None
    for word in kind.words
    for form in (word, plural(word))
    if form not in MOSTLY_NAMES
}
"""How the grammar reads words for controls, in the singular and the plural; see `ControlKind.kind`."""
REGION_WORDS = frozenset(word for part in PARTS if part.is_region for word in part.words) | {
    plural(word) for word in _SEVERAL_PLACES
}
"""The words that the grammar takes for the name of a place."""
CONTROL_ROLES: Mapping[str, frozenset[str]] = {word: kind.roles for kind in KINDS if kind.roles for word in kind.words}
"""The ARIA roles that words for controls stand for."""
PART_ROLES: Mapping[str, frozenset[str]] = {word: part.roles for part in PARTS if part.roles for word in part.words}
"""The ARIA roles that words for parts of a screen stand for."""

KIND_PATTERN = (
    f"(?:{'|'.join(re.escape(word) for word in sorted({*CONTROL_ROLES, *PART_ROLES}, key=len, reverse=True))})"
)
"""A regular expression for all these words, the longest first."""

ROLE_WORDS: Mapping[str, str] = {
    "checkbox": "check box",
    "radio": "radio button",
    "combobox": "drop-down",
    "listbox": "list",
    "textbox": "text field",
    "searchbox": "search field",
    "spinbutton": "number field",
    "menuitem": "menu item",
    "menuitemcheckbox": "menu item",
    "menuitemradio": "menu item",
    "tabpanel": "tab",
    "alertdialog": "dialog",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "side bar",
    "region": "section",
    "search": "search form",
    "listitem": "list item",
    "generic": "text",
    "columnheader": "column heading",
    "rowheader": "row heading",
    "img": "image",
}
"""What readers call an ARIA role, where that is not the role itself."""


def word_for(role: str) -> str:
    """Return what readers call an ARIA role."""
    return ROLE_WORDS.get(role, role)


def roles_of(word: str, table: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the roles that a word stands for, in the singular or the plural; empty if it is not in the table.

    Args:
        word: The word, in any case.
        table: `CONTROL_ROLES` or `PART_ROLES`.
    """
    word = word.casefold()
    return table.get(word) or table.get(singular(word), frozenset())


def split_kind(phrase: str, table: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, frozenset[str]]]:
    """Remove words for a kind from the end of a phrase, as in ``Email status filter drop-down``, one after the other.

    Args:
        phrase: A noun phrase.
        table: `CONTROL_ROLES` or `PART_ROLES`.

    Yields:
        The rest of the phrase, longest first and possibly empty, and the roles that its last word stands for.
    """
    roles: frozenset[str] = frozenset()
    ending = _endings(frozenset(table))
    while phrase and (match := ending.search(phrase)):
        phrase = phrase[: match.start()].rstrip(" -")
        roles = roles or roles_of(match[0].strip(), table)
        yield phrase, roles


@lru_cache
def _endings(words: frozenset[str]) -> re.Pattern[str]:
    forms = {form for word in words for form in (word, plural(word))}
    longest_first = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    return re.compile(rf"(?:^|(?<=\s))(?:{longest_first})$", re.IGNORECASE)
