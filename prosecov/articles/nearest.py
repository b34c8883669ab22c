"""Find the nearest wording to a quotation that is nowhere in its article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from prosecov.articles import Sentence, visible_text
from prosecov.articles.matching import ArticleIndex, Span
from prosecov.text.normalise import atoms, normalise
from prosecov.text.typography import CLOSING

STALE_FROM = 65.0
"""Similarity in per cent (normalised Indel distance) from which on a wording counts as a changed one."""
_WHOLE_SENTENCE_BONUS = 12.0
_CANDIDATES = 8
_MOST_POSTINGS = 200
_SENTENCE_END = re.compile(rf"[.!?][{CLOSING}]*$")


@dataclass(frozen=True, slots=True)
class Near:
    """The wording in an article that comes nearest to a quotation.

    Attributes:
        span: The place; whole sentences if the quotation looks like whole sentences.
        wording: Its visible text, on one line.
        sentence: The sentence in which it begins.
        similarity: From 0 to 100.
    """

    span: Span
    wording: str
    sentence: Sentence
    similarity: float

    @property
    def is_stale(self) -> bool:
        """Whether the quotation is an earlier wording of it."""
        return self.similarity >= STALE_FROM


def find_near(index: ArticleIndex, quotation: str, taken: Container[Sentence] = ()) -> Near | None:
    """Find what comes nearest to a quotation.

    Args:
        index: The article.
        quotation: Its text, with or without Markdown.
        taken: Sentences that are quoted word for word already: no quotation is an earlier wording of them.

    Returns:
        The nearest wording outside of taken sentences, unless one of those is nearer and that wording is
        not even similar; ``None`` if no sentence shares a word with the quotation.
    """
    wanted = normalise(visible_text(quotation)).text
    near = [_nearest_around(index, wanted, candidate) for candidate in _candidates(index, wanted)]
    near.sort(key=lambda match: match.similarity, reverse=True)
    free = [match for match in near if match.sentence not in taken]
    if free and free[0].is_stale:
        return free[0]
    return replace(near[0], similarity=min(near[0].similarity, STALE_FROM - 1)) if near else None


def _candidates(index: ArticleIndex, wanted: str) -> list[int]:
    """Positions of sentences that share words with a text, the likeliest first; rare words weigh more."""
    weights: Counter[int] = Counter()
    for word in {atom.group().casefold() for atom in atoms(wanted)}:
        postings = index.sentences_by_word.get(word, [])
        for position in postings[:_MOST_POSTINGS]:
            weights[position] += 1000 // len(postings) + 1
    return [position for position, _ in weights.most_common(_CANDIDATES)]


def _nearest_around(index: ArticleIndex, wanted: str, position: int) -> Near:
    """Return the wording around a sentence that comes nearest to a text."""
    text, sentences = index.article.text, index.article.sentences
    first = last = position
    spare = 0
    while spare < len(wanted) and (first > 0 or last + 1 < len(sentences)):
        first, last = max(first - 1, 0), min(last + 1, len(sentences) - 1)
        spare = sentences[last].end - sentences[position].end + sentences[position].start - sentences[first].start
    start = sentences[first].start
    window = normalise(text[start : sentences[last].end])
    low, high = _nearest_words(wanted, window.text)
    span = Span(start + window.offsets[low], start + window.offsets[high - 1] + 1)
    span, similarity = _widen(index, wanted, span)
    wording = text[span.start : span.end].replace("\n", " ")
    touched = index.sentences_in(span)
    return Near(span, wording, touched[0] if touched else sentences[position], similarity)


def _widen(index: ArticleIndex, wanted: str, span: Span) -> tuple[Span, float]:
    """Widen a span to whole sentences where the quotation looks like one, and say how similar it is."""

    def similarity(span: Span) -> float:
        return fuzz.ratio(wanted, normalise(index.article.text[span.start : span.end]).text)

    touched = index.sentences_in(span)
    if touched and _SENTENCE_END.search(wanted):
        span = Span(span.start, max(touched[-1].end, span.end))
    if touched and not wanted[:1].islower():
        whole = Span(min(touched[0].start, span.start), span.end)
        if similarity(whole) >= similarity(span) - _WHOLE_SENTENCE_BONUS:
            span = whole
    return span, similarity(span)


def _nearest_words(wanted: str, text: str) -> tuple[int, int]:
    """Find the run of words of a text that comes nearest to what is wanted.

    Args:
        wanted: Normalised text.
        text: Normalised text with at least one word.

    Returns:
        Where the run starts and ends in ``text``; stops behind its last word are left out unless ``wanted``
        ends in one.
    """
    words = [match.span() for match in re.finditer(r"\S+", text)]
    alignment = fuzz.partial_ratio_alignment(wanted, text)
    low, high = (alignment.dest_start, alignment.dest_end) if alignment else (0, len(text))
    first = bisect_right([end for _, end in words], low)
    last = bisect_right([start for start, _ in words], max(high - 1, 0)) - 1

    def similarity(first: int, last: int) -> float:
        return fuzz.ratio(wanted, text[words[first][0] : words[last][1]]) if 0 <= first <= last < len(words) else -1.0

    first, last = min(first, len(words) - 1), max(last, 0)
    best = similarity(first, last)
    for _ in words:
        moves = [(first - 1, last), (first + 1, last), (first, last - 1), (first, last + 1)]
        reached, (next_first, next_last) = max((similarity(*move), move) for move in moves)
        if reached <= best:
            break
        best, first, last = reached, next_first, next_last
    start, end = words[first][0], words[last][1]
    if wanted[-1:].isalnum():
        end = start + len(text[start:end].rstrip(".,;:!?"))
    return start, end
