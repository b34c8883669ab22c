"""ARIA roles, grouped by what people do with them (https://www.w3.org/TR/wai-aria-1.2/#roles)."""

from __future__ import annotations

TEXT_FIELDS = frozenset({"textbox", "searchbox", "spinbutton"})
TYPED = TEXT_FIELDS | {"combobox"}
BOXES = frozenset({"checkbox", "radio", "switch"})
TICKABLE = BOXES | {"menuitemcheckbox", "menuitemradio"}
MENU_ITEMS = frozenset({"menuitem", "menuitemcheckbox", "menuitemradio"})
CHOICES = frozenset({"option", "radio", "treeitem"}) | MENU_ITEMS
GROUPS = frozenset({"radiogroup", "group"})
FIELDS = TYPED | {"listbox", "slider", "radiogroup"}
INPUTS = TYPED | BOXES | {"listbox", "slider"}
PRESSED = frozenset({"button", "link", "tab"})
CONTROLS = PRESSED | CHOICES | TICKABLE | INPUTS
WIDGETS = CONTROLS - {"listbox"}
"""Controls without the list boxes, as it is their options that are used."""
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
