"""Broadcasts: one message to many contacts."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from mock_crm.mail import delivery
from mock_crm.mail.delivery import Mailer
from mock_crm.rules import email_status
from mock_crm.rules.contact_details import checked_email_field, no_address
from mock_crm.rules.email_status import MessageKind
from mock_crm.rules.errors import NotAllowed, NotFound
from mock_crm.rules.messages import checked_message
from mock_crm.storage.campaign_models import Broadcast, BroadcastRecipient
from mock_crm.storage.models import Contact, ContactTag, EmailAddress, Tag

_SAME_ADDRESS = "The same address as "


@dataclass(frozen=True, slots=True)
class Audience:
    """The recipients of a broadcast and the contacts that are left out, in the order of their ids.

    Attributes:
        recipients: the contacts that get it, or got it.
        left_out: the contacts that do not, with the reason.
    """

    recipients: Sequence[BroadcastRecipient]
    left_out: Sequence[BroadcastRecipient]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Return the reasons and the number of contacts for each, the most frequent first."""
        reasons = (record.left_out_because for record in self.left_out)
        return Counter(
            f"{_SAME_ADDRESS}another contact, who gets it." if reason.startswith(_SAME_ADDRESS) else reason
            for reason in reasons
        ).most_common()


@dataclass(frozen=True, slots=True)
class BroadcastTally:
    """The number of recipients of a broadcast, and of contacts that were left out."""

    recipients: int = 0
    left_out: int = 0


def create(
    session: Session, subject: str, body: str, tag: Tag | None, email_field: int | None, now: datetime
) -> Broadcast:
    """Add a broadcast, which is a draft until it is sent.

    Without a tag it is for all contacts; without an email field, for the first address of each.

    Raises:
        InvalidInput: a value is not valid; nothing was added.
    """
    email_field = checked_email_field(email_field)
    subject, body = checked_message(subject, body)
    broadcast = Broadcast(subject=subject, body=body, tag=tag, email_field=email_field, created_at=now)
    session.add(broadcast)
    session.flush()
    return broadcast


def get(session: Session, broadcast_id: int) -> Broadcast:
    """Return a broadcast.

    Raises:
        NotFound: there is no broadcast with this id.
    """
    found = session.get(Broadcast, broadcast_id)
    if found is None:
        raise NotFound(f"There is no broadcast {broadcast_id}; it may have been deleted.")
    return found


def newest_first() -> Select[Broadcast]:
    """Return the query for all broadcasts, the newest first."""
    return select(Broadcast).options(joinedload(Broadcast.tag)).order_by(Broadcast.id.desc())


def audience(session: Session, broadcast: Broadcast) -> Audience:
    """Return the audience of a broadcast: as recorded if it was sent, as the rules decide now if it is a draft."""
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
    """Return the tally of each of these broadcasts that was sent, by its id."""
    got_it = func.count().filter(BroadcastRecipient.left_out_because == "")
    query = (
        select(BroadcastRecipient.broadcast_id, got_it, func.count() - got_it)
        .where(BroadcastRecipient.broadcast_id.in_(broadcast_ids))
        .group_by(BroadcastRecipient.broadcast_id)
    )
    return {number: BroadcastTally(recipients, left_out) for number, recipients, left_out in session.execute(query)}


def send(session: Session, mailer: Mailer, broadcast: Broadcast) -> None:
    """Send a draft to every contact that may receive it now, and record the recipients and who is left out.

    Everything is a part of the caller's transaction.

    Raises:
        NotAllowed: it was already sent; nothing was sent now.
    """
    now = mailer.clock.now()
    # If two users send it at the same time, the database decides who is first.
    claim = update(Broadcast).where(Broadcast.id == broadcast.id, Broadcast.sent_at.is_(None)).values(sent_at=now)
    if session.scalar(claim.returning(Broadcast.id)) is None:
        raise NotAllowed("This broadcast was already sent; write a new one to send it again.")
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
        email = contact.email_in(broadcast.email_field)
        address = email.address if email else None
        if address is None:
            reason = no_address(broadcast.email_field)
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
