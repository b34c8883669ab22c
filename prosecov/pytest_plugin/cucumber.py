"""``pytest --cucumber-messages FILE``: what each process of a run does for it."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from prosecov.errors import InputError
from prosecov.features import Feature, parse_feature
from prosecov.outputs.cucumber import attachments
from prosecov.outputs.cucumber.attempts import Attempts
from prosecov.outputs.cucumber.documents import Place, read_documents
from prosecov.outputs.cucumber.stream import Run, envelopes
from prosecov.pytest_plugin.collect import Collection
from prosecov.pytest_plugin.evidence import Evidence
from prosecov.pytest_plugin.record import Recorder, scenario_place, template_of
from prosecov.pytest_plugin.session import report_folder
from prosecov.results import step_catalogue as steps
from prosecov.results.step_catalogue import Catalogue
from prosecov.settings import Screenshots, read_config

_OUTPUT = "prosecov_cucumber"
"""The key of what a worker of pytest-xdist hands to the process that started it."""
_RAN_TO_ITS_END = {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED}


def register(config: pytest.Config) -> None:
    """Register what this process needs.

    Raises:
        pytest.UsageError: The settings are wrong, or the file cannot be written.
    """
    try:
        folder = report_folder(config, read_config(config.rootpath))
    except InputError as error:
        raise pytest.UsageError(str(error)) from None
    if not config.pluginmanager.has_plugin("prosecov-recorder"):
        choice = Screenshots(config.option.prosecov_screenshots or Screenshots.OFF)
        config.pluginmanager.register(Recorder(Evidence(folder, choice)), "prosecov-recorder")
    collected = _Collected()
    config.pluginmanager.register(collected, "prosecov-cucumber-collected")
    if hasattr(config, "workerinput"):
        config.pluginmanager.register(_Worker(collected), "prosecov-cucumber-worker")
    else:
        target = Path(config.invocation_params.dir, config.option.cucumber_messages)
        _make_empty(target)
        config.pluginmanager.register(_Writer(config, collected, target, folder), "prosecov-cucumber-writer")


def _make_empty(path: Path) -> None:
    """Find out before the run whether a file can be written; what an earlier run left must not pass for this one's."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    except OSError as error:
        message = f"--cucumber-messages {path}: cannot be written ({error.strerror}); name a file that can be"
        raise pytest.UsageError(message) from None


@dataclass(frozen=True, slots=True)
class _Tests:
    """What was collected: features by their path, what tests run, and step definitions."""

    sources: Mapping[str, str]
    places: Mapping[str, Place]
    catalogue: Catalogue | None

    def to_json(self) -> str:
        """As text, for the way to another process."""
        places = {nodeid: [place.uri, place.line, place.row] for nodeid, place in self.places.items()}
        catalogue = steps.to_json(self.catalogue) if self.catalogue else ""
        return json.dumps({"sources": self.sources, "places": places, "catalogue": catalogue})

    @classmethod
    def from_json(cls, text: str) -> _Tests:
        """What `to_json` wrote."""
        data = json.loads(text)
        places = {nodeid: Place(*place) for nodeid, place in data["places"].items()}
        catalogue = steps.from_json(data["catalogue"], "catalogue") if data["catalogue"] else None
        return cls(data["sources"], places, catalogue)


class _Collected:
    """Remembers what was collected."""

    def __init__(self) -> None:
        self._collection = Collection()
        self._sources: dict[str, str] = {}
        self._places: dict[str, Place] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Remember scenarios, and their features as they are now."""
        self._collection.pytest_collection_finish(session)
        for item in session.items:
            template = template_of(item)
            if template is None:
                continue
            uri, line = scenario_place(template, session.config.rootpath)
            callspec = getattr(item, "callspec", None)
            row = callspec.indices.get("_pytest_bdd_example", 0) if callspec else 0
            self._places[item.nodeid] = Place(uri, line, row)
            if uri not in self._sources:
                source = Path(template.feature.filename).read_bytes()
                self._sources[uri] = source.decode("utf-8-sig", errors="replace")

    def tests(self) -> _Tests:
        """What was collected."""
        features = [feature for uri, source in self._sources.items() for feature in _parsed(source, uri)]
        return _Tests(self._sources, self._places, self._collection.catalogue(features))


def _parsed(source: str, uri: str) -> list[Feature]:
    """The feature, unless pytest-bdd can read it and prosecov cannot."""
    try:
        return [parse_feature(source.replace("\r\n", "\n"), uri)]
    except InputError:
        return []


class _Worker:
    """Hands over what the process that writes cannot know, as it collects nothing."""

    def __init__(self, collected: _Collected) -> None:
        self._collected = collected

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        config: Any = session.config
        config.workeroutput[_OUTPUT] = self._collected.tests().to_json()


class _Writer:
    """Puts the reports of all processes together, and writes."""

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
        # All workers collect the same, so any of them speaks for all; one that crashed says nothing.
        output = getattr(node, "workeroutput", {}).get(_OUTPUT)
        if output and self._of_workers is None:
            self._of_workers = _Tests.from_json(output)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        # Before the report is written, as that drops pictures of attempts that do not count.
        tests = self._of_workers or self._collected.tests()
        run = Run(
            read_documents(tests.sources),
            tests.places,
            tests.catalogue,
            self._attempts.of,
            self._start,
            time.time(),
            self._is_whole and session.exitstatus in _RAN_TO_ITS_END,
            attachments.Evidence(self._pictures, self._config.rootpath, self._target.parent),
        )
        with self._target.open("w", encoding="utf-8") as file:
            for envelope in envelopes(run):
                file.write(json.dumps(envelope, ensure_ascii=False, separators=(",", ":")) + "\n")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.write_sep("-", f"Cucumber Messages: {self._target}")
