"""``mutation.json`` in the schema of mutation-testing-elements, with articles as files and sentences as places.

The schema, version 2, is that of https://github.com/stryker-mutator/mutation-testing-elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from prosecov.articles import Article
from prosecov.mutation.model import Fate, Mutant, MutantResult, ProvedSentence

_STATUS = {
    Fate.KILLED: "Killed",
    Fate.SURVIVED: "Survived",
    Fate.ERROR: "RuntimeError",
    Fate.ELSEWHERE: "RuntimeError",
    Fate.EQUIVALENT: "Ignored",
    Fate.NOT_RUN: "Pending",
}


def mutation_report(
    articles: Iterable[tuple[Article, str]],
    targets: Mapping[str, ProvedSentence],
    mutants: Iterable[Mutant],
    outcomes: Mapping[str, MutantResult],
    threshold: float,
) -> dict[str, Any]:
    """Return the report.

    Args:
        articles: The articles with their sources.
        targets: The sentences by their keys.
        mutants: All mutants.
        outcomes: What became of them, by their ids.
        threshold: The score, in per cent, below which a run is not good.
    """
    by_article: dict[str, list[dict[str, Any]]] = {}
    for mutant in mutants:
        target = targets[mutant.target]
        outcome = outcomes.get(mutant.id, MutantResult(mutant.id, Fate.NOT_RUN))
        by_article.setdefault(target.article, []).append(_mutant(mutant, target, outcome))
    return {
        "schemaVersion": "2",
        "thresholds": {"high": max(round(threshold), 1), "low": max(round(threshold) - 20, 0)},
        "framework": {"name": "prosecov"},
        "files": {
            article.path: {
                "language": article.path.rpartition(".")[2],
                "source": source,
                "mutants": by_article.get(article.path, []),
            }
            for article, source in articles
        },
    }


def _mutant(mutant: Mutant, target: ProvedSentence, outcome: MutantResult) -> dict[str, Any]:
    found = {
        "id": mutant.id,
        "mutatorName": f"{mutant.family}: {mutant.operator}",
        "description": f"{mutant.original} -> {mutant.replacement}",
        "replacement": mutant.replacement,
        "location": {
            "start": {"line": target.line, "column": 1},
            "end": {"line": target.line, "column": max(len(target.text), 2)},
        },
        "status": _STATUS[outcome.fate],
        "coveredBy": sorted({proof.nodeid for proof in mutant.proofs}),
    }
    if outcome.message:
        found["statusReason"] = outcome.message
    if outcome.fate is Fate.KILLED:
        found["killedBy"] = [outcome.nodeid]
    return found
