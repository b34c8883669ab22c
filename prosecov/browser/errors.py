"""What the screen does not show as it should."""

from __future__ import annotations

from collections.abc import Iterable


class ScreenError(AssertionError):
    """The screen is not as a step says.

    Attributes:
        summary: What is wrong, in one short line.
        details: What the screen shows instead, and what to do; a line each.
    """

    def __init__(self, summary: str, details: Iterable[str] = ()) -> None:
        self.summary = summary
        self.details = tuple(details)
        super().__init__("\n".join([summary, *(f"  {detail}" for detail in self.details)]))

    def with_details(self, *details: str) -> ScreenError:
        """Return the same error with more details."""
        return type(self)(self.summary, (*self.details, *details))


class NotFound(ScreenError):
    """Nothing on the screen has the name, or is the place."""


class SeveralFound(ScreenError):
    """More than one thing on the screen has the name, or could be the place."""
