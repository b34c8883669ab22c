"""What the CRM knows of a contact beside names and addresses: consent history, messages, and what was left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from mock_crm.rules.email_status import MessageKind
from mock_crm.storage.models import (
    Broadcast,
    BroadcastRecipient,
    ConsentEvent,
    Contact,
    ContactEmail,
    Enrolment,
    Message,
)

NEWEST = 100
"""How many entries of each list a contact's page shows."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A campaign message that a contact did not get.

    Attributes:
        at: when the broadcast was sent, or when the sequence's message was due.
        kind: broadcast or sequence.
        what: the subject of the broadcast, or the name of the sequence.
        reason: why the contact did not get it.
    """

    at: datetime | None
    kind: MessageKind
    what: str
    reason: str


def consent_history(session: Session, contact: Contact) -> Sequence[ConsentEvent]:
    """Return what happened to the status of a contact's present addresses, the newest first."""
    query = (
        select(ConsentEvent)
        .join(ContactEmail, ContactEmail.address_id == ConsentEvent.address_id)
        .where(ContactEmail.contact_id == contact.id)
    )
    return _newest_events(session, query.distinct(), NEWEST)


def latest_consent_events(session: Session, count: int) -> Sequence[ConsentEvent]:
    """Return the newest entries of the whole consent history."""
    return _newest_events(session, select(ConsentEvent), count)


def messages_sent(session: Session, contact: Contact) -> Sequence[Message]:
    """Return the messages that were sent to a contact, the newest first."""
    query = select(Message).options(joinedload(Message.address)).where(Message.contact_id == contact.id)
    return session.scalars(query.order_by(Message.id.desc()).limit(NEWEST)).all()


def left_out_of(session: Session, contact: Contact) -> list[LeftOut]:
    """Return the broadcasts that a contact was left out of and the sequences that are held, the newest first."""
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


def _newest_events(session: Session, query: Select[ConsentEvent], count: int) -> Sequence[ConsentEvent]:
    newest_first = query.order_by(ConsentEvent.at.desc(), ConsentEvent.id.desc())
    return session.scalars(newest_first.options(joinedload(ConsentEvent.address)).limit(count)).all()
