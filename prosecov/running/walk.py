"""Run features in this process, without files of a project, and tell how far it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from pytest_bdd.parser import Scenario, Step

from prosecov.product import NOTICE
from prosecov.product.reaching import SetUpFailed
from prosecov.run_settings import SETTINGS
from prosecov.settings import Settings

Echo = Callable[[str], object]

_PLUGINS = (
    "pytest_bdd.plugin",
    "pytest_base_url.plugin",
    "pytest_playwright.pytest_playwright",
    "prosecov.pytest_plugin",
    "prosecov.product",
)
_ALONE: Mapping[str, str] = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": "", "PYTEST_PLUGINS": ""}
"""Environment variables that keep out what else is installed or set for pytest."""


@dataclass(slots=True)
class Walked:
    """What a run says besides its results.

    Attributes:
        status: The exit status of pytest.
        stopped: Why it ended early; empty if it did not.
        set_up: Why scenarios could not begin.
        notices: What a reader should know about the product.
    """

    status: int = 0
    stopped: str = ""
    set_up: dict[str, None] = field(default_factory=dict)
    notices: dict[str, None] = field(default_factory=dict)


def walk(settings: Settings, echo: Echo, *arguments: str) -> Walked:
    """Run all features of some settings with ``--prosecov``.

    Args:
        settings: The settings; the record goes into their report folder.
        echo: Prints a line of progress.
        arguments: More arguments for pytest.

    Returns:
        What it says besides its results.
    """
    progress = _Progress(settings, echo)
    with TemporaryDirectory(prefix="prosecov-") as folder, _environment(_ALONE):
        ini, tests = Path(folder, "pytest.ini"), Path(folder, "test_walk.py")
        ini.write_text("[pytest]\n", encoding="utf-8")
        features = os.fspath(settings.root / settings.features)
        tests.write_text(f"from pytest_bdd import scenarios\n\nscenarios({features!r})\n", encoding="utf-8")
        command = ["-c", os.fspath(ini), f"--rootdir={settings.root}", "--noconftest", "-s", "--prosecov"]
        command += ["-p", "no:terminal", "-p", "no:cacheprovider", f"--output={Path(folder, 'artifacts')}"]
        command += [argument for plugin in _PLUGINS for argument in ("-p", plugin)]
        try:
            progress.walked.status = int(pytest.main([*command, *arguments, os.fspath(tests)], plugins=[progress]))
        except (Exception, KeyboardInterrupt):
            # Ctrl-C reaches the browser as well, so that what tidies up after the steps finds it gone.
            if not progress.walked.stopped:
                raise
    return progress.walked


@contextmanager
def _environment(variables: Mapping[str, str]) -> Any:
    patch = pytest.MonkeyPatch()
    for name, value in variables.items():
        patch.setenv(name, value)
    try:
        yield
    finally:
        patch.undo()


class _Progress:
    """A plugin that gives the run its settings, and prints each step when it is done."""

    def __init__(self, settings: Settings, echo: Echo) -> None:
        self.walked = Walked()
        self._settings = settings
        self._echo = echo
        self._done = 0
        self._steps = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[SETTINGS] = self._settings

    def pytest_bdd_before_scenario(self, scenario: Scenario) -> None:
        self._done, self._steps = 0, len(scenario.steps)
        self._echo(f"{scenario.name}: {self._steps} steps")

    def pytest_bdd_after_step(self, step: Step) -> None:
        self._show("ok", step)

    def pytest_bdd_step_error(self, step: Step, exception: BaseException) -> None:
        self._show("failed", step)
        if isinstance(exception, SetUpFailed):
            self.walked.set_up[str(exception)] = None

    def pytest_bdd_step_func_lookup_error(self, step: Step) -> None:
        self._show("no such step", step)

    def _show(self, how: str, step: Step) -> None:
        self._done += 1
        self._echo(f"  {self._done:>{len(str(self._steps))}}/{self._steps} {how:<6} {step.keyword} {step.name}")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for name, value in report.user_properties:
            if name == NOTICE:
                self.walked.notices[str(value)] = None

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        said = str(excinfo.value)
        self.walked.stopped = said if isinstance(excinfo.value, pytest.exit.Exception) else "interrupted"
