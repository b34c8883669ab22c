"""The time, as the CRM sees it: injected everywhere, so that days can pass in a test."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return datetime.now(UTC)


class AdjustableClock:
    """A clock that can be put forward, or stopped at a moment."""

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._stopped_at: datetime | None = None

    def now(self) -> datetime:
        """Return the present moment of this clock, in UTC."""
        return (self._stopped_at or datetime.now(UTC)) + self._ahead

    def advance(self, by: timedelta) -> None:
        """Put the clock forward."""
        self._ahead += by

    def stop_at(self, moment: datetime) -> None:
        """Stop the clock at a moment, which needs a time zone; `advance` still moves it."""
        self._stopped_at = moment.astimezone(UTC)
        self._ahead = timedelta()

    def reset(self) -> None:
        """Go with the machine's clock again."""
        self._stopped_at = None
        self._ahead = timedelta()
