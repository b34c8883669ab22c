"""The base class of the tables."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, Enum
from sqlalchemy.orm import DeclarativeBase
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
