"""Changing the email status of many contacts at once."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mock_crm import consent
from mock_crm.consent import Origin
from mock_crm.contacts import ContactIds
from mock_crm.errors import InvalidInput
from mock_crm.models import Contact, ContactEmail, EmailAddress
from mock_crm.rules import EmailStatus, Outcome, Trigger


@dataclass(frozen=True, slots=True)
class StatusUpdate:
    """What a bulk change did.

    Attributes:
        to: the status that was asked for.
        changed: how many addresses changed, by the status that they had before.
        left: how many addresses did not change, by the status that they have.
        without: how many of the contacts have no address in the chosen fields.
    """

    to: EmailStatus
    changed: Counter[EmailStatus]
    left: Counter[EmailStatus]
    without: int


def update_status(
    session: Session, contact_ids: ContactIds, fields: set[int], trigger: Trigger | None, origin: Origin
) -> StatusUpdate:
    """Opt the addresses of contacts in or out. An address that two contacts share is changed, and counted, once.

    Args:
        session: a writing session, which makes all of it one transaction.
        contact_ids: the contacts.
        fields: the address fields to look at: 1, 2 and 3.
        trigger: `BULK_OPT_IN` or `OPT_OUT`; None where nothing was chosen.
        origin: who asks; its batch holds the changes together in the history.

    Raises:
        InvalidInput: no field or no trigger was chosen, or no contact; nothing was changed.
    """
    missing = [
        text for text, given in (("the email fields to update", fields), ("Opt-In or Opt-Out", trigger)) if not given
    ]
    if missing or trigger is None:
        raise InvalidInput(f"Select {' and '.join(missing)}.")
    chosen = _count_contacts(session, contact_ids)
    if not chosen:
        raise InvalidInput("Select at least one contact first.")
    in_fields = ContactEmail.contact_id.in_(contact_ids) & ContactEmail.field.in_(fields)
    with_address = session.scalar(select(func.count(ContactEmail.contact_id.distinct())).where(in_fields)) or 0
    addresses = session.scalars(
        select(EmailAddress)
        .where(EmailAddress.id.in_(select(ContactEmail.address_id).where(in_fields)))
        .order_by(EmailAddress.id)
    )
    changed: Counter[EmailStatus] = Counter()
    left: Counter[EmailStatus] = Counter()
    to = EmailStatus.OPTED_IN if trigger is Trigger.BULK_OPT_IN else EmailStatus.UNSUBSCRIBED
    for address in addresses:
        before = address.status
        decision = consent.change(session, address, trigger, origin, f"Bulk action: {trigger}.")
        (changed if decision.outcome is Outcome.CHANGED else left)[before] += 1
    return StatusUpdate(to, changed, left, chosen - with_address)


def _count_contacts(session: Session, contact_ids: ContactIds) -> int:
    return session.scalar(select(func.count()).where(Contact.id.in_(contact_ids))) or 0
