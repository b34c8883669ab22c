"""The tables of contacts, plugins and imports, and of the CRM itself. `campaign_models` has those of the campaigns."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Connection, DateTime, Dialect, Enum, ForeignKey, Table, UniqueConstraint, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from mock_crm.rules.email_status import EmailStatus, MessageKind, Outcome, Way


class UtcDateTime(TypeDecorator[datetime]):
    """A time in UTC. SQLite stores no time zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Convert a time in any time zone to UTC for the database."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Add the time zone to a time from the database."""
        return value.replace(tzinfo=UTC) if value else None


class Base(DeclarativeBase):
    """The base of all tables."""

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
    # The address in lower case, for comparisons; the pages show `address`.
    key: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str]
    status: Mapped[EmailStatus] = mapped_column(index=True)
    last_engaged_at: Mapped[datetime | None]
    temporary_refusals: Mapped[int] = mapped_column(default=0)

    events: Mapped[list["ConsentEvent"]] = relationship(back_populates="address", order_by="ConsentEvent.id")


class ConsentEvent(Base):
    """A change of an email status, or a refused attempt. A trigger of the database prevents any update or deletion."""

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
    """A tag of a contact."""

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
    # The id of a deleted contact is not used again: kept search results and links would refer to the new contact.
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
        """Return the full name, or the first address if there is no name."""
        full = f"{self.given_name} {self.family_name}".strip()
        return full or (self.emails[0].address.address if self.emails else "(no name)")

    @property
    def last_engaged_at(self) -> datetime | None:
        """Return when the contact last engaged, with any of its addresses."""
        moments = [email.address.last_engaged_at for email in self.emails]
        return max((moment for moment in moments if moment is not None), default=None)

    def email_in(self, field: int | None) -> ContactEmail | None:
        """Return the address in a field, or without one the first address, which campaigns use by default."""
        return next((email for email in self.emails if field in {None, email.field}), None)


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


class Setting(Base):
    """A setting that outlives a restart."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class TrackerSearch(Base):
    """A search in the Email Engagement Tracker."""

    __tablename__ = "tracker_search"

    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    criteria: Mapped[dict[str, Any]] = mapped_column(JSON)


class TrackerResult(Base):
    """A contact in the results of a search, as the user saw them."""

    __tablename__ = "tracker_result"

    search_id: Mapped[str] = mapped_column(ForeignKey("tracker_search.id", ondelete="CASCADE"), primary_key=True)
    # No foreign key: the contact may be deleted later.
    contact_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]


class CsvImport(Base):
    """An uploaded CSV file: its text until the import is confirmed, then the result of the import."""

    __tablename__ = "csv_import"

    # Also the batch in the consent history.
    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    filename: Mapped[str]
    # Empty after the import.
    text: Mapped[str]
    # A notice if the encoding had to be guessed, else empty.
    notice: Mapped[str]
    # Who in the file gave permission, and how.
    permission_from: Mapped[str]
    permission_reason: Mapped[str]
    # NULL: not imported yet.
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
