"""The demo data: it has to have what the pages are there to show."""

from collections import Counter
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from mock_crm.campaigns import broadcasts, sequences
from mock_crm.mail.links import Links
from mock_crm.rules.email_status import EmailStatus, MessageKind, Outcome, Way
from mock_crm.seeding import demo
from mock_crm.storage.campaign_models import Broadcast, Enrolment, Message, Sequence
from mock_crm.storage.database import open_database, open_session, transaction
from mock_crm.storage.models import ConsentEvent, Contact, ContactEmail, EmailAddress, Integration, Tag
from mock_crm.web.paging import PER_PAGE
from tests.mock_crm.conftest import NOW, Shared

LINKS = Links("secret", "http://crm.example")


@pytest.fixture(scope="module")
def filled(shared: Shared) -> bytes:
    engine = shared.restore(shared.empty)
    with transaction(engine) as session:
        demo.fill(session, LINKS, NOW)
    engine.dispose()
    return shared.file.read_bytes()


@pytest.fixture
def engine(shared: Shared, filled: bytes) -> Engine:
    return shared.restore(filled)


def test_there_are_300_contacts_with_addresses_of_every_status(session: Session) -> None:
    assert session.scalar(select(func.count()).select_from(Contact)) == 300
    statuses = Counter(session.scalars(select(EmailAddress.status)))
    assert all(statuses[status] >= 4 for status in EmailStatus)


def test_most_non_marketable_contacts_come_from_the_plugin_that_passes_no_permission(session: Session) -> None:
    query = (
        select(Contact.source)
        .join(ContactEmail)
        .join(EmailAddress)
        .where(ContactEmail.field == 1, EmailAddress.status == EmailStatus.NON_MARKETABLE)
    )
    sources = Counter(session.scalars(query))
    storefront = session.scalars(select(Integration).where(Integration.name == demo.STOREFRONT)).one()

    assert sources[demo.STOREFRONT] > sources.total() / 2
    assert sources.total() > 2 * PER_PAGE
    assert not storefront.passes_permission


def test_some_contacts_share_an_address_some_have_email_2_alone_and_some_have_several(session: Session) -> None:
    owners = Counter(session.scalars(select(ContactEmail.address_id)))
    contacts = session.scalars(select(Contact)).all()
    assert max(owners.values()) == 2
    assert sum(count == 2 for count in owners.values()) >= 5
    assert sum([email.field for email in contact.emails] == [2] for contact in contacts) >= 5
    assert sum(len({email.address.status for email in contact.emails}) > 1 for contact in contacts) >= 20
    assert any(len(contact.emails) == 3 for contact in contacts)


def test_nobody_can_own_an_address_of_it(session: Session) -> None:
    for address in session.scalars(select(EmailAddress.key)):
        assert address.isascii()
        assert address.endswith(("example.com", "example.net", "example.org", "example.invalid"))


def test_all_that_happened_happened_before_now_and_after_the_contact_came_in(session: Session) -> None:
    for contact in session.scalars(select(Contact)):
        assert contact.created_at < NOW
        if contact.last_engaged_at is not None:
            assert contact.last_engaged_at < NOW
    for message in session.scalars(select(Message)):
        assert message.contact is not None
        assert message.contact.created_at < message.at < NOW


def test_the_history_of_every_address_is_without_gaps_and_ends_with_its_status(session: Session) -> None:
    for address in session.scalars(select(EmailAddress)):
        status, last = None, None
        for event in address.events:
            assert event.from_status is status
            assert last is None or last <= event.at < NOW
            last = event.at
            if event.outcome is Outcome.CHANGED:
                status = event.to_status
        assert address.status is status


def test_messages_went_only_to_addresses_that_could_get_them_then(session: Session) -> None:
    for message in session.scalars(select(Message).where(Message.kind != MessageKind.ONE_TO_ONE)):
        before = [event for event in message.address.events if event.at < message.at]
        assert before[-1].to_status in {EmailStatus.OPTED_IN, EmailStatus.CONFIRMED, EmailStatus.UNCONFIRMED}


def test_bulk_opt_in_changed_some_and_was_refused_for_others_in_one_batch(session: Session) -> None:
    events = session.scalars(select(ConsentEvent).where(ConsentEvent.way == Way.BULK_ACTION)).all()

    assert {event.outcome for event in events} == {Outcome.CHANGED, Outcome.REFUSED}
    assert len({event.batch for event in events}) == 1


def test_a_broadcast_was_sent_and_some_were_left_out_for_several_reasons(session: Session) -> None:
    sent, draft = session.scalars(select(Broadcast).order_by(Broadcast.sent_at.desc())).all()
    audience = broadcasts.audience(session, sent)

    assert draft.sent_at is None
    assert len(audience.recipients) >= 30
    assert len(audience.reasons) >= 4
    results = Counter(session.scalars(select(Message.result).where(Message.kind == MessageKind.BROADCAST)))
    assert len(results) == 4


def test_a_sequence_has_sent_and_holds_some_contacts(session: Session) -> None:
    sequence = session.scalars(select(Sequence)).one()
    tally = sequences.tallies(session)[sequence.id]

    assert 0 < tally.held < tally.contacts
    assert session.scalar(select(func.count()).where(Message.kind == MessageKind.SEQUENCE))
    waiting = session.scalars(select(Enrolment.due_at).where(Enrolment.held_because == "")).all()
    assert all(due is not None and due > NOW for due in waiting)


def test_it_is_the_same_every_time(session: Session, tmp_path: Path) -> None:
    def facts(session: Session) -> list[tuple[object, ...]]:
        query = (
            select(Contact.given_name, Contact.family_name, Contact.created_at, EmailAddress.key, EmailAddress.status)
            .join(ContactEmail, ContactEmail.contact_id == Contact.id)
            .join(EmailAddress)
            .order_by(ContactEmail.id)
        )
        return [tuple(row) for row in session.execute(query)]

    again = open_database(f"sqlite:///{tmp_path / 'again.sqlite'}")
    with open_session(again, writing=True) as other:
        demo.fill(other, LINKS, NOW)
        assert facts(other) == facts(session)
    again.dispose()


def test_names_are_those_of_people_from_many_countries(session: Session) -> None:
    names = session.scalars(select(Contact.given_name + " " + Contact.family_name)).all()

    assert len(set(names)) == 300
    assert sum(not name.isascii() for name in names) > 60


@pytest.mark.parametrize("tag", ["Customer", "Newsletter", "Trade fair", "VIP", "Wholesale"])
def test_tags_are_in_use(session: Session, tag: str) -> None:
    assert session.scalar(select(func.count()).select_from(Contact).where(Contact.tags.any(Tag.name == tag)))


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/", "Left out of campaigns"),
        ("/contacts", "of 300 contacts"),
        ("/campaigns", "What is new this month"),
        ("/campaigns", "Welcome"),
        ("/integrations", demo.STOREFRONT),
        ("/reports/contacts-by-source", demo.WEBINARS),
        ("/reports/consent-history?outcome=refused", "bulk action"),
        ("/reports/sent-messages", "Refused for good"),
    ],
)
def test_every_section_has_something_to_show(client: FlaskClient, path: str, shown: str) -> None:
    assert shown in client.get(path).text
