"""The end of a run: put the results of all processes together, judge, write the report, and show what was found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from prosecov.coverage.assess import findings, is_good
from prosecov.coverage.lint import unbound
from prosecov.coverage.project import Project, read_project, relative
from prosecov.errors import InputError
from prosecov.outputs import github
from prosecov.outputs.html import PAGE, write_report
from prosecov.outputs.junit import JUnitProperties
from prosecov.outputs.summary import summary
from prosecov.outputs.terminal import coverage_table
from prosecov.pytest_plugin.handover import worker_output
from prosecov.pytest_plugin.reports import RunBuilder
from prosecov.pytest_plugin.session import COLLECTION, report_folder
from prosecov.results.file import FILE_NAME
from prosecov.results.merge import merge_runs
from prosecov.results.runs import ScenarioRun
from prosecov.results.step_catalogue import Catalogue
from prosecov.results.verdicts import Results
from prosecov.run_settings import settings_of
from prosecov.running.record import judge_and_record, last_run

_JUDGED = {
    pytest.ExitCode.OK,
    pytest.ExitCode.TESTS_FAILED,
    pytest.ExitCode.INTERRUPTED,
    pytest.ExitCode.NO_TESTS_COLLECTED,
}
_SUCCESSFUL = {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}


def pytest_configure(config: pytest.Config) -> None:
    """Register the plugin that shows results."""
    config.pluginmanager.register(Reporter(config), "prosecov-reporter")


class Reporter:
    """A plugin for the process that shows results."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._settings = settings_of(config)
        self._collection = config.stash[COLLECTION]
        self._folder = report_folder(config)
        self._builder = RunBuilder(config.rootpath, self._folder)
        self._project: Project | None = None
        self._deselected = 0
        self._catalogue: Catalogue | None = None
        self._results: Results | None = None
        self._notes: list[str] = []
        self._page: Path | None = None

    def pytest_sessionstart(self) -> None:
        """Read the project, before a feature can change while the tests run."""
        self._project = read_project(self._settings)
        self._config.pluginmanager.register(JUnitProperties(self._project.ledgers), "prosecov-junit")

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take what a worker hands over."""
        output = worker_output(node)
        self._deselected = max(self._deselected, output.deselected)
        self._catalogue = self._catalogue or output.catalogue

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in a report of any process."""
        self._builder.add(report)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Judge, write results and report, and fail the run if coverage does not suffice."""
        if self._project is None or self._config.option.collectonly or session.exitstatus not in _JUDGED:
            return
        self._results = self._judge(self._project)
        if session.exitstatus in _SUCCESSFUL and not self._suffices(self._results):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        page = self._folder / PAGE
        articles = [ledger.article for ledger in self._project.ledgers]
        try:
            write_report(self._results, articles, page, is_single_file=self._config.option.prosecov_single_file)
        except InputError as error:
            self._notes.append(str(error))
            session.exitstatus = pytest.ExitCode.USAGE_ERROR
        else:
            self._page = page

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show the coverage of each section, and what has to be looked at."""
        if self._results is None:
            return
        root, line = self._config.rootpath, terminalreporter.line
        terminalreporter.section("prosecov")
        for row in coverage_table(self._results, terminalreporter._tw.fullwidth):
            line(row)
        problems = findings(self._results)
        found = [*self._notes, *map(str, problems)]
        if found:
            line("")
        for message in found:
            line(message, red=True)
        line("")
        line(summary(self._results))
        line(f"results: {relative(self._folder / FILE_NAME, root)}")
        if self._page is not None:
            line(f"report: {relative(self._page, root)}")
        github.publish(self._results, problems, relative(self._folder, root), root, line)

    def _judge(self, project: Project) -> Results:
        catalogue = self._catalogue or self._collection.catalogue(project.features)
        if catalogue is not None:
            # Tests that were named may be all that there are.
            names_tests = self._config.args_source is pytest.Config.ArgsSource.ARGS
            is_whole = not names_tests or not unbound(project.features, catalogue)
            catalogue = replace(catalogue, is_whole=is_whole)
        runs = self._builder.runs(project.features)
        is_partial = self._deselected + self._collection.deselected > 0 or not (catalogue is None or catalogue.is_whole)
        if self._config.option.prosecov_append:
            runs, is_partial = merge_runs([self._earlier_runs(), runs]), False
        return judge_and_record(project, runs, catalogue, self._folder, is_partial=is_partial)

    def _earlier_runs(self) -> tuple[ScenarioRun, ...]:
        try:
            earlier = last_run(self._folder, self._config.rootpath)
        except InputError as error:
            self._notes.append(str(error))
            return ()
        return earlier.scenarios if earlier else ()

    def _suffices(self, results: Results) -> bool:
        threshold = self._config.option.prosecov_fail_under
        if threshold is None:
            return is_good(results, self._settings.threshold)
        return is_good(replace(results, is_partial=False), threshold)
