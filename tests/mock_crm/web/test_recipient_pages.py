"""The pages for recipients: they need no account, do nothing by a mere link, and tell strangers nothing."""

from urllib.parse import urlsplit

import flask
import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from mock_crm.clock import AdjustableClock
from mock_crm.contacts import editing, search
from mock_crm.contacts.consent import Origin
from mock_crm.mail import delivery
from mock_crm.mail.delivery import Mailer
from mock_crm.recipients import sign_up
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import EmailStatus, MessageKind, Outcome, Way
from mock_crm.storage.campaign_models import Message
from mock_crm.storage.database import open_session
from mock_crm.storage.models import ConsentEvent, Contact, EmailAddress
from mock_crm.web import context
from mock_crm.web.app import create_app


@pytest.fixture
def app_mailer(app: flask.Flask) -> Mailer:
    """Return the application's own mailer, whose links its pages accept."""
    with app.app_context():
        return context.crm().mailer


@pytest.fixture
def ann(session: Session, by_hand: Origin) -> EmailAddress:
    """Return the address of a contact with permission, on record for the application."""
    contact = editing.add(session, ContactDetails("Ann", emails={1: "ann@example.com"}), "Test", by_hand, "On paper")
    session.commit()
    return contact.emails[0].address


def path(link: str) -> str:
    return urlsplit(link).path


def now_stored(engine: Engine, address: str = "ann@example.com") -> EmailAddress:
    with open_session(engine, writing=False) as reading:
        return reading.scalars(select(EmailAddress).where(EmailAddress.key == address)).one()


def history(engine: Engine) -> list[ConsentEvent]:
    with open_session(engine, writing=False) as reading:
        return list(reading.scalars(select(ConsentEvent).order_by(ConsentEvent.id)))


def messages(engine: Engine) -> list[Message]:
    with open_session(engine, writing=False) as reading:
        return list(reading.scalars(select(Message).order_by(Message.id)))


def sign_up_as(client: FlaskClient, name: str, email: str) -> tuple[int, str]:
    answer = client.post("/sign-up", data={"name": name, "email": email}, follow_redirects=True)
    return answer.status_code, answer.text


def test_signing_up_and_confirming_by_the_link_in_the_mail_makes_a_confirmed_contact(
    client: FlaskClient, engine: Engine, app_mailer: Mailer
) -> None:
    status, page = sign_up_as(client, "Ann Mary Lee", "Ann@example.com")
    assert (status, "Check your inbox" in page) == (200, True)
    assert now_stored(engine).status is EmailStatus.UNCONFIRMED
    (message,) = messages(engine)
    link = app_mailer.links.confirm(now_stored(engine).id)
    assert (message.kind, message.subject) == (MessageKind.ONE_TO_ONE, sign_up.SUBJECT)
    assert link in message.body

    assert "A…@example.com" in client.get(path(link)).text
    assert now_stored(engine).status is EmailStatus.UNCONFIRMED
    assert "Thank you" in client.post(path(link)).text
    assert now_stored(engine).status is EmailStatus.CONFIRMED
    with open_session(engine, writing=False) as reading:
        contact = reading.scalars(select(Contact)).one()
    assert (contact.given_name, contact.family_name, contact.source) == ("Ann Mary", "Lee", "Sign-up form")
    assert [(event.who, event.way, event.to_status) for event in history(engine)] == [
        ("Sign-up form", Way.FORM, EmailStatus.UNCONFIRMED),
        ("Recipient", Way.LINK, EmailStatus.CONFIRMED),
    ]


@pytest.mark.parametrize("status", EmailStatus)
def test_the_form_answers_the_same_for_every_address_and_mails_only_the_unconfirmed(
    client: FlaskClient, session: Session, engine: Engine, ann: EmailAddress, status: EmailStatus
) -> None:
    ann.status = status
    session.commit()
    unknown = sign_up_as(client, "Zoe", "zoe@example.com")
    assert sign_up_as(client, "Mallory", "ann@example.com") == unknown
    expected = EmailStatus.UNCONFIRMED if status is EmailStatus.NON_MARKETABLE else status
    assert now_stored(engine).status is expected
    to_ann = [message for message in messages(engine) if message.address_id == ann.id]
    assert len(to_ann) == int(expected is EmailStatus.UNCONFIRMED)
    with open_session(engine, writing=False) as reading:
        assert sorted(reading.scalars(select(Contact.given_name))) == ["Ann", "Zoe"]


