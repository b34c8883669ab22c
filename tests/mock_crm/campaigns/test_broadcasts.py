"""Broadcasts: who gets one, who is left out and why, and what is kept of it."""

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from mock_crm.campaigns import broadcasts
from mock_crm.contacts import bulk, consent, editing
from mock_crm.contacts.consent import Origin
from mock_crm.mail.delivery import Mailer
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import EmailStatus, MessageKind, Trigger
from mock_crm.rules.errors import InvalidInput, NotAllowed
from mock_crm.storage.campaign_models import Broadcast, Message
from mock_crm.storage.database import open_session
from mock_crm.storage.models import Contact, Tag


def add(
    session: Session,
    by_hand: Origin,
    name: str,
    *emails: str,
    permission: str | None = "On paper",
    first_field: int = 1,
) -> Contact:
    numbered = dict(enumerate(emails or (f"{name.casefold()}@example.com",), first_field))
    return editing.add(session, ContactDetails(given_name=name, emails=numbered), "Test", by_hand, permission)


def draft(session: Session, by_hand: Origin, tag: Tag | None = None, email_field: int | None = None) -> Broadcast:
    return broadcasts.create(session, "Sale", "Half price.", tag, email_field, by_hand.at)


def review(session: Session, broadcast: Broadcast) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    audience = broadcasts.audience(session, broadcast)
    return (
        [(record.contact_name, record.address) for record in audience.recipients],
        [(record.contact_name, record.left_out_because) for record in audience.left_out],
    )


def addresses_mailed(session: Session) -> list[str]:
    return [message.address.address for message in session.scalars(select(Message).order_by(Message.id))]


@pytest.mark.parametrize("status", EmailStatus)
def test_a_broadcast_goes_to_marketable_statuses_and_names_the_status_of_the_others(
    session: Session, mailer: Mailer, by_hand: Origin, status: EmailStatus
) -> None:
    add(session, by_hand, "Ann").emails[0].address.status = status
    broadcast = draft(session, by_hand)
    reviewed = review(session, broadcast)
    broadcasts.send(session, mailer, broadcast)
    if status in {EmailStatus.UNCONFIRMED, EmailStatus.CONFIRMED, EmailStatus.OPTED_IN}:
        assert reviewed == ([("Ann", "ann@example.com")], [])
        assert addresses_mailed(session) == ["ann@example.com"]
    else:
        ((name, reason),) = reviewed[1]
        assert name == "Ann"
        assert f"The email status is {status}" in reason
        assert addresses_mailed(session) == []
    assert review(session, broadcast) == reviewed


def test_an_address_that_two_contacts_share_gets_the_broadcast_once(
    session: Session, mailer: Mailer, by_hand: Origin
) -> None:
    add(session, by_hand, "Ann", "home@example.com")
    add(session, by_hand, "Ben", "HOME@example.com")
    broadcast = draft(session, by_hand)
    broadcasts.send(session, mailer, broadcast)
    assert len(addresses_mailed(session)) == 1
    gets_it, left_out = review(session, broadcast)
    assert [name for name, _ in gets_it] == ["Ann"]
    assert left_out == [("Ben", "The same address as Ann, who gets it.")]


def test_a_shared_address_that_may_not_get_it_leaves_both_contacts_out_for_its_status(
    session: Session, by_hand: Origin
) -> None:
    for name in ("Ann", "Ben"):
        add(session, by_hand, name, "home@example.com", permission=None)
    gets_it, left_out = review(session, draft(session, by_hand))
    assert gets_it == []
    assert [name for name, reason in left_out if "Non-Marketable" in reason] == ["Ann", "Ben"]


def test_a_broadcast_goes_to_the_first_address_unless_a_field_is_chosen(session: Session, by_hand: Origin) -> None:
    add(session, by_hand, "Ann", "ann@example.com", "ann@work.example.com")
    add(session, by_hand, "Ben", "ben@work.example.com", first_field=2)
    first = review(session, draft(session, by_hand))
    email_1 = review(session, draft(session, by_hand, email_field=1))
    email_2 = review(session, draft(session, by_hand, email_field=2))
    assert first == ([("Ann", "ann@example.com"), ("Ben", "ben@work.example.com")], [])
    assert email_1 == ([("Ann", "ann@example.com")], [("Ben", "The contact has no address in Email 1.")])
    assert email_2 == ([("Ann", "ann@work.example.com"), ("Ben", "ben@work.example.com")], [])


def test_a_contact_without_any_address_is_left_out_for_that(session: Session, by_hand: Origin) -> None:
    session.add(Contact(given_name="Ann", source="Test", created_at=by_hand.at))
    assert review(session, draft(session, by_hand)) == ([], [("Ann", "The contact has no email address.")])


def test_a_broadcast_to_a_tag_reaches_the_contacts_with_the_tag_and_no_others(
    session: Session, mailer: Mailer, by_hand: Origin
) -> None:
    ann = add(session, by_hand, "Ann")
    add(session, by_hand, "Ben")
    tag = bulk.tag_named(session, "Regulars")
    bulk.apply_tag(session, tag, [ann.id])
    broadcast = draft(session, by_hand, tag)
    broadcasts.send(session, mailer, broadcast)
    assert addresses_mailed(session) == ["ann@example.com"]
    assert review(session, broadcast) == ([("Ann", "ann@example.com")], [])


