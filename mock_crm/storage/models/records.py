"""The tables of the CRM."""

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
