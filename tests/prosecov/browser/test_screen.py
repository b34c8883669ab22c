"""Reading snapshots, places and keys; the vocabulary as a plugin of a project."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosecov.browser.act.keys import read_keys
from prosecov.browser.errors import ScreenError
from prosecov.browser.find.places import Place, read_place
from prosecov.browser.screen.snapshot import parse_snapshot
from prosecov.geometry import Box, is_at, stands
from prosecov.text.lexicon import CONTROL_ROLES, PART_ROLES, split_kind
from prosecov.text.names import is_same, recall, without_determiner, words
from prosecov.vocabulary.phrases import phrase
from tests.prosecov.conftest import Project

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
        ("upper right corner of the page", Place("page", sides=("top", "right"))),
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


def test_what_stands_where() -> None:
    title, field, far = Box(0, 0, 100, 20), Box(0, 30, 100, 20), Box(900, 30, 50, 20)
    assert stands(title, "above", field)
    assert stands(field, "below", title)
    assert not stands(field, "above", title)
    assert not stands(title, "above", Box(0, 10, 100, 20))
    assert stands(field, "next to", Box(110, 32, 50, 20))
    assert not stands(field, "next to", far)
    assert stands(field, "left of", far)
    assert not stands(None, "above", field)
    page = Box(0, 0, 1000, 600)
    assert is_at(title, "top", page)
    assert is_at(title, "left", page)
    assert not is_at(title, "bottom", page)
    assert is_at(Box(900, 560, 80, 30), "bottom", page)
    assert is_at(Box(900, 560, 80, 30), "right", page)


def test_words_for_kinds_are_taken_off_from_the_end() -> None:
    assert list(split_kind("Email status filter drop-down", PART_ROLES)) == [
        ("Email status filter", PART_ROLES["drop-down"]),
        ("Email status", PART_ROLES["drop-down"]),
    ]
    assert [rest for rest, _ in split_kind("Select All check boxes", CONTROL_ROLES)] == ["Select All"]
    assert list(split_kind("Bookmark", CONTROL_ROLES)) == []


def test_names_are_compared_as_a_reader_does() -> None:
    assert is_same("Save as…", "save as")
    assert is_same("Name:", "Name")
    assert is_same("Name *", "name")
    assert is_same("Don\u2019t \u201csend\u201d", 'don\'t "send"')
    assert not is_same("New Search", "Search")
    assert without_determiner("Ana Ruiz") == "Ana Ruiz"
    assert without_determiner("the list of available bulk actions") == "available bulk actions list"
    assert words("the available statuses") == words("Status")
    assert recall(words("opt-in status update"), words("Update Opt-In/Out Status")) == 1
    assert recall(words("email search"), words("Email engagement")) == 0.5


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


@given(st.text(min_size=1).filter(lambda text: "\n" not in text))
def test_a_label_may_hold_anything(label: str) -> None:
    quoted = '"' + label.replace("\\", "\\\\").replace('"', '\\"') + '"'
    parser = phrase("the user clicks {kind:Kind}{name:Text}{place:Place}{optional:Optional}")
    arguments = parser.parse_arguments(f"the user clicks the button {quoted} in {quoted} if it is there")
    assert arguments is not None
    assert (arguments["kind"], arguments["name"], arguments["optional"]) == ("button", label, True)


CONFTEST = """
import pytest

pytest_plugins = ["prosecov.vocabulary"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {{**browser_type_launch_args, "executable_path": {browser!r}, "args": ["--no-sandbox"]}}


@pytest.fixture(scope="session")
def screen_patience():
    return 0.5
"""
TESTS = """
from pytest_bdd import given, scenarios

scenarios("../features")


@given("the contacts")
def _(page):
    page.set_content("<title>Contacts</title><button onclick='this.remove()'>Send Email</button><button>Edit</button>")
"""
FEATURE = """\
Feature: Contacts
  Scenario: What is there
    Given the contacts
    When the user clicks the button "Send Email"
    Then "Send Email" is not shown
    And "Edit" is shown

  Scenario: What is not
    Given the contacts
    When the user clicks "Send Emails" in the list
    Then "Edit" is shown

  Scenario: What was renamed
    Given the contacts
    When the user clicks "Send Emails"
    Then "Edit" is shown
"""


def test_a_project_uses_it_as_a_plugin(project: Project, browser_type_launch_args: dict[str, object]) -> None:
    browser = os.fspath(Path(str(browser_type_launch_args["executable_path"])))
    project.write(
        {
            "conftest.py": CONFTEST.format(browser=browser),
            "tests/test_all.py": TESTS,
            "features/contacts.feature": FEATURE,
        }
    )
    plugins = ("pytest_playwright.pytest_playwright", "pytest_base_url.plugin")
    ran = project.run("pytest", "-p", "no:cacheprovider", *(f"-p{plugin}" for plugin in plugins), "-rN", "--tb=short")
    assert ran.lines(r"2 failed, 1 passed")
    assert ran.lines(r'StepDefinitionNotFoundError.*clicks "Send Emails" in the list')
    assert ran.lines(r'NothingFound: no "Send Emails" on this screen')
    assert ran.lines(r'E +The nearest: button "Send Email"')
    assert not ran.lines("playwright._impl|Call log")
