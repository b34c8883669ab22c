"""The history of a contact: consent events, messages, and campaigns that left the contact out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from mock_crm.rules.email_status import MessageKind
from mock_crm.storage.campaign_models import Broadcast, BroadcastRecipient, Enrolment, Message
from mock_crm.storage.models import ConsentEvent, Contact, ContactEmail

NEWEST = 100
"""The maximum number of messages, and of broadcasts that left the contact out."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A campaign message that was not sent to a contact.

    Attributes:
        at: when the broadcast was sent, or when the sequence's message was due.
        kind: broadcast or sequence.
        what: the subject of the broadcast or the name of the sequence.
        reason: why it was not sent.
    """

    at: datetime | None
    kind: MessageKind
    what: str
    reason: str


def consent_history(contact: Contact) -> Select[ConsentEvent]:
    """Return the query for the consent events of a contact's current addresses, the newest first."""
    addresses = select(ContactEmail.address_id).where(ContactEmail.contact_id == contact.id)
    return _newest_first(select(ConsentEvent).where(ConsentEvent.address_id.in_(addresses)))


def latest_consent_events(session: Session, count: int) -> Sequence[ConsentEvent]:
    """Return the latest consent events of all addresses."""
    return session.scalars(_newest_first(select(ConsentEvent)).limit(count)).all()


def messages_sent(session: Session, contact: Contact) -> Sequence[Message]:
    """Return the messages that were sent to a contact, the newest first."""
    query = select(Message).options(joinedload(Message.address)).where(Message.contact_id == contact.id)
    return session.scalars(query.order_by(Message.id.desc()).limit(NEWEST)).all()


def left_out_of(session: Session, contact: Contact) -> list[LeftOut]:
    """Return the sequences that are held and the broadcasts that left the contact out, the newest first."""
    broadcasts = (
        select(Broadcast, BroadcastRecipient.left_out_because)
        .join(BroadcastRecipient)
        .where(BroadcastRecipient.contact_id == contact.id, BroadcastRecipient.left_out_because != "")
        .order_by(Broadcast.id.desc())
        .limit(NEWEST)
    )
    held = (
        select(Enrolment)
        .options(joinedload(Enrolment.sequence))
        .where(Enrolment.contact_id == contact.id, Enrolment.held_because != "")
        .order_by(Enrolment.id.desc())
    )
    return [
        LeftOut(enrolment.due_at, MessageKind.SEQUENCE, enrolment.sequence.name, enrolment.held_because)
        for enrolment in session.scalars(held)
    ] + [
        LeftOut(broadcast.sent_at, MessageKind.BROADCAST, broadcast.subject, reason)
        for broadcast, reason in session.execute(broadcasts)
    ]


def _newest_first(query: Select[ConsentEvent]) -> Select[ConsentEvent]:
    newest_first = query.order_by(ConsentEvent.at.desc(), ConsentEvent.id.desc())
    return newest_first.options(joinedload(ConsentEvent.address, innerjoin=True))
