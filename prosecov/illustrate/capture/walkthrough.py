"""Run the walkthrough of an article in a pytest of its own, and collect the screenshots of its steps."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from prosecov.articles import Article, read_article
from prosecov.coverage.ledger import Ledger, build_ledger
from prosecov.coverage.project import relative, walkthrough_place
from prosecov.derive.deriving import derive
from prosecov.derive.gherkin import GENERATED
from prosecov.derive.procedures import find_procedures
from prosecov.derive.reading import read_sentences
from prosecov.errors import InputError, Problem, read_text
from prosecov.features import Feature, OwnerKind, Scenario, StepKind, parse_feature
from prosecov.illustrate.capture.screenshots import Screenshot, StepKey, load_screenshot
from prosecov.results.file import FILE_NAME, read_recorded
from prosecov.results.runs import Outcome, ScenarioRun, StepStatus
from prosecov.running.steps import PLUGIN_ARGUMENTS
from prosecov.settings import Settings, WalkthroughSettings

_REPORT = "report"
_FAILED = frozenset({StepStatus.FAILED, StepStatus.UNDEFINED, StepStatus.SKIPPED})
_ERROR = re.compile(r"(?:ERROR|E  |pytest: error|[\w.]*(?:Error|Exception):)")
_LONGEST_ERROR = 300


@dataclass(frozen=True, slots=True)
class PerformedBlock:
    """A block of an article with the steps that do what it says.

    Attributes:
        block: Its position in `Article.blocks`.
        steps: The steps, in the order in which they run.
    """

    block: int
    steps: tuple[StepKey, ...]


@dataclass(frozen=True, slots=True)
class Capture:
    """An article with the screenshots of its steps.

    Attributes:
        article: The article.
        source: The text of its file, with the line breaks that it has.
        blocks: The blocks that tell the reader to do something, in the order of the article.
        screenshots: By step what is known of its screenshot, and the whole screen.
    """

    article: Article
    source: str
    blocks: tuple[PerformedBlock, ...]
    screenshots: Mapping[StepKey, tuple[Screenshot, Image.Image]]


@dataclass(frozen=True, slots=True)
class StoppedWalkthrough:
    """A walkthrough that failed.

    Attributes:
        problem: The sentence of the article at which it stopped, and the reason.
        details: The step, and more about the reason, a line each.
    """

    problem: Problem
    details: tuple[str, ...]


def capture(config: Settings, path: Path) -> Capture | StoppedWalkthrough:
    """Run the walkthrough of an article and take pictures of its steps.

    Args:
        config: The settings of the project.
        path: The article.

    Raises:
        InputError: The article cannot be read, or its walkthrough is missing, outdated or cannot be run.
    """
    name = relative(path.resolve(), config.root)
    article = read_article(path, name)
    feature, ledger = _read_walkthrough(config, article)
    titles = {procedure.title for procedure in find_procedures(article, read_sentences(article))}
    scenarios = _main_scenarios(feature, titles)
    offsets = _quoted_offsets(ledger, feature)
    blocks = _performed_blocks(article, scenarios, offsets)
    if not blocks:
        hint = f"quote its steps there, or run prosecov derive {name}"
        raise InputError(feature.path, 0, f"no When is below a quotation of {name}", hint)
    with tempfile.TemporaryDirectory(prefix="prosecov-") as folder:
        runs = _run(config, feature.path, [scenario.line for scenario in scenarios], Path(folder))
        failed = next((run for run in runs if run.outcome is not Outcome.PASSED), None)
        if failed is not None:
            return _stopped(article, failed, offsets)
        keys = (key for block in blocks for key in block.steps)
        screenshots = {key: found for key in keys if (found := load_screenshot(Path(folder), key))}
    if not screenshots:
        hint = "let its steps use the page with Playwright, as those of prosecov.vocabulary do"
        raise InputError(feature.path, 0, "uses no control of any page, so there is nothing to show", hint)
    return Capture(article, path.read_bytes().decode("utf-8-sig"), blocks, screenshots)


def _read_walkthrough(config: Settings, article: Article) -> tuple[Feature, Ledger]:
    place = walkthrough_place(config, article.path)
    renew = f"run prosecov derive {article.path}"
    if not (config.root / place).is_file():
        raise InputError(article.path, 0, f"has no walkthrough yet ({place})", renew)
    source = read_text(config.root / place, place)
    settings = config.walkthrough.get(article.path, WalkthroughSettings())
    if source.startswith(GENERATED) and source != derive(article, settings).text:
        raise InputError(place, 0, f"is not what {article.path} says", renew)
    feature = parse_feature(source, place)
    ledger = build_ledger(article, [feature])
    for problem in ledger.problems:
        raise InputError(problem.file, problem.line, problem.message, problem.hint)
    return feature, ledger


def _main_scenarios(feature: Feature, titles: Collection[str]) -> tuple[Scenario, ...]:
    """Return the scenarios that are named like a procedure; all if none is, as in a walkthrough written by hand."""
    named = tuple(scenario for scenario in feature.scenarios if scenario.name in titles)
    return named or feature.scenarios


def _quoted_offsets(ledger: Ledger, feature: Feature) -> dict[StepKey, int]:
    """Return by step the offset in `Article.text` of the first quotation above it."""
    claims = {claim.quotation: claim for entry in ledger.entries for claim in entry.claims if not claim.is_stale}
    offsets: dict[StepKey, int] = {}
    for quotation in feature.quotations:
        claim = claims.get(quotation)
        if claim is None or quotation.owner is not OwnerKind.STEP:
            continue
        for stretch in quotation.stretches:
            for line in stretch.steps or ():
                offsets.setdefault((stretch.scenario, line), claim.span.start)
    return offsets


def _performed_blocks(
    article: Article, scenarios: Iterable[Scenario], offsets: Mapping[StepKey, int]
) -> tuple[PerformedBlock, ...]:
    """Return the blocks that Whens perform; if several scenarios perform a block, the first of them counts."""
    starts = [block.start for block in article.blocks]
    steps: dict[int, list[StepKey]] = {}
    for scenario in scenarios:
        for step in scenario.all_steps:
            offset = offsets.get((scenario.line, step.line))
            if step.kind is StepKind.WHEN and offset is not None:
                found = steps.setdefault(bisect_right(starts, offset) - 1, [])
                if not found or found[0][0] == scenario.line:
                    found.append((scenario.line, step.line))
    return tuple(PerformedBlock(block, tuple(keys)) for block, keys in sorted(steps.items()))


def _run(config: Settings, feature: str, lines: Collection[int], folder: Path) -> tuple[ScenarioRun, ...]:
    """Run the scenarios at some lines of a feature with the plugin that takes pictures.

    Returns:
        The runs, at least one for each scenario.

    Raises:
        InputError: pytest cannot run them.
    """
    command = [sys.executable, "-m", "pytest", "-q", *PLUGIN_ARGUMENTS, "-p", "prosecov.illustrate.capture.plugin"]
    # If a space stood in place of the equals sign, pytest would take the folder for one of tests.
    command += ["--prosecov", "--prosecov-screenshots=off", f"--prosecov-report={folder / _REPORT}"]
    command += [f"--prosecov-capture={folder}", *(f"--prosecov-scenario={feature}:{line}" for line in lines)]
    # This run is not to show annotations or a summary on GitHub.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    done = subprocess.run(  # noqa: S603 - the project's own tests
        [*command, *config.picture_arguments, *config.tests],
        cwd=config.root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    record = folder / _REPORT / FILE_NAME
    if not record.is_file():
        reason = _last_error(done.stdout, done.stderr) or f"exit status {done.returncode}"
        raise InputError(feature, 0, f"pytest cannot run it: {reason}", "run pytest on it to see why")
    runs = tuple(run for run in read_recorded(record).scenarios if run.feature == feature and run.line in lines)
    missing = [line for line in lines if not any(run.line == line for run in runs)]
    if missing:
        hint = 'bind the feature in a test with scenarios("...")'
        raise InputError(feature, missing[0], "no test runs this scenario", hint)
    return runs


def _last_error(*outputs: str) -> str:
    """Return the last line that looks like an error, or else the last line."""
    lines = [line.strip() for output in outputs for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if _ERROR.match(line)]
    return (errors or lines or [""])[-1][:_LONGEST_ERROR]


def _stopped(article: Article, run: ScenarioRun, offsets: Mapping[StepKey, int]) -> StoppedWalkthrough:
    step = next((step for step in run.steps if step.status in _FAILED), None)
    summary, *details = run.message.splitlines() or [run.outcome.value]
    offset = offsets.get((run.line, step.line)) if step else None
    where = f"{run.feature}:{step.line}: {step.keyword} {step.text}" if step else f"{run.feature}:{run.line}"
    line = article.line_at(offset) if offset is not None else 0
    message = f"the walkthrough stops here: {summary}"
    problem = Problem(article.path, line, message, "correct the article or the product")
    return StoppedWalkthrough(problem, (where, *(detail.strip() for detail in details)))
