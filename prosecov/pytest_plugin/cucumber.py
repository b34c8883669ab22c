"""``pytest --cucumber-messages FILE``: the hooks that collect the results of all processes and write the file."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from prosecov.errors import InputError
from prosecov.features import Feature, parse_feature
from prosecov.outputs.cucumber import attachments
from prosecov.outputs.cucumber.attempts import Attempts
from prosecov.outputs.cucumber.documents import PickleKey, read_documents
from prosecov.outputs.cucumber.stream import CucumberRun, envelopes
from prosecov.pytest_plugin.collect import Collection
from prosecov.pytest_plugin.record import scenario_place, template_of
from prosecov.pytest_plugin.session import record_runs, report_folder
from prosecov.results.step_catalogue import Catalogue
from prosecov.settings import Screenshots
from prosecov.validation import Reader

_OUTPUT = "prosecov_cucumber"
"""The key in the output of a worker of pytest-xdist."""
_COMPLETE = {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED}


def pytest_configure(config: pytest.Config) -> None:
    """Register what this process needs.

    Raises:
        pytest.UsageError: The settings are wrong, or the file cannot be written.
    """
    record_runs(config, Screenshots.OFF)
    collected = _Collected()
    config.pluginmanager.register(collected, "prosecov-cucumber-collected")
    if hasattr(config, "workerinput"):
        config.pluginmanager.register(_MessagesWorker(collected), "prosecov-cucumber-worker")
    else:
        target = Path(config.invocation_params.dir, config.option.cucumber_messages)
        _make_empty(target)
        writer = _Writer(config, collected, target, report_folder(config))
        config.pluginmanager.register(writer, "prosecov-cucumber-writer")


def _make_empty(path: Path) -> None:
    """Fail before the run if the file cannot be written, and leave no results of an earlier run in it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    except OSError as error:
        message = f"--cucumber-messages {path}: cannot be written ({error.strerror}); use another path"
        raise pytest.UsageError(message) from None


@dataclass(frozen=True, slots=True)
class _Tests:
    """What was collected.

    Attributes:
        sources: Features by their path.
        places: What each test runs, by pytest's name for it.
        catalogue: The step definitions.
    """

    sources: Mapping[str, str]
    places: Mapping[str, PickleKey]
    catalogue: Catalogue | None


_READER = Reader(_Tests)


class _Collected:
    """A plugin that notes what is collected."""

    def __init__(self) -> None:
        self._collection = Collection()
        self._sources: dict[str, str] = {}
        self._places: dict[str, PickleKey] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note the scenarios, and their features as they are now."""
        self._collection.pytest_collection_finish(session)
        for item in session.items:
            template = template_of(item)
            if template is None:
                continue
            uri, line = scenario_place(template, session.config.rootpath)
            callspec = getattr(item, "callspec", None)
            row = callspec.indices.get("_pytest_bdd_example", 0) if callspec else 0
            self._places[item.nodeid] = PickleKey(uri, line, row)
            if uri not in self._sources:
                source = Path(template.feature.filename).read_bytes()
                self._sources[uri] = source.decode("utf-8-sig", errors="replace")

    def tests(self) -> _Tests:
        """Return what was collected."""
        features = [feature for uri, source in self._sources.items() for feature in _parsed(source, uri)]
        return _Tests(self._sources, self._places, self._collection.catalogue(features))


def _parsed(source: str, uri: str) -> list[Feature]:
    """Return the feature, unless pytest-bdd can read it and prosecov cannot."""
    try:
        return [parse_feature(source.replace("\r\n", "\n"), uri)]
    except InputError:
        return []


class _MessagesWorker:
    """A plugin for workers of pytest-xdist: hands over what was collected to the process that writes."""

    def __init__(self, collected: _Collected) -> None:
        self._collected = collected

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        config: Any = session.config
        config.workeroutput[_OUTPUT] = json.dumps(asdict(self._collected.tests()), default=sorted)


class _Writer:
    """A plugin for the process that writes the results of all processes."""

    def __init__(self, config: pytest.Config, collected: _Collected, target: Path, pictures: Path) -> None:
        self._config = config
        self._collected = collected
        self._target = target
        self._pictures = pictures
        self._attempts = Attempts()
        self._of_workers: _Tests | None = None
        self._start = time.time()
        self._is_whole = True

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._is_whole = self._is_whole and not report.failed

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._attempts.add(report)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        # All workers collect the same tests, so any of them will do; one that crashed hands over nothing.
        output = getattr(node, "workeroutput", {}).get(_OUTPUT)
        if output and self._of_workers is None:
            self._of_workers = _READER.from_json(output)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        # This comes before the report is written, which deletes screenshots of attempts that do not count.
        tests = self._of_workers or self._collected.tests()
        run = CucumberRun(
            read_documents(tests.sources),
            tests.places,
            tests.catalogue,
            self._attempts.of,
            self._start,
            time.time(),
            self._is_whole and session.exitstatus in _COMPLETE,
            attachments.Attachments(self._pictures, self._config.rootpath, self._target.parent),
        )
        with self._target.open("w", encoding="utf-8") as file:
            for envelope in envelopes(run):
                file.write(json.dumps(envelope, ensure_ascii=False, separators=(",", ":")) + "\n")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.write_sep("-", f"Cucumber Messages: {self._target}")
