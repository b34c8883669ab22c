"""Actions on many contacts at once: delete, tag, opt in and opt out."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.orm import Session

from mock_crm.contacts import consent
from mock_crm.contacts.consent import Origin
from mock_crm.rules.contact_details import checked_tag
from mock_crm.rules.email_status import EmailStatus, Outcome, Trigger
from mock_crm.rules.errors import InvalidInput
from mock_crm.storage.models import Contact, ContactEmail, ContactTag, EmailAddress, Tag

ContactIds = Select[int] | Collection[int]
"""The contacts of a bulk action: their ids, or the query for their ids."""


def count(session: Session, contact_ids: ContactIds) -> int:
    """Return the number of selected contacts.

    Raises:
        InvalidInput: no contact is selected.
    """
    number = session.scalar(select(func.count()).where(Contact.id.in_(contact_ids))) or 0
    if not number:
        raise InvalidInput("Select at least one contact first.")
    return number


def remove(session: Session, contact_ids: ContactIds) -> int:
    """Delete contacts and return their number.

    Addresses, statuses and the consent history are kept: an address that is added again has the same status.
    """
    return len(session.scalars(delete(Contact).where(Contact.id.in_(contact_ids)).returning(Contact.id)).all())


def tag_named(session: Session, name: str) -> Tag:
    """Return the tag with a name; create it if it does not exist.

    Raises:
        InvalidInput: the name is empty, too long or not printable.
    """
    clean = checked_tag(name)
    found = session.scalar(select(Tag).where(Tag.name == clean))
    if found is None:
        found = Tag(name=clean)
        session.add(found)
        session.flush()
    return found


def tags(session: Session) -> Sequence[Tag]:
    """Return all tags in the order of their names."""
    return session.scalars(select(Tag).order_by(Tag.name)).all()


def tagged(tag_id: int | None) -> Select[int]:
    """Return the query for the ids of the contacts that have a tag, or of all contacts."""
    if tag_id is None:
        return select(Contact.id)
    return select(ContactTag.contact_id).where(ContactTag.tag_id == tag_id)


def apply_tag(session: Session, tag: Tag, contact_ids: ContactIds) -> int:
    """Add a tag to contacts and return the number of contacts that did not have it."""
    have = select(ContactTag.contact_id).where(ContactTag.tag_id == tag.id)
    lacking = select(Contact.id).where(Contact.id.in_(contact_ids), Contact.id.not_in(have))
    rows = [{"contact_id": contact_id, "tag_id": tag.id} for contact_id in session.scalars(lacking)]
    if rows:
        session.execute(insert(ContactTag), rows)
    return len(rows)


def remove_tag(session: Session, tag: Tag, contact_ids: ContactIds) -> int:
    """Remove a tag from contacts and return the number of contacts that had it."""
    query = delete(ContactTag).where(ContactTag.tag_id == tag.id, ContactTag.contact_id.in_(contact_ids))
    return len(session.scalars(query.returning(ContactTag.contact_id)).all())


@dataclass(frozen=True, slots=True)
class StatusUpdate:
    """The result of a bulk opt-in or opt-out.

    Attributes:
        to: the requested status.
        changed: the number of changed addresses by their old status.
        left: the number of unchanged addresses by their status.
        without: the number of contacts without an address in the selected fields.
    """

    to: EmailStatus
    changed: Counter[EmailStatus]
    left: Counter[EmailStatus]
    without: int


def update_status(
    session: Session, contact_ids: ContactIds, fields: set[int], trigger: Trigger | None, origin: Origin
) -> StatusUpdate:
    """Opt in or opt out addresses of contacts. An address that two contacts share is changed and counted once.

    Raises:
        InvalidInput: no field, trigger or contact was selected; nothing was changed.
    """
    missing = [
        text for text, given in (("the email fields to update", fields), ("Opt-In or Opt-Out", trigger)) if not given
    ]
    if missing or trigger is None:
        raise InvalidInput(f"Select {' and '.join(missing)}.")
    chosen = count(session, contact_ids)
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
