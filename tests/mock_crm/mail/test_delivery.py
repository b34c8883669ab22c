"""Sending a message: whom the rules let it go to, what the CRM learns from the answer, and what is in the mail."""

from email import message_from_string
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mock_crm.clock import AdjustableClock
from mock_crm.contacts import editing
from mock_crm.contacts.consent import Origin
from mock_crm.mail import delivery
from mock_crm.mail.delivery import Mailer
from mock_crm.mail.links import Links
from mock_crm.mail.transport import OutboxSender
from mock_crm.rules import messages
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import EmailStatus, MessageKind, Outcome, Way
from mock_crm.rules.errors import InvalidInput, NotAllowed
from mock_crm.rules.messages import MAX_BODY, MAX_SUBJECT
from mock_crm.storage.campaign_models import Message
from mock_crm.storage.models import ConsentEvent, Contact

ONE_TO_ONE_ONLY = {EmailStatus.NON_MARKETABLE, EmailStatus.UNSUBSCRIBED, EmailStatus.SOFT_BOUNCE}
EVERYTHING = {EmailStatus.UNCONFIRMED, EmailStatus.CONFIRMED, EmailStatus.OPTED_IN}

# What no mail can have; other than that, anything that a person might type or paste.
TYPED = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
AWKWARD = st.sampled_from(list('"\\,<>@;:()[]. =?_.é日😀\u202eשׁ'))


def contact(session: Session, by_hand: Origin, email: str = "ann@example.com", name: str = "Ann") -> Contact:
    details = ContactDetails(given_name=name, emails={1: email})
    return editing.add(session, details, "Test", by_hand, permission="On paper")


def send(
    session: Session,
    mailer: Mailer,
    to: Contact,
    subject: str = "Hello",
    body: str = "Hello.",
    kind: MessageKind = MessageKind.ONE_TO_ONE,
) -> Message:
    return delivery.deliver(session, mailer, kind, to, to.emails[0].address, subject, body)


def parsed(message: Message) -> EmailMessage:
    mail = message_from_string(message.source, EmailMessage, policy=SMTP)
    assert isinstance(mail, EmailMessage)
    return mail


@pytest.mark.parametrize("kind", MessageKind)
@pytest.mark.parametrize("status", EmailStatus)
def test_a_status_gets_the_kinds_of_message_that_the_design_names_and_no_others(
    session: Session, mailer: Mailer, by_hand: Origin, status: EmailStatus, kind: MessageKind
) -> None:
    ann = contact(session, by_hand)
    ann.emails[0].address.status = status
    allowed = status in EVERYTHING or (status in ONE_TO_ONE_ONLY and kind is MessageKind.ONE_TO_ONE)
    if allowed:
        assert send(session, mailer, ann, kind=kind).result == "Accepted"
    else:
        with pytest.raises(NotAllowed, match=status.value):
            send(session, mailer, ann, kind=kind)
    assert session.scalar(select(func.count()).select_from(Message)) == int(allowed)


def test_a_refusal_for_good_makes_a_hard_bounce_that_gets_nothing_more(
    session: Session, mailer: Mailer, by_hand: Origin
) -> None:
    ann = contact(session, by_hand, "ann@hard-bounce.example.com")
    assert send(session, mailer, ann).result == "Refused for good"
    assert ann.emails[0].address.status is EmailStatus.HARD_BOUNCE
    with pytest.raises(NotAllowed):
        send(session, mailer, ann)


def test_a_spam_report_makes_a_spam_complaint(session: Session, mailer: Mailer, by_hand: Origin) -> None:
    ann = contact(session, by_hand, "ann@complaint.example.com")
    send(session, mailer, ann)
    assert ann.emails[0].address.status is EmailStatus.SPAM_COMPLAINT


def test_the_third_refusal_for_now_in_a_row_makes_a_soft_bounce(
    session: Session, mailer: Mailer, by_hand: Origin
) -> None:
    ann = contact(session, by_hand, "ann@soft-bounce.example.com")
    statuses = []
    for _ in range(3):
        send(session, mailer, ann)
        statuses.append(ann.emails[0].address.status)
    assert statuses == [EmailStatus.OPTED_IN, EmailStatus.OPTED_IN, EmailStatus.SOFT_BOUNCE]


def test_an_accepted_message_ends_the_row_of_refusals(
    session: Session, mailer: Mailer, by_hand: Origin, clock: AdjustableClock
) -> None:
    class Recovered(OutboxSender):
        ANSWERS = {}  # noqa: RUF012

    ann = contact(session, by_hand, "ann@soft-bounce.example.com")
    send(session, mailer, ann)
    send(session, mailer, ann)
    send(session, Mailer(Recovered(), clock, mailer.links), ann)
    send(session, mailer, ann)
    send(session, mailer, ann)
    assert ann.emails[0].address.status is EmailStatus.OPTED_IN


