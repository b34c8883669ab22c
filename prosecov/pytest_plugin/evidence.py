"""Gathers what the browser shows while scenarios run, if the suite drives one with Playwright."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from prosecov.errors import InputError, missing_extra
from prosecov.features import Feature, StepKind, read_feature
from prosecov.pytest_plugin.pictured import is_quoting, pictured_steps
from prosecov.settings import Screenshots

if TYPE_CHECKING:
    from prosecov.browser.record.recorder import BrowserRecorder
    from prosecov.geometry import Box


class Evidence:
    """Tells a witness when to look; there is none before the suite has imported Playwright."""

    def __init__(self, report_folder: Path, choice: Screenshots) -> None:
        """Begin with nothing.

        Args:
            report_folder: The folder to which the paths of pictures are to be relative.
            choice: Which steps get a picture.
        """
        self._folder = report_folder
        self._choice = choice
        self._witness: BrowserRecorder | None = None
        self._features: dict[Path, Feature | None] = {}
        self._pictured: frozenset[int] = frozenset()

    @property
    def seconds(self) -> float:
        """How much of the time of the current step went into looking."""
        return self._witness.seconds if self._witness else 0.0

    @property
    def url(self) -> str:
        """The address of the page that was used or looked at last, empty if there is none."""
        return self._witness.url if self._witness else ""

    def begin_test(self) -> None:
        """Begin to look as soon as there can be something to see."""
        if self._witness is None and "playwright.sync_api" in sys.modules:
            try:
                # A suite without Playwright has nothing to record.
                from prosecov.browser.record.recorder import BrowserRecorder  # noqa: PLC0415
            except ImportError as error:
                pytest.exit(missing_extra(error) or str(error), pytest.ExitCode.USAGE_ERROR)

            self._witness = BrowserRecorder(self._folder)
        if self._witness:
            self._witness.begin_test()

    def begin_scenario(self, path: Path, line: int) -> None:
        """Find out what is wanted of a scenario.

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
        """Get ready for a step, by its position and its kind."""
        if self._witness:
            self._witness.begin_step(wants_action=kind == StepKind.WHEN and position in self._pictured)

    def of_step(self, position: int) -> tuple[str, list[float] | None]:
        """The picture of a step that passed, empty if it is to have none, and the control in it."""
        return _plain(self._witness.picture()) if self._witness and position in self._pictured else ("", None)

    def of_failure(self) -> tuple[str, list[float] | None]:
        """The picture of a step that failed, and the control in it."""
        if self._witness is None or self._choice is Screenshots.OFF:
            return "", None
        return _plain(self._witness.picture_now())

    def said(self) -> str:
        """What the screen says."""
        return self._witness.said() if self._witness else ""

    def screens(self) -> tuple[list[list[str]], list[str]]:
        """What the screens of the scenario have offered: screen, role and name of each control; and their texts."""
        screens = self._witness.screens() if self._witness else []
        controls = {control for screen in screens for control in screen.controls}
        texts = {text for screen in screens for text in screen.texts}
        return [[control.screen, control.role, control.name] for control in sorted(controls)], sorted(texts)

    def close(self) -> None:
        """Stop looking."""
        if self._witness:
            self._witness.close()

    def _feature(self, path: Path) -> Feature | None:
        if path not in self._features:
            try:
                self._features[path] = read_feature(path, path.as_posix())
            except InputError:
                # Whoever reads the project says so.
                self._features[path] = None
        return self._features[path]


def _plain(picture: tuple[str, Box | None]) -> tuple[str, list[float] | None]:
    """Return the path of a picture and the rectangle in it as plain data, as pytest's reports need it."""
    path, box = picture
    return path, [box.x, box.y, box.width, box.height] if box else None
