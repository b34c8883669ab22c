"""The result of a run, scenario by scenario, under the sections of the articles that the scenarios quote.

A pytest plugin: `pytest -p prosecov.by_section --by-section`. Features belong to the article whose file name, without
its ending, is the name of their folder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from prosecov.articles import read_article
from prosecov.errors import InputError
from prosecov.features import Feature, Scenario, read_feature
from prosecov.ledger import Entry, Ledger, build_ledger

_SCENARIO = "prosecov_scenario"


@dataclass
class Outcome:
    """What became of a scenario, over all rows of its examples.

    Attributes:
        runs: How many times it ran.
        failed: How many of these failed.
        skipped: How many of these were skipped.
        seconds: How long they took together.
    """

    runs: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0

    @property
    def mark(self) -> str:
        """A sign for the whole: passed, failed, skipped, or not run."""
        if self.failed:
            return "✗"
        if not self.runs:
            return "·"
        return "-" if self.skipped else "✓"


@dataclass(frozen=True)
class SectionResult:
    """A section of an article.

    Attributes:
        title: Its heading.
        sentences: How many sentences it has.
        quoted: How many of them are quoted in full.
        lines: Lines of text, each with whether it tells of a failure: the rules that quote the section, each above
            its scenarios or the reason why it has none.
    """

    title: str
    sentences: int
    quoted: int
    lines: Sequence[tuple[str, bool]]


def sections(
    ledger: Ledger, features: Sequence[Feature], outcomes: Mapping[tuple[str, int], Outcome]
) -> Iterator[SectionResult]:
    """Group what ran by the sections of an article.

    Args:
        ledger: The article with its quotations.
        features: The features that quote it.
        outcomes: What became of each scenario, by feature file and line.
    """
    scenarios = {(feature.path, scenario.line): scenario for feature in features for scenario in feature.scenarios}
    by_title: dict[str, list[Entry]] = defaultdict(list)
    for entry in ledger.entries:
        by_title[entry.sentence.section].append(entry)
    for title, entries in by_title.items():
        groups: dict[str, dict[str, bool]] = defaultdict(dict)
        for quotation in (claim.quotation for entry in entries for claim in entry.claims):
            if not quotation.stretches:
                groups[quotation.name][f"  {quotation.reason}"] = False
            for stretch in quotation.stretches:
                key = (quotation.path, stretch.scenario)
                outcome = outcomes.get(key, Outcome())
                groups[scenarios[key].rule or ""][_line(scenarios[key], outcome)] = outcome.failed > 0
        quoted = sum(all(claims for _, claims in entry.claimed_words()) for entry in entries)
        yield SectionResult(title, len(entries), quoted, list(_lines(groups)))


def _lines(groups: Mapping[str, Mapping[str, bool]]) -> Iterator[tuple[str, bool]]:
    for rule, lines in groups.items():
        if rule:
            yield rule, any(lines.values())
        yield from ((f"  {text}" if rule else text, failed) for text, failed in lines.items())


def _line(scenario: Scenario, outcome: Outcome) -> str:
    if not outcome.runs:
        return f"{outcome.mark} {scenario.name} (not run)"
    examples = f", {outcome.runs} of {len(scenario.rows)} examples" if scenario.is_outline else ""
    failed = f", {outcome.failed} failed" if outcome.failed else ""
    return f"{outcome.mark} {scenario.name} ({outcome.seconds:.1f} s{examples}{failed})"


@dataclass
class _Run:
    root: Path
    outcomes: dict[tuple[str, int], Outcome] = field(default_factory=lambda: defaultdict(Outcome))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        place = dict(report.user_properties).get(_SCENARIO)
        if not isinstance(place, str) or (report.when != "call" and report.passed):
            return
        path, _, line = place.rpartition(":")
        outcome = self.outcomes[path, int(line)]
        outcome.runs += report.when == "call"
        outcome.failed += report.failed
        outcome.skipped += report.skipped
        outcome.seconds += report.duration

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        folders = set((self.root / "features").glob("*/"))
        for path in sorted((self.root / "articles").glob("*.*")):
            folder = self.root / "features" / path.stem
            folders.discard(folder)
            try:
                article = read_article(path, path.relative_to(self.root).as_posix())
                features = self._features(folder)
            except InputError as error:
                terminalreporter.line(str(error), red=True)
                continue
            ledger = build_ledger(article, features)
            terminalreporter.section(article.path)
            for result in sections(ledger, features, self.outcomes):
                title = f"{result.title} ({result.quoted} of {result.sentences} sentences quoted)"
                _show(terminalreporter, title, result.lines)
            for problem in ledger.problems:
                terminalreporter.line(str(problem), red=True)
        for folder in sorted(folders):
            terminalreporter.section(f"{folder.relative_to(self.root).as_posix()}, which quotes no article")
            for feature in self._features(folder):
                groups: dict[str, dict[str, bool]] = defaultdict(dict)
                for scenario in feature.scenarios:
                    outcome = self.outcomes.get((feature.path, scenario.line), Outcome())
                    groups[scenario.rule or ""][_line(scenario, outcome)] = outcome.failed > 0
                _show(terminalreporter, feature.name, list(_lines(groups)))

    def _features(self, folder: Path) -> list[Feature]:
        files = sorted(folder.glob("**/*.feature"))
        return [read_feature(file, file.relative_to(self.root).as_posix()) for file in files]


def _show(terminalreporter: pytest.TerminalReporter, title: str, lines: Sequence[tuple[str, bool]]) -> None:
    terminalreporter.line("")
    terminalreporter.line(title, bold=True)
    for text, failed in lines:
        terminalreporter.line(f"  {text}", red=failed)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--by-section`."""
    parser.addoption(
        "--by-section", action="store_true", help="show the scenarios under the sections of the articles they quote"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Follow the run, where it is asked for; the workers of pytest-xdist report to the process that started them."""
    if config.option.by_section and not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Run(config.rootpath))


def pytest_bdd_before_scenario(request: pytest.FixtureRequest, feature: Any, scenario: Any) -> None:
    """Note which scenario a test is, where its report can be found by the other processes of a parallel run."""
    root = request.config.rootpath
    path = Path(feature.filename).resolve()
    place = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    request.node.user_properties.append((_SCENARIO, f"{place}:{scenario.line_number}"))
