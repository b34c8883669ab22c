"""Broadcasts: one message to many contacts at once."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from mock_crm.mail import delivery
from mock_crm.mail.delivery import Mailer
from mock_crm.rules import email_status, messages
from mock_crm.rules.contact_details import EMAIL_FIELDS
from mock_crm.rules.email_status import MessageKind
from mock_crm.rules.errors import InvalidInput, NotAllowed, NotFound
from mock_crm.storage.models import Broadcast, BroadcastRecipient, Contact, ContactTag, EmailAddress, Tag

_SAME_ADDRESS = "The same address as "


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets a broadcast and who does not, both in the order in which the contacts were added.

    Attributes:
        recipients: those who get it, or got it.
        left_out: those who do not, each with the reason.
    """

    recipients: Sequence[BroadcastRecipient]
    left_out: Sequence[BroadcastRecipient]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Return why contacts are left out and how many for each reason, the most frequent first."""
        reasons = (record.left_out_because for record in self.left_out)
        return Counter(
            f"{_SAME_ADDRESS}another contact, who gets it." if reason.startswith(_SAME_ADDRESS) else reason
            for reason in reasons
        ).most_common()


@dataclass(frozen=True, slots=True)
class BroadcastTally:
    """How many contacts got a broadcast, and how many were left out."""

    recipients: int = 0
    left_out: int = 0


def create(
    session: Session, subject: str, body: str, tag: Tag | None, email_field: int | None, now: datetime
) -> Broadcast:
    """Write a broadcast, which is a draft until it is sent.

    Args:
        session: a writing session.
        subject: one line.
        body: the text of the message.
        tag: the tag of the contacts that it is for; None for all contacts.
        email_field: the number of the address field that it goes to; None for the first address of each contact.
        now: the moment, in UTC.

    Raises:
        InvalidInput: a value cannot be accepted; nothing was written.
    """
    broadcast = Broadcast(created_at=now)
    _write(broadcast, subject, body, tag, email_field)
    session.add(broadcast)
    session.flush()
    return broadcast


def change(
    session: Session, broadcast: Broadcast, subject: str, body: str, tag: Tag | None, email_field: int | None
) -> None:
    """Change a draft. The arguments are those of `create`.

    Raises:
        InvalidInput: a value cannot be accepted; nothing was changed.
        NotAllowed: the broadcast was sent.
    """
    _check_draft(broadcast)
    _write(broadcast, subject, body, tag, email_field)
    session.flush()


def delete(session: Session, broadcast: Broadcast) -> None:
    """Delete a draft.

    Raises:
        NotAllowed: the broadcast was sent; what was sent stays on record.
    """
    _check_draft(broadcast)
    session.delete(broadcast)
    session.flush()


def get(session: Session, broadcast_id: int) -> Broadcast:
    """Return a broadcast.

    Raises:
        NotFound: there is none of that number.
    """
    found = session.get(Broadcast, broadcast_id)
    if found is None:
        raise NotFound(f"There is no broadcast {broadcast_id}; it may have been deleted.")
    return found


def newest_first() -> Select[Broadcast]:
    """Return the query for all broadcasts, the newest first."""
    return select(Broadcast).options(joinedload(Broadcast.tag)).order_by(Broadcast.id.desc())


def audience(session: Session, broadcast: Broadcast) -> Audience:
    """Return who gets a draft and who does not, as the rules stand now; of a sent broadcast, what happened."""
    if broadcast.sent_at is None:
        records = [record for record, _, _ in _decide(session, broadcast)]
    else:
        query = select(BroadcastRecipient).where(BroadcastRecipient.broadcast_id == broadcast.id)
        records = list(session.scalars(query.order_by(BroadcastRecipient.id)))
    return Audience(
        [record for record in records if not record.left_out_because],
        [record for record in records if record.left_out_because],
    )


def tallies(session: Session, broadcast_ids: Collection[int]) -> dict[int, BroadcastTally]:
    """Return the tally of each of these broadcasts that was sent to anybody, by its number."""
    got_it = func.count().filter(BroadcastRecipient.left_out_because == "")
    query = (
        select(BroadcastRecipient.broadcast_id, got_it, func.count() - got_it)
        .where(BroadcastRecipient.broadcast_id.in_(broadcast_ids))
        .group_by(BroadcastRecipient.broadcast_id)
    )
    return {number: BroadcastTally(recipients, left_out) for number, recipients, left_out in session.execute(query)}


def send(session: Session, mailer: Mailer, broadcast: Broadcast) -> None:
    """Send a broadcast to all who may get it at this moment, and record what became of every contact.

    Everything belongs to the caller's transaction: messages, records and the mark that it was sent.

    Args:
        session: a writing session.
        mailer: how to send.
        broadcast: a draft.

    Raises:
        NotAllowed: it was sent already; nothing was sent now.
    """
    now = mailer.clock.now()
    # The database decides who is first where two users press the button at once.
    claim = update(Broadcast).where(Broadcast.id == broadcast.id, Broadcast.sent_at.is_(None)).values(sent_at=now)
    if session.scalar(claim.returning(Broadcast.id)) is None:
        raise NotAllowed("This broadcast was sent already; write a new one to send it again.")
    session.refresh(broadcast)
    for record, contact, address in list(_decide(session, broadcast)):
        session.add(record)
        if address is not None and not record.left_out_because:
            kind = MessageKind.BROADCAST
            delivery.deliver(session, mailer, kind, contact, address, broadcast.subject, broadcast.body)
    session.flush()


def _decide(
    session: Session, broadcast: Broadcast
) -> Iterator[tuple[BroadcastRecipient, Contact, EmailAddress | None]]:
    query = select(Contact).options(selectinload(Contact.emails)).order_by(Contact.id)
    if broadcast.tag_id is not None:
        tagged = select(ContactTag.contact_id).where(ContactTag.tag_id == broadcast.tag_id)
        query = query.where(Contact.id.in_(tagged))
    gets_it: dict[int, str] = {}
    for contact in session.scalars(query):
        address = _address(contact, broadcast.email_field)
        if address is None:
            where = f"address in Email {broadcast.email_field}" if broadcast.email_field else "email address"
            reason = f"The contact has no {where}."
        elif address.id in gets_it:
            reason = f"{_SAME_ADDRESS}{gets_it[address.id]}, who gets it."
        else:
            reason = email_status.why_not(address.status, MessageKind.BROADCAST)
            if not reason:
                gets_it[address.id] = contact.name
        record = BroadcastRecipient(
            broadcast_id=broadcast.id,
            contact_id=contact.id,
            contact_name=contact.name,
            address=address.address if address else "",
            left_out_because=reason,
        )
        yield record, contact, address


def _address(contact: Contact, email_field: int | None) -> EmailAddress | None:
    for email in contact.emails:
        if email_field in {None, email.field}:
            return email.address
    return None


def _write(broadcast: Broadcast, subject: str, body: str, tag: Tag | None, email_field: int | None) -> None:
    if email_field is not None and email_field not in EMAIL_FIELDS:
        raise InvalidInput(f"There is no Email {email_field}; choose one of Email 1, Email 2 and Email 3.", "address")
    broadcast.subject, broadcast.body = messages.checked_message(subject, body)
    broadcast.tag = tag
    broadcast.email_field = email_field


def _check_draft(broadcast: Broadcast) -> None:
    if broadcast.sent_at is not None:
        raise NotAllowed("This broadcast was sent; it cannot be changed or deleted any more.")
