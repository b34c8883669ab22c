"""Puts pytest's reports together: one record for each run of a scenario."""

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
from prosecov.results.sighting import ATTRIBUTE, Sighting, StepSighting

_LONGEST_MESSAGE = 2_000
_LONGEST_DETAILS = 40_000
_WENT_WELL = frozenset({StepStatus.PASSED, StepStatus.NOT_RUN})


@dataclass(slots=True)
class _Draft:
    """A run as far as it is known."""

    sighting: Sighting
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


class Collector:
    """Listens to all reports, in the process that shows them."""

    def __init__(self, root: Path, report_folder: Path) -> None:
        """Begin with nothing.

        Args:
            root: The project, to which paths of other plugins are relative.
            report_folder: The folder to which paths in records are to be relative.
        """
        self._root = root
        self._report_folder = report_folder
        self._drafts: dict[str, _Draft] = {}

    def add(self, report: pytest.TestReport) -> None:
        """Take in a report of any test."""
        sighting: Sighting | None = getattr(report, ATTRIBUTE, None)
        nodeid = str(report.nodeid)
        draft = self._drafts.get(nodeid)
        if draft is None:
            if sighting is None:
                return
            draft = _Draft(sighting, report.start, str(getattr(report, "worker_id", "")))
            self._drafts[nodeid] = draft
        draft.seconds += report.duration
        if cast("str", report.outcome) == "rerun":
            draft.failed_attempts += 1
            draft.message = _message(report)
            return
        if sighting is not None and report.when == "call":
            draft.steps = [_step(step) for step in sighting["steps"]]
            draft.said = sighting["said"]
            draft.controls = tuple(Control(*control) for control in sighting["controls"])
            draft.texts = tuple(sighting["texts"])
        outcome = _outcome(report, sighting)
        # What a failed scenario leaves behind may well fail to clean up; that tells nothing new.
        if outcome is not None and not (report.when == "teardown" and draft.outcome is Outcome.FAILED):
            self._conclude(draft, report, outcome, sighting)
        self._keep_evidence(draft, report)

    def runs(self, features: tuple[Feature, ...]) -> tuple[ScenarioRun, ...]:
        """All runs that ended in some way, in the order in which they began."""
        scenarios = {(f.path, scenario.line): scenario for f in features for scenario in f.scenarios}
        return tuple(_runs(self._drafts, scenarios))

    def _conclude(self, draft: _Draft, report: pytest.TestReport, outcome: Outcome, sighting: Sighting | None) -> None:
        draft.outcome = outcome
        draft.is_attributed = report.when != "teardown" and (sighting is None or sighting["is_attributed"])
        if outcome is not Outcome.PASSED:
            draft.message = _message(report)
            draft.details = "" if report.skipped else report.longreprtext[:_LONGEST_DETAILS]
            draft.url = sighting["url"] if sighting else ""

    def _keep_evidence(self, draft: _Draft, report: pytest.TestReport) -> None:
        properties = {name: value for name, value in report.user_properties if isinstance(value, str)}
        if report.when == "teardown":
            failed = (step.screenshot for step in draft.steps if step.status not in _WENT_WELL and step.screenshot)
            draft.screenshot = next(failed, self._relative(properties.get("playwright_screenshot", "")))
            draft.trace = self._relative(properties.get("playwright_trace", ""))

    def _relative(self, path: str) -> str:
        return Path(os.path.relpath(self._root / path, self._report_folder)).as_posix() if path else ""


def _outcome(report: pytest.TestReport, sighting: Sighting | None) -> Outcome | None:
    """What a report says about the run as a whole, if anything."""
    when = cast("str", report.when)
    if when not in {"setup", "call", "teardown"}:
        return Outcome.CRASHED
    if when != "call":
        return Outcome.ERROR if report.failed else Outcome.SKIPPED if report.skipped else None
    if report.skipped:
        return Outcome.XFAILED if hasattr(report, "wasxfail") else Outcome.SKIPPED
    if report.passed:
        return Outcome.XPASSED if hasattr(report, "wasxfail") else Outcome.PASSED
    return Outcome.XPASSED if sighting and sighting["was_to_fail"] else Outcome.FAILED


def _message(report: pytest.TestReport) -> str:
    if isinstance(report.longrepr, tuple):
        message = report.longrepr[2].removeprefix("Skipped: ")
    elif reason := getattr(report, "wasxfail", ""):
        message = reason
    else:
        crash = getattr(report.longrepr, "reprcrash", None)
        message = crash.message if crash else report.longreprtext
    return str(message).strip()[:_LONGEST_MESSAGE]


def _step(seen: StepSighting) -> StepResult:
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
    )


def _runs(drafts: Mapping[str, _Draft], scenarios: Mapping[tuple[str, int], Scenario]) -> Iterator[ScenarioRun]:
    for nodeid, draft in drafts.items():
        seen = draft.sighting
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
