"""What the reports tell: counts by status and by source, the consent history, and the messages that were sent."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from mock_crm import rules
from mock_crm.errors import NotFound
from mock_crm.mailing import Receipt
from mock_crm.models import ConsentEvent, Contact, ContactEmail, EmailAddress, Message
from mock_crm.rules import EmailStatus, MessageKind, Outcome, Way


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How common an email status is among the addresses that contacts have.

    Attributes:
        status: the status.
        addresses: how many addresses have it.
        contacts: how many contacts have at least one such address.
        share: the part of all addresses that have it, from 0 to 1.
    """

    status: EmailStatus
    addresses: int
    contacts: int
    share: float


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What came from one source.

    Attributes:
        source: where the contacts come from.
        contacts: how many there are.
        share: the part of all contacts that came from there, from 0 to 1.
        get_campaigns: how many of them get broadcasts and sequences at their first address.
        last_added_at: when the last of them was added.
    """

    source: str
    contacts: int
    share: float
    get_campaigns: int
    last_added_at: datetime


@dataclass(frozen=True, slots=True)
class ConsentFilter:
    """Which events of the consent history to show; the defaults show all of them.

    Attributes:
        address: a part of the address.
        outcome: changed or refused.
        way: the way by which the change came in.
        first_day: the first day, in UTC.
        last_day: the last day, in UTC; events of that day are shown.
    """

    address: str = ""
    outcome: Outcome | None = None
    way: Way | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class MessageFilter:
    """Which messages to show; the defaults show all of them.

    Attributes:
        kind: one-to-one, broadcast or sequence.
        result: what the mail server answered.
        recipient: a part of the address or of the contact's name.
    """

    kind: MessageKind | None = None
    result: Receipt | None = None
    recipient: str = ""


def status_summary(session: Session) -> list[StatusCount]:
    """Count the addresses and the contacts of every status, in the order of `EmailStatus`.

    Addresses that no contact has any longer are not counted.
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
    """Count the contacts of every source, the most common first."""
    open_to_campaigns = [
        status
        for status in EmailStatus
        if rules.may_receive(status, MessageKind.BROADCAST) and rules.may_receive(status, MessageKind.SEQUENCE)
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


def consent_history(wanted: ConsentFilter) -> Select[ConsentEvent]:
    """Return the query for the events of the consent history that a filter asks for, newest first."""
    query = select(ConsentEvent).options(joinedload(ConsentEvent.address, innerjoin=True))
    if wanted.address:
        has_it = EmailAddress.address.icontains(wanted.address, autoescape=True)
        query = query.where(ConsentEvent.address.has(has_it))
    if wanted.outcome:
        query = query.where(ConsentEvent.outcome == wanted.outcome)
    if wanted.way:
        query = query.where(ConsentEvent.way == wanted.way)
    if wanted.first_day:
        query = query.where(ConsentEvent.at >= datetime.combine(wanted.first_day, time.min, UTC))
    if wanted.last_day:
        query = query.where(ConsentEvent.at <= datetime.combine(wanted.last_day, time.max, UTC))
    return query.order_by(ConsentEvent.at.desc(), ConsentEvent.id.desc())


def sent_messages(wanted: MessageFilter) -> Select[Message]:
    """Return the query for the messages that a filter asks for, newest first."""
    query = select(Message).options(joinedload(Message.address, innerjoin=True), joinedload(Message.contact))
    if wanted.kind:
        query = query.where(Message.kind == wanted.kind)
    if wanted.result:
        query = query.where(Message.result == wanted.result.value)
    if wanted.recipient:
        full_name = Contact.given_name + " " + Contact.family_name
        query = query.where(
            or_(
                Message.address.has(EmailAddress.address.icontains(wanted.recipient, autoescape=True)),
                Message.contact.has(full_name.icontains(wanted.recipient, autoescape=True)),
            )
        )
    return query.order_by(Message.at.desc(), Message.id.desc())


def message(session: Session, message_id: int) -> Message:
    """Return a message that was sent.

    Raises:
        NotFound: there is none of that number.
    """
    found = session.get(Message, message_id)
    if found is None:
        raise NotFound(f"There is no message {message_id}.")
    return found
