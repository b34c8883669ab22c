"""Judge a project by its runs, list what needs attention, and decide whether the results are good enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from prosecov.coverage.judge import Judge
from prosecov.coverage.lint import lint_feature, lint_steps
from prosecov.coverage.project import Project
from prosecov.coverage.screens import runs_of, unknown_labels, unmentioned_controls
from prosecov.coverage.verdicts import judge_article
from prosecov.errors import Problem
from prosecov.features import Feature, StepKind
from prosecov.results.mutants import SentenceMutants, with_mutants
from prosecov.results.runs import Outcome, ScenarioRun, StepStatus
from prosecov.results.step_catalogue import Catalogue
from prosecov.results.verdicts import Results, SentenceResult, Verdict

_FAILING = frozenset({Verdict.CONTRADICTED, Verdict.BLOCKED, Verdict.STALE})
_BROKEN = frozenset({Outcome.FAILED, Outcome.ERROR, Outcome.CRASHED})
_TODO = {
    Verdict.UNCLAIMED: "quote it in a feature, or tag a rule that quotes it @advisory",
    Verdict.CONTRADICTED: "correct the article, or the product",
}


def assess(
    project: Project,
    runs: Iterable[ScenarioRun],
    catalogue: Catalogue | None,
    now: datetime,
    *,
    is_partial: bool = False,
    mutants: Iterable[SentenceMutants] = (),
) -> Results:
    """Judge a project.

    Args:
        project: The project.
        runs: What ran, at any time.
        catalogue: What is known about steps, if anything is.
        now: The time, with its zone.
        is_partial: Whether scenarios were left out on purpose.
        mutants: What is known of mutants of the sentences.

    Returns:
        Verdicts and problems.
    """
    today = now.date()
    runs = tuple(runs)
    judge = Judge(project.features, runs, today, project.config.review_days)
    problems = {*project.errors, *project.problems}
    problems.update(problem for feature in project.features for problem in lint_feature(feature, today))
    problems.update(unquoted_failures(project.features, runs))
    if catalogue is not None:
        problems.update(lint_steps(project.features, catalogue))
    articles = []
    for ledger in project.ledgers:
        seen, is_whole = runs_of(ledger, project.features, runs)
        unmentioned = unmentioned_controls(ledger.article, seen)
        articles.append(replace(judge_article(ledger, judge), unmentioned=unmentioned))
        # What was left out, or has failed, might have come to the screen with the label.
        if is_whole and not is_partial:
            problems.update(unknown_labels(ledger.article, seen, project.config.no_labels))
    results = Results(
        tuple(articles),
        tuple(sorted(problems)),
        runs,
        is_partial,
        now.astimezone(UTC).isoformat(timespec="seconds"),
    )
    return with_mutants(results, mutants)


def unquoted_failures(features: Iterable[Feature], runs: Iterable[ScenarioRun]) -> Iterator[Problem]:
    """Find failed scenarios that quote nothing, and failed checks that no quotation covers: no sentence shows them."""
    scenarios = {
        (f.path, scenario.rule or "", scenario.name): (f, scenario) for f in features for scenario in f.scenarios
    }
    for run in runs:
        if run.outcome not in _BROKEN or (run.feature, run.rule, run.name) not in scenarios:
            continue
        feature, scenario = scenarios[run.feature, run.rule, run.name]
        stretches = [s for q in feature.quotations for s in q.stretches if s.scenario == scenario.line]
        if not stretches:
            said = run.message.splitlines()[0] if run.message else run.outcome.value
            message = f"the scenario {run.name!r} failed, and it quotes no sentence that could show it: {said}"
            yield Problem(run.feature, scenario.line, message, "correct it, or quote what it proves")
        elif all(stretch.steps is not None for stretch in stretches):
            quoted = {line for stretch in stretches for line in stretch.steps or ()}
            for step in run.steps:
                if step.status is StepStatus.FAILED and step.kind == StepKind.THEN and step.line not in quoted:
                    said = (step.message or run.message).partition("\n")[0]
                    message = f"failed, and no quotation covers it: {step.keyword} {step.text}: {said}"
                    yield Problem(run.feature, step.line, message, "correct it, or quote what it proves above it")


def findings(results: Results, proved_before: Mapping[str, frozenset[str]] | None = None) -> list[Problem]:
    """List what needs attention: sentences in the order of their articles, then problems.

    Stale sentences are left out: each of them is a problem already. Sentences that did not run are left out if
    scenarios were left out on purpose, unless they have lost an earlier proof.

    Args:
        results: The results.
        proved_before: The texts of the sentences that were proved in an earlier run, by path of their article.

    Returns:
        The findings, to be shown as ``path:line: what is wrong; what to do``.
    """
    return [*_sentence_findings(results, proved_before or {}), *results.problems]


def _sentence_findings(results: Results, proved_before: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    for article in results.articles:
        for sentence in article.sentences:
            if sentence.verdict.is_fine or sentence.verdict is Verdict.STALE:
                continue
            did_not_run = sentence.verdict is Verdict.NOT_RUN
            is_loss = did_not_run and has_lost_proof(article.path, sentence, proved_before)
            if is_loss or not (did_not_run and results.is_partial):
                what = "lost its proof" if is_loss else sentence.verdict.value
                reason = _in_short(sentence)
                todo = "read the scenario again, then run it" if is_loss else _TODO.get(sentence.verdict, "")
                yield Problem(article.path, sentence.line, f'{what}: "{sentence.text}" - {reason}', todo)


def _in_short(sentence: SentenceResult) -> str:
    """Return the reason on one line; for a contradiction also its second line, which says what the screen shows."""
    kept = 2 if sentence.verdict is Verdict.CONTRADICTED else 1
    return "; ".join(line.strip() for line in sentence.reason.splitlines()[:kept])


def has_lost_proof(path: str, sentence: SentenceResult, proved_before: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a sentence that did not run was proved before, or what quotes it has changed since."""
    was_proved = sentence.text in proved_before.get(path, frozenset())
    is_outdated = any(quoted.is_outdated for quoted in sentence.quoted_by)
    return sentence.verdict is Verdict.NOT_RUN and (was_proved or is_outdated)


def is_good(results: Results, threshold: float) -> bool:
    """Return whether all is well.

    Args:
        results: The results.
        threshold: The least coverage in per cent. If scenarios were left out on purpose, the coverage counts
            that could be reached with them.

    Returns:
        Whether there is no problem, nothing is contradicted, blocked or stale, and coverage suffices.
    """
    totals = results.totals
    return (
        not results.problems
        and not any(totals.verdicts[verdict] for verdict in _FAILING)
        and (totals.reachable_coverage if results.is_partial else totals.coverage) >= threshold
    )


def scenarios_to_read(project: Project, results: Results, proved_before: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the scenarios of sentences that have changed or lost their proof, as ``path:line: name``."""
    names = {(f.path, scenario.line): scenario.name for f in project.features for scenario in f.scenarios}
    quotations = [claim.quotation for ledger in project.ledgers for claim in ledger.stale]
    lost = {
        (quoted.feature, quoted.line)
        for article in results.articles
        for sentence in article.sentences
        if has_lost_proof(article.path, sentence, proved_before)
        for quoted in sentence.quoted_by
        if quoted.status is Verdict.NOT_RUN
    }
    quotations += [q for feature in project.features for q in feature.quotations if (q.path, q.line) in lost]
    places = {(q.path, stretch.scenario) for q in quotations for stretch in q.stretches}
    return [f"{path}:{line}: {names[path, line]}" for path, line in sorted(places)]
