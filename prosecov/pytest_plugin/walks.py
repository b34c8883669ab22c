"""Let a walk go on after a failed check, so that one run shows everything that is wrong.

A walk is a scenario with quotations above its steps. pytest-bdd ends a scenario at the first failure and has no hook to
change that, so the function that executes a step is wrapped. What a Then checks may need the When before it, so the
Thens after a When that could not be done are skipped, up to the next When that can be done.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.parser import Scenario, Step

from prosecov.errors import InputError
from prosecov.features import OwnerKind, StepKind, read_feature


@dataclass(slots=True)
class _Progress:
    """How far a walk has come.

    Attributes:
        failed: The failures until now.
        is_lost: Whether the last When could not be done.
    """

    failed: list[BaseException] = field(default_factory=list)
    is_lost: bool = False


_PROGRESS = pytest.StashKey[_Progress]()


class Walks:
    """A plugin for every process that runs tests."""

    def __init__(self) -> None:
        """Wrap the function that executes a step."""
        self._patch = pytest.MonkeyPatch()
        # pytest_bdd.scenario is the decorator, which has the name of its module.
        module: Any = import_module("pytest_bdd.scenario")
        execute = module._execute_step_function

        def execute_and_go_on(request: pytest.FixtureRequest, scenario: Scenario, step: Step, context: Any) -> None:
            __tracebackhide__ = True
            progress = request.node.stash.setdefault(_PROGRESS, _Progress())
            try:
                if step.type != StepKind.THEN or not progress.is_lost:
                    execute(request, scenario, step, context)
                    progress.is_lost = False
            except (AssertionError, pytest.fail.Exception) as error:
                # Errors of the vocabulary say whether the step was done; after others nothing is known.
                goes_on = step.type == StepKind.THEN or (step.type == StepKind.WHEN and hasattr(error, "is_done"))
                if not goes_on or not is_walk(Path(scenario.feature.filename), scenario.line_number):
                    raise
                progress.failed.append(error)
                progress.is_lost = step.type == StepKind.WHEN and not getattr(error, "is_done", False)
            if progress.failed and step is scenario.steps[-1]:
                raise progress.failed[0]

        self._patch.setattr(module, "_execute_step_function", execute_and_go_on)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Forget the failures of an earlier attempt."""
        item.stash[_PROGRESS] = _Progress()

    @pytest.hookimpl(tryfirst=True)
    def pytest_unconfigure(self) -> None:
        """Restore the function."""
        self._patch.undo()


@lru_cache(maxsize=256)
def is_walk(path: Path, line: int) -> bool:
    """Return whether the scenario at a line of a feature has quotations above its steps."""
    try:
        quotations = read_feature(path).quotations
    except InputError:
        return False
    return any(
        stretch.scenario == line
        for quotation in quotations
        if quotation.owner is OwnerKind.STEP
        for stretch in quotation.stretches
    )
