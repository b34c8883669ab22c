"""Contacts as if they had come in over time."""

from datetime import timedelta
from itertools import pairwise

import pytest
from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mock_crm.contacts import consent
from mock_crm.contacts.consent import Origin
from mock_crm.rules import email_status
from mock_crm.rules.email_status import EmailStatus, Outcome, Trigger, Way
from mock_crm.rules.errors import InvalidInput
from mock_crm.seeding import histories
from mock_crm.seeding.seeds import SeedContact, SeedEmail, seed_contacts
from mock_crm.storage.models import ConsentEvent, Contact, EmailAddress, Tag
from tests.mock_crm.conftest import NOW

CONFIRMED = EmailStatus.CONFIRMED


def email(address: str, status: EmailStatus = CONFIRMED, number: int = 1) -> SeedEmail:
    return SeedEmail.model_validate({"field": number, "address": address, "status": status})


@pytest.mark.parametrize("status", EmailStatus)
def test_every_status_comes_with_a_history_that_the_rules_allow(session: Session, status: EmailStatus) -> None:
    seed_contacts(session, [SeedContact(emails=[email("a@example.com", status)], days_ago=10)], NOW)

    address = session.scalars(select(EmailAddress)).one()
    events = address.events
    assert address.status is status
    assert events[0].from_status is None
    assert events[0].at == NOW - timedelta(days=10)
    assert events[-1].to_status is status
    for before, after in pairwise(events):
        assert before.at < after.at <= NOW
        assert after.from_status is before.to_status
        assert after.to_status in {email_status.decide(before.to_status, trigger).to for trigger in Trigger}
    assert all(event.outcome is Outcome.CHANGED and event.who and event.reason for event in events)


@pytest.mark.parametrize(
    ("status", "ways"),
    [
        (EmailStatus.NON_MARKETABLE, [Way.IMPORT]),
        (EmailStatus.UNCONFIRMED, [Way.FORM]),
        (EmailStatus.CONFIRMED, [Way.FORM, Way.LINK]),
        (EmailStatus.UNSUBSCRIBED, [Way.IMPORT, Way.LINK]),
        (EmailStatus.HARD_BOUNCE, [Way.IMPORT, Way.BOUNCE]),
    ],
)
def test_the_history_names_the_ways_that_lead_to_the_status(
    session: Session, status: EmailStatus, ways: list[Way]
) -> None:
    seed_contacts(session, [SeedContact(emails=[email("a@example.com", status)])], NOW)

    assert [event.way for event in session.scalars(select(ConsentEvent).order_by(ConsentEvent.id))] == ways


@pytest.mark.parametrize(
    ("source", "who", "way"),
    [
        ("CSV import", histories.USER, Way.IMPORT),
        ("Added by hand", histories.USER, Way.PAGE),
        ("Storefront Checkout", "Storefront Checkout", Way.INTEGRATION),
    ],
)
def test_the_history_fits_the_source(session: Session, source: str, who: str, way: Way) -> None:
    status = EmailStatus.NON_MARKETABLE
    seed_contacts(session, [SeedContact(emails=[email("a@example.com", status)], source=source)], NOW)

    event = session.scalars(select(ConsentEvent)).one()
    assert (event.who, event.way) == (who, way)


def test_contacts_come_back_in_the_order_of_the_seeds_with_all_that_was_asked_for(session: Session) -> None:
    seeds = [
        SeedContact(
            given_name="Zoë",
            family_name="Last",
            company="Harbour & Pine",
            source="Webinar Host",
            tags=["VIP", "Customer", "VIP"],
            emails=[email("Zoe@Example.com", number=2), email("z@example.com", EmailStatus.INVALID, 3)],
        ),
        SeedContact(given_name="Ana", family_name="First", emails=[email("ana@example.com")]),
    ]

    zoe, ana = seed_contacts(session, seeds, NOW)

    assert (zoe.name, zoe.company, zoe.source, ana.name) == ("Zoë Last", "Harbour & Pine", "Webinar Host", "Ana First")
    assert [tag.name for tag in zoe.tags] == ["Customer", "VIP"]
    assert [(e.field, e.address.address, e.address.status) for e in zoe.emails] == [
        (2, "Zoe@example.com", CONFIRMED),
        (3, "z@example.com", EmailStatus.INVALID),
    ]


