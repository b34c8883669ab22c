"""ARIA roles, grouped by what people do with them (https://www.w3.org/TR/wai-aria-1.2/#roles)."""

from __future__ import annotations

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
