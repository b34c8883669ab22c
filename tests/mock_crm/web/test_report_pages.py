"""The pages of the reports."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from mock_crm.clock import AdjustableClock
from mock_crm.contacts import bulk, editing
from mock_crm.contacts.consent import Origin
from mock_crm.mail import delivery
from mock_crm.mail.delivery import Mailer
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import MessageKind

REPORTS = ["Email Engagement Tracker", "Email Status Summary", "Contacts by Source", "Consent History", "Sent Messages"]
FILTERS = ["/reports/consent-history", "/reports/sent-messages"]


def open_page(client: FlaskClient, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def rows_of(page: BeautifulSoup) -> list[list[str]]:
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in page.select("tbody tr")]


def add_contacts(session: Session, origin: Origin, count: int, permission: str | None = "By phone") -> None:
    for number in range(count):
        details = ContactDetails(f"Ada {number}", emails={1: f"ada{number}@example.com"})
        editing.add(session, details, "Fair", origin, permission)


@pytest.fixture
def some_messages(session: Session, mailer: Mailer, clock: AdjustableClock, by_hand: Origin) -> None:
    """Send two messages, the first of which has markup in every place that a user can fill."""
    ada = editing.add(session, ContactDetails("<i>Ada</i>", emails={1: "ada@example.com"}), "Fair", by_hand, "Yes")
    address = ada.emails[0].address
    delivery.deliver(session, mailer, MessageKind.ONE_TO_ONE, ada, address, "<script>1</script>", "Good\n<b>day</b>")
    clock.advance(timedelta(minutes=5))
    delivery.deliver(session, mailer, MessageKind.BROADCAST, ada, address, "News", "Good day")
    session.commit()


def test_the_reports_page_lists_every_report_by_a_link_that_is_its_name_and_opens_it(client: FlaskClient) -> None:
    links = open_page(client, "/reports").select("main li a")

    assert [link.get_text() for link in links] == REPORTS
    for link in links:
        assert open_page(client, str(link["href"])).select_one("h1").get_text() == link.get_text()


def test_reports_of_an_empty_crm_say_that_there_is_nothing_yet(client: FlaskClient) -> None:
    for address, sentence in (
        ("email-status-summary", "No contact has an email address yet."),
        ("contacts-by-source", "There are no contacts yet."),
        ("consent-history", "No email status has been set yet."),
        ("sent-messages", "No message has been sent yet."),
    ):
        page = open_page(client, f"/reports/{address}")
        assert page.select_one(".empty").get_text() == sentence
        assert not page.select("table")


def test_the_status_summary_has_the_same_numbers_in_its_chart_and_in_its_table(
    session: Session, client: FlaskClient, by_hand: Origin
) -> None:
    add_contacts(session, by_hand, 3)
    editing.add(session, ContactDetails(emails={1: "bob@example.com"}), "Fair", by_hand, None)
    session.commit()

    page = open_page(client, "/reports/email-status-summary")

    rows = rows_of(page)
    assert [row[0] for row in rows][:5] == ["Non-Marketable", "Unconfirmed", "Confirmed", "Opted-In", "Unsubscribed"]
    assert rows[0][1:] == ["1", "25.0%", "1"]
    assert rows[3][1:] == ["3", "75.0%", "3"]
    chart = page.select_one("svg[role=img]")
    assert "Non-Marketable 1, Unconfirmed 0, Confirmed 0, Opted-In 3," in chart["aria-label"]
    assert [bar["width"] for bar in chart.select("rect.bar")][:4] == ["33.33%", "0.00%", "0.00%", "100.00%"]


def test_contacts_by_source_shows_counts_and_the_last_one(
    session: Session, client: FlaskClient, by_hand: Origin
) -> None:
    add_contacts(session, by_hand, 2)
    editing.add(session, ContactDetails(emails={1: "bob@example.com"}), "<i>Shop</i>", by_hand, None)
    session.commit()

    assert rows_of(open_page(client, "/reports/contacts-by-source")) == [
        ["Fair", "2", "2", "66.7%", "2 Mar 2026, 09:30"],
        ["<i>Shop</i>", "1", "0", "33.3%", "2 Mar 2026, 09:30"],
    ]


def test_the_consent_history_comes_in_pages_that_keep_the_filters(
    session: Session, client: FlaskClient, by_hand: Origin
) -> None:
    add_contacts(session, by_hand, 51)
    session.commit()

    first = open_page(client, "/reports/consent-history?address=EXAMPLE&outcome=changed")
    second = open_page(client, str(first.find("a", string="Next")["href"]))

    assert len(rows_of(first)) == 50
    assert rows_of(first)[0] == [
        "2 Mar 2026, 09:30",
        "ada50@example.com",
        "Changed",
        "new",
        "Opted-In",
        "Ada page",
        "By phone",
    ]
    assert [row[1] for row in rows_of(second)] == ["ada0@example.com"]
    assert second.find("input", {"name": "address"})["value"] == "EXAMPLE"
    assert second.find("option", {"selected": True}).get_text() == "Changed"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("outcome=perhaps", "Not a valid choice."),
        (f"address={'x' * 321}", "Field cannot be longer than 320 characters."),
    ],
)
def test_a_filter_that_makes_no_sense_is_named_at_its_field(client: FlaskClient, query: str, message: str) -> None:
    answer = client.get(f"/reports/consent-history?{query}")

    assert answer.status_code == 400
    assert BeautifulSoup(answer.text, "html.parser").select_one(".invalid-feedback").get_text() == message


@pytest.mark.parametrize("address", FILTERS)
@pytest.mark.parametrize(
    "query", ["page=x", "page=-1", "page=99999999999999999999", "unknown=1", "address=%00", "outcome="]
)
def test_odd_query_parameters_do_no_harm(
    session: Session, client: FlaskClient, some_messages: None, address: str, query: str
) -> None:
    assert client.get(f"{address}?{query}").status_code == 200


@pytest.mark.usefixtures("some_messages")
def test_sent_messages_are_listed_newest_first(client: FlaskClient) -> None:
    assert rows_of(open_page(client, "/reports/sent-messages")) == [
        ["2 Mar 2026, 09:35", "News", "<i>Ada</i> ada@example.com", "Broadcast", "Accepted"],
        ["2 Mar 2026, 09:30", "<script>1</script>", "<i>Ada</i> ada@example.com", "One-to-one", "Accepted"],
    ]


@pytest.mark.usefixtures("some_messages")
def test_the_subject_of_a_message_leads_to_its_text_and_its_source(client: FlaskClient) -> None:
    listed = open_page(client, "/reports/sent-messages").find("a", string="<script>1</script>")

    page = open_page(client, str(listed["href"]))

    assert page.select_one("h1").get_text() == "<script>1</script>"
    assert page.select_one(".message-body").get_text() == "Good\n<b>day</b>"
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in page.select_one("details pre").get_text()
    assert page.find("a", string="<i>Ada</i>")["href"] == "/contacts/1"


def test_a_message_to_a_contact_that_was_deleted_is_shown_without_a_link(
    session: Session, client: FlaskClient, some_messages: None
) -> None:
    bulk.remove(session, [1])
    session.commit()

    listed = open_page(client, "/reports/sent-messages")
    page = open_page(client, str(listed.find("a", string="News")["href"]))

    assert rows_of(listed)[0][2] == "ada@example.com"
    assert "ada@example.com (the contact was deleted)" in page.select_one("dl.facts").get_text(" ", strip=True)


@pytest.mark.parametrize("number", ["1", "99999999999999999999999", "x"])
def test_a_message_that_is_not_there_gets_a_clear_page(client: FlaskClient, number: str) -> None:
    answer = client.get(f"/reports/sent-messages/{number}")

    assert answer.status_code == 404
    assert "<h1>Not Found</h1>" in answer.text
