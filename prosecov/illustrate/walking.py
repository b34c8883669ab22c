"""From an article to the walk that its pictures are taken on, and to what the camera took."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from prosecov.articles import Article, read_article
from prosecov.coverage.ledger import Ledger, build_ledger
from prosecov.coverage.project import relative, walkthrough_place
from prosecov.derive.deriving import derive
from prosecov.derive.gherkin import GENERATED
from prosecov.derive.procedures import find_procedures
from prosecov.derive.reading import read_sentences
from prosecov.errors import InputError, Problem, read_text
from prosecov.features import Feature, parse_feature
from prosecov.illustrate.making import Illustrated, make
from prosecov.illustrate.plan import main_scenarios, performed, quoted_places
from prosecov.illustrate.running import walk
from prosecov.illustrate.shots import Key, load_shot
from prosecov.results.runs import Outcome, ScenarioRun, StepStatus
from prosecov.settings import Config, WalkthroughSettings

_STOPPED = frozenset({StepStatus.FAILED, StepStatus.UNDEFINED, StepStatus.SKIPPED})


@dataclass(frozen=True, slots=True)
class Stopped:
    """A walkthrough that did not come to its end.

    Attributes:
        problem: Where, and why.
        details: What else there is to say, a line each.
    """

    problem: Problem
    details: tuple[str, ...]


def illustrate(config: Config, path: Path, place: PurePosixPath) -> tuple[Article, Illustrated | Stopped]:
    """Run the walkthrough of an article and make the illustrated article.

    Args:
        config: The settings of the project.
        path: The article.
        place: Its path from the folder of all illustrated articles, without suffix.

    Returns:
        The article, and its files or why there are none.

    Raises:
        InputError: The article cannot be read, its walkthrough is missing, speaks of another text or cannot be run.
    """
    name = relative(path.resolve(), config.root)
    article = read_article(path, name)
    feature, ledger = _walkthrough(config, article)
    titles = {procedure.title for procedure in find_procedures(article, read_sentences(article))}
    scenarios = main_scenarios(feature, titles)
    places = quoted_places(ledger, feature)
    blocks = performed(article, scenarios, places)
    if not blocks:
        hint = f"quote its steps there, or run prosecov derive {name}"
        raise InputError(feature.path, 0, f"no When stands under a quotation of {name}", hint)
    with tempfile.TemporaryDirectory(prefix="prosecov-") as folder:
        runs = walk(config, feature.path, [scenario.line for scenario in scenarios], Path(folder))
        failed = next((run for run in runs if run.outcome is not Outcome.PASSED), None)
        if failed is not None:
            return article, _stopped(article, failed, places)
        keys = (key for block in blocks for key in block.steps)
        shots = {key: shot for key in keys if (shot := load_shot(Path(folder), key))}
    if not shots:
        hint = "let its steps use the page with Playwright, as those of prosecov.vocabulary do"
        raise InputError(feature.path, 0, "uses nothing on any screen, so there is nothing to show", hint)
    # As it is, with its own line breaks: the text belongs to its writer.
    source = path.read_bytes().decode("utf-8-sig")
    return article, make(article, source, place, blocks, shots)


def _walkthrough(config: Config, article: Article) -> tuple[Feature, Ledger]:
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


def _stopped(article: Article, run: ScenarioRun, places: dict[Key, int]) -> Stopped:
    step = next((step for step in run.steps if step.status in _STOPPED), None)
    summary, *details = run.message.splitlines() or [run.outcome.value]
    place = places.get((run.line, step.line)) if step else None
    where = f"{run.feature}:{step.line}: {step.keyword} {step.text}" if step else f"{run.feature}:{run.line}"
    line = article.line_at(place) if place is not None else 0
    problem = Problem(
        article.path, line, f"the walkthrough stops here: {summary}", "correct the article or the product"
    )
    return Stopped(problem, (where, *(detail.strip() for detail in details)))
