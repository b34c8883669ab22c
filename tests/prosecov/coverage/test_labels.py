"""Labels in an article against the names on the screens that its scenarios saw, and the other way round."""

import pytest

from prosecov.articles import parse_article
from prosecov.browser.screen.inventory import Inventory, inventory_of
from prosecov.browser.screen.snapshot import parse_snapshot
from prosecov.coverage.labels import labels_of
from prosecov.coverage.screens import unknown_labels, unmentioned_controls
from prosecov.results.runs import Control, Outcome, ScenarioRun

SCREEN = """\
- banner:
  - heading "Reports" [level=1]
  - navigation "Main":
    - list:
      - listitem:
        - link "Home":
          - /url: /
- 'button "Save: \\"now\\" [x]"'
- 'button "It''s \\\\ é"': x
- text: "Status: open"
- textbox "Name *": Ada
- combobox "Email status":
  - option "Any" [selected]
  - option "Non-Marketable"
- dialog "New order":
  - heading "Really?" [level=2]
  - button "Process Action" [disabled]
- paragraph: 60 contacts changed from Non-Marketable to Opted-In
"""
TABLE = """\
- table:
  - rowgroup:
    - row "Name Status":
      - columnheader "Name"
      - columnheader "Status"
  - rowgroup:
    - row "Ada Open Edit":
      - rowheader "Ada":
        - link "Ada":
          - /url: /1
      - cell "Open"
      - cell "Edit":
        - button "Edit"
    - row "Bob Open Edit":
      - rowheader "Bob":
        - link "Bob":
          - /url: /2
      - cell "Open"
      - cell "Edit":
        - button "Edit"
"""


def test_a_snapshot_is_read() -> None:
    screen = inventory_of(parse_snapshot(SCREEN))
    assert screen.controls == {
        Control("Reports", "link", "Home"),
        Control("Reports", "button", 'Save: "now" [x]'),
        Control("Reports", "button", "It's \\ é"),
        Control("Reports", "textbox", "Name *"),
        Control("Reports", "combobox", "Email status"),
        Control("Reports", "option", "Any"),
        Control("Reports", "option", "Non-Marketable"),
        Control("New order", "button", "Process Action"),
    }
    assert {"Reports", "Main", "Status: open", "New order", "Really?"} <= screen.texts
    assert "Ada" not in screen.texts, "it was entered"
    assert inventory_of(parse_snapshot("not a snapshot\n- : :\n")) == Inventory(frozenset(), frozenset())


def test_data_is_no_control() -> None:
    screen = inventory_of(parse_snapshot(TABLE), "People")
    assert screen.controls == {Control("People", "button", "Edit")}
    assert {"Name", "Status", "Ada", "Open"} <= screen.texts
    rows = "".join(f'    - row "r":\n      - cell "Number {n}":\n        - link "Link {n}"\n' for n in range(50))
    texts = inventory_of(
        parse_snapshot('- table:\n  - rowgroup:\n    - row:\n      - columnheader "Name"\n' + rows)
    ).texts
    assert "Number 0" in texts
    assert "Number 49" not in texts
    items = "".join(f'  - listitem:\n    - link "Link {n}"\n' for n in range(13))
    assert inventory_of(parse_snapshot("- list:\n" + items)).controls == frozenset()
    assert len(inventory_of(parse_snapshot("- list:\n" + items[: items.index("12") - 24])).controls) == 12


def run_of(snapshot: str) -> ScenarioRun:
    """A run that saw one screen."""
    screen = inventory_of(parse_snapshot(snapshot))
    return ScenarioRun(
        "t.py::one", "f.feature", 2, "one", "", {}, "abc", (), Outcome.PASSED, False, True, 10.0, 1.0, "", (),
        controls=tuple(sorted(screen.controls)), texts=tuple(sorted(screen.texts)),
    )  # fmt: skip


def unknown(text: str, *no_labels: str) -> list[str]:
    """What is wrong with the labels of an article."""
    problems = unknown_labels(parse_article("# A\n\n" + text, "a.md"), [run_of(SCREEN)], no_labels)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        "Click **Process Action**.",
        "Click the **Process Action** button.",
        "Click Process Action.",
        "In the **Email status** filter, select **Non-Marketable**.",
        "Enter your name in the **Name:** field.",
        "The **New order** dialog asks “Really?”",
        "The message names **Opted-In** contacts.",
        "The **Non-Marketable** status.",
    ],
)
def test_names_on_screens_are_known(text: str) -> None:
    assert unknown(text) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("One.\nClick **Process Actions**.", 'a.md:4: "Process Actions" is on no screen; "Process Action" is'),
        ("Click the **process action** button.", '"process action" is on no screen; "Process Action" is'),
        ("The Process Action button and **Non-Marketed**.", '"Non-Marketed" is on no screen; "Non-Marketable" is'),
        ("Click Process Actions.", '"Process Actions" is on no screen; "Process Action" is'),
        ("The “Email state” filter is there.", '"Email state" is on no screen; "Email status" is'),
        ("Open **Home > Setup Wizard**.", '"Setup Wizard" is on no screen that the scenarios visited; correct it'),
        ("Click **Status**.", '"Status" is on no screen'),
    ],
)
def test_other_names_are_problems(text: str, problem: str) -> None:
    found = unknown(text)
    assert len(found) == 1
    assert problem in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "Do **not** click it.",
        "**Important:** it works.",
        "**Tip**: it works.",
        "It is **never** shown.",
        "**This is what you need to know.**",
        "See [**Another Article**](other.md).",
        "Type `Something Else`.",
        "Press **Ctrl+S**.",
        "A “really long quotation that nobody would take for the label of anything at all” stands here.",
    ],
)
def test_emphasis_is_no_label(text: str) -> None:
    assert unknown(text) == []


def test_what_is_set_to_be_no_label_is_none() -> None:
    assert len(unknown("The **Great** CRM.")) == 1
    assert unknown("The **Great** CRM.", "Great") == []


def test_without_screens_nothing_is_unknown() -> None:
    assert unknown_labels(parse_article("Click **Nothing**.", "a.md"), [run_of("")]) == []


def test_labels_of_plain_text_are_found_by_what_the_reader_is_to_do() -> None:
    text = "How to\nClick on the New Search button if visible, then select Non-Marketable in the email status filter.\n"
    assert [label.text for label in labels_of(parse_article(text, "a.txt"))] == ["New Search", "Non-Marketable"]


def test_what_the_article_never_mentions_is_listed_once() -> None:
    article = parse_article("Click **Home**, then process action. Any status.", "a.md")
    screens = [SCREEN.replace("Reports", title) for title in ("Reports", "Other")]
    found = unmentioned_controls(article, [*map(run_of, screens), run_of(TABLE)])
    assert [(control.screen, control.role, control.name) for control in found] == [
        ("", "button", "Edit"),
        ("Other", "button", "It's \\ é"),
        ("Other", "button", 'Save: "now" [x]'),
        ("Other", "combobox", "Email status"),
        ("Other", "option", "Non-Marketable"),
        ("Other", "textbox", "Name *"),
    ]


def test_what_is_on_many_screens_has_their_number_and_addresses_are_data() -> None:
    screen = '- heading "{}"\n- link "Log out"\n- link "ada@example.com"\n'
    found = unmentioned_controls(parse_article("Home.", "a.md"), [run_of(screen.format(title)) for title in "ABCD"])
    assert found == (Control("4 screens", "link", "Log out"),)
