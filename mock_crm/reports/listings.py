"""What the reports tell: counts by status and by source, the consent history, and the messages that were sent."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from mock_crm.mail.transport import Receipt
from mock_crm.rules.email_status import MessageKind, Outcome, Way
from mock_crm.rules.errors import NotFound
from mock_crm.storage.models import ConsentEvent, Contact, EmailAddress, Message


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
