"""The pytest plugin that runs scenarios once for each mutant, in the process and browser that are open already.

``prosecov mutate`` loads it into a pytest of its own, with a file of mutants. Only the runs that the file names are
kept. A test is reported as passed whatever became of its mutants: the outcomes are written to a file of their own.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import pytest
from _pytest.runner import runtestprotocol
from pytest_bdd.parser import Scenario, Step

from prosecov.mutation.model import Family, Fate, Mutant, MutantResult
from prosecov.mutation.screen import ScreenMutation, Unchanged
from prosecov.mutation.trials import Trial, read_trials

_LONGEST_MESSAGE = 300


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that ``prosecov mutate`` sets."""
    parser.getgroup("prosecov").addoption("--prosecov-mutants", metavar="FILE", help="run the mutants of this file")


def pytest_configure(config: pytest.Config) -> None:
    """Register what runs the mutants."""
    if config.option.prosecov_mutants:
        config.pluginmanager.register(MutantRunner(Path(config.option.prosecov_mutants)), "prosecov-mutants")


@dataclass(slots=True)
class _Run:
    """One run with one mutant."""

    trial: Trial | None
    step: Step | None = None
    exception: BaseException | None = None
    screen: ScreenMutation | None = None
    failed: list[tuple[int, BaseException]] = field(default_factory=list)
    is_unchanged: bool = False
    screenshot: str = ""

    @property
    def mutant(self) -> Mutant | None:
        """The mutant, ``None`` in a run as it is."""
        return self.trial.mutant if self.trial else None


_RUN = pytest.StashKey[_Run]()


class MutantRunner:
    """Runs each chosen test once for each of its mutants, and writes what became of them."""

    def __init__(self, path: Path) -> None:
        """Read the mutants.

        Args:
            path: The file of trials; outcomes are appended to files beside it, one for each process.
        """
        self._trials = read_trials(path)
        self._outcomes = path.with_suffix(f".{os.environ.get('PYTEST_XDIST_WORKER', 'main')}.jsonl")
        self._pictures = path.parent
        self._patch = _wait_less()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Keep only the tests that have mutants."""
        left = [item for item in items if item.nodeid not in self._trials]
        if left:
            config.hook.pytest_deselected(items=left)
            items[:] = [item for item in items if item.nodeid in self._trials]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool:
        """Run a test as it is, then with each of its mutants; session fixtures, such as the browser, stay."""
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        trials: list[Trial | None] = list(self._trials[item.nodeid])
        if trials[0] is not None and trials[0].mutant.family not in {Family.PROSE, Family.PRODUCT}:
            # Without a mutant it passes, or no mutant of it is tried.
            trials.insert(0, None)
        is_sound = True
        for position, trial in enumerate(trials):
            run = _Run(trial)
            item.stash[_RUN] = run
            began = time.perf_counter()
            following = nextitem if position == len(trials) - 1 else cast("pytest.Item", item.parent)
            reports = runtestprotocol(item, nextitem=following, log=False) if is_sound else []
            if trial is None:
                is_sound = not run.failed and not any(report.failed for report in reports)
            else:
                self._write(_result(run, trial, reports, time.perf_counter() - began, is_sound=is_sound))
        if not is_sound:
            item.session._setupstate.teardown_exact(nextitem)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True

    def _write(self, result: MutantResult) -> None:
        with self._outcomes.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(result), ensure_ascii=False) + "\n")

    @pytest.hookimpl(tryfirst=True)
    def pytest_unconfigure(self) -> None:
        """Restore the waits."""
        self._patch.undo()

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_before_scenario(self, request: pytest.FixtureRequest, scenario: Scenario) -> None:
        """Change the step that a step mutant is about."""
        mutant = request.node.stash[_RUN].mutant
        if mutant and mutant.family is Family.STEP:
            for step in scenario.steps:
                if step.line_number == mutant.step:
                    _change_step(step, mutant.data)

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_before_step(self, request: pytest.FixtureRequest, step: Step) -> None:
        """Note the step, and change the screen before the one that a screen mutant is about."""
        run = request.node.stash[_RUN]
        run.step = step
        mutant = run.mutant
        if mutant and mutant.family is Family.SCREEN and step.line_number == mutant.step and run.screen is None:
            page = request.getfixturevalue("page")
            run.screen = ScreenMutation(page, mutant)
            try:
                run.screen.begin()
            except Unchanged:
                run.is_unchanged = True
                pytest.skip("the mutant changes nothing on this screen")

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_step_error(self, request: pytest.FixtureRequest, step: Step, exception: BaseException) -> None:
        """Note the step that failed, and why."""
        request.node.stash[_RUN].failed.append((step.line_number, exception))

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_after_scenario(self, request: pytest.FixtureRequest) -> None:
        """Take a picture of a screen whose mutant nobody has noticed."""
        run = request.node.stash[_RUN]
        mutant = run.mutant
        if mutant and not run.failed and not run.is_unchanged and mutant.family in {Family.SCREEN, Family.PRODUCT}:
            page = request.node.funcargs.get("page") if hasattr(request.node, "funcargs") else None
            if page is not None:
                name = f"{mutant.id}.jpg"
                page.screenshot(path=self._pictures / name, type="jpeg", quality=60)
                run.screenshot = name


def _wait_less() -> pytest.MonkeyPatch:
    """Shorten the waits of Playwright, where that is installed."""
    if find_spec("playwright") is None:
        return pytest.MonkeyPatch()
    patch: pytest.MonkeyPatch = import_module("prosecov.mutation.impatience").wait_less()
    return patch


def _change_step(step: Step, data: Any) -> None:
    if "text" in data:
        step.name = data["text"]
    if "table" in data and step.datatable is not None:
        rows: Sequence[Sequence[str]] = json.loads(data["table"])
        template = step.datatable.rows[0]
        cell = template.cells[0]
        changed = [
            type(template)(
                **{**vars(template), "cells": [type(cell)(**{**vars(cell), "value": value}) for value in row]}
            )
            for row in rows
        ]
        step.datatable = type(step.datatable)(**{**vars(step.datatable), "rows": changed})


def _result(
    run: _Run, trial: Trial, reports: Sequence[pytest.TestReport], seconds: float, *, is_sound: bool
) -> MutantResult:
    """Decide what became of a mutant: only a failed check of its own sentence kills it."""
    mutant, proof = trial.mutant, trial.proof

    def decided(fate: Fate, message: str = "") -> MutantResult:
        return MutantResult(
            mutant.id, fate, proof.nodeid, message[:_LONGEST_MESSAGE], run.screenshot, round(seconds, 2)
        )

    if not is_sound or run.is_unchanged:
        why = "it changes nothing on this screen" if is_sound else "the scenario does not pass without a mutant"
        return decided(Fate.EQUIVALENT if is_sound else Fate.ERROR, why)
    for line, exception in run.failed:
        said = f"line {line}: {next(iter(str(exception).strip().splitlines()), type(exception).__name__)}"
        if not isinstance(exception, (AssertionError, pytest.fail.Exception)):
            return decided(Fate.ERROR, said)
        if not proof.steps or line in proof.steps:
            return decided(Fate.KILLED, said)
    if run.failed:
        return decided(Fate.ELSEWHERE, f"line {run.failed[0][0]}: a check of another sentence failed first")
    failed = next((report for report in reports if report.failed), None)
    if failed is not None:
        crash = getattr(failed.longrepr, "reprcrash", None)
        return decided(Fate.ERROR, crash.message.splitlines()[0] if crash else failed.longreprtext[-200:])
    return decided(Fate.SURVIVED)
