"""The proofs of sentences as plain data, which the page renders when a sentence is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from prosecov.articles import Article, MarkKind, visible_text
from prosecov.outputs.html.sentences import sentence_anchors, slug
from prosecov.results.runs import ScenarioRun, StepResult, StepStatus
from prosecov.results.verdicts import ArticleResult, QuotedBy, Results, SentenceResult
from prosecov.text.wording import word_diff

Locate = Callable[[str], str]
"""Returns the address of a screenshot or trace in the page, given its path; empty if there is none."""


def proofs(results: Results, articles: Mapping[str, Article], locate: Locate) -> dict[str, Any]:
    """Return the proofs of all sentences.

    Args:
        results: The results.
        articles: The articles by path.
        locate: Returns the address of a screenshot or trace.

    Returns:
        Under ``sentences`` one object for each sentence, by its anchor; under ``runs`` the runs that judge any,
        to which the sentences refer by position.
    """
    quotations = [quoted for article in results.articles for s in article.sentences for quoted in s.quoted_by]
    judging = {nodeid for quoted in quotations for nodeid in quoted.runs}
    runs = [run for run in results.scenarios if run.nodeid in judging]
    positions = {run.nodeid: position for position, run in enumerate(runs)}
    return {
        "sentences": {
            anchor: sentence
            for article in results.articles
            for anchor, sentence in _sentences(article, articles[article.path], positions)
        },
        "runs": [_run(run, locate) for run in runs],
    }


def _sentences(
    result: ArticleResult, article: Article, positions: Mapping[str, int]
) -> Iterable[tuple[str, dict[str, Any]]]:
    links = [mark for mark in article.marks if mark.kind is MarkKind.LINK]
    anchors = sentence_anchors(result)
    for sentence in result.sentences:
        within = [mark for mark in links if sentence.start <= mark.start < sentence.end]
        yield (
            anchors[sentence.start],
            {
                "place": f"{result.path}:{sentence.line}",
                "verdict": sentence.verdict.value,
                "slug": slug(sentence.verdict),
                "reason": sentence.reason,
                "canFail": sentence.can_fail,
                "faults": sentence.faults,
                "killed": sentence.killed,
                "survivors": sentence.survivors,
                "links": [{"text": mark.text, "target": mark.target} for mark in within],
                "quotations": [_quotation(quoted, sentence, positions) for quoted in sentence.quoted_by],
            },
        )


def _quotation(quoted: QuotedBy, sentence: SentenceResult, positions: Mapping[str, int]) -> dict[str, Any]:
    words = sentence.text[quoted.start - sentence.start : quoted.end - sentence.start]
    is_whole = not any(map(str.isalnum, sentence.text.replace(words, "", 1)))
    return {
        "place": f"{quoted.feature}:{quoted.line}",
        "owner": quoted.owner,
        "name": quoted.scenario,
        "verdict": quoted.status.value,
        "slug": slug(quoted.status),
        "reason": quoted.reason,
        "isOutdated": quoted.is_outdated,
        "part": "" if is_whole else words,
        "diff": word_diff(visible_text(quoted.text), quoted.wording) if quoted.wording else [],
        "steps": quoted.steps,
        "runs": [positions[nodeid] for nodeid in quoted.runs if nodeid in positions],
    }


def _run(run: ScenarioRun, locate: Locate) -> dict[str, Any]:
    return {
        "place": f"{run.feature}:{run.line}",
        "name": run.name,
        "rule": run.rule,
        "example": list(run.example.items()),
        "outcome": run.outcome.value,
        "isFlaky": run.is_flaky,
        "seconds": round(run.seconds, 3),
        "steps": [_step(step, locate) for step in run.steps],
        "message": run.message,
        "details": run.details,
        "url": run.url,
        "picture": locate(run.screenshot),
        "trace": run.trace,
        "traceAddress": locate(run.trace),
        "said": run.said,
    }


def _step(step: StepResult, locate: Locate) -> dict[str, Any]:
    box = step.control
    return {
        "line": step.line,
        "keyword": step.keyword,
        "kind": step.kind,
        "text": step.text,
        "status": step.status.value,
        "message": step.message,
        "seconds": round(step.seconds, 3),
        "picture": locate(step.screenshot),
        "control": [box.x, box.y, box.width, box.height] if box else None,
        "notes": [note for note in (step.doubt if step.status is StepStatus.PASSED else "", *step.notes) if note],
    }
