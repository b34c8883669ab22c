"""The tables of the CRM."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mock_crm.rules.email_status import MessageKind
from mock_crm.storage.models.base import Base
from mock_crm.storage.models.contacts import Contact, EmailAddress, Tag


class Message(Base):
    """A message that was handed to the mail server, kept with its source."""

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[MessageKind]
    address_id: Mapped[int] = mapped_column(ForeignKey("email_address.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"), index=True)
    subject: Mapped[str]
    body: Mapped[str]
    result: Mapped[str]
    # RFC 5322 source, as the mail server got it.
    source: Mapped[str]

    address: Mapped[EmailAddress] = relationship()
    contact: Mapped[Contact | None] = relationship()


class Broadcast(Base):
    """A message to many contacts at once."""

    __tablename__ = "broadcast"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]
    body: Mapped[str]
    # Null: to all contacts.
    tag_id: Mapped[int | None] = mapped_column(ForeignKey("tag.id", ondelete="SET NULL"))
    # Null: to the first address of each contact.
    email_field: Mapped[int | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    tag: Mapped[Tag | None] = relationship()
    recipients: Mapped[list["BroadcastRecipient"]] = relationship(
        order_by="BroadcastRecipient.id", cascade="all, delete-orphan", passive_deletes=True
    )


class BroadcastRecipient(Base):
    """What became of one contact when a broadcast was sent. Names are copied: the contact may go, the record stays."""

    __tablename__ = "broadcast_recipient"

    id: Mapped[int] = mapped_column(primary_key=True)
    broadcast_id: Mapped[int] = mapped_column(ForeignKey("broadcast.id", ondelete="CASCADE"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"))
    contact_name: Mapped[str]
    address: Mapped[str]
    # Empty: it was sent.
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
    """One message of a sequence, and how many days after the one before it is due."""

    __tablename__ = "sequence_step"
    __table_args__ = (UniqueConstraint("sequence_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence_id: Mapped[int] = mapped_column(ForeignKey("sequence.id", ondelete="CASCADE"))
    position: Mapped[int]
    delay_days: Mapped[int]
    subject: Mapped[str]
    body: Mapped[str]


class Enrolment(Base):
    """A contact on its way through a sequence."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("sequence_id", "contact_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence_id: Mapped[int] = mapped_column(ForeignKey("sequence.id", ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    next_position: Mapped[int] = mapped_column(default=1)
    # Null: nothing more to come.
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    # Why the due message has not gone out yet; empty where it is on its way.
    held_because: Mapped[str] = mapped_column(default="")

    sequence: Mapped[Sequence] = relationship()
    contact: Mapped[Contact] = relationship()
