"""Errors of steps: the screen is not as a step says."""

from __future__ import annotations

from collections.abc import Iterable


class ScreenError(AssertionError):
    """The screen is not as a step says.

    Attributes:
        summary: What is wrong, in one line.
        details: What the screen shows instead, and what to do, a line each.
    """

    def __init__(self, summary: str, details: Iterable[str] = ()) -> None:
        self.summary = summary
        self.details = tuple(details)
        super().__init__("\n".join([summary, *(f"  {detail}" for detail in self.details)]))

    def with_details(self, *details: str) -> ScreenError:
        """Return the same error with more details."""
        return type(self)(self.summary, (*self.details, *details))


class NothingFound(ScreenError):
    """Nothing on the screen matches a name or a place."""


class SeveralFound(ScreenError):
    """More than one thing on the screen matches a name or a place."""