def test_a_sign_up_of_an_unsubscribed_address_is_refused_on_record(
    client: FlaskClient, session: Session, engine: Engine, ann: EmailAddress
) -> None:
    ann.status = EmailStatus.UNSUBSCRIBED
    session.commit()
    sign_up_as(client, "Ann", "ann@example.com")
    last = history(engine)[-1]
    assert (last.outcome, last.who, last.way) == (Outcome.REFUSED, "Sign-up form", Way.FORM)


def test_nobody_can_flood_a_mailbox_through_the_form(
    client: FlaskClient, engine: Engine, clock: AdjustableClock
) -> None:
    answers = {sign_up_as(client, "Ann", "ann@example.com") for _ in range(5)}
    assert len(answers) == 1
    assert len(messages(engine)) == 1
    clock.advance(sign_up.NOT_AGAIN_WITHIN)
    sign_up_as(client, "Ann", "ann@example.com")
    assert len(messages(engine)) == 2


@pytest.mark.parametrize(
    ("name", "email", "message"),
    [
        ("Ann", "", "Enter your email address."),
        ("Ann", "no address", "is not a valid email address"),
        ("Ann", "a@example.com\r\nBcc: b@example.com", "is not a valid email address"),
        ("x" * 101, "ann@example.com", "100 characters"),
        ("Ann\nBcc: b@example.com", "ann@example.com", "line break"),
    ],
)
def test_a_sign_up_that_cannot_be_taken_is_explained_and_keeps_what_was_typed(
    client: FlaskClient, engine: Engine, name: str, email: str, message: str
) -> None:
    answer = client.post("/sign-up", data={"name": name, "email": email})
    assert answer.status_code == 400
    assert message in answer.text
    assert name.splitlines()[0] in answer.text
    assert history(engine) == []


def test_a_name_with_markup_is_kept_as_it_is_and_mailed(client: FlaskClient, engine: Engine) -> None:
    sign_up_as(client, '"<script>alert(1)</script>', "ann@example.com")
    with open_session(engine, writing=False) as reading:
        assert reading.scalars(select(Contact)).one().name == '"<script>alert(1)</script>'
    assert messages(engine)[0].result == "Accepted"


def test_the_unsubscribe_link_shows_a_button_and_the_button_unsubscribes(
    client: FlaskClient, engine: Engine, ann: EmailAddress, app_mailer: Mailer, clock: AdjustableClock
) -> None:
    link = path(app_mailer.links.unsubscribe(ann.id))
    page = client.get(link)
    assert "a…@example.com" in page.text
    assert "ann@example.com" not in page.text
    assert now_stored(engine).status is EmailStatus.OPTED_IN
    assert "You are unsubscribed" in client.post(link).text
    assert now_stored(engine).status is EmailStatus.UNSUBSCRIBED
    assert now_stored(engine).last_engaged_at == clock.now()
    last = history(engine)[-1]
    assert (last.who, last.way, last.to_status) == ("Recipient", Way.LINK, EmailStatus.UNSUBSCRIBED)


