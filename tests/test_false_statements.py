"""The vocabulary on the CRM: every true statement passes, and no false one does.

Each state is reached by steps of the vocabulary. Then each statement is checked on that screen. A false one gets one
look, as nothing changes while they are checked; to be patient with each would take minutes.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from prosecov.browser.act.reader import PageReader
from prosecov.browser.act.user import User
from prosecov.browser.screen.screen import Screen
from prosecov.vocabulary import screen_user as _  # noqa: F401 - loads the steps
from steps.controls import TestControls
from steps.people import NewContact, People

MAIN = ['the user clicks "Reports" in "main navigation"']
TRACKER = [*MAIN, 'the user clicks "Email Engagement Tracker"']
CHOSEN = [*TRACKER, 'the user sets "Email status" to "Non-Marketable"']
FOUND = [*CHOSEN, 'the user clicks "Search"']
SELECTED = [*FOUND, 'the user checks the check box "Select All" in "top left of the list"']
MENU = [*SELECTED, 'the user clicks "Actions" in "above the list"']
DIALOG = [*MENU, 'the user selects "Update Opt-In/Out Status"']
PROCESSED = [
    *DIALOG,
    'the user checks the check box "Email 1"',
    'the user selects the radio button "Opt-In"',
    'the user clicks "Process Action" in "bottom of the dialog"',
]


@dataclass(frozen=True)
class State:
    """A screen, how it is reached, and statements about it; the rows of a table follow after a bar."""

    steps: list[str]
    true: list[str]
    false: list[str]


STATES = {
    "home": State(
        [],
        [
            '"Reports" is one of several entries of "main navigation"',
            'the link "Contacts" is shown in "main navigation"',
        ],
        [
            '"Email Engagement Tracker" is one of several entries of "main navigation"',
            '"Settings" is one of several entries of "main navigation"',
            'the button "Reports" is shown in "main navigation"',
            '"Billing" is shown',
            'the tab "Contacts" is shown',
        ],
    ),
    "reports": State(
        MAIN,
        ['"Reports section" opens', '"Reports section" lists several entries', 'the page "Reports" opens'],
        [
            '"Contacts section" opens',
            '"Reports dialog" opens',
            '"report builder" opens',
            '"reports window" opens',
            '"email reports archive" opens',
            '"Reports menu" opens',
            '"Click Heatmap" is one of several entries of "Reports section"',
            '"Contacts" closes',
            '"Reports" closes',
        ],
    ),
    "tracker": State(
        TRACKER,
        [
            '"email status search" opens',
            '"Email Engagement Tracker" opens',
            '"New Search button" is not shown',
            'all fields of "filter fields" are at their defaults',
            'the field "Email status" shows "Any status"',
            '"Search" is below "Email Engagement Tracker"',
        ],
        [
            '"email archive form" opens',
            '"phone status search" opens',
            '"email status dialog" opens',
            '"contact search" opens',
            '"engagement score search" opens',
            '"email campaign search" opens',
            '"email status report" opens',
            'the check box "Email status" is shown',
            'the radio button "Source" is shown',
            'the button "Email status" is shown',
            'the link "Search" is shown',
            'the field "Email status" shows "Confirmed"',
            '"New Search button" is shown',
            'the button "New Search" is shown',
            '"Search" is above "Email Engagement Tracker"',
            '"Email Engagement Tracker" closes',
        ],
    ),
    "found": State(
        FOUND,
        [
            '"search results" shows only "Non-Marketable"',
            'only entries with "Non-Marketable" are shown',
            'the check box "Select All" is shown',
            '"Select All" is at the top left of "search results"',
            'the button "New Search" is shown',
        ],
        [
            '"search results" shows only "Marketable"',
            '"search results" shows only "CSV"',
            '"search results" shows only "import"',
            '"search results" shows only "example"',
            '"search results" shows only "Contact"',
            '"search results" shows only "com"',
            'only entries with "Select" are shown',
            'only entries with "none" are shown',
            'only entries with "Confirmed" are shown',
            'the radio button "Select All" is shown',
            'the button "Select All" is shown',
            'the link "Actions" is shown',
            '"Select All" is at the top right of "search results"',
            '"Select All" is at the bottom left of "search results"',
            '"Select All" is selected',
            'every box is checked in "results"',
            '"Actions" is below "results"',
            '"update dialog" opens',
            '"dialog" opens',
        ],
    ),
    "selected": State(
        SELECTED,
        ['every box is checked in "results"', 'the check box "Select All" is checked'],
        ['"Select All" is not checked', '"results" closes', '"dialog" opens'],
    ),
    "menu": State(
        MENU,
        [
            '"bulk actions" opens',
            '"Actions drop-down" lists several entries',
            '"Update Opt-In/Out Status" is one of several entries of "Actions drop-down"',
        ],
        [
            '"bulk exports" opens',
            '"bulk contacts dialog" opens',
            '"Send a survey" is one of several entries of "Actions drop-down"',
            '"export window" opens',
            '"Actions" closes',
            'the button "Update Opt-In/Out Status" is shown',
            'the check box "Delete contacts" is shown',
        ],
    ),
    "dialog": State(
        DIALOG,
        [
            '"Update Opt-In/Out Status dialog" opens',
            '"opt-in status update dialog" opens',
            'the radio button "Opt-In" is shown',
            'the check box "Email 1" is shown',
            'the radio button "Opt-In" is not selected',
            '"Process Action" is at the bottom of "dialog"',
            '"dialog" opens',
        ],
        [
            '"export dialog" opens',
            '"delete confirmation dialog" opens',
            '"import window" opens',
            '"email template window" opens',
            '"opt-out status dialog box for plugins" opens',
            '"Apply a tag dialog" opens',
            'the check box "Opt-In" is shown',
            'the radio button "Email 1" is shown',
            'the button "Opt-In" is shown',
            'the link "Process Action" is shown',
            'the check box "Process Action" is shown',
            'the radio button "Opt-In" is selected',
            'the check box "Email 4" is shown',
            '"Process Action" is at the top of "dialog"',
            '"Process Action" is above "Opt-In"',
            '"dialog" closes',
            '"Update Opt-In/Out Status dialog" closes',
            "no dialog is open",
            'the message "Contacts were deleted" is shown',
        ],
    ),
    "processed": State(
        PROCESSED,
        ['"Update Opt-In/Out Status dialog" closes', "no dialog is open"],
        [
            '"dialog" opens',
            '"Update Opt-In/Out Status dialog" opens',
            '"confirmation page" opens',
            '"export dialog" closes',
            '"Apply a tag dialog" closes',
            'the message "were unsubscribed" is shown',
        ],
    ),
}


STATUSES = ["Non-Marketable"] * 60 + ["Confirmed", "Unsubscribed", "Opted-In"]
MORE = Path(__file__).parent / "prosecov" / "vocabulary" / "statements.toml"
STATES |= {f"{name}, more": State(**state) for name, state in tomllib.loads(MORE.read_text(encoding="utf-8")).items()}


def _steps() -> list[StepFunctionContext]:
    return [
        context
        for context in step_function_context_registry.values()
        if context.step_func.__module__.startswith("prosecov.vocabulary")
    ]


def _perform(user: User, text: str, kind: str, table: list[str] | None = None) -> None:
    [context] = [context for context in _steps() if context.type == kind and context.parser.is_matching(text)]
    arguments = context.parser.parse_arguments(text) or {}
    if table is not None:
        arguments["datatable"] = [[entry] for entry in table]
    context.step_func(screen_user=user, **arguments)


class Walk:
    """A user on a page of the CRM, and the steps that brought the user there."""

    def __init__(self, page: Page, patience: float, names: Mapping[str, str]) -> None:
        self.page = page
        self._patience = patience
        self._names = names
        self._performed: list[str] | None = None

    def to(self, steps: list[str], people: People, controls: TestControls) -> User:
        """Go on to where some steps lead, or begin anew if that is somewhere else.

        At the start the CRM has a contact of each of several statuses and 60 Non-Marketable ones.
        """
        if self._performed is None or steps[: len(self._performed)] != self._performed:
            controls.reset()
            people.add_to_crm(
                *(
                    NewContact(f"Contact {number:02}", {"Email 1": (f"contact{number:02}@example.com", status)})
                    for number, status in enumerate(STATUSES, 1)
                )
            )
            self.page.goto("/")
            self.user = User(self.page, self._patience, self._names)
            self._performed = []
        todo, self._performed = steps[len(self._performed) :], None
        for step in todo:
            _perform(self.user, step, "when")
        self._performed = steps
        return self.user


@pytest.fixture(scope="module")
def walk(browser: Browser, base_url: str, screen_patience: float, screen_names: Mapping[str, str]) -> Iterator[Walk]:
    context = browser.new_context(base_url=base_url)
    yield Walk(context.new_page(), screen_patience, screen_names)
    context.close()


def _verdict(user: User, text: str, table: list[str] | None) -> str:
    try:
        _perform(user, text, "then", table)
    except AssertionError as error:
        return str(error).splitlines()[0]
    return ""


def _split(statement: str) -> tuple[str, list[str] | None]:
    text, bar, rows = statement.partition(" | ")
    return text, [row.strip() for row in rows.strip(" |").split(" | ")] if bar else None


def _look_once(reader: PageReader, look: Callable[[Screen], object], *_explain: object) -> object:
    return look(reader.screen())


# Sorted by their steps, most screens are where the user goes on to from the one before.
@pytest.mark.parametrize("name", sorted(STATES, key=lambda name: STATES[name].steps))
def test_true_statements_pass_and_false_ones_do_not(
    walk: Walk, people: People, controls: TestControls, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    state = STATES[name]
    user = walk.to(state.steps, people, controls)
    assert {text: found for text in state.true if (found := _verdict(user, *_split(text)))} == {}
    shown = walk.page.content()
    monkeypatch.setattr(PageReader, "until", _look_once)
    refused = {text: _verdict(user, *_split(text)) for text in state.false}
    assert [text for text, reason in refused.items() if not reason] == []
    assert [reason for reason in refused.values() if "vanished" in reason] == []
    assert walk.page.content() == shown
