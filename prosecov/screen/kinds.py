"""What words for kinds of controls and regions mean in terms of ARIA roles (https://www.w3.org/TR/wai-aria-1.2/)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

TEXT_FIELDS = frozenset({"textbox", "searchbox", "spinbutton"})
TICKABLE = frozenset({"checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio"})
MENU_ITEMS = frozenset({"menuitem", "menuitemcheckbox", "menuitemradio"})
CHOICES = frozenset({"option", "radio", "treeitem"}) | MENU_ITEMS
GROUPS = frozenset({"radiogroup", "group"})
FIELDS = TEXT_FIELDS | {"combobox", "listbox", "slider", "radiogroup"}
INPUTS = TEXT_FIELDS | {"combobox", "listbox", "slider", "checkbox", "radio", "switch"}
PRESSED = frozenset({"button", "link", "tab"})
WIDGETS = PRESSED | CHOICES | TICKABLE | INPUTS - {"listbox"}
LESSER = frozenset({"heading", "img", "columnheader", "rowheader", "gridcell", "cell", "listitem", "row", "generic"})
"""Roles that some pages make clickable without saying so."""

DIALOGS = frozenset({"dialog", "alertdialog"})
POPUPS = frozenset({"listbox", "menu", "tree", "grid", "dialog"})
TABLES = frozenset({"table", "grid", "treegrid"})
LISTS = TABLES | {"list", "listbox", "menu", "tree", "feed"}
LANDMARKS = frozenset({"navigation", "main", "banner", "contentinfo", "complementary", "search", "form", "region"})
ITEMS = frozenset({"row", "listitem", "article"})
REGIONS = (
    LANDMARKS
    | DIALOGS
    | LISTS
    | ITEMS
    | {"menubar", "tablist", "tabpanel", "toolbar", "group", "radiogroup", "alert", "status", "log", "combobox"}
)
_PARTS = frozenset({"page", "section", "main", "region", "tabpanel", "group", "form", "article", "complementary"})
_DROP_DOWNS = (
    "drop-down|dropdown|drop-down list|drop-down menu|dropdown list|dropdown menu"
    "|combo box|combobox|list box|picker|selector"
)


def _table(*entries: tuple[str, Iterable[str]]) -> Mapping[str, frozenset[str]]:
    return {word: frozenset(roles) for words, roles in entries for word in words.split("|")}


CONTROLS = _table(
    ("button|push button", {"button"}),
    ("link|hyperlink", {"link"}),
    ("tab", {"tab"}),
    ("menu item|menu option|menu entry|command", MENU_ITEMS | {"option"}),
    ("icon", {"button", "link", "img"}),
    ("image|picture", {"img"}),
    ("checkbox|check box|tick box|box", {"checkbox", "switch"}),
    ("radio button|radio|radio option", {"radio"}),
    ("switch|toggle|toggle switch", {"switch", "checkbox"}),
    (_DROP_DOWNS, {"combobox", "listbox", "button", "menuitem"}),
    ("list|menu", {"combobox", "listbox", "button", "menuitem"}),
    ("field|filter|filter field|input|input field", FIELDS),
    ("text field|text box|textbox|search box|search bar|search field|text area|bar", TEXT_FIELDS | {"combobox"}),
    ("option|choice|item|entry", CHOICES | {"checkbox"}),
    ("heading|title|headline", {"heading"}),
    ("row|line", {"row"}),
    ("cell", {"cell", "gridcell"}),
    ("column|column heading|column header", {"columnheader"}),
)
"""What a word for a control means; the page may still show something else under that name."""

PLACES = _table(
    ("dialog|dialogue|dialog box|dialogue box|window|modal|pop-up|popup|pop-up window|popup window|prompt", DIALOGS),
    ("navigation|navigation bar|navigation menu|nav|main menu|nav bar|navbar", {"navigation", "menubar"}),
    ("sidebar|side bar|side panel|side navigation", {"complementary", "navigation", "region", "dialog"}),
    ("section|area|part|panel|pane|card|block|box", _PARTS | DIALOGS),
    ("tab", {"tabpanel", "page"}),
    ("page|screen|view", {"page"}),
    ("list|results|entries|table|grid|board", LISTS),
    ("menu", {"menu", "menubar", "listbox", "navigation"}),
    (_DROP_DOWNS, {"listbox", "menu", "combobox", "tree", "grid"}),
    ("filter|field|filter field", {"combobox", "listbox", "radiogroup", "group"}),
    ("form", {"form", "search", "dialog", "region", "group"}),
    ("search|search form|search tool|search interface|search page|search screen|filters", {"search", "form", "region"}),
    ("calendar|date picker", {"grid", "table", "dialog", "application"}),
    ("toolbar|tool bar|action bar", {"toolbar"}),
    ("header|page header", {"banner"}),
    ("footer|page footer", {"contentinfo"}),
    ("message|notification|alert", {"alert", "status", "log"}),
    ("banner", {"banner", "alert", "status", "region"}),
    ("group", {"group", "radiogroup", "region"}),
    ("row|line|entry", ITEMS),
    ("tool|interface|report|feature|workspace", _PARTS | {"search"}),
)
"""What a word for a part of the screen means."""


def roles_of(word: str, table: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the roles that a word for a kind means, in the singular or plural; empty if it is no such word."""
    word = word.casefold()
    singulars = (word, word.removesuffix("s"), word.removesuffix("es"))
    return next((table[singular] for singular in singulars if singular in table), frozenset())


def split(phrase: str, table: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, frozenset[str]]]:
    """Take words of a kind off the end of a phrase, as in ``Email status filter drop-down``.

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
def _endings(kinds: frozenset[str]) -> re.Pattern[str]:
    longest_first = "|".join(map(re.escape, sorted(kinds, key=len, reverse=True)))
    return re.compile(rf"(?:^|(?<=\s))(?:{longest_first})(?:e?s)?$", re.IGNORECASE)
