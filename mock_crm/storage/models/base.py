"""The tables of the CRM."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, Enum
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from mock_crm.rules.email_status import EmailStatus, MessageKind, Outcome, Way


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
