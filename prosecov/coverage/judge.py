"""Decide the verdict of a quotation from the runs of the scenarios that judge it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile

from prosecov.features import (
    PROVES_FEATURE,
    Feature,
    OwnerKind,
    Quotation,
    Scenario,
    StepKind,
    Stretch,
    is_review,
    review_day,
)
from prosecov.results.runs import Outcome, ScenarioRun, StepResult, StepStatus
from prosecov.results.verdicts import Verdict
from prosecov.text.normalise import normalise

ExampleRow = tuple[tuple[str, str], ...]
"""Pairs of column and value, as `Scenario.rows` holds them."""

_FOR_A_QUOTATION = (
    Verdict.CONTRADICTED,
    Verdict.BLOCKED,
    Verdict.NOT_UNDERSTOOD,
    Verdict.NOT_RUN,
    Verdict.VACUOUS,
    Verdict.PROVED,
)
"""Of several runs the first of these counts: a quotation is proved only if every run proves it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict of a quotation.

    Attributes:
        verdict: The verdict.
        reason: Why; empty if it is proved.
        is_flaky: Whether it failed and then passed in the same run.
        is_outdated: Whether the quotation, or a scenario that judges it, has changed since it ran.
        runs: The runs that count, by `ScenarioRun.nodeid`.
        screenshot: The last picture of the deciding run.
    """

    verdict: Verdict
    reason: str = ""
    is_flaky: bool = False
    is_outdated: bool = False
    runs: tuple[str, ...] = ()
    screenshot: str = ""


class Judge:
    """Judges quotations by runs.

    A run counts for a scenario only if neither its steps nor the quotations that it judges have changed since.
    """

    def __init__(self, features: Iterable[Feature], runs: Iterable[ScenarioRun], today: date, review_days: int) -> None:
        """Index the scenarios and the runs.

        Args:
            features: All features.
            runs: All runs, of any time.
            today: The day on which reviews may have expired.
            review_days: For how many days a review holds.
        """
        self._today = today
        self._review_days = review_days
        self._scenarios = {(f.path, scenario.line): scenario for f in features for scenario in f.scenarios}
        self._runs: dict[tuple[str, str, str], list[ScenarioRun]] = defaultdict(list)
        for run in runs:
            self._runs[run.feature, run.rule, run.name].append(run)

    def judge(self, quotation: Quotation, subject: str = "") -> Judgement:
        """Judge a quotation that stands in its article as it is quoted.

        Args:
            quotation: The quotation.
            subject: What the sentence is about, if it is a row of a table or an item that begins with a term. Where
                an outline has rows that name it, these rows alone judge the sentence.
        """
        if "advisory" in quotation.tags:
            if quotation.reason:
                return Judgement(Verdict.ADVISORY, quotation.reason)
            return Judgement(Verdict.UNCLAIMED, "@advisory without a reason")
        for tag in quotation.tags:
            if is_review(tag):
                return self._review(tag, quotation.reason)
        if not quotation.stretches:
            said = f" says @{PROVES_FEATURE}" if quotation.owner is OwnerKind.FEATURE else ""
            return Judgement(Verdict.NOT_RUN, f"no scenario under {quotation.name!r}{said}")
        judgements = [self._judge_stretch(quotation, stretch, subject) for stretch in quotation.stretches]
        runs = tuple(nodeid for judgement in judgements for nodeid in judgement.runs)
        return replace(first_of(judgements, _FOR_A_QUOTATION), runs=runs)

    def _review(self, tag: str, note: str) -> Judgement:
        day = review_day(tag)
        if day is None or day > self._today:
            return Judgement(Verdict.UNCLAIMED, f"@{tag} names no day on which it was reviewed")
        expires = day + timedelta(days=self._review_days)
        if expires < self._today:
            return Judgement(Verdict.UNCLAIMED, f"the review of {day} expired on {expires}")
        return Judgement(Verdict.REVIEWED, f"reviewed on {day}, holds until {expires}" + (f": {note}" if note else ""))

    def _judge_stretch(self, quotation: Quotation, stretch: Stretch, subject: str) -> Judgement:
        scenario = self._scenarios[quotation.path, stretch.scenario]
        place = f"{quotation.path}:{scenario.line}"
        recorded = self._runs.get((quotation.path, scenario.rule or "", scenario.name), [])
        unchanged = [run for run in recorded if run.fingerprint == scenario.fingerprint]
        runs = [run for run in unchanged if normalise(quotation.text).text in run.quotations]
        if not recorded:
            return Judgement(Verdict.NOT_RUN, f"{place} did not run")
        if not runs:
            changed = f"the quotation at {quotation.path}:{quotation.line}" if unchanged else place
            return Judgement(Verdict.NOT_RUN, f"{changed} has changed since it ran", is_outdated=True)
        rows = _rows_about(subject, scenario)
        runs = [run for run in runs if tuple(run.example.items()) in rows]
        judgements = [_judge_run(run, scenario, stretch, place) for run in runs]
        missing = rows - {tuple(run.example.items()) for run in runs}
        if missing or not rows:
            values = ", ".join(value for _, value in min(missing, default=()))
            reason = f"did not run for the example {values}" if values else "has no examples"
            judgements.append(Judgement(Verdict.NOT_RUN, f"{place} {reason}"))
        return replace(first_of(judgements, _FOR_A_QUOTATION), runs=tuple(run.nodeid for run in runs))


def first_of(judgements: Sequence[Judgement], order: Sequence[Verdict]) -> Judgement:
    """Return the judgement whose verdict stands first in an order; the first of several."""
    return min(judgements, key=lambda judgement: order.index(judgement.verdict))


def _rows_about(subject: str, scenario: Scenario) -> frozenset[ExampleRow]:
    """Return the rows of an outline that name a subject; all of them if none does."""
    named = frozenset(row for row in scenario.rows if subject and subject in dict(row).values())
    return named or frozenset(scenario.rows)


def _judge_run(run: ScenarioRun, scenario: Scenario, stretch: Stretch, place: str) -> Judgement:
    steps = [
        (step, run.steps[index] if index < len(run.steps) else None)
        for index, step in enumerate(scenario.all_steps)
        if stretch.steps is None or step.line in stretch.steps
    ]
    results = [result for _, result in steps if result is not None]
    passed = all(result is not None and result.status is StepStatus.PASSED for _, result in steps)
    if all(step.kind is StepKind.GIVEN for step, _ in steps):
        verdict, reason = Verdict.NOT_RUN, "only sets things up; it needs a step that acts or checks"
    elif reason := _why_it_proves_nothing(run, passed=passed):
        verdict = Verdict.NOT_RUN
    elif reason := _why_all_of_it_is_in_doubt(run):
        verdict = Verdict.CONTRADICTED
    elif passed and (reason := next((result.doubt for result in results if result.doubt), "")):
        verdict = Verdict.NOT_UNDERSTOOD
    elif passed and (reason := _why_it_is_vacuous(results)):
        verdict = Verdict.VACUOUS
    elif passed:
        verdict = Verdict.PROVED
    else:
        verdict, reason = _verdict_of_failure(run, results)
    pictures = [result.screenshot for result in results if result.screenshot]
    picture = run.screenshot if run.screenshot and verdict is Verdict.CONTRADICTED else "".join(pictures[-1:])
    shown = f"{place} {reason}" if reason else ""
    return Judgement(verdict, shown, run.is_flaky, runs=(run.nodeid,), screenshot=picture)


def _why_it_is_vacuous(results: Sequence[StepResult]) -> str:
    """Return why all checks of a quotation prove nothing; empty if one of them does."""
    checks = [result for result in results if result.kind == StepKind.THEN]
    notes = [result.vacuous for result in checks if result.vacuous]
    return f"passed, but proves nothing: {notes[0]}" if notes and len(notes) == len(checks) else ""


def _why_it_proves_nothing(run: ScenarioRun, *, passed: bool) -> str:
    message = f": {run.message}" if run.message else ""
    match run.outcome:
        case Outcome.CRASHED:
            return f"did not end: its worker crashed{message}"
        case Outcome.XPASSED:
            return "passed although it is marked as failing; remove the mark"
        case Outcome.SKIPPED if not passed:
            return f"was skipped{message}"
        case Outcome.PASSED if not passed:
            return "passed, but not all of its steps did"
    return ""


def _why_all_of_it_is_in_doubt(run: ScenarioRun) -> str:
    message = f": {run.message}" if run.message else ""
    if run.is_flaky:
        return f"is flaky: it failed, then passed when it was run again{message}"
    return "" if run.is_attributed else f"failed outside of its steps{message}"


def _verdict_of_failure(run: ScenarioRun, results: Sequence[StepResult]) -> tuple[Verdict, str]:
    expected = "as expected " if run.outcome is Outcome.XFAILED else ""
    for step in results:
        where = f"at line {step.line}, {step.keyword} {step.text}"
        if step.status is StepStatus.UNDEFINED:
            return Verdict.BLOCKED, f"stopped {where}: no step definition matches"
        if step.status is StepStatus.FAILED:
            # A When that cannot be done, such as one that timed out, says nothing of what it was to show.
            says = step.kind == StepKind.THEN or (step.kind == StepKind.WHEN and step.is_check)
            # pytest's own message is that of the first failure.
            is_first = step is next(other for other in run.steps if other.status is StepStatus.FAILED)
            message = run.message if is_first else step.message
            if lost := _lost_before(step, run.steps):
                return Verdict.BLOCKED, f"failed {expected}{where}, after line {lost.line} could not be done: {message}"
            if step.doubt:
                return Verdict.NOT_UNDERSTOOD, f"{where}: {message}"
            if says:
                return Verdict.CONTRADICTED, f"failed {expected}{where}: {message}"
            return Verdict.BLOCKED, f"failed {expected}{where}: {message}"
    stopped = next((step for step in run.steps if step.status is not StepStatus.PASSED), None)
    place = f"at line {stopped.line}, {stopped.keyword} {stopped.text}" if stopped else "before its first step"
    return Verdict.BLOCKED, f"stopped {expected}{place}: {run.message}"


def _lost_before(step: StepResult, steps: Sequence[StepResult]) -> StepResult | None:
    """Return the first action before a step that was not done, so that the step may fail because of it."""
    failed = [other for other in takewhile(lambda other: other is not step, steps) if other.status is StepStatus.FAILED]
    return next((other for other in failed if other.kind == StepKind.WHEN and not other.is_done), None)
