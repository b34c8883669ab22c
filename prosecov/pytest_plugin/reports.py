"""Combine pytest's reports of all processes into one `ScenarioRun` for each scenario that ran."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest

from prosecov.features import Feature, Scenario
from prosecov.geometry import Box
from prosecov.results.runs import Control, Outcome, ScenarioRun, StepResult, StepStatus
from prosecov.results.scenario_record import ATTRIBUTE, ScenarioRecord, StepRecord

_LONGEST_MESSAGE = 2_000
_LONGEST_DETAILS = 40_000
_NOT_FAILED = frozenset({StepStatus.PASSED, StepStatus.NOT_RUN})


@dataclass(slots=True)
class _Unfinished:
    """A run of which some reports are still missing."""

    record: ScenarioRecord
    started: float
    worker: str
    seconds: float = 0.0
    outcome: Outcome | None = None
    failed_attempts: int = 0
    steps: list[StepResult] = field(default_factory=list)
    is_attributed: bool = True
    message: str = ""
    details: str = ""
    url: str = ""
    screenshot: str = ""
    trace: str = ""
    said: str = ""
    controls: tuple[Control, ...] = ()
    texts: tuple[str, ...] = ()


class RunBuilder:
    """Builds runs from reports, in the process that shows results."""

    def __init__(self, root: Path, report_folder: Path) -> None:
        """Create a builder without reports.

        Args:
            root: The folder of the project, to which paths of other plugins are relative.
            report_folder: The folder to which the paths of screenshots and traces will be relative.
        """
        self._root = root
        self._report_folder = report_folder
        self._drafts: dict[str, _Unfinished] = {}

    def add(self, report: pytest.TestReport) -> None:
        """Add a report of any test."""
        record: ScenarioRecord | None = getattr(report, ATTRIBUTE, None)
        nodeid = str(report.nodeid)
        draft = self._drafts.get(nodeid)
        if draft is None:
            if record is None:
                return
            draft = _Unfinished(record, report.start, str(getattr(report, "worker_id", "")))
            self._drafts[nodeid] = draft
        draft.seconds += report.duration
        if cast("str", report.outcome) == "rerun":
            draft.failed_attempts += 1
            draft.message = _message(report)
            return
        if record is not None and report.when == "call":
            draft.steps = [_step(step) for step in record["steps"]]
            draft.said = record["said"]
            draft.controls = tuple(Control(*control) for control in record["controls"])
            draft.texts = tuple(record["texts"])
        outcome = _outcome(report, record)
        # After a failed scenario the clean-up often fails as well; that tells nothing new.
        if outcome is not None and not (report.when == "teardown" and draft.outcome is Outcome.FAILED):
            self._conclude(draft, report, outcome, record)
        self._keep_evidence(draft, report)

    def runs(self, features: tuple[Feature, ...]) -> tuple[ScenarioRun, ...]:
        """Return all runs that ended in some way, in the order in which they began."""
        scenarios = {(f.path, scenario.line): scenario for f in features for scenario in f.scenarios}
        return tuple(_runs(self._drafts, scenarios))

    def _conclude(
        self, draft: _Unfinished, report: pytest.TestReport, outcome: Outcome, record: ScenarioRecord | None
    ) -> None:
        draft.outcome = outcome
        draft.is_attributed = report.when != "teardown" and (record is None or record["is_attributed"])
        if outcome is not Outcome.PASSED:
            draft.message = _message(report)
            draft.details = "" if report.skipped else report.longreprtext[:_LONGEST_DETAILS]
            draft.url = record["url"] if record else ""

    def _keep_evidence(self, draft: _Unfinished, report: pytest.TestReport) -> None:
        properties = {name: value for name, value in report.user_properties if isinstance(value, str)}
        if report.when == "teardown":
            failed = (step.screenshot for step in draft.steps if step.status not in _NOT_FAILED and step.screenshot)
            draft.screenshot = next(failed, self._relative(properties.get("playwright_screenshot", "")))
            draft.trace = self._relative(properties.get("playwright_trace", ""))

    def _relative(self, path: str) -> str:
        return Path(os.path.relpath(self._root / path, self._report_folder)).as_posix() if path else ""


def _outcome(report: pytest.TestReport, record: ScenarioRecord | None) -> Outcome | None:
    """Return the outcome of the whole run, if a report decides it."""
    when = cast("str", report.when)
    if when not in {"setup", "call", "teardown"}:
        return Outcome.CRASHED
    if when != "call":
        return Outcome.ERROR if report.failed else Outcome.SKIPPED if report.skipped else None
    if report.skipped:
        return Outcome.XFAILED if hasattr(report, "wasxfail") else Outcome.SKIPPED
    if report.passed:
        return Outcome.XPASSED if hasattr(report, "wasxfail") else Outcome.PASSED
    return Outcome.XPASSED if record and record["was_to_fail"] else Outcome.FAILED


def _message(report: pytest.TestReport) -> str:
    if isinstance(report.longrepr, tuple):
        message = report.longrepr[2].removeprefix("Skipped: ")
    elif reason := getattr(report, "wasxfail", ""):
        message = reason
    else:
        crash = getattr(report.longrepr, "reprcrash", None)
        message = crash.message if crash else report.longreprtext
    return str(message).strip()[:_LONGEST_MESSAGE]


def _step(seen: StepRecord) -> StepResult:
    status = StepStatus(seen["status"])
    control = Box(*seen["control"]) if seen["control"] else None
    return StepResult(
        seen["line"],
        seen["keyword"],
        seen["kind"],
        seen["text"],
        status,
        seen["seconds"],
        seen["screenshot"],
        control,
        seen["message"],
        seen["is_check"],
        seen["vacuous"],
        seen["doubt"],
        seen["is_done"],
        tuple(seen["notes"]),
    )


def _runs(drafts: Mapping[str, _Unfinished], scenarios: Mapping[tuple[str, int], Scenario]) -> Iterator[ScenarioRun]:
    for nodeid, draft in drafts.items():
        seen = draft.record
        scenario = scenarios.get((seen["feature"], seen["line"]))
        if draft.outcome is None:
            continue
        unseen = () if scenario is None or draft.steps else scenario.all_steps
        yield ScenarioRun(
            nodeid,
            seen["feature"],
            seen["line"],
            seen["name"],
            seen["rule"],
            seen["example"],
            scenario.fingerprint if scenario else "",
            tuple(sorted(scenario.quotations)) if scenario else (),
            draft.outcome,
            draft.failed_attempts > 0 and draft.outcome is Outcome.PASSED,
            draft.is_attributed,
            draft.started,
            draft.seconds,
            draft.worker,
            tuple(draft.steps)
            or tuple(
                StepResult(step.line, step.keyword, step.kind.value, step.text, StepStatus.NOT_RUN) for step in unseen
            ),
            draft.message,
            draft.details,
            draft.url,
            draft.screenshot,
            draft.trace,
            draft.said,
            draft.controls,
            draft.texts,
        )
