"""The scenarios that ran, their steps, and the screens that they visited.

All paths of pictures and traces are relative to the folder of ``results.json``, with forward slashes; all paths of
articles and features are relative to the project. A value that is not known is ``None`` or empty, never left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from prosecov.geometry import Box


class Outcome(StrEnum):
    """How a scenario ended, as pytest counts it."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    SKIPPED = "skipped"
    XFAILED = "xfailed"
    XPASSED = "xpassed"
    CRASHED = "crashed"


class StepStatus(StrEnum):
    """How a step ended."""

    PASSED = "passed"
    FAILED = "failed"
    UNDEFINED = "undefined"
    SKIPPED = "skipped"
    NOT_RUN = "not run"


@dataclass(frozen=True, slots=True, order=True)
class Control:
    """A control that a screen offered.

    Attributes:
        screen: The name of the dialog around it, else the first heading of the page, or the address of the page if it
            has none.
        role: Its ARIA role.
        name: Its accessible name.
    """

    screen: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class StepResult:
    """A step of a scenario that ran, or that would have run.

    Attributes:
        line: Its line in the feature.
        keyword: ``Given``, ``And``, ...
        kind: ``given``, ``when`` or ``then``.
        text: Its text, placeholders filled in.
        status: How it ended.
        seconds: How long it took.
        screenshot: For a When the screen at the last action of the step, else the screen after the step.
        control: The place in the screenshot of the control that the step used or checked last.
        message: For a failure: what happened.
        is_check: For a failure: whether a check failed, and not merely something that the step needed.
        vacuous: Why the step proves nothing although it passed; empty if it does.
        doubt: Why it is not known whether what the step says is true, as part of it was not understood; else empty.
        is_done: For a failure: whether the step did all the same what it was to do, so that the next ones can follow.
        notes: What else its reader has to know, such as which of several controls of the same name it used.
    """

    line: int
    keyword: str
    kind: str
    text: str
    status: StepStatus
    seconds: float = 0.0
    screenshot: str = ""
    control: Box | None = None
    message: str = ""
    is_check: bool = False
    vacuous: str = ""
    doubt: str = ""
    is_done: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScenarioRun:
    """One run of a scenario, or of one row of an outline.

    Attributes:
        nodeid: pytest's name for it; unique within a run.
        feature: Path of the feature file.
        line: Line of the scenario.
        name: Its name as written, with placeholders.
        rule: Name of its rule, empty outside of rules.
        example: Column names and values of its row, empty if it is no outline.
        fingerprint: `Scenario.fingerprint` at the time of the run.
        quotations: `Scenario.quotations` at the time of the run, sorted.
        outcome: How it ended.
        is_flaky: Whether an earlier attempt of the same run failed.
        is_attributed: Whether a failure belongs to the failed step alone; soft assertions and failures after the last
            step belong to no step.
        started: Seconds since 1970-01-01 UTC.
        seconds: How long it took, set-up and clean-up included.
        worker: Name of the pytest-xdist worker, empty without one.
        steps: Its steps in order, those of the background first.
        message: Unless it passed: what happened, in a few lines.
        details: For a failure: pytest's representation of it.
        url: For a failure: address of the page.
        screenshot: For a failure: picture of the screen.
        trace: For a failure: Playwright's trace.
        said: For a failure: what the screen said, as Playwright's accessibility snapshot.
        controls: Controls of the screens that it visited, sorted.
        texts: Names of everything else on these screens, and their short texts, sorted.
    """

    nodeid: str
    feature: str
    line: int
    name: str
    rule: str
    example: Mapping[str, str]
    fingerprint: str
    quotations: tuple[str, ...]
    outcome: Outcome
    is_flaky: bool
    is_attributed: bool
    started: float
    seconds: float
    worker: str
    steps: tuple[StepResult, ...]
    message: str = ""
    details: str = ""
    url: str = ""
    screenshot: str = ""
    trace: str = ""
    said: str = ""
    controls: tuple[Control, ...] = ()
    texts: tuple[str, ...] = ()
