"""What a purpose promises: *to open X*, *to close X*, *to show only X*, *to limit X to Y*."""

from __future__ import annotations

from collections.abc import Iterator

from prosecov.derive.grammar.phrase import Phrase
from prosecov.derive.grammar.telling import ONLY, Telling, without_article, without_only
from prosecov.derive.grammar.verbs import PURPOSE_VERBS
from prosecov.derive.grammar.words import ASKING
from prosecov.derive.model import Fact, FactKind


def read_promise(telling: Telling, position: int, topic: Phrase | None) -> Iterator[Fact]:
    """The facts of a purpose.

    Args:
        telling: The purpose, or an instruction that is carried out by another (*Open X by clicking Y*).
        position: The index of its verb.
        topic: What was spoken of last, for *it*.
    """
    low, end = telling.phrases.low, telling.clause.end
    kind = PURPOSE_VERBS.get(low(position))
    start = position + 1 + (low(position + 1) in {"up", "out"})
    phrase, behind = telling.phrases.noun_phrase(start, end)
    if kind is None or phrase is None or low(start) in ASKING:
        return
    if kind is FactKind.FILTERED:
        if low(behind) in {"to", "down", "by"}:
            yield from telling.filtered(phrase.text, behind)
        return
    if phrase.is_pronoun and topic is not None:
        if topic.label is not None or topic.role:
            yield telling.fact(kind, topic.text)
        return
    if kind is FactKind.VISIBLE and phrase.determiners & ONLY:
        head = phrase.text if len(phrase.tokens) > 1 else phrase.tokens[0].text
        yield telling.fact(FactKind.FILTERED, without_only(head), [without_only(telling.tail(phrase))])
    elif kind is FactKind.VISIBLE and low(behind) in {"with", "that"}:
        yield telling.fact(kind, without_article(telling.tail(phrase)))
    else:
        yield telling.fact(kind, phrase.text, region=telling.region(telling.places(behind)))
