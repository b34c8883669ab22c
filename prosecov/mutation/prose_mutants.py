"""Prose mutants: a sentence of an article is falsified; derived and walked again, it must not be proved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prosecov.articles import Article, Mark, MarkKind
from prosecov.mutation.model import Family, Mutant, ProvedSentence

_INVENTED = ("Quarterly Forecast", "Zebra Console")
_OPPOSITES = (
    ("above", "below"),
    ("below", "above"),
    ("top", "bottom"),
    ("bottom", "top"),
    ("left", "right"),
    ("right", "left"),
    ("opens", "closes"),
    ("closes", "opens"),
    ("open", "close"),
    ("check boxes", "radio buttons"),
    ("radio buttons", "check boxes"),
    ("check box", "radio button"),
    ("drop-down", "tab"),
    ("every", "no"),
    ("each", "none"),
    ("defaults", "last values"),
    ("several", "two"),
)


def prose_mutants(article: Article, target: ProvedSentence) -> Iterator[Mutant]:
    """Yield falsified wordings of a sentence.

    Args:
        article: The article.
        target: One of its sentences, which a walkthrough quotes.

    Yields:
        Mutants whose data hold the offsets in `Article.text` of what is replaced.
    """
    start, end = target.start, target.start + len(target.text)
    labels = [mark for mark in article.marks if mark.kind in {MarkKind.BOLD, MarkKind.QUOTED}]
    for mark in (mark for mark in labels if start <= mark.start and mark.end <= end):
        for operator, other in _other_labels(mark, labels):
            yield _mutant(target, operator, mark.start, mark.end, mark.text, other)
    for word, opposite in _OPPOSITES:
        for match in re.finditer(rf"\b{word}\b", article.text[start:end]):
            yield _mutant(target, "opposite", start + match.start(), start + match.end(), word, opposite)
            break


def _other_labels(mark: Mark, labels: Sequence[Mark]) -> Iterator[tuple[str, str]]:
    others = list(dict.fromkeys(label.text for label in labels if label.text != mark.text))
    yield "invented label", _INVENTED[len(mark.text) % len(_INVENTED)]
    if others:
        yield "another label of the article", others[(others.index(others[-1]) + len(mark.text)) % len(others)]


def _mutant(target: ProvedSentence, operator: str, start: int, end: int, old: str, new: str) -> Mutant:
    data = {"start": str(start), "end": str(end)}
    return Mutant(Family.PROSE, operator, target.key, target.proofs, old, new, 0, data)
