from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from mock_crm.clock import AdjustableClock
from mock_crm.contacts import bulk, consent, editing
from mock_crm.contacts.consent import Origin
from mock_crm.mail import delivery
from mock_crm.mail.delivery import Mailer
from mock_crm.reports import counts, listings
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import EmailStatus, MessageKind, Outcome, Trigger, Way
from mock_crm.rules.errors import NotFound
from mock_crm.storage.models import Contact

NON_MARKETABLE, OPTED_IN = EmailStatus.NON_MARKETABLE, EmailStatus.OPTED_IN


def add(session: Session, origin: Origin, source: str, permission: editing.Permission, *emails: str) -> Contact:
    details = ContactDetails("Ada", "Lovelace", "", dict(enumerate(emails, start=1)))
    return editing.add(session, details, source, origin, permission)


def test_the_status_summary_counts_a_shared_address_once_and_both_of_its_contacts(
    session: Session, by_hand: Origin
) -> None:
    add(session, by_hand, "Fair", None, "shared@example.com")
    add(session, by_hand, "Fair", None, "shared@example.com", "second@example.com")
    add(session, by_hand, "Fair", "By phone", "third@example.com")

    found = {count.status: count for count in counts.status_summary(session)}

    assert list(found) == list(EmailStatus)
    assert (found[NON_MARKETABLE].addresses, found[NON_MARKETABLE].contacts) == (2, 2)
    assert found[NON_MARKETABLE].share == pytest.approx(2 / 3)
    assert (found[OPTED_IN].addresses, found[OPTED_IN].contacts) == (1, 1)
    assert found[EmailStatus.HARD_BOUNCE].share == 0


def test_the_status_summary_leaves_out_addresses_that_no_contact_has(session: Session, by_hand: Origin) -> None:
    gone = add(session, by_hand, "Fair", None, "gone@example.com")
    bulk.remove(session, [gone.id])

    assert sum(count.addresses for count in counts.status_summary(session)) == 0
    assert sum(count.share for count in counts.status_summary(session)) == 0


def test_contacts_by_source_tells_how_many_get_campaigns_at_their_first_address(
    session: Session, by_hand: Origin
) -> None:
    add(session, by_hand, "Shop", "By phone", "a@example.com")
    add(session, by_hand, "Shop", {2: "By phone"}, "b@example.com", "c@example.com")
    editing.add(session, ContactDetails(emails={2: "d@example.com"}), "Shop", by_hand, "By phone")
    later = Origin("Ada", Way.PAGE, by_hand.at + timedelta(days=1))
    add(session, later, "Fair", None, "e@example.com")

    shop, fair = counts.contacts_by_source(session)

    assert (shop.source, shop.contacts, shop.get_campaigns, shop.last_added_at) == ("Shop", 3, 2, by_hand.at)
    assert shop.share == pytest.approx(0.75)
    assert (fair.source, fair.contacts, fair.get_campaigns, fair.last_added_at) == ("Fair", 1, 0, later.at)


def test_contacts_by_source_of_an_empty_crm_is_empty(session: Session) -> None:
    assert counts.contacts_by_source(session) == []


@pytest.fixture
def history(session: Session, by_hand: Origin) -> Session:
    """Return a session with four events: three on the second of March, one of them refused, and one a day later."""
    one = add(session, by_hand, "Fair", None, "one_of_us@example.com").emails[0].address
    add(session, by_hand, "Fair", "By phone", "oneXof@example.com")
    consent.change(session, one, Trigger.CONFIRMATION, by_hand)
    next_day = Origin("Bob", Way.BULK_ACTION, by_hand.at + timedelta(days=1), "bulk-1")
    consent.change(session, one, Trigger.BULK_OPT_IN, next_day, "Asked")
    session.flush()
    return session


def test_the_consent_history_has_changes_and_refusals_newest_first(history: Session) -> None:
    events = history.scalars(listings.consent_history())
    assert [(event.address.address, event.outcome, event.to_status) for event in events] == [
        ("one_of_us@example.com", Outcome.CHANGED, OPTED_IN),
        ("one_of_us@example.com", Outcome.REFUSED, EmailStatus.CONFIRMED),
        ("oneXof@example.com", Outcome.CHANGED, OPTED_IN),
        ("one_of_us@example.com", Outcome.CHANGED, NON_MARKETABLE),
    ]


@pytest.mark.parametrize(
    ("address", "outcome", "found"),
    [
        ("ONEX", None, 1),
        ("one_of", None, 3),
        ("%", None, 0),
        ("", Outcome.REFUSED, 1),
        ("", Outcome.CHANGED, 3),
        ("one_of", Outcome.CHANGED, 2),
    ],
)
def test_the_consent_history_is_filtered_by_address_and_outcome(
    history: Session, address: str, outcome: Outcome | None, found: int
) -> None:
    assert len(history.scalars(listings.consent_history(address, outcome)).all()) == found


@pytest.fixture
def outbox(session: Session, mailer: Mailer, clock: AdjustableClock, by_hand: Origin) -> Session:
    """Return a session with three messages, sent an hour apart."""
    ada = add(session, by_hand, "Fair", "By phone", "ada@example.com")
    grace = editing.add(
        session, ContactDetails("Grace", "Hopper", "", {1: "navy@hard-bounce.example.com"}), "Fair", by_hand, "By phone"
    )
    for kind, contact in (
        (MessageKind.ONE_TO_ONE, ada),
        (MessageKind.BROADCAST, ada),
        (MessageKind.BROADCAST, grace),
    ):
        address = contact.emails[0].address
        delivery.deliver(session, mailer, kind, contact, address, f"{kind} to {contact.given_name}", "Good day")
        clock.advance(timedelta(hours=1))
    return session


def test_sent_messages_come_newest_first(outbox: Session) -> None:
    subjects = [message.subject for message in outbox.scalars(listings.sent_messages())]

    assert subjects == ["broadcast to Grace", "broadcast to Ada", "one-to-one to Ada"]


def test_a_message_to_a_contact_that_was_deleted_is_still_there(outbox: Session) -> None:
    newest = outbox.scalars(listings.sent_messages()).first()
    assert newest is not None
    assert newest.contact is not None
    bulk.remove(outbox, [newest.contact.id])
    outbox.expire_all()

    assert listings.message(outbox, newest.id).contact is None
    assert outbox.scalars(listings.sent_messages()).first() is newest


def test_a_message_that_is_not_there_is_named(session: Session) -> None:
    with pytest.raises(NotFound, match="no message 7"):
        listings.message(session, 7)