def test_a_bounce_is_in_the_consent_history_with_the_mail_server_as_its_origin(
    session: Session, mailer: Mailer, by_hand: Origin
) -> None:
    ann = contact(session, by_hand, "ann@hard-bounce.example.com")
    send(session, mailer, ann)
    session.flush()
    event = session.scalars(select(ConsentEvent).order_by(ConsentEvent.id.desc()).limit(1)).one()
    assert (event.who, event.way, event.outcome) == ("Mail server", Way.BOUNCE, Outcome.CHANGED)
    assert (event.from_status, event.to_status) == (EmailStatus.OPTED_IN, EmailStatus.HARD_BOUNCE)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.one_of(st.text(TYPED, max_size=100), st.text(AWKWARD, max_size=100)),
    subject=st.one_of(st.text(TYPED, max_size=MAX_SUBJECT), st.text(AWKWARD, max_size=MAX_SUBJECT)),
    body=st.text(st.one_of(TYPED, AWKWARD, st.sampled_from("\n\t")), max_size=3_000),
    email=st.sampled_from(
        ["o'neil+x_y.z@sub.example.com", "jürgen@example.com", "例@例え.jp", "a/=?^`{|}~-b@example.com"]
    ),
)
def test_whatever_people_type_parses_back_from_the_mail_as_they_typed_it(
    session: Session, mailer: Mailer, by_hand: Origin, name: str, subject: str, body: str, email: str
) -> None:
    subject = subject.strip() or "Hello"
    body = body if body.strip() else "Hello."
    recipient = contact(session, by_hand, email, name)
    mail = parsed(send(session, mailer, recipient, subject, body))
    assert mail["Subject"] == subject
    # White space in a name carries no meaning in mail (RFC 5322 section 3.2.2).
    (to,) = mail["To"].addresses
    assert " ".join(to.display_name.split()) == " ".join(recipient.name.split())
    assert f"{to.username}@{to.domain}" == email
    text = mail.get_content().replace("\r\n", "\n")
    assert text.startswith(f"{body}\n\n-- \nView in your browser: http://crm.example/view/")


@pytest.mark.parametrize(
    "body",
    ["x" * 10_000, "😀" * 5_000, ".\n..\n", "From here\nto there", "  a = b  \n\ttab ", "<script>alert(1)</script>"],
    ids=["long line", "long line of emoji", "dots", "From", "white space", "script"],
)
def test_an_awkward_text_arrives_unharmed_in_lines_that_mail_allows(
    session: Session, mailer: Mailer, by_hand: Origin, body: str
) -> None:
    message = send(session, mailer, contact(session, by_hand), body=body)
    assert parsed(message).get_content().replace("\r\n", "\n").startswith(f"{body}\n\n-- \n")
    assert max(len(line) for line in message.source.encode().split(b"\r\n")) <= 998


@pytest.mark.parametrize(
    "subject",
    [
        "Hello\r\nBcc: all@example.com",
        "Hello\nall",
        "Hello\rall",
        "Hello\x85all",
        "Hello\u2028all",
        "Hello\x00all",
        "\ud800",
    ],
    ids=["CRLF", "LF", "CR", "NEL", "line separator", "NUL", "lone surrogate"],
)
def test_a_line_break_or_a_control_character_in_the_subject_is_refused(
    session: Session, mailer: Mailer, by_hand: Origin, subject: str
) -> None:
    with pytest.raises(InvalidInput, match="remove it") as refusal:
        send(session, mailer, contact(session, by_hand), subject=subject)
    assert refusal.value.field == "subject"
    assert session.scalar(select(func.count()).select_from(Message)) == 0


@pytest.mark.parametrize(
    ("subject", "body", "field"),
    [
        (" ", "Hello.", "subject"),
        ("x" * (MAX_SUBJECT + 1), "Hello.", "subject"),
        ("Hello", " \r\n ", "body"),
        ("Hello", "x" * (MAX_BODY + 1), "body"),
        ("Hello", "bell \x07", "body"),
        ("Hello", "\udc80", "body"),
    ],
)
def test_a_message_that_is_empty_too_long_or_not_text_is_refused(subject: str, body: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        messages.checked_message(subject, body)
    assert refusal.value.field == field


def test_the_longest_message_is_accepted_and_a_form_s_line_breaks_count_once() -> None:
    body = "x\r\n" * (MAX_BODY // 2)
    assert messages.checked_message("x" * MAX_SUBJECT, body) == ("x" * MAX_SUBJECT, "x\n" * (MAX_BODY // 2))


def test_the_headers_for_one_click_unsubscribing_stay_links_however_long(
    session: Session, clock: AdjustableClock, by_hand: Origin
) -> None:
    links = Links("secret", "https://crm.a-company-with-a-long-name.example.com/with/a/path/of/its/own")
    ann = contact(session, by_hand)
    message = send(session, Mailer(OutboxSender(), clock, links), ann)
    unsubscribe = links.unsubscribe(ann.emails[0].address.id)
    assert f"\r\nList-Unsubscribe: <{unsubscribe}>\r\n" in message.source
    assert "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in message.source
    assert unsubscribe in parsed(message).get_content()


def test_the_mail_says_who_sent_it_and_when(session: Session, mailer: Mailer, by_hand: Origin) -> None:
    mail = parsed(send(session, mailer, contact(session, by_hand)))
    assert mail["From"].addresses == (Address("Brightwater", "hello", "brightwater.example"),)
    assert mail["Date"].datetime == mailer.clock.now()
    assert mail["Message-ID"].endswith("@brightwater.example>")
