"""Record: attach the steps of a scenario, as they ran, to pytest's reports.

Workers of pytest-xdist send their reports to the process that started them, with all attributes that consist of
strings, numbers, lists and dictionaries.
"""

from __future__ import annotations

import re
import time
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_bdd.parser import Scenario, ScenarioTemplate, Step
from pytest_bdd.scenario import scenario_wrapper_template_registry
from pytest_bdd.utils import registry_get_safe

from prosecov.coverage.project import relative
from prosecov.pytest_plugin.evidence import ScreenEvidence
from prosecov.results.runs import StepStatus
from prosecov.results.scenario_record import ATTRIBUTE, ScenarioRecord, StepRecord

_LONGEST_MESSAGE = 2_000
VACUOUS = "prosecov_vacuous"
"""The user property by which the vocabulary says that a check would have passed without the action."""
DOUBT = "prosecov_doubt"
"""The user property by which the vocabulary says that a part of a step was not understood."""
_NOTES = frozenset({"prosecov_name", "prosecov_choice"})
"""The user properties of whatever else a step's reader has to know."""
_NOTE = re.compile(r".*?:(?P<line>\d+): (?P<why>.*)", re.DOTALL)


@dataclass(slots=True)
class _Recording:
    steps: list[StepRecord]
    reached: int = -1
    began: float = 0.0
    exceptions: list[BaseException] = field(default_factory=list)
    said: str = ""
    controls: list[list[str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


_RECORDING = pytest.StashKey[_Recording]()


class Recorder:
    """A plugin for every process that runs tests."""

    def __init__(self, evidence: ScreenEvidence) -> None:
        """Create a recorder.

        Args:
            evidence: Records what the browser shows.
        """
        self._evidence = evidence

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        """Watch the browser from the beginning, as fixtures may open pages."""
        self._evidence.begin_test()

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_before_scenario(self, request: pytest.FixtureRequest, scenario: Scenario) -> None:
        """Note the steps of the scenario."""
        request.node.stash[_RECORDING] = _Recording([_unseen(step) for step in scenario.steps])
        template = template_of(request.node)
        if template is not None:
            self._evidence.begin_scenario(Path(template.feature.filename), template.line_number)

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_before_step(self, request: pytest.FixtureRequest, scenario: Scenario, step: Step) -> None:
        """Begin a step; a walk may have skipped some."""
        self._begin(request.node.stash[_RECORDING], scenario, step)

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_after_step(self, request: pytest.FixtureRequest) -> None:
        """Note that a step passed."""
        self._end(request.node.stash[_RECORDING], StepStatus.PASSED)

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_step_error(self, request: pytest.FixtureRequest, exception: BaseException) -> None:
        """Note that a step failed."""
        self._end(request.node.stash[_RECORDING], StepStatus.FAILED, exception)

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_step_func_lookup_error(
        self, request: pytest.FixtureRequest, scenario: Scenario, step: Step, exception: BaseException
    ) -> None:
        """Note that no definition matches a step."""
        recording = request.node.stash[_RECORDING]
        self._begin(recording, scenario, step)
        self._end(recording, StepStatus.UNDEFINED, exception)

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_after_scenario(self, request: pytest.FixtureRequest) -> None:
        """Note the controls and texts of the screens, while the screens are open."""
        recording = request.node.stash[_RECORDING]
        recording.controls, recording.texts = self._evidence.screens()
        steps = {step["line"]: step for step in recording.steps}
        for name, note in request.node.user_properties:
            match = _NOTE.fullmatch(str(note)) if name in _NOTES | {VACUOUS, DOUBT} else None
            if match and (step := steps.get(int(match["line"]))):
                why = match["why"].removeprefix(f"{step['text']}: ")
                if name == VACUOUS:
                    step["vacuous"] = why
                elif name == DOUBT:
                    step["doubt"] = why
                else:
                    step["notes"].append(why)

    @pytest.hookimpl(tryfirst=True)
    def pytest_unconfigure(self) -> None:
        """Stop watching the browser."""
        self._evidence.close()

    def _begin(self, recording: _Recording, scenario: Scenario, step: Step) -> None:
        recording.reached = next(position for position, other in enumerate(scenario.steps) if other is step)
        self._evidence.begin_step(recording.reached, recording.steps[recording.reached]["kind"])
        recording.began = time.perf_counter()

    def _end(self, recording: _Recording, status: StepStatus, exception: BaseException | None = None) -> None:
        step = recording.steps[recording.reached]
        step["status"] = status.value
        step["seconds"] = time.perf_counter() - recording.began - self._evidence.seconds
        if exception is not None:
            recording.exceptions.append(exception)
            step["message"] = str(exception).strip()[:_LONGEST_MESSAGE]
            step["is_check"] = isinstance(exception, AssertionError | pytest.fail.Exception)
            step["doubt"] = "" if getattr(exception, "is_understood", True) else step["message"].partition("\n")[0]
            step["is_done"] = getattr(exception, "is_done", False)
        if status is StepStatus.PASSED:
            step["screenshot"], step["control"] = self._evidence.of_step(recording.reached)
        else:
            step["screenshot"], step["control"] = self._evidence.of_failure()
            recording.said = self._evidence.said()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Attach what was recorded to the report."""
        report = yield
        template = template_of(item)
        if template is not None:
            url = self._evidence.url if report.failed else ""
            setattr(report, ATTRIBUTE, _scenario_record(item, template, report, call.excinfo, url))
        return report


def scenario_place(template: ScenarioTemplate, root: Path) -> tuple[str, int]:
    """Return the path of a scenario's feature, as messages show it, and the scenario's line."""
    return relative(Path(template.feature.filename).resolve(), root.resolve()), template.line_number


def template_of(item: pytest.Item) -> ScenarioTemplate | None:
    """Return the scenario that a test runs, ``None`` for an ordinary test."""
    function = getattr(item, "obj", None)
    return registry_get_safe(scenario_wrapper_template_registry, function) if function else None


def _unseen(step: Step) -> StepRecord:
    return {
        "line": step.line_number,
        "keyword": step.keyword,
        "kind": step.type,
        "text": step.name,
        "status": StepStatus.NOT_RUN.value,
        "seconds": 0.0,
        "screenshot": "",
        "control": None,
        "message": "",
        "is_check": False,
        "vacuous": "",
        "doubt": "",
        "is_done": False,
        "notes": [],
    }


def _scenario_record(
    item: pytest.Item,
    template: ScenarioTemplate,
    report: pytest.TestReport,
    excinfo: pytest.ExceptionInfo[BaseException] | None,
    url: str,
) -> ScenarioRecord:
    feature, line = scenario_place(template, item.config.rootpath)
    recording = item.stash.get(_RECORDING, None) if report.when == "call" else None
    callspec = getattr(item, "callspec", None)
    if recording and report.skipped and 0 <= recording.reached < len(recording.steps):
        reached = recording.steps[recording.reached]
        if reached["status"] == StepStatus.NOT_RUN:
            reached["status"] = StepStatus.SKIPPED.value
    return {
        "feature": feature,
        "line": line,
        "name": template.name,
        "rule": template.rule.name if template.rule else "",
        "example": dict(callspec.params.get("_pytest_bdd_example", {})) if callspec else {},
        "steps": recording.steps if recording else [],
        "is_attributed": _is_attributed(recording, excinfo),
        "was_to_fail": report.failed and excinfo is None,
        "url": url,
        "said": recording.said if recording else "",
        "controls": recording.controls if recording else [],
        "texts": recording.texts if recording else [],
    }


def _is_attributed(recording: _Recording | None, excinfo: pytest.ExceptionInfo[BaseException] | None) -> bool:
    """Return whether an exception belongs to the step that failed, and to nothing else."""
    if recording is None or excinfo is None or isinstance(excinfo.value, pytest.skip.Exception):
        return True
    return any(excinfo.value is exception for exception in recording.exceptions)
