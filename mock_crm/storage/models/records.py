"""The tables of plugins, settings, tracker searches and CSV imports."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mock_crm.storage.models.base import Base


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
