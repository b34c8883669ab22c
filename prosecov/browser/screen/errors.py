"""Errors of steps: the screen is not as a step says, or the step cannot be followed on it."""

from __future__ import annotations

from collections.abc import Iterable


class ScreenError(AssertionError):
    """The screen is not as a step says.

    Attributes:
        summary: What is wrong, in one line.
        details: What the screen shows instead, and what to do, a line each.
        is_understood: Whether the step was understood, so that what it says is false; otherwise nothing is known.
        is_done: Whether the step did all the same what it is to do, so that the next ones can follow.
    """

    def __init__(self, summary: str, details: Iterable[str] = (), *, is_understood: bool = True) -> None:
        self.summary = summary
        self.details = tuple(details)
        self.is_understood = is_understood
        self.is_done = False
        super().__init__("\n".join([summary, *(f"  {detail}" for detail in self.details)]))

    def with_details(self, *details: str) -> ScreenError:
        """Return the same error with more details."""
        return type(self)(self.summary, (*self.details, *details), is_understood=self.is_understood)


class NothingFound(ScreenError):
    """Nothing on the screen matches a name or a place."""


class SeveralFound(ScreenError):
    """More than one thing on the screen matches a name or a place; which one is meant is not known."""

    def __init__(self, summary: str, details: Iterable[str] = (), *, is_understood: bool = False) -> None:
        """Create the error."""
        super().__init__(summary, details, is_understood=is_understood)


class Misplaced(ScreenError):
    """What a step names is on the screen, but elsewhere."""
