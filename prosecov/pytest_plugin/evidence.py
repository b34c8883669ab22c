"""Evidence: what the browser shows while scenarios run, if the tests drive a browser with Playwright."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from prosecov.errors import InputError, missing_extra
from prosecov.features import Feature, Scenario, StepKind, read_feature
from prosecov.settings import Screenshots

if TYPE_CHECKING:
    from prosecov.browser.record.recorder import BrowserRecorder
    from prosecov.geometry import Box


class ScreenEvidence:
    """Records what the browser shows; nothing is recorded before the tests have imported Playwright."""

    def __init__(self, report_folder: Path, choice: Screenshots) -> None:
        """Create a record without screens.

        Args:
            report_folder: The folder to which the paths of screenshots will be relative.
            choice: Which steps get a screenshot.
        """
        self._folder = report_folder
        self._choice = choice
        self._witness: BrowserRecorder | None = None
        self._features: dict[Path, Feature | None] = {}
        self._pictured: frozenset[int] = frozenset()

    @property
    def seconds(self) -> float:
        """Seconds of the current step that recording took."""
        return self._witness.seconds if self._witness else 0.0

    @property
    def url(self) -> str:
        """Address of the page that was used or checked last, empty if there is none."""
        return self._witness.url if self._witness else ""

    def begin_test(self) -> None:
        """Watch the browser from the first test after Playwright is imported."""
        if self._witness is None and "playwright.sync_api" in sys.modules:
            try:
                # The module needs Playwright, which is an extra.
                self._witness = import_module("prosecov.browser.record.recorder").BrowserRecorder(self._folder)
            except ImportError as error:
                pytest.exit(missing_extra(error) or str(error), pytest.ExitCode.USAGE_ERROR)
        if self._witness:
            self._witness.begin_test()

    def begin_scenario(self, path: Path, line: int) -> None:
        """Find out what to record of a scenario.

        Args:
            path: Its feature file.
            line: Its line.
        """
        self._pictured = frozenset()
        feature = self._feature(path) if self._witness else None
        scenario = next((s for s in feature.scenarios if s.line == line), None) if feature else None
        if self._witness and feature and scenario:
            self._pictured = pictured_steps(feature, scenario, self._choice)
            reads_screens = self._choice is not Screenshots.OFF and is_quoting(feature, scenario)
            self._witness.begin_scenario(reads_screens=reads_screens)

    def begin_step(self, position: int, kind: str) -> None:
        """Begin a step, given by its position and its kind."""
        if self._witness:
            self._witness.begin_step(wants_action=kind == StepKind.WHEN and position in self._pictured)

    def of_step(self, position: int) -> tuple[str, list[float] | None]:
        """Return the screenshot of a step that passed, empty if it gets none, and the control in it."""
        return _plain(self._witness.picture()) if self._witness and position in self._pictured else ("", None)

    def of_failure(self) -> tuple[str, list[float] | None]:
        """Return the screenshot of a step that failed, and the control in it."""
        if self._witness is None or self._choice is Screenshots.OFF:
            return "", None
        return _plain(self._witness.picture_now())

    def said(self) -> str:
        """Return what the screen says."""
        return self._witness.said() if self._witness else ""

    def screens(self) -> tuple[list[list[str]], list[str]]:
        """Return the controls of the scenario's screens, each as screen, role and name, and the texts."""
        screens = self._witness.screens() if self._witness else []
        controls = {control for screen in screens for control in screen.controls}
        texts = {text for screen in screens for text in screen.texts}
        return [[control.screen, control.role, control.name] for control in sorted(controls)], sorted(texts)

    def close(self) -> None:
        """Stop watching the browser."""
        if self._witness:
            self._witness.close()

    def _feature(self, path: Path) -> Feature | None:
        if path not in self._features:
            try:
                self._features[path] = read_feature(path, path.as_posix())
            except InputError:
                # Reported when the project is read.
                self._features[path] = None
        return self._features[path]


def is_quoting(feature: Feature, scenario: Scenario) -> bool:
    """Return whether the result of a scenario decides the verdict of a quotation."""
    return any(stretch.scenario == scenario.line for quotation in feature.quotations for stretch in quotation.stretches)


def pictured_steps(feature: Feature, scenario: Scenario, choice: Screenshots) -> frozenset[int]:
    """Return which steps of a scenario get a screenshot if they pass.

    Args:
        feature: The feature.
        scenario: One of its scenarios.
        choice: The setting. ``quoted`` means the steps that the report shows for a quotation: every step if there are
            quotations above steps, else the last Then if the scenario decides the verdict of any quotation.

    Returns:
        The positions of the steps in `Scenario.all_steps`.
    """
    steps = scenario.all_steps
    stretches = [s for quotation in feature.quotations for s in quotation.stretches if s.scenario == scenario.line]
    if choice is Screenshots.ALL or (
        choice is Screenshots.QUOTED and any(stretch.steps is not None for stretch in stretches)
    ):
        return frozenset(range(len(steps)))
    if choice is Screenshots.QUOTED and stretches and steps:
        checks = [position for position, step in enumerate(steps) if step.kind is StepKind.THEN]
        return frozenset({checks[-1] if checks else len(steps) - 1})
    return frozenset()


def _plain(picture: tuple[str, Box | None]) -> tuple[str, list[float] | None]:
    """Return the path of a picture and the rectangle in it as plain data, as pytest's reports need it."""
    path, box = picture
    return path, [box.x, box.y, box.width, box.height] if box else None
