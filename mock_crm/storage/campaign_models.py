"""The tables of messages, broadcasts and sequences."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mock_crm.rules.email_status import MessageKind
from mock_crm.storage.models import Base, Contact, EmailAddress, Tag


class Message(Base):
    """A message that was handed to the mail server, with its source."""

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[MessageKind]
    address_id: Mapped[int] = mapped_column(ForeignKey("email_address.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"), index=True)
    subject: Mapped[str]
    body: Mapped[str]
    result: Mapped[str]
    # The RFC 5322 message that the mail server received.
    source: Mapped[str]

    address: Mapped[EmailAddress] = relationship()
    contact: Mapped[Contact | None] = relationship()


class Broadcast(Base):
    """A message to many contacts."""

    __tablename__ = "broadcast"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]
    body: Mapped[str]
    # NULL: all contacts.
    tag_id: Mapped[int | None] = mapped_column(ForeignKey("tag.id", ondelete="SET NULL"))
    # NULL: the first address of each contact.
    email_field: Mapped[int | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    tag: Mapped[Tag | None] = relationship()


class BroadcastRecipient(Base):
    """A contact that got a broadcast or was left out. Name and address are copied: the contact may be deleted."""

    __tablename__ = "broadcast_recipient"

    id: Mapped[int] = mapped_column(primary_key=True)
    broadcast_id: Mapped[int] = mapped_column(ForeignKey("broadcast.id", ondelete="CASCADE"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    contact_name: Mapped[str]
    address: Mapped[str]
    # Empty if the broadcast was sent to the contact.
    left_out_because: Mapped[str] = mapped_column(default="")


class Sequence(Base):
    """A series of follow-up messages."""

    __tablename__ = "sequence"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]

    steps: Mapped[list["SequenceStep"]] = relationship(
        order_by="SequenceStep.position", cascade="all, delete-orphan", passive_deletes=True
    )


class SequenceStep(Base):
    """One message of a sequence, with its delay after the message before."""

    __tablename__ = "sequence_step"
    __table_args__ = (UniqueConstraint("sequence_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence_id: Mapped[int] = mapped_column(ForeignKey("sequence.id", ondelete="CASCADE"))
    position: Mapped[int]
    delay_days: Mapped[int]
    subject: Mapped[str]
    body: Mapped[str]


class Enrolment(Base):
    """A contact in a sequence."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("sequence_id", "contact_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence_id: Mapped[int] = mapped_column(ForeignKey("sequence.id", ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    # NULL: the first address of the contact.
    email_field: Mapped[int | None]
    next_position: Mapped[int] = mapped_column(default=1)
    # NULL: every message was sent.
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    # The reason why the due message was not sent; empty if there is none.
    held_because: Mapped[str] = mapped_column(default="")

    sequence: Mapped[Sequence] = relationship()
    contact: Mapped[Contact] = relationship()
