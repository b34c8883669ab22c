"""What the plugin does in a run: it records, and in the process that reports it judges and shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from prosecov.coverage.assess import assess, findings, is_good
from prosecov.coverage.lint import unbound
from prosecov.coverage.project import Project, read_project, relative
from prosecov.errors import InputError
from prosecov.outputs import github
from prosecov.outputs.junit import JUnitProperties
from prosecov.outputs.terminal import coverage_table, summary
from prosecov.pytest_plugin.collect import Collection
from prosecov.pytest_plugin.evidence import Evidence
from prosecov.pytest_plugin.gather import Collector
from prosecov.pytest_plugin.record import Recorder
from prosecov.results import step_catalogue as steps
from prosecov.results.file import FILE_NAME, read_recorded, write_results
from prosecov.results.merge import merge_runs, remove_unused
from prosecov.results.runs import ScenarioRun
from prosecov.results.step_catalogue import Catalogue
from prosecov.results.verdicts import Results
from prosecov.settings import Config, Screenshots, read_config

_JUDGED = {
    pytest.ExitCode.OK,
    pytest.ExitCode.TESTS_FAILED,
    pytest.ExitCode.INTERRUPTED,
    pytest.ExitCode.NO_TESTS_COLLECTED,
}
_COULD_BE_BETTER = {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}
_OUTPUT = "prosecov"
"""The key of what a worker of pytest-xdist hands to the process that started it."""


def register(config: pytest.Config) -> None:
    """Register what this process needs.

    Raises:
        pytest.UsageError: The settings are wrong.
    """
    try:
        settings = read_config(config.rootpath)
    except InputError as error:
        raise pytest.UsageError(str(error)) from None
    collection = Collection()
    config.pluginmanager.register(collection, "prosecov-collection")
    if config.option.prosecov:
        choice = Screenshots(config.option.prosecov_screenshots or settings.screenshots)
        recorder = Recorder(Evidence(report_folder(config, settings), choice))
        config.pluginmanager.register(recorder, "prosecov-recorder")
    if hasattr(config, "workerinput"):
        config.pluginmanager.register(_Worker(settings, collection), "prosecov-worker")
    elif config.option.prosecov_steps:
        config.pluginmanager.register(_Lister(settings, collection), "prosecov-lister")
    else:
        config.pluginmanager.register(_Reporter(config, settings, collection), "prosecov-reporter")


def report_folder(config: pytest.Config, settings: Config) -> Path:
    """The folder for results and report."""
    chosen = config.option.prosecov_report
    return config.rootpath / chosen if chosen else settings.report_folder


class _Worker:
    """Hands over what the process that shows results cannot know, as it collects nothing."""

    def __init__(self, settings: Config, collection: Collection) -> None:
        self._settings = settings
        self._collection = collection

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        config: Any = session.config
        output: dict[str, Any] = {"deselected": self._collection.deselected}
        # All workers collect the same, so the first one speaks for all.
        if config.workerinput["workerid"] == "gw0":
            catalogue = self._collection.catalogue(read_project(self._settings).features)
            output["catalogue"] = steps.to_json(catalogue) if catalogue else ""
        config.workeroutput[_OUTPUT] = output


class _Lister:
    """Writes the catalogue of steps and nothing else."""

    def __init__(self, settings: Config, collection: Collection) -> None:
        self._settings = settings
        self._collection = collection

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        catalogue = self._collection.catalogue(read_project(self._settings).features)
        if catalogue is not None:
            steps.write(catalogue, Path(session.config.option.prosecov_steps))


class _Reporter:
    """Puts the records of all processes together, judges, and shows."""

    def __init__(self, config: pytest.Config, settings: Config, collection: Collection) -> None:
        self._config = config
        self._settings = settings
        self._collection = collection
        self._folder = report_folder(config, settings)
        self._collector = Collector(config.rootpath, self._folder)
        self._project: Project | None = None
        self._deselected = 0
        self._catalogue: Catalogue | None = None
        self._results: Results | None = None
        self._notes: list[str] = []
        self._page: Path | None = None

    def pytest_sessionstart(self) -> None:
        # Read before anything runs, so that a feature that changes meanwhile does not pass for what ran.
        self._project = read_project(self._settings)
        self._config.pluginmanager.register(JUnitProperties(self._project.ledgers), "prosecov-junit")

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        output = getattr(node, "workeroutput", {}).get(_OUTPUT, {})
        self._deselected = max(self._deselected, output.get("deselected", 0))
        if output.get("catalogue"):
            self._catalogue = steps.from_json(output["catalogue"], "catalogue")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._collector.add(report)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._project is None or self._config.option.collectonly or session.exitstatus not in _JUDGED:
            return
        options = self._config.option
        catalogue = self._whole_or_not(self._catalogue or self._collection.catalogue(self._project.features))
        runs = self._collector.runs(self._project.features)
        is_partial = self._deselected + self._collection.deselected > 0 or not (catalogue is None or catalogue.is_whole)
        if options.prosecov_append:
            runs, is_partial = self._with_earlier(runs), False
        self._results = assess(self._project, runs, catalogue, datetime.now(UTC), is_partial=is_partial)
        write_results(self._results, self._folder)
        remove_unused(self._folder, self._results.scenarios)
        if catalogue is not None and catalogue.is_whole:
            steps.write(catalogue, self._folder / steps.FILE_NAME)
        threshold = self._settings.threshold
        judged = self._results
        if options.prosecov_fail_under is not None:
            threshold, judged = options.prosecov_fail_under, replace(judged, is_partial=False)
        if session.exitstatus in _COULD_BE_BETTER and not is_good(judged, threshold):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        try:
            self._write_report(self._project, self._results)
        except InputError as error:
            self._notes.append(str(error))
            session.exitstatus = pytest.ExitCode.USAGE_ERROR

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._results is None:
            return
        terminalreporter.section("prosecov")
        for line in coverage_table(self._results, terminalreporter._tw.fullwidth):
            terminalreporter.line(line)
        problems = findings(self._results)
        found = [*self._notes, *map(str, problems)]
        if found:
            terminalreporter.line("")
        for line in found:
            terminalreporter.line(line, red=True)
        terminalreporter.line("")
        terminalreporter.line(summary(self._results))
        terminalreporter.line(f"results: {relative(self._folder / FILE_NAME, self._config.rootpath)}")
        if self._page is not None:
            terminalreporter.line(f"report: {relative(self._page, self._config.rootpath)}")
        root = self._config.rootpath
        github.publish(self._results, problems, relative(self._folder, root), root, terminalreporter.line)

    def _write_report(self, project: Project, results: Results) -> None:
        from prosecov.outputs.html import PAGE, write_report  # noqa: PLC0415 - workers are not to pay for it

        page = self._folder / PAGE
        articles = [ledger.article for ledger in project.ledgers]
        write_report(results, articles, page, is_single_file=self._config.option.prosecov_single_file)
        self._page = page

    def _whole_or_not(self, catalogue: Catalogue | None) -> Catalogue | None:
        """The catalogue, with whether it is whole although tests were named, as these may be all there are."""
        if catalogue is None or self._project is None:
            return catalogue
        names_tests = self._config.args_source is pytest.Config.ArgsSource.ARGS
        return replace(catalogue, is_whole=not names_tests or not unbound(self._project.features, catalogue))

    def _with_earlier(self, runs: tuple[ScenarioRun, ...]) -> tuple[ScenarioRun, ...]:
        path = self._folder / FILE_NAME
        if not path.exists():
            return runs
        try:
            earlier = read_recorded(path, relative(path, self._config.rootpath)).scenarios
        except InputError as error:
            self._notes.append(str(error))
            return runs
        return merge_runs([earlier, runs])
