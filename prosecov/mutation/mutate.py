"""Test the proofs of a project by mutants: make them, choose, try them, and sum up."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prosecov.articles import Article
from prosecov.coverage.project import Project
from prosecov.errors import InputError, read_text
from prosecov.mutation.choose import choose
from prosecov.mutation.elements import mutation_report
from prosecov.mutation.falsify import Falsified, falsified_source, falsify
from prosecov.mutation.model import Family, Fate, Mutant, MutantResult, Proof, ProvedSentence
from prosecov.mutation.prose_mutants import prose_mutants
from prosecov.mutation.run import Echo, MutantRuns
from prosecov.mutation.screen_mutants import screen_mutants
from prosecov.mutation.step_mutants import StepMutants
from prosecov.mutation.targets import targets
from prosecov.results.mutants import SentenceMutants, Survivor, write_mutants
from prosecov.results.verdicts import Results
from prosecov.settings import MutationSettings, WalkthroughSettings
from prosecov.text.normalise import normalise

REPORT = "mutation.json"
_BATCHES = 3
FOLDER = "mutants"
"""The folder in the report's folder for trials, outcomes and screenshots."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to try.

    Attributes:
        families: The families of mutants.
        most: How many mutants of one family for a sentence.
        seed: Chooses which.
        workers: How many processes run at once.
        articles: Only sentences of these articles; empty for all.
        changed: Files that have changed, so that only the sentences that depend on them are tested; ``None`` for all.
        anew: Whether to forget the outcomes of an earlier run that was interrupted.
    """

    families: frozenset[Family]
    most: int
    seed: int
    workers: int
    articles: frozenset[str] = frozenset()
    changed: frozenset[str] | None = None
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Mutation:
    """What was tried, and what came of it.

    Attributes:
        targets: The sentences.
        mutants: The mutants.
        outcomes: What became of them, by `Mutant.id`.
    """

    targets: tuple[ProvedSentence, ...]
    mutants: tuple[Mutant, ...]
    outcomes: Mapping[str, MutantResult]

    def of(self, target: ProvedSentence) -> list[tuple[Mutant, MutantResult]]:
        """Return the mutants of a sentence with their outcomes."""
        return [(m, self.outcomes[m.id]) for m in self.mutants if m.target == target.key and m.id in self.outcomes]


def mutate(project: Project, results: Results, plan: Plan, settings: MutationSettings, echo: Echo) -> Mutation:
    """Try mutants of the proved sentences.

    Args:
        project: The project.
        results: The results of its last run.
        plan: What to try.
        settings: How to reach the faults of the product.
        echo: Shows a line of progress.

    Raises:
        InputError: Nothing is proved, or pytest cannot run.
    """
    config = project.config
    chosen = [t for t in targets(results) if _is_wanted(t, plan, results)]
    if not chosen:
        raise InputError(config.root, 0, "no sentence to test is proved", "run pytest --prosecov first")
    runs = MutantRuns(config.root, config.report_folder / FOLDER, config.tests, plan.workers, echo)
    if plan.anew:
        runs.forget()
    by_id = {run.nodeid: run for run in results.scenarios}
    steps = StepMutants(project.features)
    mutants: list[Mutant] = []
    if Family.STEP in plan.families:
        mutants += _try(runs, "step", [m for target in chosen for m in steps.of(target, by_id)], plan)
    if Family.SCREEN in plan.families:
        mutants += _try(runs, "screen", [m for target in chosen for m in screen_mutants(target, by_id)], plan)
    if Family.PROSE in plan.families:
        mutants += _try_prose(project, chosen, plan, runs)
    if Family.PRODUCT in plan.families and settings.faults:
        faults = _faults(project, chosen, settings)
        runs.try_faults(faults, settings.fault_argument)
        mutants += [mutant for group in faults.values() for mutant in group]
    return Mutation(
        tuple(chosen), tuple(mutants), {m.id: runs.outcomes[m.id] for m in mutants if m.id in runs.outcomes}
    )


def _try(runs: MutantRuns, name: str, candidates: Sequence[Mutant], plan: Plan) -> list[Mutant]:
    """Try some mutants for each sentence; in place of those that do not count, try others."""
    tried: list[Mutant] = []
    for _ in range(_BATCHES):
        known = {mutant.id for mutant in tried}
        left = [mutant for mutant in candidates if mutant.id not in known]
        counted = Counter(m.target for m in tried if runs.outcomes[m.id].fate.counts)
        batch = [m for m in choose(left, plan.most, plan.seed) if counted[m.target] == 0]
        if not batch:
            break
        runs.try_all(name, batch)
        tried += batch
    return tried


def _is_wanted(target: ProvedSentence, plan: Plan, results: Results) -> bool:
    if plan.articles and target.article not in plan.articles:
        return False
    if plan.changed is None:
        return True
    features = {run.feature for run in results.scenarios if run.nodeid in {proof.nodeid for proof in target.proofs}}
    # A change of anything but articles and features, such as steps or the product, may concern every sentence.
    others = {name for name in plan.changed if not name.endswith((".feature", ".md", ".txt", ".html"))}
    return bool(others or plan.changed & (features | {target.article}))


def _try_prose(project: Project, chosen: Sequence[ProvedSentence], plan: Plan, runs: MutantRuns) -> list[Mutant]:
    """Try prose mutants: those whose words no step claims any more are killed without a run."""
    config = project.config
    folder = config.report_folder / FOLDER / "prose"
    features = folder / "features"
    features.mkdir(parents=True, exist_ok=True)
    for old in features.glob("*.feature"):
        old.unlink()
    walked: list[Mutant] = []
    made: list[Mutant] = []
    for ledger in project.ledgers:
        article = ledger.article
        source = read_text(config.root / article.path, article.path)
        settings = config.walkthrough.get(article.path, WalkthroughSettings())
        own = [t for t in chosen if t.article == article.path and any(proof.steps for proof in t.proofs)]
        for mutant in choose((m for target in own for m in prose_mutants(article, target)), plan.most, plan.seed):
            changed = falsified_source(article, source, mutant)
            if changed is None:
                continue
            walk = falsify(changed, article.path, mutant, settings)
            if walk is None:
                made.append(mutant)
                runs.keep(
                    [MutantResult(mutant.id, Fate.KILLED, message="unclaimed: no step stands for the falsified words")]
                )
                continue
            _write_walk(folder, mutant, walk)
            test = f"{(folder / 'test_prose.py').relative_to(config.root).as_posix()}::test_mutant_{mutant.id}"
            walked.append(
                Mutant(
                    mutant.family,
                    mutant.operator,
                    mutant.target,
                    (Proof(test, walk.steps),),
                    mutant.original,
                    mutant.replacement,
                    0,
                    mutant.data,
                )
            )
    (folder / "test_prose.py").write_text(
        'from pytest_bdd import scenarios\n\nscenarios("features")\n', encoding="utf-8"
    )
    if walked:
        runs.try_all("prose", walked, [str(folder)])
    return [*made, *walked]


def _write_walk(folder: Path, mutant: Mutant, walk: Falsified) -> None:
    (folder / "features" / f"{mutant.id}.feature").write_text(walk.feature, encoding="utf-8")


def _faults(
    project: Project, chosen: Sequence[ProvedSentence], settings: MutationSettings
) -> Mapping[str, list[Mutant]]:
    """Ask the product which faults it has, and find the sentences that each of them contradicts."""
    # The interpreter that runs this command has the product's packages; "python" may be another one.
    command = [sys.executable if part == "python" else part for part in settings.faults]
    done = subprocess.run(command, cwd=project.config.root, capture_output=True, text=True, check=False)  # noqa: S603
    try:
        listed: list[dict[str, Any]] = json.loads(done.stdout)
        faults = {str(fault["name"]): [str(quote) for quote in fault["contradicts"]] for fault in listed}
    except (ValueError, KeyError, TypeError):
        message = f"{' '.join(command)} lists no faults"
        raise InputError(project.config.root, 0, message, "print a list of objects with name and contradicts") from None
    found: dict[str, list[Mutant]] = defaultdict(list)
    for name, quotes in faults.items():
        wanted = [normalise(quote).text for quote in quotes]
        for target in chosen:
            if any(quote in normalise(target.text).text or normalise(target.text).text in quote for quote in wanted):
                found[name].append(
                    Mutant(Family.PRODUCT, "fault", target.key, target.proofs, "the product", name, 0, {"fault": name})
                )
    return found


def sentence_mutants(mutation: Mutation) -> Iterator[SentenceMutants]:
    """Sum up the outcomes for each sentence."""
    for target in mutation.targets:
        tried = mutation.of(target)
        survivors = tuple(
            Survivor(
                mutant.family.value, f"{mutant.operator}: {mutant.original} -> {mutant.replacement}", outcome.screenshot
            )
            for mutant, outcome in tried
            if outcome.fate is Fate.SURVIVED
        )
        killed = [mutant for mutant, outcome in tried if outcome.fate is Fate.KILLED]
        faults = tuple(sorted({mutant.data["fault"] for mutant in killed if mutant.family is Family.PRODUCT}))
        yield SentenceMutants(target.article, target.text, len(killed), survivors, faults)


def write(mutation: Mutation, project: Project, threshold: float) -> None:
    """Write ``mutation.json`` and ``mutants.json`` into the folder of the report."""
    folder = project.config.report_folder
    articles: list[tuple[Article, str]] = [
        (ledger.article, read_text(project.config.root / ledger.article.path, ledger.article.path))
        for ledger in project.ledgers
    ]
    by_key = {target.key: target for target in mutation.targets}
    report = mutation_report(articles, by_key, mutation.mutants, mutation.outcomes, threshold)
    write_mutants(sentence_mutants(mutation), folder)
    (folder / REPORT).write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
