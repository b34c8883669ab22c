"""From a project and its runs to results, and whether they are good enough."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from prosecov.catalogue import Catalogue
from prosecov.errors import Problem
from prosecov.judge import Judge
from prosecov.lint import lint_feature, lint_steps
from prosecov.project import Project
from prosecov.results import Results, ScenarioRun, SentenceResult, Verdict
from prosecov.verdicts import judge_article

_FINE = frozenset({Verdict.PROVED, Verdict.ADVISORY, Verdict.REVIEWED})
_FAILING = frozenset({Verdict.CONTRADICTED, Verdict.BLOCKED, Verdict.STALE})
_TODO = {
    Verdict.UNCLAIMED: "quote it in a feature, or tag a rule that quotes it @advisory",
    Verdict.STALE: "read the scenario again, then run prosecov accept",
    Verdict.CONTRADICTED: "correct the article, or the product",
}


def assess(
    project: Project,
    runs: Iterable[ScenarioRun],
    catalogue: Catalogue | None,
    now: datetime,
    *,
    is_partial: bool = False,
) -> Results:
    """Judge a project.

    Args:
        project: The project.
        runs: What ran, at any time.
        catalogue: What is known about steps, if anything is.
        now: The time, with its zone.
        is_partial: Whether scenarios were left out on purpose.

    Returns:
        Verdicts and problems.
    """
    today = now.date()
    runs = tuple(runs)
    judge = Judge(project.features, runs, today, project.config.review_days)
    problems = {*project.errors, *project.problems}
    problems.update(problem for feature in project.features for problem in lint_feature(feature, today))
    if catalogue is not None:
        problems.update(lint_steps(project.features, catalogue, is_partial=is_partial))
    return Results(
        tuple(judge_article(ledger, judge) for ledger in project.ledgers),
        tuple(sorted(problems)),
        runs,
        is_partial,
        now.astimezone(UTC).isoformat(timespec="seconds"),
    )


def findings(results: Results) -> list[Problem]:
    """Everything that somebody has to look at: sentences in the order of their articles, then problems.

    Sentences that did not run are left out if scenarios were left out on purpose, and so are stale ones: a
    problem tells of each.
    """
    passed_over = {*_FINE, Verdict.STALE, *([Verdict.NOT_RUN] if results.is_partial else [])}
    sentences = [
        Problem(article.path, sentence.line, _describe(sentence), _TODO.get(sentence.verdict, ""))
        for article in results.articles
        for sentence in article.sentences
        if sentence.verdict not in passed_over
    ]
    return [*sentences, *results.problems]


def _describe(sentence: SentenceResult) -> str:
    reason = sentence.reason.splitlines()[0] if sentence.reason else ""
    return f'{sentence.verdict}: "{sentence.text}" - {reason}'


def is_good(results: Results, threshold: float) -> bool:
    """Whether all is well.

    Args:
        results: The results.
        threshold: The least coverage in per cent; it does not count if scenarios were left out on purpose.

    Returns:
        Whether there is no problem, nothing is contradicted, blocked or stale, and coverage suffices.
    """
    verdicts = results.totals.verdicts
    return (
        not results.problems
        and not any(verdicts[verdict] for verdict in _FAILING)
        and (results.is_partial or results.totals.coverage >= threshold)
    )
