"""Snapshots, places and keys as they are parsed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosecov.browser.act.keys import read_keys
from prosecov.browser.find.places import Place, read_place
from prosecov.browser.screen.errors import ScreenError
from prosecov.browser.screen.snapshot import parse_snapshot
from prosecov.geometry import Box

SNAPSHOT = """\
- generic [active] [ref=e1] [box=0,0,800,600]:
  - 'button "Tool: \\"a\\" it''s" [ref=e2] [box=8,8,40.5,20]': X
  - textbox "Hint" [ref=e3] [box=8,40,100,20]: "v: 1"
  - link "Home" [ref=e4] [cursor=pointer] [box=8,60,40,18]:
    - /url: "#top"
  - generic [aria-hidden] [box=0,0,9,9]: decoration
  - combobox "Status" [ref=e5] [box=8,90,90,20]:
    - option "Any" [box=0,0,0,0]
    - option "Open" [selected] [box=0,0,0,0]
  - heading "News" [level=2] [ref=e6] [box=8,120,90,20]
  - text: tail
"""


def test_a_snapshot_is_read() -> None:
    page = parse_snapshot(SNAPSHOT).children[0]
    button, field, link, status, heading, text = page.children
    assert (button.role, button.name, button.content, button.ref) == ("button", 'Tool: "a" it\'s', "X", "e2")
    assert button.box == Box(8, 8, 40.5, 20)
    assert (field.name, field.value) == ("Hint", "v: 1")
    assert (link.label, link.children) == ("Home", ())
    assert (status.value, status.content, status.children[0].box) == ("Open", "Open", None)
    assert (heading.level, heading.states) == (2, frozenset())
    assert (text.role, text.content) == ("text", "tail")
    assert "active" in page.states
    assert page.content == "X v: 1 Home Open News tail"


def test_a_snapshot_may_be_deeper_than_python_s_stack() -> None:
    deep = "\n".join(f"{'  ' * level}- generic [ref=e{level}]:" for level in range(3000))
    assert parse_snapshot(f"{deep}\n{'  ' * 3000}- text: here").content == "here"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_name_survives(name: str) -> None:
    key = f"button {json.dumps(name, ensure_ascii=False)}"
    quoted = "'" + key.replace("'", "''") + "'"
    for line in (f"- {quoted}", f"- {key} [ref=e1]"):
        if len(line.splitlines()) == 1:
            assert parse_snapshot(line).children[0].name == name


@given(st.text())
def test_any_text_is_some_snapshot(text: str) -> None:
    assert parse_snapshot(text).role == "document"


@pytest.mark.parametrize(
    ("worded", "place"),
    [
        ("Reports section", Place("Reports section")),
        ("the results list", Place("results list")),
        ("top of the search results list", Place("search results list", sides=("top",))),
        ("at the top left of the list", Place("list", sides=("top", "left"))),
        ("upper right corner of the page", Place("", sides=("top", "right"))),
        ("upper-right corner", Place("", sides=("top", "right"))),
        ("on the far left", Place("", sides=("left",))),
        ("left-hand side of the screen", Place("", sides=("left",))),
        ("end of the list", Place("list", sides=("bottom",))),
        ("lower right part of the form", Place("form", sides=("bottom", "right"))),
        ("on the right of Total", Place("Total", relation="right of")),
        ("row for Ana", Place("Ana row")),
        ("for Ana", Place("Ana row")),
        ("left-hand menu", Place("left-hand menu")),
        ("bottom of the message list", Place("message list", sides=("bottom",))),
        ("above the results list", Place("results list", relation="above")),
        ("beneath the date field", Place("date field", relation="below")),
        ("next to the tenant's name", Place("tenant's name", relation="next to")),
        ("to the left of Total", Place("Total", relation="left of")),
        ("Top Stories", Place("Top Stories")),
        ("left sidebar", Place("left sidebar")),
        ("in the side navigation", Place("side navigation")),
    ],
)
def test_places_are_read_as_articles_word_them(worded: str, place: Place) -> None:
    assert read_place(worded) == place


@pytest.mark.parametrize(
    ("written", "pressed"),
    [
        ("Enter", "Enter"),
        ("Ctrl+S", "Control+s"),
        ("Ctrl+Shift+P", "Control+Shift+P"),
        ("cmd-k", "Meta+k"),
        ("F5", "F5"),
        ("Page Down", "PageDown"),
        ("Alt + Left", "Alt+ArrowLeft"),
        ("?", "?"),
        ("Ctrl++", "Control++"),
    ],
)
def test_keys_are_read_as_articles_write_them(written: str, pressed: str) -> None:
    assert read_keys(written) == pressed


@pytest.mark.parametrize("keys", ["", "Ctrl+Whatever", "Anykey"])
def test_keys_that_do_not_exist(keys: str) -> None:
    with pytest.raises(ScreenError, match="key"):
        read_keys(keys)
