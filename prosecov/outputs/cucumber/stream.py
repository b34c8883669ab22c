"""A run as a stream of envelopes, in the order in which Cucumber's own tools write them."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain
from typing import Any

import cucumber_messages as messages
from cucumber_messages import Envelope, message_converter
from cucumber_messages import TestStepResultStatus as Status

from prosecov.outputs.cucumber.attachments import Attachments
from prosecov.outputs.cucumber.attempts import Attempt
from prosecov.outputs.cucumber.documents import Documents, Json, PickleKey
from prosecov.outputs.cucumber.judging import AttemptEnd, StepEnd, judge
from prosecov.results.step_catalogue import Catalogue, Definition

_KINDS = {"Context": "given", "Action": "when", "Outcome": "then"}
_NANO = 1_000_000_000


@dataclass(frozen=True, slots=True)
class CucumberRun:
    """A run of scenarios.

    Attributes:
        documents: The features.
        tests: The scenario that each test runs, by pytest's name for the test.
        catalogue: The step definitions, if they are known.
        attempts: Returns the attempts to run a test, in order.
        start: Seconds since 1970-01-01 UTC.
        end: Seconds since 1970-01-01 UTC.
        is_whole: Whether everything could be collected and the run was not interrupted.
        evidence: Finds pictures and the like.
    """

    documents: Documents
    tests: Mapping[str, PickleKey]
    catalogue: Catalogue | None
    attempts: Callable[[str], Iterable[Attempt]]
    start: float
    end: float
    is_whole: bool
    evidence: Attachments


def envelopes(run: CucumberRun) -> Iterator[Json]:
    """Yield all envelopes of a run as JSON; attached files are read one by one."""
    yield _json(meta=_meta(os.environ))
    yield from run.documents.envelopes
    yield from _Stream(run).envelopes()


def _json(**content: Any) -> Json:
    envelope: Json = message_converter.to_dict(Envelope(**content))
    return envelope


def _meta(environment: Mapping[str, str]) -> messages.Meta:
    product = messages.Product
    return messages.Meta(
        protocol_version=version("cucumber-messages"),
        implementation=product("pytest-bdd", version("pytest-bdd")),
        runtime=product(platform.python_implementation(), platform.python_version()),
        os=product(platform.system(), platform.release()),
        cpu=product(platform.machine() or "unknown"),
        ci=_ci(environment),
    )


def _ci(environment: Mapping[str, str]) -> messages.Ci | None:
    if environment.get("GITHUB_ACTIONS") != "true":
        return None
    address = "/".join(environment.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY"))
    run, commit = environment.get("GITHUB_RUN_ID"), environment.get("GITHUB_SHA")
    git = messages.Git(f"{address}.git", commit, environment.get("GITHUB_REF_NAME")) if commit else None
    return messages.Ci("GitHub Actions", environment.get("GITHUB_RUN_NUMBER"), git, f"{address}/actions/runs/{run}")


def _timestamp(seconds: float) -> messages.Timestamp:
    whole, nanos = divmod(round(seconds * _NANO), _NANO)
    return messages.Timestamp(seconds=whole, nanos=nanos)


def _duration(seconds: float) -> messages.Duration:
    whole, nanos = divmod(round(max(seconds, 0.0) * _NANO), _NANO)
    return messages.Duration(seconds=whole, nanos=nanos)


class _Stream:
    """Remembers the ids of the envelopes so far."""

    def __init__(self, run: CucumberRun) -> None:
        self._run = run
        self._next_id = run.documents.next_id
        self._id = self._next_id()
        self._before, self._after = self._next_id(), self._next_id()
        uses = run.catalogue.uses if run.catalogue else ()
        self._matches = {(use.feature, use.kind, use.text): use.matches for use in uses}
        used = {position for use in uses for position in use.matches}
        self._definitions = {
            position: (self._next_id(), definition)
            for position, definition in enumerate(run.catalogue.definitions if run.catalogue else ())
            if definition.is_own or position in used
        }

    def envelopes(self) -> Iterator[Json]:
        for own_id, definition in self._definitions.values():
            yield _json(step_definition=_definition(own_id, definition))
        for own_id, name, kind in (
            (self._before, "set-up", messages.HookType.before_test_case),
            (self._after, "clean-up", messages.HookType.after_test_case),
        ):
            yield _json(hook=messages.Hook(own_id, messages.SourceReference(), name, type=kind))
        yield _json(test_run_started=messages.TestRunStarted(_timestamp(self._run.start), self._id))
        is_good = self._run.is_whole
        started = {nodeid: list(self._run.attempts(nodeid)) for nodeid in self._run.tests}
        ran = sorted((nodeid for nodeid in started if started[nodeid]), key=lambda nodeid: started[nodeid][0].start)
        for nodeid in ran:
            pickle = self._run.documents.pickles.get(self._run.tests[nodeid])
            if pickle is None:
                continue
            case = self._test_case(pickle)
            yield _json(test_case=case)
            ends = [self._judge(attempt, pickle) for attempt in started[nodeid]]
            is_good = is_good and ends[-1].is_good
            for number, (attempt, end) in enumerate(zip(started[nodeid], ends, strict=True)):
                yield from self._attempt(attempt, end, case, number)
        finished = messages.TestRunFinished(is_good, _timestamp(self._run.end), test_run_started_id=self._id)
        yield _json(test_run_finished=finished)

    def _found(self, pickle: Json, step: Json) -> tuple[int, ...]:
        return self._matches.get((pickle["uri"], _KINDS.get(step.get("type", ""), ""), step["text"]), ())

    def _test_case(self, pickle: Json) -> messages.TestCase:
        steps = [messages.TestStep(self._next_id(), hook_id=self._before)]
        for step in pickle["steps"]:
            ids = [self._definitions[position][0] for position in self._found(pickle, step)]
            arguments = [messages.StepMatchArgumentsList([]) for _ in ids]
            steps.append(messages.TestStep(self._next_id(), None, step["id"], ids, arguments))
        steps.append(messages.TestStep(self._next_id(), hook_id=self._after))
        return messages.TestCase(self._next_id(), pickle["id"], steps, self._id)

    def _judge(self, attempt: Attempt, pickle: Json) -> AttemptEnd:
        end = judge(attempt, len(pickle["steps"]))
        steps = zip(end.steps, pickle["steps"], strict=True)
        return AttemptEnd(
            end.setup,
            tuple(self._unless_ambiguous(step, self._found(pickle, written)) for step, written in steps),
            end.cleanup,
        )

    def _unless_ambiguous(self, end: StepEnd, found: tuple[int, ...]) -> StepEnd:
        if end.status is not Status.passed or len(found) < 2:
            return end
        places = [self._definitions[position][1] for position in found]
        shown = ", ".join(f"{place.file}:{place.line}" for place in places)
        message = f"{len(found)} step definitions match, and one of them wins silently: {shown}"
        return StepEnd(Status.ambiguous, end.start, end.seconds, message, record=end.record)

    def _attempt(self, attempt: Attempt, end: AttemptEnd, case: messages.TestCase, number: int) -> Iterator[Json]:
        own_id = self._next_id()
        worker = attempt.worker or None
        started = messages.TestCaseStarted(number, own_id, case.id, _timestamp(attempt.start), worker)
        yield _json(test_case_started=started)
        last = attempt.start
        ends = (end.setup, *end.steps, end.cleanup)
        for step, ended in zip(case.test_steps, ends, strict=True):
            last = max(last, ended.start)
            yield _json(test_step_started=messages.TestStepStarted(own_id, step.id, _timestamp(last)))
            kept = self._run.evidence.of_step(ended.record)
            if ended is ends[-1]:
                kept = chain(kept, self._run.evidence.of_attempt(attempt))
            for attachment in kept:
                attachment.test_case_started_id, attachment.test_step_id = own_id, step.id
                yield _json(attachment=attachment)
            last += ended.seconds
            result = messages.TestStepResult(
                _duration(ended.seconds), ended.status, _exception(ended), ended.message or None
            )
            yield _json(test_step_finished=messages.TestStepFinished(own_id, step.id, result, _timestamp(last)))
        yield _json(test_case_finished=messages.TestCaseFinished(own_id, _timestamp(last), attempt.is_retried))


def _exception(end: StepEnd) -> messages.Exception | None:
    if not end.error:
        return None
    head, colon, rest = end.error.partition(":")
    is_named = bool(colon) and head.replace(".", "").isidentifier()
    return messages.Exception(
        head if is_named else "AssertionError", rest.strip() if is_named else end.error, end.message
    )


def _definition(own_id: str, definition: Definition) -> messages.StepDefinition:
    location = messages.Location(definition.line) if definition.line else None
    # The format knows two kinds of pattern. Plain texts and those of "parse" are nearest to Cucumber's expressions.
    kinds = messages.StepDefinitionPatternType
    kind = kinds.regular_expression if definition.is_regex else kinds.cucumber_expression
    pattern = messages.StepDefinitionPattern(definition.pattern, kind)
    return messages.StepDefinition(own_id, pattern, messages.SourceReference(uri=definition.file, location=location))
