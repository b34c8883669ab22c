"""The Campaigns pages: broadcasts from draft to record, sequences from writing to stopping."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from mock_crm.campaigns import broadcasts, sequences
from mock_crm.clock import AdjustableClock
from mock_crm.contacts import bulk, editing
from mock_crm.contacts.consent import Origin
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import EmailStatus
from mock_crm.rules.messages import MAX_MESSAGES, SequenceMessage
from mock_crm.storage.campaign_models import Broadcast, Enrolment, Message, Sequence
from mock_crm.storage.database import open_session
from mock_crm.storage.models import Contact

BROADCAST = {"subject": "Sale", "body": "Half price.", "recipients": "", "address": ""}


def add(session: Session, by_hand: Origin, name: str, permission: str | None = "On paper") -> Contact:
    details = ContactDetails(given_name=name, emails={1: f"{name.casefold()}@example.com"})
    return editing.add(session, details, "Test", by_hand, permission)


@pytest.fixture
def ann_and_ben(session: Session, by_hand: Origin) -> tuple[int, int]:
    """Return the numbers of Ann, who gave permission, and of Ben, who did not."""
    ann, ben = add(session, by_hand, "Ann"), add(session, by_hand, "Ben", permission=None)
    session.commit()
    return ann.id, ben.id


@pytest.fixture
def welcome(session: Session, by_hand: Origin) -> str:
    """Return the address of the page of a sequence of two messages."""
    messages = [SequenceMessage(0, "Welcome 1", "Hello."), SequenceMessage(3, "Welcome 2", "Still there?")]
    sequence = sequences.create(session, "Welcome", messages, by_hand.at)
    session.commit()
    return f"/campaigns/sequences/{sequence.id}"


def rows(html: str, table: str) -> list[list[str]]:
    """Return the cells of the table whose caption matches a pattern, without its heading."""
    for found in BeautifulSoup(html, "html.parser").find_all("table"):
        if found.caption and re.fullmatch(table, found.caption.get_text(strip=True)):
            cells = [row.find_all(["th", "td"]) for row in found.find_all("tr")]
            return [[" ".join(cell.get_text(" ").split()) for cell in row] for row in cells[1:]]
    raise AssertionError(f"no table named {table} in {html}")


def count(engine: Engine, table: type[Broadcast | Message | Sequence | Enrolment]) -> int:
    with open_session(engine, writing=False) as reading:
        return reading.scalar(select(func.count()).select_from(table)) or 0


def save(client: FlaskClient, **changes: str) -> str:
    """Save a broadcast and return the address of its page."""
    answer = client.post("/campaigns/broadcasts/new", data=BROADCAST | changes)
    assert answer.status_code == 302, answer.text
    return answer.location


def messages_form(*messages: tuple[str, str, str], **others: str) -> dict[str, str]:
    form = {"name": "Welcome", **others}
    for index, (delay, subject, body) in enumerate(messages):
        prefix = f"messages-{index}"
        form |= {f"{prefix}-delay_days": delay, f"{prefix}-subject": subject, f"{prefix}-body": body}
    return form


def test_a_new_broadcast_is_reviewed_before_it_is_sent_and_is_a_record_afterwards(
    client: FlaskClient, engine: Engine, ann_and_ben: tuple[int, int]
) -> None:
    page = save(client)
    review = client.get(page).text
    reason = "The email status is Non-Marketable, which gets one-to-one email only."
    assert rows(review, r"Will get it \(1\)") == [["Ann", "ann@example.com"]]
    assert rows(review, r"Will not get it \(1\)") == [["Ben", "ben@example.com", reason]]
    assert "Send broadcast to 1 contact<" in review
    assert count(engine, Message) == 0

    answer = client.post(f"{page}/send", follow_redirects=True)
    assert "The broadcast was sent to 1 contact. 1 contact was left out." in answer.text
    assert rows(answer.text, r"Got it \(1\)") == [["Ann", "ann@example.com"]]
    assert rows(answer.text, r"Left out \(1\)") == [["Ben", "ben@example.com", reason]]
    assert "Send broadcast" not in answer.text
    assert count(engine, Message) == 1


def test_a_second_press_of_the_send_button_sends_nothing_and_says_so(
    client: FlaskClient, engine: Engine, ann_and_ben: tuple[int, int]
) -> None:
    page = save(client)
    client.post(f"{page}/send")
    answer = client.post(f"{page}/send")
    assert answer.status_code == 409
    assert "already sent" in answer.text
    assert count(engine, Message) == 1


def test_a_broadcast_can_be_for_a_tag_and_for_an_address_field(
    client: FlaskClient, session: Session, ann_and_ben: tuple[int, int]
) -> None:
    tag = bulk.tag_named(session, "Regulars")
    bulk.apply_tag(session, tag, [ann_and_ben[0]])
    session.commit()
    review = client.get(save(client, recipients=str(tag.id), address="2")).text
    assert "Contacts with the tag “Regulars”" in review
    assert rows(review, r"Will not get it \(1\)") == [["Ann", "none", "The contact has no address in Email 2."]]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"subject": ""}, "Enter a subject."),
        ({"subject": "  "}, "Enter a subject."),
        ({"subject": "x" * 201}, "200 characters"),
        ({"subject": "Sale\r\nBcc: all@example.com"}, "line break"),
        ({"body": " \n "}, "Enter the text of the message."),
        ({"body": "x" * 100_001}, "100000 characters"),
        ({"body": "\x00"}, "control character"),
        ({"recipients": "999"}, "Not a valid choice"),
        ({"recipients": "x"}, "Not a valid choice"),
        ({"address": "4"}, "Not a valid choice"),
    ],
)
def test_a_broadcast_that_cannot_be_is_explained_and_keeps_what_was_typed(
    client: FlaskClient, engine: Engine, changes: dict[str, str], message: str
) -> None:
    answer = client.post("/campaigns/broadcasts/new", data=BROADCAST | changes)
    assert answer.status_code == 400
    assert message in answer.text
    kept = BeautifulSoup(answer.text, "html.parser")
    assert ("Half price." in kept.find("textarea").get_text()) == ("body" not in changes)
    assert count(engine, Broadcast) == 0


def test_malicious_text_is_shown_unharmed_on_every_page(
    client: FlaskClient, session: Session, by_hand: Origin, engine: Engine
) -> None:
    nasty = '"><script>alert(1)</script>{{ 7*7 }}\u202e😀'
    add(session, by_hand, "Ann").given_name = nasty
    session.commit()
    page = save(client, subject=nasty, body=nasty)
    client.post(f"{page}/send")
    answer = client.post("/campaigns/sequences/new", data=messages_form(("0", nasty, nasty)) | {"name": nasty})
    client.post(f"{answer.location}/start", data={"contacts": ""})
    for address in ("/campaigns", page, answer.location):
        html = client.get(address).text
        assert "<script>alert" not in html
        assert nasty in BeautifulSoup(html, "html.parser").get_text()
    assert count(engine, Message) == 1


def test_long_lists_of_recipients_are_split_into_pages(client: FlaskClient, session: Session, by_hand: Origin) -> None:
    for number in range(60):
        add(session, by_hand, f"In{number}")
        add(session, by_hand, f"Out{number}", permission=None)
    session.commit()
    page = save(client)
    review = client.get(page).text
    assert len(rows(review, r"Will get it \(60\)")) == 50
    assert len(rows(review, r"Will not get it \(60\)")) == 50
    assert "<strong>60</strong> The email status is Non-Marketable" in review
    client.post(f"{page}/send")
    second = client.get(f"{page}?page=2").text
    assert len(rows(second, r"Got it \(60\)")) == 10
    assert [row[0] for row in rows(second, r"Left out \(60\)")] == [f"Out{number}" for number in range(50, 60)]


def test_the_index_shows_broadcasts_and_sequences_with_their_numbers(
    client: FlaskClient, ann_and_ben: tuple[int, int], welcome: str
) -> None:
    client.post(f"{save(client)}/send")
    save(client, subject="Draft")
    client.post(f"{welcome}/start", data={"contacts": ""})
    client.post("/campaigns/tick")
    html = client.get("/campaigns").text
    table = rows(html, "Broadcasts.*")
    assert [(row[0], row[3], row[4], row[5]) for row in table] == [
        ("Draft", "Draft", "not sent", "not sent"),
        ("Sale", "Sent", "1", "1"),
    ]
    assert rows(html, "Sequences") == [["Welcome", "2", "2", "1"]]


def test_an_empty_crm_says_what_campaigns_are(client: FlaskClient) -> None:
    html = client.get("/campaigns").text
    assert "No broadcast yet." in html
    assert "No sequence yet." in html


def test_messages_are_added_to_and_removed_from_a_sequence_before_it_is_saved(
    client: FlaskClient, engine: Engine
) -> None:
    def subjects(html: str) -> list[str]:
        form = BeautifulSoup(html, "html.parser")
        return [field.get("value", "") for field in form.find_all("input", id=re.compile(r"messages-\d+-subject"))]

    typed = [("0", "One", "First."), ("2", "Two", "Second."), ("4", "Three", "Third.")]
    more = client.post("/campaigns/sequences/new", data=messages_form(*typed, add="1"))
    assert (more.status_code, subjects(more.text)) == (200, ["One", "Two", "Three", ""])
    fewer = client.post("/campaigns/sequences/new", data=messages_form(*typed, remove="1"))
    assert (fewer.status_code, subjects(fewer.text)) == (200, ["One", "Three"])
    only = client.post("/campaigns/sequences/new", data=messages_form(typed[0], remove="0"))
    assert subjects(only.text) == ["One"]
    assert count(engine, Sequence) == 0

    saved = client.post("/campaigns/sequences/new", data=messages_form(*typed), follow_redirects=True)
    assert "The sequence “Welcome” was saved." in saved.text
    items = BeautifulSoup(saved.text, "html.parser").select("ol > li:has(details)")
    assert [" ".join(item.get_text(" ").split()) for item in items] == [
        "One 0 days after the start Text of message 1 First.",
        "Two 2 days after message 1 Text of message 2 Second.",
        "Three 4 days after message 2 Text of message 3 Third.",
    ]


def test_a_full_sequence_takes_no_further_message(client: FlaskClient) -> None:
    typed = [("0", f"Subject {number}", "Text.") for number in range(MAX_MESSAGES)]
    answer = client.post("/campaigns/sequences/new", data=messages_form(*typed, add="1"))
    assert answer.status_code == 200
    assert f"Message {MAX_MESSAGES}" in answer.text
    assert f"Message {MAX_MESSAGES + 1}" not in answer.text
    assert "Add a message" not in answer.text


@pytest.mark.parametrize(
    ("form", "message"),
    [
        (messages_form(("0", "One", "First."), name=" "), "Enter a name."),
        (messages_form(("x", "One", "First.")), "Not a valid integer value."),
        (messages_form(("-1", "One", "First.")), "between 0 and 365"),
        (messages_form(("9" * 5000, "One", "First.")), "Not a valid integer value."),
        (messages_form(("0", "One", "First."), ("0", "Two\nBcc: a@example.com", "Second.")), "line break"),
        (messages_form(("0", "One", " ")), "Enter the text of the message."),
        ({"name": "Welcome"}, "Enter a subject."),
    ],
)
def test_a_sequence_that_cannot_be_is_explained_where_it_is_wrong(
    client: FlaskClient, engine: Engine, form: dict[str, str], message: str
) -> None:
    answer = client.post("/campaigns/sequences/new", data=form)
    assert answer.status_code == 400
    assert message in answer.text
    assert count(engine, Sequence) == 0


def test_a_name_that_is_taken_is_said_at_the_name(client: FlaskClient, welcome: str) -> None:
    answer = client.post("/campaigns/sequences/new", data=messages_form(("0", "One", "First.")))
    assert answer.status_code == 400
    assert "There is already a sequence named “Welcome”" in answer.text


def test_the_page_of_a_sequence_shows_who_is_in_it_how_far_and_who_is_held_and_why(
    client: FlaskClient, session: Session, ann_and_ben: tuple[int, int], welcome: str, clock: AdjustableClock
) -> None:
    tag = bulk.tag_named(session, "Regulars")
    bulk.apply_tag(session, tag, [ann_and_ben[0]])
    session.commit()
    client.post(f"{welcome}/start", data={"contacts": str(tag.id)})
    answer = client.post(f"{welcome}/start", data={"contacts": "", "address": "1"}, follow_redirects=True)
    assert "The sequence was started for 1 contact. 1 was in it already." in answer.text
    due = "2 Mar 2026, 09:30"
    assert rows(answer.text, "Contacts in it") == [
        ["Ann", "First address", "1 of 2: Welcome 1", due, "Waiting", "Stop for Ann"],
        ["Ben", "Email 1", "1 of 2: Welcome 1", due, "Waiting", "Stop for Ben"],
    ]
    answer = client.post("/campaigns/tick", follow_redirects=True)
    assert "1 message was sent. 1 contact is held." in answer.text
    held = "Held The email status is Non-Marketable, which gets one-to-one email only."
    assert rows(client.get(welcome).text, "Contacts in it") == [
        ["Ann", "First address", "2 of 2: Welcome 2", "5 Mar 2026, 09:30", "Waiting", "Stop for Ann"],
        ["Ben", "Email 1", "1 of 2: Welcome 1", due, held, "Stop for Ben"],
    ]
    clock.advance(timedelta(days=3))
    client.post("/campaigns/tick")
    assert rows(client.get(welcome).text, "Contacts in it")[0] == ["Ann", "First address", "none", "", "Finished", ""]


def test_a_sequence_is_started_for_a_tag_and_tells_who_was_in_it_already(
    client: FlaskClient, session: Session, ann_and_ben: tuple[int, int], welcome: str
) -> None:
    tag = bulk.tag_named(session, "Regulars")
    bulk.apply_tag(session, tag, [ann_and_ben[1]])
    session.commit()
    answer = client.post(f"{welcome}/start", data={"contacts": str(tag.id)}, follow_redirects=True)
    assert [row[0] for row in rows(answer.text, "Contacts in it")] == ["Ben"]
    answer = client.post(f"{welcome}/start", data={"contacts": ""}, follow_redirects=True)
    assert "The sequence was started for 1 contact. 1 was in it already." in answer.text


def test_a_sequence_is_not_started_for_a_tag_that_is_not_there(
    client: FlaskClient, engine: Engine, ann_and_ben: tuple[int, int], welcome: str
) -> None:
    answer = client.post(f"{welcome}/start", data={"contacts": "999"}, follow_redirects=True)
    assert "That tag does not exist any more." in answer.text
    assert count(engine, Enrolment) == 0


def test_a_sequence_is_stopped_for_one_contact(client: FlaskClient, ann_and_ben: tuple[int, int], welcome: str) -> None:
    client.post(f"{welcome}/start", data={"contacts": ""})
    answer = client.post(f"{welcome}/contacts/{ann_and_ben[0]}/stop", follow_redirects=True)
    assert "The sequence was stopped for the contact." in answer.text
    assert [row[0] for row in rows(answer.text, "Contacts in it")] == ["Ben"]
    assert client.post(f"{welcome}/contacts/{ann_and_ben[0]}/stop").status_code == 404


@pytest.mark.parametrize("number", ["99", "0", "99999999999999999999999", "-1", "x"])
def test_what_is_not_there_is_not_found(client: FlaskClient, number: str) -> None:
    for address in (f"/campaigns/broadcasts/{number}", f"/campaigns/sequences/{number}"):
        assert client.get(address).status_code == 404


def test_a_broadcast_to_ten_thousand_contacts_can_be_reviewed(
    client: FlaskClient, session: Session, by_hand: Origin
) -> None:
    address = add(session, by_hand, "Ann").emails[0].address
    address.status = EmailStatus.CONFIRMED
    session.execute(
        Contact.__table__.insert(),
        [
            {"given_name": f"C{number}", "family_name": "", "company": "", "source": "Test", "created_at": by_hand.at}
            for number in range(9_999)
        ],
    )
    session.commit()
    review = client.get(save(client))
    assert "Will not get it (9,999)" in review.text
    assert len(review.data) < 100_000


def test_the_tally_of_a_broadcast_to_nobody_is_zero(session: Session, by_hand: Origin) -> None:
    broadcast = broadcasts.create(session, "Sale", "Half price.", None, None, by_hand.at)
    assert broadcasts.tallies(session, [broadcast.id]) == {}
