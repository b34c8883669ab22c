"""Count contacts and addresses by email status and by source."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from mock_crm.rules import email_status
from mock_crm.rules.email_status import EmailStatus, MessageKind
from mock_crm.storage.models import Contact, ContactEmail, EmailAddress


def by_first_status(session: Session) -> dict[EmailStatus, int]:
    """Count the contacts by the status of their first address, which campaigns use by default."""
    first = select(func.min(ContactEmail.field)).where(ContactEmail.contact_id == Contact.id).scalar_subquery()
    query = (
        select(EmailAddress.status, func.count())
        .join(ContactEmail)
        .join(Contact, (Contact.id == ContactEmail.contact_id) & (ContactEmail.field == first.correlate(Contact)))
        .group_by(EmailAddress.status)
    )
    return dict(session.execute(query).all())


@dataclass(frozen=True, slots=True)
class StatusCount:
    """The number of addresses and contacts with an email status.

    Attributes:
        status: the status.
        addresses: the number of addresses.
        contacts: the number of contacts with at least one such address.
        share: the share of all addresses, from 0 to 1.
    """

    status: EmailStatus
    addresses: int
    contacts: int
    share: float


@dataclass(frozen=True, slots=True)
class SourceCount:
    """The number of contacts from a source.

    Attributes:
        source: the source.
        contacts: the number of contacts.
        share: the share of all contacts, from 0 to 1.
        get_campaigns: the number of contacts whose first address gets broadcasts and sequence messages.
        last_added_at: when the latest contact was added.
    """

    source: str
    contacts: int
    share: float
    get_campaigns: int
    last_added_at: datetime


def status_summary(session: Session) -> list[StatusCount]:
    """Count the addresses and contacts by status, in the order of `EmailStatus`.

    Addresses without a contact are not counted.
    """
    addresses = func.count(EmailAddress.id.distinct())
    contacts = func.count(ContactEmail.contact_id.distinct())
    query = select(EmailAddress.status, addresses, contacts).join(ContactEmail).group_by(EmailAddress.status)
    found = {status: (of_addresses, of_contacts) for status, of_addresses, of_contacts in session.execute(query)}
    total = sum(of_addresses for of_addresses, _ in found.values())
    return [
        StatusCount(status, of_addresses, of_contacts, of_addresses / total if total else 0.0)
        for status in EmailStatus
        for of_addresses, of_contacts in [found.get(status, (0, 0))]
    ]


def contacts_by_source(session: Session) -> list[SourceCount]:
    """Count the contacts by source, the largest number first."""
    open_to_campaigns = [
        status
        for status in EmailStatus
        if email_status.may_receive(status, MessageKind.BROADCAST)
        and email_status.may_receive(status, MessageKind.SEQUENCE)
    ]
    other = aliased(ContactEmail)
    first_field = select(func.min(other.field)).where(other.contact_id == ContactEmail.contact_id).scalar_subquery()
    reached = (
        select(ContactEmail.contact_id)
        .join(EmailAddress)
        .where(EmailAddress.status.in_(open_to_campaigns), ContactEmail.field == first_field)
    )
    count = func.count(Contact.id)
    query = (
        select(Contact.source, count, count.filter(Contact.id.in_(reached)), func.max(Contact.created_at))
        .group_by(Contact.source)
        .order_by(count.desc(), Contact.source)
    )
    rows = session.execute(query).all()
    total = sum(contacts for _, contacts, _, _ in rows)
    return [SourceCount(source, contacts, contacts / total, get, last) for source, contacts, get, last in rows]
