"""Attempts to run a scenario, put together from pytest's reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

import pytest

from prosecov.results.scenario_record import ATTRIBUTE, ScenarioRecord

SETUP, CALL, TEARDOWN, CRASH = "setup", "call", "teardown", "crash"


@dataclass(frozen=True, slots=True)
class Phase:
    """How a phase of a test ended.

    Attributes:
        start: Seconds since 1970-01-01 UTC.
        seconds: How long it took.
        is_failed: Whether it failed.
        is_skipped: Whether it was skipped.
        is_expected: Whether a failure of it was expected (``xfail``).
        reason: Why it was skipped or expected to fail.
        error: The exception in a line or a few; empty if there was none.
        details: pytest's representation of the failure; empty if there was none.
        record: The record of the scenario.
        output: Captured output, each with its title.
    """

    start: float
    seconds: float
    is_failed: bool
    is_skipped: bool
    is_expected: bool
    reason: str
    error: str
    details: str
    record: ScenarioRecord | None
    output: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Attempt:
    """One attempt to run a scenario.

    Attributes:
        nodeid: pytest's name of the test.
        worker: Name of the pytest-xdist worker, empty without one.
        phases: The phases that ended, by name, in their order.
        is_retried: Whether it failed and is tried again.
        properties: pytest's user properties.
    """

    nodeid: str
    worker: str
    phases: dict[str, Phase] = field(default_factory=dict)
    is_retried: bool = False
    properties: dict[str, str] = field(default_factory=dict)

    @property
    def start(self) -> float:
        """Seconds since 1970-01-01 UTC."""
        return min(phase.start for phase in self.phases.values())


class Attempts:
    """Collects all reports, in the process that shows results."""

    def __init__(self) -> None:
        self._by_test: dict[str, list[Attempt]] = defaultdict(list)

    def add(self, report: pytest.TestReport) -> None:
        """Add a report of any test."""
        attempts = self._by_test[str(report.nodeid)]
        when = cast("str", report.when)
        name = when if when in {SETUP, CALL, TEARDOWN} else CRASH
        if not attempts or name == SETUP:
            attempts.append(Attempt(report.nodeid, str(getattr(report, "worker_id", ""))))
        attempt = attempts[-1]
        attempt.phases[name] = _phase(report)
        attempt.is_retried |= _is_rerun(report)
        attempt.properties |= {key: value for key, value in report.user_properties if isinstance(value, str)}

    def of(self, nodeid: str) -> Iterator[Attempt]:
        """Yield the attempts to run a test, in order."""
        yield from self._by_test.get(nodeid, ())


def _is_rerun(report: pytest.TestReport) -> bool:
    return cast("str", report.outcome) == "rerun"


def _phase(report: pytest.TestReport) -> Phase:
    reason = str(getattr(report, "wasxfail", ""))
    is_expected = report.skipped and hasattr(report, "wasxfail")
    error = details = ""
    if isinstance(report.longrepr, tuple):
        reason = reason or report.longrepr[2].removeprefix("Skipped: ")
    elif report.longrepr is not None:
        details = report.longreprtext
        crash = getattr(report.longrepr, "reprcrash", None)
        error = crash.message if crash else details
    return Phase(
        report.start,
        report.duration,
        report.failed or _is_rerun(report),
        report.skipped and not is_expected,
        is_expected,
        reason,
        error,
        details,
        getattr(report, ATTRIBUTE, None),
        tuple(report.sections),
    )
