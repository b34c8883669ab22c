"""The ledger of an article: for each sentence the quotations that claim it, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prosecov.articles import Article, Section, Sentence, visible_text
from prosecov.articles.matching import Ambiguous, ArticleIndex, Found, NotFound, Span
from prosecov.articles.nearest import Near, find_near
from prosecov.errors import Problem
from prosecov.features import Feature, Quotation
from prosecov.text.wording import word_diff

_QUALIFIED = re.compile(r"\[([^\[\]]+)\]\s+(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Claim:
    """A quotation that has its place in the article.

    Attributes:
        quotation: The quotation.
        text: Its text without the name of a section.
        span: What it quotes; of a stale one, what it has quoted.
        wording: For a stale quotation what the article says now, else empty.
    """

    quotation: Quotation
    text: str
    span: Span
    wording: str = ""

    @property
    def is_stale(self) -> bool:
        """Whether the article has changed since."""
        return self.wording != ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence with its claims.

    Attributes:
        sentence: The sentence.
        claims: Claims that touch it, in the order of the features.
    """

    sentence: Sentence
    claims: tuple[Claim, ...]

    def claimed_words(self) -> list[tuple[tuple[int, int], tuple[Claim, ...]]]:
        """Return its words as (start, end) in the running text, each with the claims that hold all of it."""
        return [
            ((start, end), tuple(c for c in self.claims if c.span.start <= start and end <= c.span.end))
            for start, end in self.sentence.words
        ]


@dataclass(frozen=True, slots=True)
class Ledger:
    """An article with all that features claim of it.

    Attributes:
        article: The article.
        entries: Its sentences in order, without those of sections that are left out.
        stale: Claims on text that has changed.
        problems: Quotations that have no place, or several, or a changed one.
    """

    article: Article
    entries: tuple[Entry, ...]
    stale: tuple[Claim, ...]
    problems: tuple[Problem, ...]


def build_ledger(article: Article, features: Iterable[Feature], leave_out: Sequence[str] = ()) -> Ledger:
    """Find the place of every quotation.

    Args:
        article: The article.
        features: The features that quote it.
        leave_out: Titles of sections whose sentences do not count, as `ArticleIndex.sections_named` reads them.

    Returns:
        The ledger.
    """
    index = ArticleIndex(article)
    claims: list[Claim] = []
    problems: list[Problem] = []
    homeless: list[tuple[Quotation, str]] = []
    for quotation in (quotation for feature in features for quotation in feature.quotations):
        text, sections = _split_section(index, quotation.text)
        match = index.find(text, sections)
        if isinstance(match, Found):
            claims.append(Claim(quotation, text, match.span))
        elif isinstance(match, Ambiguous):
            problems.append(_ambiguous(article, quotation, text, match))
        elif problem := _misplaced(index, quotation, text, sections, match):
            problems.append(problem)
        else:
            homeless.append((quotation, text))
    stale, missing = _find_changes(index, claims, homeless)
    problems += missing
    problems += (_stale(article, claim) for claim in stale)
    skipped = [span for title in leave_out for span in index.sections_named(title)]
    return Ledger(article, tuple(_entries(index, [*claims, *stale], skipped)), tuple(stale), tuple(sorted(problems)))


def _split_section(index: ArticleIndex, text: str) -> tuple[str, list[Section]]:
    """Return the text without the section that it names; brackets that name none belong to the text."""
    qualified = _QUALIFIED.fullmatch(text)
    sections = index.sections_named(qualified.group(1)) if qualified else []
    return (qualified.group(2), sections) if qualified and sections else (text, [])


def _find_changes(
    index: ArticleIndex, claims: Sequence[Claim], homeless: Sequence[tuple[Quotation, str]]
) -> tuple[list[Claim], list[Problem]]:
    taken = {entry.sentence for entry in _entries(index, claims) if all(by for _, by in entry.claimed_words())}
    stale: list[Claim] = []
    missing: list[Problem] = []
    for quotation, text in homeless:
        near = find_near(index, text, taken)
        if near is not None and near.is_stale:
            stale.append(Claim(quotation, text, near.span, near.wording))
        else:
            missing.append(_missing(index.article, quotation, text, near))
    return stale, missing


def _entries(index: ArticleIndex, claims: Iterable[Claim], skipped: Sequence[Section] = ()) -> list[Entry]:
    by_start: dict[int, list[Claim]] = {sentence.start: [] for sentence in index.article.sentences}
    for claim in claims:
        for sentence in index.sentences_in(claim.span):
            by_start[sentence.start].append(claim)
    return [
        Entry(sentence, tuple(by_start[sentence.start]))
        for sentence in index.article.sentences
        if not any(section.start <= sentence.start < section.end for section in skipped)
    ]


def _misplaced(
    index: ArticleIndex, quotation: Quotation, text: str, sections: Sequence[Section], match: NotFound
) -> Problem | None:
    path = index.article.path
    if match.context:
        message = f"{_short(text)} is a heading, a question or a caption of {path}, which states nothing"
        return Problem(quotation.path, quotation.line, message, "quote a sentence")
    elsewhere = index.find(text) if sections else NotFound()
    if isinstance(elsewhere, Found):
        line = index.article.line_at(elsewhere.span.start)
        message = f"{_short(text)} is not in the section {sections[0].title!r} of {path}, but on line {line}"
        return Problem(quotation.path, quotation.line, message, "correct the section")
    qualified = _QUALIFIED.fullmatch(text)
    if qualified and not isinstance(index.find(qualified.group(2)), NotFound):
        message = f"{qualified.group(1)!r} names no section of {path}, or several"
        titles = ", ".join(repr(section.title) for section in index.article.sections[:8])
        return Problem(quotation.path, quotation.line, message, f"use a title: {titles}")
    return None


def _ambiguous(article: Article, quotation: Quotation, text: str, match: Ambiguous) -> Problem:
    lines = ", ".join(str(article.line_at(span.start)) for span in match.spans)
    message = f"{_short(text)} stands {len(match.spans)} times in {article.path} (lines {lines})"
    hint = "name its section, as in > [Section title] ..., or quote more of the text around it"
    return Problem(quotation.path, quotation.line, message, hint)


def _missing(article: Article, quotation: Quotation, text: str, near: Near | None) -> Problem:
    message = f"{_short(text)} is nowhere in {article.path}"
    if near is None:
        return Problem(quotation.path, quotation.line, message, "quote what the article says, or delete the quotation")
    hint = f'nearest is line {near.sentence.line}: "{near.sentence.text}"'
    return Problem(quotation.path, quotation.line, message, hint)


def _stale(article: Article, claim: Claim) -> Problem:
    quotation = claim.quotation
    changes = show_diff(claim.text, claim.wording)
    message = f"the text has changed since {quotation.path}:{quotation.line} quoted it: {changes}"
    hint = "read the scenario again, then run prosecov accept"
    return Problem(article.path, article.line_at(claim.span.start), message, hint)


def show_diff(old: str, new: str) -> str:
    """Both wordings in one line, as a reader sees them: ``the [-old-] {+new+} text``."""
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return " ".join(marks[sign].format(words) for sign, words in word_diff(visible_text(old), new))


def _short(text: str) -> str:
    return f'"{text}"' if len(text) <= 80 else f'"{text[:77].rstrip()}..."'
