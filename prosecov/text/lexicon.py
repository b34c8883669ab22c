"""The words for kinds of controls and for parts of a screen: the one table from which every other one is made.

People say *check box*; the grammar of articles reads it as the kind ``checkbox``; a page shows it as one of several
ARIA roles. Each word stands here once, with both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from prosecov.text.aria import CHOICES, DIALOGS, FIELDS, ITEMS, LISTS, MENU_ITEMS, TEXT_FIELDS
from prosecov.text.number import plural, singular


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of control.

    Attributes:
        words: What it is called, in the singular.
        kind: What the grammar makes of these words: the role of an action, or a class that the verb decides on
            (``field``, ``filter``, ``box``, ``bar``, ``key``); empty for any control; ``None`` if prose that uses
            them names no control by it.
        roles: The ARIA roles by which a page shows it; empty if a page cannot show it.
    """

    words: tuple[str, ...]
    kind: str | None
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of part of a screen.

    Attributes:
        words: What it is called, in the singular.
        roles: The ARIA roles by which a page shows it, ``page`` for all of it and ``section`` for what follows a
            heading among them; empty if a page cannot show it.
        is_region: Whether prose that uses the words names a place by it.
    """

    words: tuple[str, ...]
    roles: frozenset[str]
    is_region: bool


def _kind(words: str, kind: str | None, roles: Iterable[str] = ()) -> Kind:
    return Kind(tuple(words.split("|")), kind, frozenset(roles))


def _part(words: str, roles: Iterable[str] = (), *, is_region: bool = True) -> Part:
    return Part(tuple(words.split("|")), frozenset(roles), is_region)


_OPENED = frozenset({"combobox", "listbox", "button", "menuitem"})
_TYPED = TEXT_FIELDS | {"combobox"}
_CHOSEN = CHOICES | {"checkbox"}
_DROP_DOWNS = (
    "drop-down|dropdown|drop down|drop-down list|drop-down menu|drop-down box|drop-down field|dropdown list"
    "|dropdown menu|dropdown box|dropdown field|drop down list|drop down menu|pull-down|pull-down menu|pulldown"
    "|combo box|combobox|select box|list box|selection list|picklist|pick list|selector"
)

KINDS = (
    _kind("button", "button", {"button"}),
    _kind("push button", None, {"button"}),
    _kind("link|hyperlink", "link", {"link"}),
    _kind("menu|submenu", "menu", _OPENED),
    _kind("tab", "tab", {"tab"}),
    _kind("icon|symbol", "icon", {"button", "link", "img"}),
    _kind("image|picture", None, {"img"}),
    _kind("check box|checkbox|check-box|tick box|tickbox", "checkbox", {"checkbox", "switch"}),
    _kind("box", "box", {"checkbox", "switch"}),
    _kind("radio button|radio|radio option|option button", "radio", {"radio"}),
    _kind("switch|toggle|toggle switch|toggle button", "switch", {"switch", "checkbox"}),
    _kind("slider", "switch", {"slider"}),
    _kind(_DROP_DOWNS, "combobox", _OPENED),
    _kind("list", "combobox", _OPENED),
    _kind("picker", "", _OPENED),
    _kind("field", "field", FIELDS),
    _kind("filter", "filter", FIELDS),
    _kind("filter field", None, FIELDS),
    _kind("input|input field|input box|entry field", "textbox", FIELDS),
    _kind("text field|text box|textbox|text area|textarea", "textbox", _TYPED),
    _kind("search box|search bar|search field", None, _TYPED),
    _kind("bar", "bar", _TYPED),
    _kind("option|item|entry|list item", "", _CHOSEN),
    _kind("choice", None, _CHOSEN),
    _kind("menu item|menu option|menu entry|menu command|command", "", MENU_ITEMS | {"option"}),
    _kind("setting", ""),
    _kind("key", "key"),
    _kind("heading|title|headline", None, {"heading"}),
    _kind("row|line", None, {"row"}),
    _kind("cell", None, {"cell", "gridcell"}),
    _kind("column|column heading|column header", None, {"columnheader"}),
)

_BLOCKS = frozenset({"page", "section", "main", "region", "tabpanel", "group", "form", "article", "complementary"})
_OPENED_PARTS = frozenset({"listbox", "menu", "combobox", "tree", "grid"})
_FORMS = frozenset({"form", "search", "dialog", "region", "group"})
_SEARCHES = frozenset({"search", "form", "region"})
_SIDES = frozenset({"complementary", "navigation", "region", "dialog"})

PARTS = (
    _part("dialog|dialogue|dialog box|dialogue box|window|modal|pop-up|popup|prompt", DIALOGS),
    _part("pop-up window|popup window", DIALOGS, is_region=False),
    _part("navigation|navigation bar", {"navigation", "menubar"}),
    _part("navigation menu|nav|main menu|nav bar|navbar", {"navigation", "menubar"}, is_region=False),
    _part("sidebar|side bar", _SIDES),
    _part("side panel|side navigation", _SIDES, is_region=False),
    _part("section|area|panel|pane|card|block", _BLOCKS | DIALOGS),
    _part("part|box", _BLOCKS | DIALOGS, is_region=False),
    _part("tab", {"tabpanel", "page"}, is_region=False),
    _part("page|screen|view", {"page"}),
    _part("table|grid", LISTS),
    _part("list|results|entries|board", LISTS, is_region=False),
    _part("menu", {"menu", "menubar", "listbox", "navigation"}, is_region=False),
    _part(f"{_DROP_DOWNS}|picker", _OPENED_PARTS, is_region=False),
    _part("filter|field|filter field", {"combobox", "listbox", "radiogroup", "group"}, is_region=False),
    _part("form", _FORMS),
    _part(
        "search|search form|search tool|search interface|search page|search screen|filters", _SEARCHES, is_region=False
    ),
    _part("calendar", {"grid", "table", "dialog", "application"}),
    _part("date picker", {"grid", "table", "dialog", "application"}, is_region=False),
    _part("toolbar|tool bar", {"toolbar"}),
    _part("action bar", {"toolbar"}, is_region=False),
    _part("header", {"banner"}),
    _part("page header", {"banner"}, is_region=False),
    _part("footer", {"contentinfo"}),
    _part("page footer", {"contentinfo"}, is_region=False),
    _part("message|notification|alert", {"alert", "status", "log"}),
    _part("banner", {"banner", "alert", "status", "region"}),
    _part("group", {"group", "radiogroup", "region"}),
    _part("row", ITEMS),
    _part("line|entry", ITEMS, is_region=False),
    _part("tool|report", _BLOCKS | {"search"}),
    _part("workspace", _BLOCKS | {"search"}),
    _part("interface|feature", _BLOCKS | {"search"}, is_region=False),
    _part("column|ribbon|dashboard|tile|widget|notice|box-out|drawer|category|wizard|tree|editor|overlay|step|corner"),
    _part("map|tooltip|strip|overview|region|popover"),
    _part("menu bar|title bar|status bar|task bar|top bar|message box"),
)

_MOSTLY_NAMES = frozenset({"settings"})
"""Plurals that are far more often the name of a page than a word for controls."""
_SEVERAL_PLACES = ("page", "dialog", "window", "panel", "section")
"""Parts of which the plural names a place as well; that of others, such as *reports*, is mostly a name."""

GRAMMAR_KINDS: Mapping[str, str] = {
    form: kind.kind
    for kind in KINDS
    if kind.kind is not None
    for word in kind.words
    for form in (word, plural(word))
    if form not in _MOSTLY_NAMES
}
"""From words for controls, in the singular and the plural, to what the grammar makes of them; see `Kind.kind`."""
REGION_WORDS = frozenset(word for part in PARTS if part.is_region for word in part.words) | {
    plural(word) for word in _SEVERAL_PLACES
}
"""The words by which prose names a place."""
CONTROLS: Mapping[str, frozenset[str]] = {word: kind.roles for kind in KINDS if kind.roles for word in kind.words}
"""From words for controls to the ARIA roles that they mean; the page may still show something else of that name."""
PLACES: Mapping[str, frozenset[str]] = {word: part.roles for part in PARTS if part.roles for word in part.words}
"""From words for parts of a screen to the ARIA roles that they mean."""

KIND_PATTERN = f"(?:{'|'.join(re.escape(word) for word in sorted({*CONTROLS, *PLACES}, key=len, reverse=True))})"
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
"""What readers call an ARIA role, where that is another word than the role itself."""


def word_for(role: str) -> str:
    """Return what readers call an ARIA role."""
    return ROLE_WORDS.get(role, role)


def roles_of(word: str, table: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the roles that a word for a kind means, in the singular or the plural; empty if it is no such word.

    Args:
        word: The word, in any case.
        table: `CONTROLS` or `PLACES`.
    """
    word = word.casefold()
    return table.get(word) or table.get(singular(word), frozenset())


def split_kind(phrase: str, table: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, frozenset[str]]]:
    """Take words for a kind off the end of a phrase, as in ``Email status filter drop-down``.

    Args:
        phrase: A noun phrase.
        table: `CONTROLS` or `PLACES`.

    Yields:
        What is left, longest first and possibly empty, and the roles that the last word of the phrase means.
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
