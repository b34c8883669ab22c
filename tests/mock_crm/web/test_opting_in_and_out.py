"""Opting one address of a contact in and out on the contact's page, over HTTP."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from mock_crm.clock import AdjustableClock
from mock_crm.rules.email_status import MARKETABLE, EmailStatus, Outcome, Way
from mock_crm.seeding.seeds import SeedContact, SeedEmail, seed_contacts
from mock_crm.storage.models import ConsentEvent, Contact, EmailAddress
from mock_crm.web.context import LOCAL_USER

REASON = "Signed form at the counter"
OPT_IN, OPT_OUT = "Opt In", "Opt Out"

Add = Callable[..., int]


@pytest.fixture
def add(session: Session, clock: AdjustableClock) -> Add:
    """Return a function that adds a contact with an address of each status given, and returns its number."""

    def add(*statuses: EmailStatus, first: str = "Ana") -> int:
        emails = [
            SeedEmail(field=field, address=f"{first.lower()}-{field}@example.com", status=status)
            for field, status in enumerate(statuses, 1)
        ]
        contact = seed_contacts(session, [SeedContact(emails=emails, given_name=first)], clock.now())[0]
        session.commit()
        return contact.id

    return add


def opt(client: FlaskClient, direction: str, contact: int, field: int = 1, **data: str) -> TestResponse:
    return client.post(f"/contacts/{contact}/emails/{field}/opt-{direction}", data=data)


def statuses(session: Session) -> list[EmailStatus]:
    session.rollback()
    return list(session.scalars(select(EmailAddress.status).order_by(EmailAddress.id)))


def newest_event(session: Session) -> ConsentEvent:
    session.rollback()
    return session.scalars(select(ConsentEvent).order_by(ConsentEvent.id.desc())).first() or ConsentEvent()


def section(client: FlaskClient, contact: int, label: str = "Email 1") -> Tag:
    page = BeautifulSoup(client.get(f"/contacts/{contact}").text, "html.parser")
    heading = page.find("h2", string=label)
    assert isinstance(heading, Tag)
    found = heading.find_parent("section")
    assert isinstance(found, Tag)
    return found


def alert(client: FlaskClient, response: TestResponse) -> tuple[str, str]:
    page = BeautifulSoup(client.get(response.headers["Location"]).text, "html.parser")
    found = page.select_one(".alert")
    assert found is not None
    return str(found["role"]), found.get_text()


def test_permission_makes_a_non_marketable_address_opted_in_and_is_kept(
    client: FlaskClient, session: Session, add: Add
) -> None:
    contact = add(EmailStatus.NON_MARKETABLE, EmailStatus.NON_MARKETABLE)

    response = opt(client, "in", contact, field=2, permission_reason=f"  {REASON} ")

    assert statuses(session) == [EmailStatus.NON_MARKETABLE, EmailStatus.OPTED_IN]
    event = newest_event(session)
    assert (event.outcome, event.from_status, event.to_status) == (
        Outcome.CHANGED,
        EmailStatus.NON_MARKETABLE,
        EmailStatus.OPTED_IN,
    )
    assert (event.way, event.who, event.reason, event.batch) == (Way.PAGE, LOCAL_USER, REASON, "")
    assert alert(client, response) == ("status", "Email status updated. ana-2@example.com is Opted-In.")


@pytest.mark.parametrize("status", [EmailStatus.NON_MARKETABLE, *sorted(MARKETABLE)])
def test_opt_out_makes_addresses_that_campaigns_may_reach_unsubscribed(
    client: FlaskClient, session: Session, add: Add, status: EmailStatus
) -> None:
    contact = add(status)

    response = opt(client, "out", contact)

    assert statuses(session) == [EmailStatus.UNSUBSCRIBED]
    event = newest_event(session)
    assert (event.from_status, event.way, event.reason) == (status, Way.PAGE, "Opted out on the contact's page.")
    assert alert(client, response) == ("status", "Email status updated. ana-1@example.com is Unsubscribed.")


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        *((status, REASON) for status in EmailStatus if status is not EmailStatus.NON_MARKETABLE),
        (EmailStatus.UNSUBSCRIBED, ""),
        (EmailStatus.UNSUBSCRIBED, "x" * 10_000),
    ],
)
def test_a_forged_opt_in_changes_nothing_and_is_kept(
    client: FlaskClient, session: Session, add: Add, status: EmailStatus, reason: str
) -> None:
    contact = add(status)

    response = opt(client, "in", contact, permission_reason=reason)

    assert statuses(session) == [status]
    event = newest_event(session)
    assert (event.outcome, event.from_status, event.to_status) == (Outcome.REFUSED, status, EmailStatus.OPTED_IN)
    assert (event.way, event.reason) == (Way.PAGE, f"Opt-in does not change {status}.")
    assert alert(client, response) == (
        "alert",
        f"ana-1@example.com is {status} and stays so. Opt-in does not change {status}.",
    )


@pytest.mark.parametrize(
    "status",
    [
        EmailStatus.UNSUBSCRIBED,
        EmailStatus.SOFT_BOUNCE,
        EmailStatus.HARD_BOUNCE,
        EmailStatus.SPAM_COMPLAINT,
        EmailStatus.INVALID,
    ],
)
def test_a_forged_opt_out_changes_nothing_and_is_kept(
    client: FlaskClient, session: Session, add: Add, status: EmailStatus
) -> None:
    contact = add(status)

    opt(client, "out", contact)

    assert statuses(session) == [status]
    event = newest_event(session)
    assert (event.outcome, event.from_status, event.to_status) == (Outcome.REFUSED, status, EmailStatus.UNSUBSCRIBED)


@pytest.mark.parametrize(
    ("reason", "problem"),
    [
        ("", "Say how permission was given."),
        (" \t", "Say how permission was given."),
        ("x" * 501, "The reason for the permission has 501 characters; 500 is the maximum."),
        ("a\nb", "The reason for the permission has a line break"),
    ],
)
def test_without_a_usable_reason_the_dialog_comes_back_open_with_what_was_typed(
    client: FlaskClient, session: Session, add: Add, reason: str, problem: str
) -> None:
    contact = add(EmailStatus.NON_MARKETABLE, EmailStatus.NON_MARKETABLE)

    response = opt(client, "in", contact, field=2, permission_reason=reason)

    assert response.status_code == 400
    page = BeautifulSoup(response.text, "html.parser")
    opened = page.select("dialog[data-open]")
    assert [dialog["id"] for dialog in opened] == ["opt-in-2"]
    assert problem in opened[0].get_text()
    field = opened[0].select_one("input[name=permission_reason]")
    assert field is not None
    assert field["value"] == reason
    other = page.select_one("#opt-in-1 input[name=permission_reason]")
    assert other is not None
    assert other["value"] == ""
    assert statuses(session) == [EmailStatus.NON_MARKETABLE] * 2
    assert newest_event(session).from_status is None


@pytest.mark.parametrize(
    ("status", "buttons", "opt_in"),
    [
        (EmailStatus.NON_MARKETABLE, [OPT_IN, OPT_OUT], "Yes Can be opted out Yes"),
        *(
            (status, [OPT_OUT], "No. The address gets every kind of email already. Can be opted out Yes")
            for status in sorted(MARKETABLE)
        ),
        (EmailStatus.UNSUBSCRIBED, [], "No. An opt-out cannot be taken back. Can be opted out No. The address gets no"),
        (EmailStatus.SOFT_BOUNCE, [], "No. The mail server refuses the address for now, and permission"),
        (EmailStatus.HARD_BOUNCE, [], "No. The mail server refuses the address for good, and permission"),
        (EmailStatus.SPAM_COMPLAINT, [], "No. The recipient reported a message as spam, and permission"),
        (EmailStatus.INVALID, [], "No. The address cannot exist, and permission does not change that."),
    ],
)
def test_the_page_offers_what_the_rules_allow_and_says_why_not(
    client: FlaskClient, add: Add, status: EmailStatus, buttons: list[str], opt_in: str
) -> None:
    shown = section(client, add(status))

    assert [button.get_text() for button in shown.select("button")] == buttons
    assert f"Can be opted in {opt_in}" in " ".join(shown.get_text(" ").split())


def test_contacts_who_share_an_address_change_together(client: FlaskClient, session: Session, add: Add) -> None:
    ana = add(EmailStatus.NON_MARKETABLE)
    ben = add(EmailStatus.NON_MARKETABLE, first="Ben")
    contact = session.get_one(Contact, ben)
    contact.emails[0].address = session.get_one(Contact, ana).emails[0].address
    session.commit()

    dialogs = BeautifulSoup(client.get(f"/contacts/{ana}").text, "html.parser").select("dialog[id^=opt-]")
    opt(client, "in", ana, permission_reason=REASON)

    assert ["everyone who shares it: Ben." in " ".join(dialog.get_text().split()) for dialog in dialogs] == [True, True]
    assert section(client, ben).select(".status")[0].get_text() == "Opted-In"


@pytest.mark.parametrize("direction", ["in", "out"])
@pytest.mark.parametrize("field", [0, 2, 4])
def test_an_address_that_is_not_there_is_a_clear_page(
    client: FlaskClient, session: Session, add: Add, direction: str, field: int
) -> None:
    contact = add(EmailStatus.NON_MARKETABLE)

    response = opt(client, direction, contact, field=field, permission_reason=REASON)

    assert response.status_code == 404
    assert f"Ana has no Email {field}; it may have been removed." in response.text
    assert statuses(session) == [EmailStatus.NON_MARKETABLE]


@pytest.mark.parametrize("direction", ["in", "out"])
def test_a_contact_that_is_not_there_is_a_clear_page(client: FlaskClient, direction: str) -> None:
    assert opt(client, direction, 999).status_code == 404


@pytest.mark.parametrize("direction", ["in", "out"])
def test_without_csrf_token_nothing_changes(client: FlaskClient, session: Session, add: Add, direction: str) -> None:
    contact = add(EmailStatus.NON_MARKETABLE)
    client.application.config["WTF_CSRF_ENABLED"] = True

    assert opt(client, direction, contact, permission_reason=REASON).status_code == 400
    assert statuses(session) == [EmailStatus.NON_MARKETABLE]
    assert newest_event(session).from_status is None


def test_what_was_typed_is_shown_as_text(client: FlaskClient, add: Add) -> None:
    contact = add(EmailStatus.NON_MARKETABLE)
    hostile = "\"><script>alert('1')</script>"

    opt(client, "in", contact, permission_reason=hostile)

    page = BeautifulSoup(client.get(f"/contacts/{contact}").text, "html.parser")
    assert hostile in page.get_text()
    assert "alert(" not in "".join(script.get_text() for script in page.find_all("script"))