def test_a_mail_program_unsubscribes_with_one_request_without_token_session_or_password(
    engine: Engine, ann: EmailAddress, clock: AdjustableClock
) -> None:
    app = create_app({"ENGINE": engine, "CLOCK": clock, "PASSWORD": "secret"})
    with app.app_context():
        link = path(context.crm().mailer.links.unsubscribe(ann.id))
    answer = app.test_client(use_cookies=False).post(link, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert now_stored(engine).status is EmailStatus.UNSUBSCRIBED
    assert "one click" in history(engine)[-1].reason


def test_unsubscribing_twice_is_told_the_same_and_recorded_once(
    client: FlaskClient, engine: Engine, ann: EmailAddress, app_mailer: Mailer
) -> None:
    link = path(app_mailer.links.unsubscribe(ann.id))
    assert client.post(link).text == client.post(link).text
    assert len(history(engine)) == 2


@pytest.mark.parametrize("status", [EmailStatus.HARD_BOUNCE, EmailStatus.SPAM_COMPLAINT, EmailStatus.INVALID])
def test_who_gets_no_mail_any_more_is_told_so_by_the_unsubscribe_link(
    client: FlaskClient,
    session: Session,
    engine: Engine,
    ann: EmailAddress,
    app_mailer: Mailer,
    status: EmailStatus,
) -> None:
    ann.status = status
    session.commit()
    assert "gets no more" in client.post(path(app_mailer.links.unsubscribe(ann.id))).text
    assert now_stored(engine).status is status


def test_a_confirmation_does_not_take_back_an_opt_out(
    client: FlaskClient, session: Session, engine: Engine, ann: EmailAddress, app_mailer: Mailer
) -> None:
    ann.status = EmailStatus.UNSUBSCRIBED
    session.commit()
    assert "was not confirmed" in client.post(path(app_mailer.links.confirm(ann.id))).text
    assert now_stored(engine).status is EmailStatus.UNSUBSCRIBED


def test_viewing_a_message_shows_it_unharmed_and_counts_as_engagement(
    client: FlaskClient,
    session: Session,
    engine: Engine,
    ann: EmailAddress,
    app_mailer: Mailer,
    clock: AdjustableClock,
) -> None:
    contact = search.sharing(session, ann)[0]
    body = "<script>alert(1)</script> & http://shop.example/?a=1&b=2 javascript:alert(1)"
    kind = MessageKind.BROADCAST
    message = delivery.deliver(session, app_mailer, kind, contact, ann, 'A "<b>bold</b>" offer', body)
    link = app_mailer.links.view(message.id)
    session.commit()
    page = client.get(path(link))
    assert page.status_code == 200
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in page.text
    assert 'href="http://shop.example/?a=1&amp;b=2"' in page.text
    assert 'href="javascript' not in page.text
    assert "&lt;b&gt;bold&lt;/b&gt;" in page.text
    assert now_stored(engine).last_engaged_at == clock.now()


@pytest.mark.parametrize("action", ["unsubscribe", "confirm", "view"])
@pytest.mark.parametrize("token", ["1", "MQ.made-up", "é", "%00", "a" * 5000])
def test_a_link_that_the_crm_did_not_make_is_not_found_and_leads_nowhere_into_the_crm(
    client: FlaskClient, action: str, token: str
) -> None:
    answer = client.get(f"/{action}/{token}")
    assert answer.status_code == 404
    assert "copy the whole link" in answer.text
    assert "/contacts" not in answer.text


def test_a_link_for_one_action_does_not_serve_for_another(
    client: FlaskClient, ann: EmailAddress, app_mailer: Mailer
) -> None:
    token = path(app_mailer.links.view(ann.id)).rpartition("/")[2]
    assert client.post(f"/unsubscribe/{token}").status_code == 404


def test_a_link_to_what_is_no_longer_kept_is_not_found(client: FlaskClient, app_mailer: Mailer) -> None:
    links = app_mailer.links
    for link in (links.view(99), links.unsubscribe(99), links.confirm(99)):
        assert client.get(path(link)).status_code == 404


def test_recipients_need_no_password_and_see_no_way_into_the_crm(
    engine: Engine, ann: EmailAddress, clock: AdjustableClock
) -> None:
    app = create_app({"ENGINE": engine, "CLOCK": clock, "PASSWORD": "secret"})
    with app.app_context():
        links = context.crm().mailer.links
    client = app.test_client()
    for address in ("/sign-up", "/sign-up/thanks", path(links.confirm(ann.id)), path(links.unsubscribe(ann.id))):
        page = client.get(address)
        assert page.status_code == 200
        assert "Contacts" not in page.text


def test_confirming_and_signing_up_need_the_page_s_token_unsubscribing_does_not(
    engine: Engine, ann: EmailAddress, clock: AdjustableClock
) -> None:
    app = create_app({"ENGINE": engine, "CLOCK": clock})
    with app.app_context():
        links = context.crm().mailer.links
    client = app.test_client()
    assert client.post("/sign-up", data={"email": "zoe@example.com"}).status_code == 400
    assert client.post(path(links.confirm(ann.id))).status_code == 400
    assert client.post(path(links.unsubscribe(ann.id))).status_code == 200