def test_the_status_at_the_moment_of_sending_decides_not_the_one_at_the_review(
    session: Session, mailer: Mailer, by_hand: Origin
) -> None:
    ann, ben = add(session, by_hand, "Ann"), add(session, by_hand, "Ben", permission=None)
    broadcast = draft(session, by_hand)
    assert [name for name, _ in review(session, broadcast)[0]] == ["Ann"]
    consent.change(session, ann.emails[0].address, Trigger.UNSUBSCRIBE, by_hand)
    consent.change(session, ben.emails[0].address, Trigger.BULK_OPT_IN, by_hand)
    broadcasts.send(session, mailer, broadcast)
    assert addresses_mailed(session) == ["ben@example.com"]


def test_what_happened_stays_on_record_when_statuses_change_and_contacts_go(
    session: Session, mailer: Mailer, by_hand: Origin
) -> None:
    ann, ben = add(session, by_hand, "Ann"), add(session, by_hand, "Ben", permission=None)
    broadcast = draft(session, by_hand)
    broadcasts.send(session, mailer, broadcast)
    happened = review(session, broadcast)
    consent.change(session, ben.emails[0].address, Trigger.BULK_OPT_IN, by_hand)
    bulk.remove(session, [ann.id])
    session.commit()
    assert review(session, broadcast) == happened
    assert broadcasts.tallies(session, [broadcast.id]) == {
        broadcast.id: broadcasts.BroadcastTally(recipients=1, left_out=1)
    }


def test_a_broadcast_is_sent_once(session: Session, mailer: Mailer, by_hand: Origin) -> None:
    add(session, by_hand, "Ann")
    broadcast = draft(session, by_hand)
    broadcasts.send(session, mailer, broadcast)
    with pytest.raises(NotAllowed, match="already sent"):
        broadcasts.send(session, mailer, broadcast)
    assert addresses_mailed(session) == ["ann@example.com"]


def test_a_broadcast_that_another_session_sent_meanwhile_is_not_sent_again(
    session: Session, mailer: Mailer, by_hand: Origin
) -> None:
    add(session, by_hand, "Ann")
    broadcast = draft(session, by_hand)
    session.commit()
    engine = session.get_bind().engine
    with open_session(engine, writing=True) as other:
        broadcasts.send(other, mailer, broadcasts.get(other, broadcast.id))
        other.commit()
    assert broadcast.sent_at is None
    with pytest.raises(NotAllowed):
        broadcasts.send(session, mailer, broadcast)
    assert addresses_mailed(session) == ["ann@example.com"]


def test_values_that_no_broadcast_can_have_are_refused_and_nothing_is_added(session: Session, by_hand: Origin) -> None:
    with pytest.raises(InvalidInput, match="Email 4"):
        broadcasts.create(session, "Sale", "Half price.", None, 4, by_hand.at)
    with pytest.raises(InvalidInput, match="Enter a subject"):
        broadcasts.create(session, " ", "Half price.", None, None, by_hand.at)
    assert session.scalars(select(Broadcast)).all() == []


def test_the_reasons_are_counted_the_most_frequent_first(session: Session, by_hand: Origin) -> None:
    for name in ("Ann", "Ben", "Cid"):
        add(session, by_hand, name, "home@example.com")
    for name in ("Dan", "Eve", "Fay"):
        add(session, by_hand, name, permission=None)
    add(session, by_hand, "Gus").emails[0].address.status = EmailStatus.HARD_BOUNCE
    assert broadcasts.audience(session, draft(session, by_hand)).reasons == [
        ("The email status is Non-Marketable, which gets one-to-one email only.", 3),
        ("The same address as another contact, who gets it.", 2),
        ("The email status is Hard Bounce, which gets no email.", 1),
    ]


def test_reviewing_takes_as_many_queries_for_many_contacts_as_for_few(session: Session, by_hand: Origin) -> None:
    def queries() -> int:
        session.commit()
        session.expire_all()
        seen: list[str] = []
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *arguments: seen.append(arguments[2]))
        broadcasts.audience(session, broadcast)
        return len(seen)

    broadcast = draft(session, by_hand)
    add(session, by_hand, "Ann")
    few = queries()
    for number in range(40):
        add(session, by_hand, f"Contact{number}")
    assert queries() == few


def test_the_messages_are_of_the_kind_broadcast_and_carry_its_words(
    session: Session, mailer: Mailer, by_hand: Origin
) -> None:
    ann = add(session, by_hand, "Ann")
    broadcasts.send(session, mailer, draft(session, by_hand))
    message = session.scalars(select(Message)).one()
    assert (message.kind, message.contact_id, message.subject, message.body) == (
        MessageKind.BROADCAST,
        ann.id,
        "Sale",
        "Half price.",
    )
