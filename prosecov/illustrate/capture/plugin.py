"""The pytest plugin that takes the pictures while a walkthrough runs.

Every When that uses a control gets one picture. A control that keeps its state, such as a field or a check box, is
shown with what was chosen, just before anything else is done. Any other, such as a link or a button, is shown just
before it is used.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page
from pytest_bdd.parser import Step

from prosecov.browser.record.watch import Watch
from prosecov.features import StepKind
from prosecov.illustrate.capture.camera import Camera, UsedControl, stabilise_browsers
from prosecov.illustrate.capture.screenshots import StepKey, delete_screenshots, save_screenshot
from prosecov.pytest_plugin.record import scenario_place, template_of


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that ``prosecov illustrate`` sets."""
    group = parser.getgroup("prosecov")
    group.addoption("--prosecov-capture", metavar="FOLDER", help="take pictures of scenarios, and save them there")
    group.addoption("--prosecov-scenario", metavar="FEATURE:LINE", action="append", default=[], help="run only this")


def pytest_configure(config: pytest.Config) -> None:
    """Register the plugin if pictures are wanted."""
    if config.option.prosecov_capture:
        plugin = CapturePlugin(Path(config.option.prosecov_capture), config.option.prosecov_scenario)
        config.pluginmanager.register(plugin)


class CapturePlugin:
    """Takes the pictures, in every process that runs tests.

    A picture that fails is left out, and never changes the outcome of the scenario.
    """

    def __init__(self, folder: Path, scenarios: list[str]) -> None:
        """Begin to observe all pages of this process.

        Args:
            folder: The folder for the pictures.
            scenarios: The scenarios to run, each as the path of a feature, a colon and the line of the scenario.
        """
        self._folder = folder
        self._scenarios = frozenset(scenarios)
        self._scenario = 0
        self._step: Step | None = None
        self._open: tuple[StepKey, UsedControl] | None = None
        self._camera = Camera()
        self._watch = Watch(self)
        self._patch = pytest.MonkeyPatch()
        stabilise_browsers(self._patch)

    def pytest_unconfigure(self) -> None:
        """Stop observing."""
        self._patch.undo()
        self._watch.stop()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Deselect all tests but those of the scenarios."""
        kept: list[pytest.Item] = []
        deselected: list[pytest.Item] = []
        for item in items:
            (kept if self._line(item) else deselected).append(item)
        if deselected:
            config.hook.pytest_deselected(items=deselected)
            items[:] = kept

    def _line(self, item: pytest.Item) -> int:
        """Return the line of the scenario that a test runs; 0 if it is not one of the scenarios to run."""
        template = template_of(item)
        path, line = scenario_place(template, item.config.rootpath) if template else ("", 0)
        return line if f"{path}:{line}" in self._scenarios else 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_before_scenario(self, request: pytest.FixtureRequest) -> None:
        """Begin a scenario without the pictures of an earlier attempt."""
        self._scenario = self._line(request.node)
        self._step = self._open = None
        delete_screenshots(self._folder, self._scenario)

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_before_step(self, step: Step) -> None:
        """Begin a step."""
        self._step = step if step.type == StepKind.WHEN else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_after_scenario(self) -> None:
        """Take the last picture."""
        self._step = None
        self._take_after()

    def acting(self, control: Locator, *, is_visible: bool) -> None:
        """Take the picture of the control that was used last, if it is due, and of the one that is about to be used."""
        key = (self._scenario, self._step.line_number) if self._step else None
        if key is None or (self._open and self._open[0] != key):
            self._take_after()
        if key is not None and is_visible:
            with self._watch.paused():
                used = UsedControl.of(control)
                self._take(key, used)
                self._open = (key, used) if used.keeps_state else None

    def looking(self, page: Page, control: Locator | None) -> None:
        """Do nothing, as nothing is used."""

    def visiting(self, page: Page) -> None:  # noqa: ARG002 - the same for all pages
        """Take the picture of the control that was used last, before the page changes."""
        self._take_after()

    def _take_after(self) -> None:
        """Take the picture of a control that keeps its state, now that it has been used."""
        opened, self._open = self._open, None
        if opened is not None:
            with self._watch.paused():
                self._take(*opened)

    def _take(self, key: StepKey, used: UsedControl) -> None:
        if taken := self._camera.take(used):
            save_screenshot(self._folder, key, *taken)