def test_contacts_that_share_an_address_share_its_record_and_its_one_history(session: Session) -> None:
    seeds = [SeedContact(emails=[email(address)]) for address in ("family@example.com", "Family@EXAMPLE.com")]

    one, other = seed_contacts(session, seeds, NOW)

    assert one.emails[0].address is other.emails[0].address
    assert len(one.emails[0].address.events) == 2


def test_an_address_that_is_known_keeps_its_history(session: Session, by_hand: Origin) -> None:
    known = consent.register(session, "a@example.com", Trigger.PERMISSION, by_hand)

    (contact,) = seed_contacts(session, [SeedContact(emails=[email("A@example.com", EmailStatus.OPTED_IN)])], NOW)

    assert contact.emails[0].address is known
    assert [event.who for event in known.events] == ["Ada"]


@pytest.mark.parametrize("known", [True, False])
def test_an_address_cannot_have_two_statuses(session: Session, by_hand: Origin, known: bool) -> None:
    seeds = [SeedContact(emails=[email("a@example.com", EmailStatus.UNSUBSCRIBED)])]
    if known:
        consent.register(session, "a@example.com", Trigger.PERMISSION, by_hand)
    else:
        seeds.insert(0, SeedContact(emails=[email("A@example.com", EmailStatus.OPTED_IN)]))

    with pytest.raises(InvalidInput, match=r"^\[\d\]: a@example.com is Opted-In already and cannot be Unsubscribed"):
        seed_contacts(session, seeds, NOW)
    assert session.scalar(select(func.count()).select_from(Contact)) == 0


@pytest.mark.parametrize(
    ("seed", "message"),
    [
        (SeedContact(emails=[]), "at least one email address"),
        (SeedContact(emails=[email("a")]), "not a valid email address"),
        (SeedContact(emails=[email("b@example.com"), email("c@example.com")]), "same field"),
        (SeedContact(emails=[email("b@example.com"), email("B@example.com", number=2)]), "in two fields"),
        (SeedContact(emails=[email("b@example.com")], given_name="a\nb"), "line break"),
        (SeedContact(emails=[email("b@example.com")], tags=[" "]), "name of the tag"),
    ],
)
def test_what_cannot_be_a_contact_is_refused_by_its_place_in_the_list(
    session: Session, seed: SeedContact, message: str
) -> None:
    with pytest.raises(InvalidInput, match=rf"^\[1\].*{message}"):
        seed_contacts(session, [SeedContact(emails=[email("a@example.com")]), seed], NOW)
    assert session.scalar(select(func.count()).select_from(Contact)) == 0


@pytest.mark.parametrize("wrong", [{"field": 4}, {"status": "Foo"}, {"other": 1}])
def test_there_are_three_fields_and_nine_statuses(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        SeedEmail.model_validate({"field": 1, "address": "a@example.com", "status": "Confirmed", **wrong})


def test_engagement_is_remembered_and_never_before_the_contact_came_in(session: Session) -> None:
    seed = SeedContact(emails=[email("a@example.com")], engaged_days_ago=400)

    (contact,) = seed_contacts(session, [seed], NOW)

    assert contact.last_engaged_at == NOW - timedelta(days=400)
    assert contact.created_at == NOW - timedelta(days=400)


def test_a_soft_bounce_has_the_refusals_that_made_it_one(session: Session) -> None:
    seed_contacts(session, [SeedContact(emails=[email("a@example.com", EmailStatus.SOFT_BOUNCE)])], NOW)

    refusals = session.scalars(select(EmailAddress.temporary_refusals)).one()
    assert refusals == email_status.TEMPORARY_REFUSALS_TO_SOFT_BOUNCE


def test_no_contacts_are_none(session: Session) -> None:
    assert seed_contacts(session, [], NOW) == []
    assert session.scalars(select(Tag)).all() == []
