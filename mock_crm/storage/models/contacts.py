"""The tables of contacts, their addresses and the consent history."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, Table, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mock_crm.rules.email_status import EmailStatus, Outcome, Way
from mock_crm.storage.models.base import Base


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

    @property
    def first_email(self) -> ContactEmail | None:
        """Return the first address, which campaigns use by default."""
        return self.emails[0] if self.emails else None
