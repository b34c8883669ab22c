"""The Email Engagement Tracker's requests, and its drop-down by keyboard."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import flask
import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from mock_crm import server
from mock_crm.campaigns import sequences
from mock_crm.rules.email_status import EmailStatus
from mock_crm.rules.messages import SequenceMessage
from mock_crm.seeding.seeds import SeedContact, SeedEmail, seed_contacts
from mock_crm.storage import database
from mock_crm.storage.campaign_models import Enrolment
from mock_crm.storage.database import open_database, open_session
from mock_crm.storage.models import Contact, Tag
from tests.mock_crm.conftest import NOW

TRACKER = "/reports/email-engagement-tracker"
ACTIONS = ("update-status", "apply-tag", "remove-tag", "start-sequence", "delete", "export")


def seed(session: Session, *names: str, **details: Any) -> list[Contact]:
    seeds = [
        SeedContact(
            given_name=name,
            family_name="Test",
            emails=[SeedEmail(field=1, address=f"{name.lower()}@example.com", status=EmailStatus.NON_MARKETABLE)],
            **details,
        )
        for name in names
    ]
    contacts = seed_contacts(session, seeds, NOW)
    session.commit()
    return contacts


def run_search(client: FlaskClient, **filters: str) -> str:
    """Search, and return the number of the search."""
    form = {"status": "", "text": "", "source": "", "engaged": "Any time", **filters}
    page = client.post(f"{TRACKER}/search", data=form, follow_redirects=True)
    found = re.search(r'data-search="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


def act(client: FlaskClient, action: str, search: str, **form: Any) -> Any:
    return client.post(f"{TRACKER}/actions/{action}", data={"search": search, "everything": "yes", **form})


def test_a_filter_that_is_no_option_is_refused_with_the_form(client: FlaskClient) -> None:
    form = {"status": "Sleepy", "text": "", "source": "", "engaged": "Any time"}
    page = client.post(f"{TRACKER}/search", data=form)
    assert page.status_code == 400
    assert "Not a valid choice" in page.text


def test_a_search_from_a_source_that_is_gone_is_still_shown(client: FlaskClient, session: Session) -> None:
    seed(session, "Ana", source="Fair")
    search = run_search(client, source="Fair")
    act(client, "delete", search)
    assert '<option selected value="Fair">' in client.get(TRACKER).text


def test_each_user_has_a_search_of_their_own(app: flask.Flask, client: FlaskClient, session: Session) -> None:
    seed(session, "Ana")
    run_search(client)
    assert "New Search" in client.get(TRACKER).text
    assert "New Search" not in app.test_client().get(TRACKER).text


def test_tags_are_applied_to_and_removed_from_the_selection(client: FlaskClient, session: Session) -> None:
    ana, ben = seed(session, "Ana", "Ben")
    search = run_search(client)
    assert act(client, "apply-tag", search, tag="VIP", contact=[ben.id]).json == {"location": TRACKER}
    assert "Tag “VIP” applied to 1 contact." in client.get(TRACKER).text
    session.expire_all()
    assert [tag.name for tag in ana.tags] == ["VIP"]
    assert ben.tags == []
    tag = session.scalars(select(Tag)).one()
    session.commit()
    act(client, "remove-tag", search, tag=tag.id)
    session.expire_all()
    assert ana.tags == []


def test_a_sequence_starts_for_the_selection_and_counts_who_had_it(client: FlaskClient, session: Session) -> None:
    sequence = sequences.create(session, "Welcome", [SequenceMessage(1, "Hello", "Text")], NOW)
    ana, _ = seed(session, "Ana", "Ben")
    search = run_search(client)
    act(client, "start-sequence", search, sequence=sequence.id, everything="no", contact=[ana.id])
    act(client, "start-sequence", search, sequence=sequence.id, address=2)
    assert "started for 1 contact. 1 contact had it already." in client.get(TRACKER).text
    enrolments = session.scalars(select(Enrolment).order_by(Enrolment.id))
    assert [enrolment.email_field for enrolment in enrolments] == [None, 2]


def test_the_export_has_a_row_for_each_selected_contact(client: FlaskClient, session: Session) -> None:
    _, ben = seed(session, "Ana", "Ben", tags=["VIP"])
    answer = act(client, "export", run_search(client), contact=[ben.id])
    assert answer.headers["Content-Disposition"] == "attachment; filename=contacts.csv"
    header, *rows = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert header[:5] == ["First name", "Last name", "Company", "Email 1", "Email 1 status"]
    assert [row[:5] for row in rows] == [["Ana", "Test", "", "ana@example.com", "Non-Marketable"]]
    assert rows[0][-2:] == ["VIP", "CSV import"]


def test_delete_takes_only_contacts_of_the_results(client: FlaskClient, session: Session) -> None:
    ana, ben = seed(session, "Ana", "Ben")
    search = run_search(client, text="ana")
    act(client, "delete", search, everything="no", contact=[ana.id, ben.id])
    session.expire_all()
    assert session.scalars(select(Contact.given_name)).all() == ["Ben"]


@pytest.mark.parametrize("action", ACTIONS)
def test_an_empty_selection_is_named(client: FlaskClient, session: Session, action: str) -> None:
    seed(session, "Ana")
    answer = act(client, action, run_search(client), everything="no", field="1", status="opt-in", tag="x", sequence="1")
    assert (answer.status_code, answer.json) == (400, {"message": "Select at least one contact first."})


@pytest.mark.parametrize("action", ACTIONS)
def test_a_search_that_is_gone_is_named(client: FlaskClient, action: str) -> None:
    answer = act(client, action, "long-gone", field="1", status="opt-in")
    assert answer.status_code == 400
    assert "Click Search to run it again." in answer.json["message"]


@pytest.mark.parametrize(
    ("action", "form", "message"),
    [
        ("update-status", {"field": ["9", "x"], "status": "opt-in"}, "Select the email fields to update."),
        ("update-status", {"field": "1", "status": "maybe"}, "Select Opt-In or Opt-Out."),
        ("apply-tag", {"tag": " "}, "Enter the name of the tag."),
        ("remove-tag", {"tag": "99"}, "Choose a tag."),
        ("start-sequence", {"sequence": "x"}, "Choose a sequence."),
        ("start-sequence", {"sequence": "9" * 30}, "Choose a sequence."),
    ],
)
def test_what_is_missing_in_a_dialog_is_named(
    client: FlaskClient, session: Session, action: str, form: dict[str, str], message: str
) -> None:
    seed(session, "Ana")
    answer = act(client, action, run_search(client), **form)
    assert (answer.status_code, answer.json["message"]) == (400, message)


def test_numbers_that_are_none_are_no_contacts(client: FlaskClient, session: Session) -> None:
    seed(session, "Ana")
    search = run_search(client)
    answer = act(client, "delete", search, everything="no", contact=["x", "-1", "²", "9" * 30])
    assert answer.json == {"message": "Select at least one contact first."}


@pytest.fixture(scope="module")
def served(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Page]]:
    """Yield the database of a CRM that serves, and a page for it."""
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('tracker') / 'crm.sqlite'}")
    with server.start({"ENGINE": engine}) as running, browser.new_context(base_url=running.url) as context:
        yield engine, context.new_page()
    engine.dispose()


@pytest.fixture
def tracker(served: tuple[Engine, Page]) -> Page:
    """Return the page with the results of a search: three contacts."""
    engine, page = served
    database.empty(engine)
    with open_session(engine, writing=True) as session:
        seed(session, "Ana", "Ben", "Cy")
    page.goto(TRACKER)
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("checkbox", name="Select All")).to_be_visible()
    # Until its scripts have run, the page does not react to keys.
    page.wait_for_load_state()
    return page


def active(page: Page, name: str) -> None:
    expect(page.get_by_role("option", name=name, selected=True)).to_be_visible()


def test_the_actions_work_by_keyboard(tracker: Page) -> None:
    tracker.get_by_role("checkbox", name="Select All").press("Space")
    button, search = (
        tracker.get_by_role("button", name="Actions"),
        tracker.get_by_role("combobox", name="Search actions"),
    )
    button.press("ArrowDown")
    expect(search).to_be_focused()
    tracker.keyboard.press("ArrowUp")
    active(tracker, "Delete contacts")
    tracker.keyboard.press("ArrowDown")
    active(tracker, "Update Opt-In/Out Status")
    tracker.keyboard.press("Escape")
    expect(search).to_be_hidden()
    expect(button).to_be_focused()
    button.press("Enter")
    tracker.keyboard.type("tag")
    expect(tracker.get_by_role("listbox", name="Actions").get_by_role("option")).to_have_text(
        ["Apply a tag", "Remove a tag"]
    )
    tracker.keyboard.press("ArrowDown")
    active(tracker, "Remove a tag")
    tracker.keyboard.press("Enter")
    expect(tracker.get_by_role("dialog", name="Remove a tag")).to_be_visible()
    tracker.keyboard.press("Escape")
    expect(tracker.get_by_role("dialog")).to_be_hidden()


def test_a_search_among_the_actions_that_finds_none_says_so(tracker: Page) -> None:
    tracker.get_by_role("button", name="Actions").click()
    tracker.get_by_role("combobox", name="Search actions").fill("fly to the moon")
    expect(tracker.get_by_role("status").filter(has_text="No action matches.")).to_be_visible()
    expect(tracker.get_by_role("option", name="Delete contacts")).to_have_count(0)


def test_an_action_without_a_selection_asks_for_one(tracker: Page) -> None:
    tracker.get_by_role("button", name="Actions").click()
    tracker.get_by_role("option", name="Delete contacts").click()
    expect(tracker.get_by_role("alert")).to_have_text("Select at least one contact first.")
    expect(tracker.get_by_role("dialog")).to_be_hidden()


def test_a_dialog_says_when_the_crm_cannot_be_reached_and_changes_nothing(tracker: Page) -> None:
    tracker.get_by_role("checkbox", name="Select Ana Test").check()
    tracker.get_by_role("button", name="Actions").click()
    tracker.get_by_role("option", name="Delete contacts").click()
    tracker.context.set_offline(True)
    dialog = tracker.get_by_role("dialog", name="Delete contacts")
    dialog.get_by_role("button", name="Delete").click()
    expect(dialog.get_by_role("alert")).to_have_text("The CRM cannot be reached. Nothing was changed; try again.")
    tracker.context.set_offline(False)
    dialog.get_by_role("button", name="Delete").click()
    expect(tracker.get_by_role("status").filter(has_text="1 contact deleted.")).to_be_visible()


def test_the_export_is_downloaded(tracker: Page) -> None:
    tracker.get_by_role("checkbox", name="Select All").check()
    tracker.get_by_role("button", name="Actions").click()
    tracker.get_by_role("option", name="Export to CSV").click()
    with tracker.expect_download() as download:
        tracker.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "contacts.csv"
    assert len(Path(download.value.path()).read_text().splitlines()) == 4
