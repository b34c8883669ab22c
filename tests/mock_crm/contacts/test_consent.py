"""Where statuses change, and the history of it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Executable, delete, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mock_crm.contacts import bulk, consent, editing, search
from mock_crm.contacts.consent import Origin
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import EmailStatus, Outcome, Trigger, Way
from mock_crm.rules.errors import InvalidInput
from mock_crm.storage.models import ConsentEvent, EmailAddress

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def history(session: Session) -> list[tuple[Outcome, EmailStatus | None, EmailStatus, str]]:
    events = session.scalars(select(ConsentEvent).order_by(ConsentEvent.id))
    return [(event.outcome, event.from_status, event.to_status, event.reason) for event in events]


def test_a_new_address_is_recorded_with_who_when_by_which_way_why_and_in_which_batch(session: Session) -> None:
    origin = Origin("Shop plugin", Way.INTEGRATION, AT, "batch-7")

    consent.register(session, "ada@example.com", Trigger.PERMISSION, origin, "Ticked the box in the shop")

    event = session.scalars(select(ConsentEvent)).one()
    assert (event.who, event.way, event.at, event.batch) == (
        "Shop plugin",
        Way.INTEGRATION,
        AT,
        "batch-7",
    )
    assert (event.from_status, event.to_status) == (None, EmailStatus.OPTED_IN)
    assert event.reason == "Ticked the box in the shop"


def test_contacts_who_share_an_address_share_its_status(session: Session, by_hand: Origin) -> None:
    first = editing.add(session, ContactDetails("Ada", emails={1: "team@example.com"}), "x", by_hand, None)
    second = editing.add(session, ContactDetails("Bob", emails={2: "TEAM@example.com"}), "x", by_hand, None)

    consent.change(session, first.emails[0].address, Trigger.OPT_OUT, by_hand, "Asked on the phone")

    assert second.emails[0].address.status is EmailStatus.UNSUBSCRIBED
    assert [contact.id for contact in search.sharing(session, second.emails[0].address)] == [first.id, second.id]


def test_permission_for_a_known_address_changes_non_marketable_only(session: Session, by_hand: Origin) -> None:
    address = consent.register(session, "ada@example.com", Trigger.NO_PERMISSION, by_hand)

    again = consent.register(session, "Ada@Example.COM", Trigger.PERMISSION, by_hand, "Signed at the fair")

    assert again is address
    assert address.status is EmailStatus.OPTED_IN


@pytest.mark.parametrize(
    "trigger", [Trigger.PERMISSION, Trigger.SIGN_UP, Trigger.BULK_OPT_IN, Trigger.CONFIRMATION], ids=str
)
def test_nothing_brings_back_who_unsubscribed_and_each_refused_attempt_is_kept(
    session: Session, by_hand: Origin, trigger: Trigger
) -> None:
    address = consent.register(session, "ada@example.com", Trigger.PERMISSION, by_hand, "Fair")
    consent.change(session, address, Trigger.UNSUBSCRIBE, by_hand, "Clicked the link")

    decision = consent.change(session, address, trigger, by_hand, "We really want to")

    session.flush()
    assert address.status is EmailStatus.UNSUBSCRIBED
    assert history(session)[-1] == (Outcome.REFUSED, EmailStatus.UNSUBSCRIBED, decision.to, decision.why)


def test_what_is_so_already_leaves_no_trace_in_the_history(session: Session, by_hand: Origin) -> None:
    address = consent.register(session, "ada@example.com", Trigger.PERMISSION, by_hand, "Fair")

    consent.register(session, "ada@example.com", Trigger.NO_PERMISSION, by_hand)
    consent.register(session, "ada@example.com", Trigger.PERMISSION, by_hand, "Fair again")

    session.flush()
    assert address.status is EmailStatus.OPTED_IN
    assert len(history(session)) == 1


def test_an_address_that_cannot_exist_is_invalid(session: Session, by_hand: Origin) -> None:
    address = consent.register(session, "ada@mail.invalid", Trigger.PERMISSION, by_hand, "Fair")

    assert address.status is EmailStatus.INVALID


def test_the_history_of_an_address_outlives_the_contact_and_so_does_the_opt_out(
    session: Session, by_hand: Origin
) -> None:
    contact = editing.add(session, ContactDetails(emails={1: "ada@example.com"}), "x", by_hand, "Fair")
    consent.change(session, contact.emails[0].address, Trigger.UNSUBSCRIBE, by_hand, "Clicked the link")
    bulk.remove(session, [contact.id])

    again = editing.add(session, ContactDetails(emails={1: "ada@example.com"}), "x", by_hand, "Fair")

    assert again.emails[0].address.status is EmailStatus.UNSUBSCRIBED
    assert [outcome for outcome, *_ in history(session)] == [Outcome.CHANGED, Outcome.CHANGED, Outcome.REFUSED]


@pytest.mark.parametrize(
    "statement",
    [
        update(ConsentEvent).values(reason="Nothing to see here"),
        delete(ConsentEvent),
        text("UPDATE consent_event SET to_status = 'Opted-In'"),
        text("DELETE FROM consent_event"),
    ],
    ids=str,
)
def test_the_database_itself_refuses_to_edit_the_history(
    session: Session, by_hand: Origin, statement: Executable
) -> None:
    consent.register(session, "ada@example.com", Trigger.NO_PERMISSION, by_hand, "As it was")
    session.commit()

    with pytest.raises(IntegrityError, match="the consent history is never edited"):
        session.execute(statement)

    session.rollback()
    assert [reason for *_, reason in history(session)] == ["As it was"]


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "ada",
        "ada@",
        "@example.com",
        "ada@@example.com",
        "ada@example.com\r\nBcc: all@example.com",
        "ada@exa mple.com",
        "Ada <ada@example.com>",
        "a" * 10_000 + "@example.com",
        "<script>@example.com",
        "ada@example.com, bob@example.com",
        "=?utf-8?q?a=0D=0ABcc=3A_x=40y.example?=@example.com",
    ],
)
def test_what_is_no_address_is_refused_with_a_short_message_and_not_stored(
    session: Session, by_hand: Origin, wrong: str
) -> None:
    with pytest.raises(InvalidInput, match="is not a valid email address") as caught:
        consent.register(session, wrong, Trigger.NO_PERMISSION, by_hand)

    assert len(str(caught.value)) < 300
    assert session.scalars(select(EmailAddress)).all() == []
