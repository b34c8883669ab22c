"""The clock of the CRM. Code that needs the time gets a clock, so that tests can set it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the current time, in UTC."""
        ...


class SystemClock:
    """The system clock."""

    def now(self) -> datetime:
        """Return the current time, in UTC."""
        return datetime.now(UTC)


class AdjustableClock:
    """A clock that can be set forward, or stopped at a given time."""

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._stopped_at: datetime | None = None

    def now(self) -> datetime:
        """Return the current time of this clock, in UTC."""
        return (self._stopped_at or datetime.now(UTC)) + self._ahead

    def advance(self, by: timedelta) -> None:
        """Set the clock forward."""
        self._ahead += by

    def stop_at(self, moment: datetime) -> None:
        """Stop the clock at a time with a time zone. `advance` still moves it."""
        self._stopped_at = moment.astimezone(UTC)
        self._ahead = timedelta()

    def reset(self) -> None:
        """Return to the system time."""
        self._stopped_at = None
        self._ahead = timedelta()
