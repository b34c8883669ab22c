"""The tables of the CRM."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Connection, DateTime, Dialect, Enum, ForeignKey, Table, UniqueConstraint, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from mock_crm.rules import EmailStatus, MessageKind, Outcome, Way

EMAIL_FIELDS = (1, 2, 3)
"""The numbers of a contact's address fields: Email 1, Email 2 and Email 3."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite itself keeps no time zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn a moment with any time zone into UTC for the database."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the moment from the database its time zone back."""
        return value.replace(tzinfo=UTC) if value else None


class Base(DeclarativeBase):
    """What every table has in common."""

    type_annotation_map = {  # noqa: RUF012
        datetime: UtcDateTime,
        EmailStatus: Enum(EmailStatus, native_enum=False, length=20, values_callable=lambda e: [m.value for m in e]),
        MessageKind: Enum(MessageKind, native_enum=False, length=20, values_callable=lambda e: [m.value for m in e]),
        Outcome: Enum(Outcome, native_enum=False, length=20, values_callable=lambda e: [m.value for m in e]),
        Way: Enum(Way, native_enum=False, length=20, values_callable=lambda e: [m.value for m in e]),
    }


class EmailAddress(Base):
    """An address and its status, which all contacts that have the address share."""

    __tablename__ = "email_address"

    id: Mapped[int] = mapped_column(primary_key=True)
    # As compared: domains and, in practice, local parts know no case. Display uses `address`.
    key: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str]
    status: Mapped[EmailStatus] = mapped_column(index=True)
    last_engaged_at: Mapped[datetime | None]
    temporary_refusals: Mapped[int] = mapped_column(default=0)

    events: Mapped[list["ConsentEvent"]] = relationship(back_populates="address", order_by="ConsentEvent.id")


class ConsentEvent(Base):
    """A change of status, or a refused attempt. Nothing edits it: the database itself refuses to."""

    __tablename__ = "consent_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    address_id: Mapped[int] = mapped_column(ForeignKey("email_address.id"), index=True)
    at: Mapped[datetime]
    outcome: Mapped[Outcome]
    from_status: Mapped[EmailStatus | None]
    to_status: Mapped[EmailStatus]
    who: Mapped[str]
    way: Mapped[Way]
    reason: Mapped[str]
    batch: Mapped[str] = mapped_column(default="", index=True)

    address: Mapped[EmailAddress] = relationship(back_populates="events")


@event.listens_for(ConsentEvent.__table__, "after_create")
def _forbid_editing(_table: Table, connection: Connection, **_options: Any) -> None:
    if connection.dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER consent_event_no_{verb.lower()} BEFORE {verb} ON consent_event"
                " BEGIN SELECT RAISE(ABORT, 'the consent history is never edited'); END"
            )


class Tag(Base):
    """A label that groups contacts."""

    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class ContactTag(Base):
    """Which contact has which tag."""

    __tablename__ = "contact_tag"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True, index=True)


class ContactEmail(Base):
    """An address in one of a contact's fields Email 1, Email 2 and Email 3."""

    __tablename__ = "contact_email"
    __table_args__ = (UniqueConstraint("contact_id", "field"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    address_id: Mapped[int] = mapped_column(ForeignKey("email_address.id"), index=True)
    field: Mapped[int]

    address: Mapped[EmailAddress] = relationship(lazy="joined", innerjoin=True)

    @property
    def label(self) -> str:
        """Return the name of the field, such as "Email 1"."""
        return f"Email {self.field}"


class Contact(Base):
    """A person in the CRM."""

    __tablename__ = "contact"
    # The number of a deleted contact is never given to another: remembered results and links would mean that one.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True)
    given_name: Mapped[str] = mapped_column(default="")
    family_name: Mapped[str] = mapped_column(default="")
    company: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime]

    emails: Mapped[list[ContactEmail]] = relationship(
        order_by=ContactEmail.field, cascade="all, delete-orphan", passive_deletes=True
    )
    tags: Mapped[list[Tag]] = relationship(secondary="contact_tag", order_by=Tag.name)

    @property
    def name(self) -> str:
        """Return the full name, or the first address where there is no name."""
        full = f"{self.given_name} {self.family_name}".strip()
        return full or (self.emails[0].address.address if self.emails else "(no name)")

    @property
    def last_engaged_at(self) -> datetime | None:
        """Return when the contact last engaged, by any of the addresses."""
        moments = [email.address.last_engaged_at for email in self.emails]
        return max((moment for moment in moments if moment is not None), default=None)

    @property
    def first_email(self) -> ContactEmail | None:
        """Return the lowest address field that is filled in, which mail goes to unless told otherwise."""
        return self.emails[0] if self.emails else None


class Integration(Base):
    """A connected plugin."""

    __tablename__ = "integration"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    key_hash: Mapped[str] = mapped_column(unique=True)
    key_hint: Mapped[str]
    passes_permission: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


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


class Setting(Base):
    """A value that the CRM keeps for itself."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class TrackerSearch(Base):
    """A search in the Email Engagement Tracker, with its results as the user saw them."""

    __tablename__ = "tracker_search"

    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    criteria: Mapped[dict[str, Any]] = mapped_column(JSON)


class TrackerResult(Base):
    """A contact in the results of a search."""

    __tablename__ = "tracker_result"

    search_id: Mapped[str] = mapped_column(ForeignKey("tracker_search.id", ondelete="CASCADE"), primary_key=True)
    # No foreign key: a contact that is deleted later was in the results all the same.
    contact_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]


class CsvImport(Base):
    """A CSV file that was sent for import: first as it waits to be confirmed, then as the result of the import."""

    __tablename__ = "csv_import"

    # Also the batch of the import in the consent history.
    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    filename: Mapped[str]
    # Empty once it is imported.
    text: Mapped[str]
    # How the text was guessed where its encoding was not clear; else empty.
    notice: Mapped[str]
    # The choice on the upload page: who in the file gave permission, and how.
    permission_from: Mapped[str]
    permission_reason: Mapped[str]
    # Null: not imported yet.
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
