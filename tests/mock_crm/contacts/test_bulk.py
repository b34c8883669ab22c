from collections import Counter

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from mock_crm.contacts import bulk, consent, editing
from mock_crm.contacts.consent import Origin
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import Decision, EmailStatus, Outcome, Trigger
from mock_crm.rules.errors import InvalidInput
from mock_crm.storage.database import open_session
from mock_crm.storage.models import ConsentEvent, Contact, EmailAddress

NM = EmailStatus.NON_MARKETABLE


def contact_with(session: Session, origin: Origin, emails: dict[int, tuple[str, EmailStatus]]) -> Contact:
    details = ContactDetails(given_name="Ana", emails={field: address for field, (address, _) in emails.items()})
    contact = editing.add(session, details, "Test", origin, None)
    for email in contact.emails:
        email.address.status = emails[email.field][1]
    session.flush()
    return contact


def test_opt_in_changes_non_marketable_and_counts_the_rest_by_status(session: Session, by_hand: Origin) -> None:
    ids = [
        contact_with(session, by_hand, {1: (f"{index}@example.com", status)}).id
        for index, status in enumerate(EmailStatus)
    ]
    update = bulk.update_status(session, ids, {1}, Trigger.BULK_OPT_IN, by_hand)
    others = [status for status in EmailStatus if status is not NM]
    assert update == bulk.StatusUpdate(EmailStatus.OPTED_IN, Counter({NM: 1}), Counter(others), 0)
    statuses = session.scalars(select(EmailAddress.status).order_by(EmailAddress.id)).all()
    assert statuses == [EmailStatus.OPTED_IN, *others]


def test_opt_out_changes_non_marketable_and_marketable_to_unsubscribed(session: Session, by_hand: Origin) -> None:
    ids = [
        contact_with(session, by_hand, {1: (f"{index}@example.com", status)}).id
        for index, status in enumerate(EmailStatus)
    ]
    update = bulk.update_status(session, ids, {1}, Trigger.OPT_OUT, by_hand)
    assert set(update.changed) == {NM, EmailStatus.UNCONFIRMED, EmailStatus.CONFIRMED, EmailStatus.OPTED_IN}
    assert set(update.left) == set(EmailStatus) - set(update.changed)
    statuses = session.scalars(select(EmailAddress.status)).all()
    assert Counter(statuses)[EmailStatus.UNSUBSCRIBED] == 5


def test_only_the_chosen_fields_change_and_contacts_without_them_are_counted(session: Session, by_hand: Origin) -> None:
    both = contact_with(session, by_hand, {1: ("a@example.com", NM), 2: ("b@example.com", NM)})
    first_only = contact_with(session, by_hand, {1: ("c@example.com", NM)})
    update = bulk.update_status(session, [both.id, first_only.id], {2}, Trigger.BULK_OPT_IN, by_hand)
    assert (update.changed, update.without) == (Counter({NM: 1}), 1)
    assert [email.address.status for email in both.emails] == [NM, EmailStatus.OPTED_IN]


def test_a_shared_address_is_changed_and_recorded_once(session: Session, by_hand: Origin) -> None:
    ids = [contact_with(session, by_hand, {1: ("family@example.com", NM)}).id for _ in range(2)]
    update = bulk.update_status(session, ids, {1}, Trigger.BULK_OPT_IN, by_hand)
    assert update.changed == Counter({NM: 1})
    events = session.scalars(select(ConsentEvent).where(ConsentEvent.to_status == EmailStatus.OPTED_IN)).all()
    assert len(events) == 1


@pytest.mark.parametrize(
    ("fields", "trigger", "message"),
    [
        (set(), Trigger.BULK_OPT_IN, "Select the email fields to update."),
        ({1}, None, "Select Opt-In or Opt-Out."),
        (set(), None, "Select the email fields to update and Opt-In or Opt-Out."),
    ],
)
def test_what_is_missing_is_named_and_nothing_changes(
    session: Session, by_hand: Origin, fields: set[int], trigger: Trigger | None, message: str
) -> None:
    contact = contact_with(session, by_hand, {1: ("a@example.com", NM)})
    with pytest.raises(InvalidInput) as caught:
        bulk.update_status(session, [contact.id], fields, trigger, by_hand)
    assert str(caught.value) == message
    assert contact.emails[0].address.status is NM


def test_no_contact_is_an_error(session: Session, by_hand: Origin) -> None:
    with pytest.raises(InvalidInput, match="at least one contact"):
        bulk.update_status(session, [], {1}, Trigger.BULK_OPT_IN, by_hand)


def test_a_crash_in_the_middle_leaves_everything_as_it_was(
    engine: Engine, session: Session, by_hand: Origin, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [contact_with(session, by_hand, {1: (f"{index}@example.com", NM)}).id for index in range(3)]
    session.commit()
    change = consent.change
    changed: list[EmailAddress] = []

    def crash_at_the_third(
        session: Session, address: EmailAddress, trigger: Trigger, origin: Origin, reason: str
    ) -> Decision:
        if len(changed) == 2:
            raise KeyboardInterrupt
        changed.append(address)
        return change(session, address, trigger, origin, reason)

    monkeypatch.setattr(consent, "change", crash_at_the_third)
    with open_session(engine, writing=True) as other, pytest.raises(KeyboardInterrupt):
        bulk.update_status(other, ids, {1}, Trigger.BULK_OPT_IN, by_hand)
    assert len(changed) == 2
    session.expire_all()
    assert set(session.scalars(select(EmailAddress.status))) == {NM}
    changes = select(ConsentEvent).where(ConsentEvent.outcome == Outcome.CHANGED, ConsentEvent.from_status.is_not(None))
    assert session.scalars(changes).all() == []
