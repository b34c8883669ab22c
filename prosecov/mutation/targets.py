"""The sentences whose proofs are tested: those that the last run proved."""

from __future__ import annotations

from collections.abc import Iterator

from prosecov.mutation.model import Proof, ProvedSentence
from prosecov.results.runs import ScenarioRun
from prosecov.results.verdicts import Results, SentenceResult, Verdict


def targets(results: Results) -> tuple[ProvedSentence, ...]:
    """Return the proved sentences of all articles, each with the runs that prove it."""
    runs = {run.nodeid: run for run in results.scenarios}
    return tuple(
        ProvedSentence(
            article.path, sentence.line, sentence.text, sentence.start, sentence.section, tuple(_proofs(sentence, runs))
        )
        for article in results.articles
        for sentence in article.sentences
        if sentence.verdict is Verdict.PROVED
    )


def _proofs(sentence: SentenceResult, runs: dict[str, ScenarioRun]) -> Iterator[Proof]:
    """Yield the runs that prove a sentence: those whose quotation is of single steps first, then the fastest."""
    found = {
        (nodeid, quoted.steps)
        for quoted in sentence.quoted_by
        if quoted.status is Verdict.PROVED
        for nodeid in quoted.runs
        if nodeid in runs
    }
    for nodeid, steps in sorted(found, key=lambda proof: (not proof[1], runs[proof[0]].seconds, proof)):
        yield Proof(nodeid, frozenset(steps))
