"""Cucumber's results of steps and hooks, from an attempt as pytest reports it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cucumber_messages import TestStepResultStatus as Status

from prosecov.outputs.cucumber.attempts import CALL, CRASH, SETUP, TEARDOWN, Attempt, Phase
from prosecov.results.runs import StepStatus
from prosecov.results.scenario_record import StepRecord

_GOOD = frozenset({Status.passed, Status.skipped})
_NOT_GOOD_IN_ORDER = (Status.failed, Status.undefined, Status.ambiguous, Status.pending, Status.unknown)


@dataclass(frozen=True, slots=True)
class StepEnd:
    """How a step, or a hook, ended.

    Attributes:
        status: Cucumber's status.
        start: Seconds since 1970-01-01 UTC. The start of a step is the sum of the times of the steps before it.
        seconds: How long it took.
        message: Why it is not ``PASSED``; can be empty.
        error: The exception in a line or a few; empty if there was none.
        record: The record of the step; ``None`` for a hook, and for a step that was not reached.
    """

    status: Status
    start: float
    seconds: float = 0.0
    message: str = ""
    error: str = ""
    record: StepRecord | None = None


@dataclass(frozen=True, slots=True)
class AttemptEnd:
    """How an attempt ended.

    Attributes:
        setup: Everything before the first step.
        steps: Its steps.
        cleanup: Everything after the last step, and failures that belong to no step.
    """

    setup: StepEnd
    steps: tuple[StepEnd, ...]
    cleanup: StepEnd

    @property
    def is_good(self) -> bool:
        """Whether everything passed or was skipped, which Cucumber calls a success."""
        return all(end.status in _GOOD for end in (self.setup, *self.steps, self.cleanup))


def judge(attempt: Attempt, count: int) -> AttemptEnd:
    """Return how each step of an attempt ended.

    Args:
        attempt: The attempt.
        count: How many steps the scenario has.

    Returns:
        Results for the hooks and for ``count`` steps.
    """
    call = attempt.phases.get(CALL)
    seen = call.record["steps"] if call and call.record else []
    was_left = any(attempt.phases[name].is_failed or attempt.phases[name].is_skipped for name in _known(attempt, SETUP))
    idle = Status.skipped if call or was_left else Status.unknown
    steps = tuple(_steps(call, seen[:count], idle, attempt.start))
    steps += (StepEnd(idle, _end_of(call, attempt)),) * (count - len(steps))
    before = _hook([attempt.phases[name] for name in _known(attempt, SETUP)], attempt.start)
    after = _hook([attempt.phases[name] for name in _known(attempt, TEARDOWN, CRASH)], _end_of(call, attempt))
    if call is not None and (blame := _of_no_step(call, steps)):
        if any(step.record and step.record["status"] != StepStatus.NOT_RUN for step in steps):
            after = _worse(after, blame)
        else:
            before = _worse(before, blame)
    return AttemptEnd(before, steps, after)


def _known(attempt: Attempt, *names: str) -> list[str]:
    return [name for name in names if name in attempt.phases]


def _end_of(call: Phase | None, attempt: Attempt) -> float:
    return call.start + call.seconds if call else attempt.start


def _steps(call: Phase | None, seen: Iterable[StepRecord], idle: Status, start: float) -> Iterable[StepEnd]:
    clock = call.start if call else start
    for step in seen:
        status, message, error = _status(call, StepStatus(step["status"]), idle)
        yield StepEnd(status, clock, step["seconds"], message, error, step)
        clock += step["seconds"]


def _status(call: Phase | None, status: StepStatus, idle: Status) -> tuple[Status, str, str]:
    match status, call:
        case StepStatus.PASSED, _:
            return Status.passed, "", ""
        case StepStatus.UNDEFINED, Phase():
            return Status.undefined, call.error, ""
        case StepStatus.FAILED, Phase(is_expected=True):
            return Status.pending, _text(call), call.error
        case StepStatus.FAILED, Phase():
            return Status.failed, _text(call), call.error
        case StepStatus.SKIPPED, Phase():
            return Status.skipped, call.reason, ""
    return idle, "", ""


def _hook(phases: Sequence[Phase], start: float) -> StepEnd:
    if not phases:
        return StepEnd(Status.unknown, start)
    end = StepEnd(Status.passed, phases[0].start, sum(phase.seconds for phase in phases))
    for phase in phases:
        end = _worse(end, _blamed(phase))
    return end


def _blamed(phase: Phase) -> StepEnd:
    """Return the result of a whole phase."""
    status = Status.passed
    if phase.is_failed:
        status = Status.failed
    elif phase.is_expected:
        status = Status.pending
    elif phase.is_skipped:
        status = Status.skipped
    return StepEnd(status, phase.start, phase.seconds, _text(phase), phase.error)


def _of_no_step(call: Phase, steps: Iterable[StepEnd]) -> StepEnd | None:
    """Return the result of the call if it does not belong to a step, or not to a step alone."""
    is_explained = any(step.message for step in steps)
    is_attributed = call.record is None or call.record["is_attributed"]
    end = _blamed(call)
    if end.status is Status.passed or (is_explained and (is_attributed or end.status is Status.skipped)):
        return None
    return StepEnd(end.status, end.start, 0.0, end.message, end.error)


def _worse(first: StepEnd, second: StepEnd) -> StepEnd:
    """Combine two results of one hook: the worse status, and both messages."""
    order = (*_NOT_GOOD_IN_ORDER, Status.skipped, Status.passed)
    message = "\n\n".join(message for message in (first.message, second.message) if message)
    status = min(first.status, second.status, key=order.index)
    return StepEnd(status, first.start, first.seconds, message, first.error or second.error)


def _text(phase: Phase) -> str:
    return "\n".join(text for text in (phase.reason, phase.details) if text)
