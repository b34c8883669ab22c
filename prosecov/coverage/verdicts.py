"""Decide the verdict of each sentence from the verdicts of the quotations that hold its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from prosecov.articles import Article, BlockKind, MarkKind, Sentence
from prosecov.coverage.judge import Judge, Judgement, first_of
from prosecov.coverage.ledger import Claim, Entry, Ledger
from prosecov.results.verdicts import ArticleResult, QuotedBy, SentencePart, SentenceResult, Verdict

_FOR_A_WORD = (
    Verdict.CONTRADICTED,
    Verdict.PROVED,
    Verdict.BLOCKED,
    Verdict.NOT_UNDERSTOOD,
    Verdict.STALE,
    Verdict.VACUOUS,
    Verdict.NOT_RUN,
    Verdict.REVIEWED,
    Verdict.ADVISORY,
    Verdict.UNCLAIMED,
)
"""Of several quotations the first of these counts: one proof is enough, unless another one contradicts."""
_FOR_A_SENTENCE = (
    Verdict.CONTRADICTED,
    Verdict.BLOCKED,
    Verdict.NOT_UNDERSTOOD,
    Verdict.STALE,
    Verdict.VACUOUS,
    Verdict.NOT_RUN,
    Verdict.UNCLAIMED,
    Verdict.REVIEWED,
    Verdict.PROVED,
    Verdict.ADVISORY,
)
"""Of several words the first of these counts: a sentence is proved only if every word is, or is advisory."""


def judge_article(ledger: Ledger, judge: Judge) -> ArticleResult:
    """Give every sentence of an article its verdict."""
    judged: dict[tuple[Claim, str], Judgement] = {}
    sentences = []
    for entry in ledger.entries:
        subject = subject_of(ledger.article, entry.sentence)
        for claim in entry.claims:
            if (claim, subject) not in judged:
                judged[claim, subject] = _judge_claim(claim, judge, subject)
        sentences.append(_judge_entry(entry, {claim: judged[claim, subject] for claim in entry.claims}))
    return ArticleResult(ledger.article.path, ledger.article.title, tuple(sentences))


def subject_of(article: Article, sentence: Sentence) -> str:
    """Return what a row of a table, or an item such as **Term**: *meaning*, is about; empty for other sentences."""
    if sentence.kind is BlockKind.ROW:
        return sentence.text.partition(" | ")[0]
    for mark in article.marks_at(sentence.start):
        if mark.kind is MarkKind.BOLD and article.text[mark.end : mark.end + 1] == ":":
            return mark.text
    return ""


def _judge_claim(claim: Claim, judge: Judge, subject: str) -> Judgement:
    quotation = claim.quotation
    if claim.is_stale:
        reason = f'{quotation.path}:{quotation.line} quotes "{claim.text}"'
        return Judgement(Verdict.STALE, reason)
    return judge.judge(quotation, subject)


_UNQUOTED = Judgement(Verdict.UNCLAIMED, "no scenario quotes it")


def _judge_entry(entry: Entry, judgements: Mapping[Claim, Judgement]) -> SentenceResult:
    words = [
        (place, first_of([judgements[claim] for claim in claims] or [_UNQUOTED], _FOR_A_WORD))
        for place, claims in entry.claimed_words()
    ]
    decisive = first_of([judgement for _, judgement in words], _FOR_A_SENTENCE)
    sentence = entry.sentence
    reason = decisive.reason
    unclaimed = [place for place, judgement in words if judgement is _UNQUOTED]
    if decisive is _UNQUOTED and len(unclaimed) < len(words):
        start = unclaimed[0][0] - sentence.start
        reason = f'no scenario quotes {len(unclaimed)} of its {len(words)} words, from "{sentence.text[start:]}" on'
    verdicts = [judgement.verdict for _, judgement in words]
    return SentenceResult(
        sentence.line,
        sentence.text,
        sentence.section,
        decisive.verdict,
        reason,
        sentence.start,
        sentence.end,
        len(words),
        verdicts.count(Verdict.PROVED),
        verdicts.count(Verdict.ADVISORY),
        verdicts.count(Verdict.UNCLAIMED),
        tuple(_parts(words)),
        tuple(_quoted_by(claim, judgements[claim], entry) for claim in entry.claims),
        screenshot=decisive.screenshot,
    )


def _parts(words: Sequence[tuple[tuple[int, int], Judgement]]) -> list[SentencePart]:
    runs = [list(run) for _, run in groupby(words, key=lambda word: word[1].verdict)]
    return [SentencePart(run[0][0][0], run[-1][0][1], run[0][1].verdict) for run in runs]


def _quoted_by(claim: Claim, judgement: Judgement, entry: Entry) -> QuotedBy:
    quotation = claim.quotation
    steps = {step for stretch in quotation.stretches for step in stretch.steps or ()}
    return QuotedBy(
        quotation.path,
        quotation.line,
        quotation.name,
        quotation.owner.value,
        judgement.verdict,
        judgement.reason,
        judgement.is_flaky,
        judgement.is_outdated,
        max(claim.span.start, entry.sentence.start),
        min(claim.span.end, entry.sentence.end),
        judgement.runs,
        tuple(sorted(steps)),
        claim.text,
        claim.wording,
    )
