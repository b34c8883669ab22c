"""Quote an article so that each quotation is found in exactly one place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from prosecov.articles import Article
from prosecov.articles.matching import ArticleIndex, Found, Span
from prosecov.derive.walk import Passage


class Quoter:
    """Writes parts of an article as quotations."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._index = ArticleIndex(article)
        self._starts = [section.start for section in article.sections]
        self._found: dict[tuple[str, str], Span | None] = {}

    def quote(self, span: Span) -> str | None:
        """Return the quotation of a part.

        Args:
            span: The part, in the article's running text.

        Returns:
            Its text, after the title of its section if it stands elsewhere as well; ``None`` if it stands several
            times in its section, or states nothing.
        """
        start, end = self._trimmed(span)
        text = " ".join(self._article.text[start:end].split())
        if not text:
            return None
        if self._find(text, "") == Span(start, end):
            return text
        title = self._title_at(start)
        return f"[{title}] {text}" if title and self._find(text, title) == Span(start, end) else None

    def _trimmed(self, span: Span) -> tuple[int, int]:
        text = self._article.text[span.start : span.end]
        inner = text.lstrip(" \n,;:").rstrip(" \n,;:(")
        start = span.start + text.find(inner)
        return start, start + len(inner)

    def _find(self, text: str, title: str) -> Span | None:
        key = (text, title)
        if key not in self._found:
            sections = self._index.sections_named(title) if title else []
            found = self._index.find(text, sections) if sections or not title else None
            self._found[key] = found.span if isinstance(found, Found) else None
        return self._found[key]

    def _title_at(self, offset: int) -> str:
        """Return the title of the innermost section around an offset; empty if it has brackets."""
        for index in range(bisect_right(self._starts, offset) - 1, -1, -1):
            section = self._article.sections[index]
            if offset < section.end:
                return "" if {"[", "]"} & set(section.title) else section.title
        return ""


def quotable(passages: Sequence[Passage], quoter: Quoter) -> tuple[list[Passage], list[Span]]:
    """Join passages where a part of the article is found only together with its neighbour.

    Args:
        passages: The passages of a walk.
        quoter: Knows what can be quoted.

    Returns:
        The passages, and the parts that cannot be quoted at all. Their steps stay.
    """
    found: list[Passage] = []
    lost: list[Span] = []
    for passage in passages:
        unique = tuple(span for span in passage.spans if quoter.quote(span))
        before = found[-1] if found else None
        if len(unique) == len(passage.spans):
            found.append(passage)
        elif before and before.spans and (joined := _joined(before, passage, quoter)):
            found[-1] = joined
        else:
            lost += (span for span in passage.spans if span not in unique)
            found.append(replace(passage, spans=unique))
    return found, lost


def _joined(one: Passage, other: Passage, quoter: Quoter) -> Passage | None:
    last, first = one.spans[-1], other.spans[0]
    if not 0 <= first.start - last.end <= 1:
        return None
    whole = Span(last.start, first.end)
    rest = other.spans[1:]
    if not all(quoter.quote(span) for span in (whole, *rest)):
        return None
    return Passage((*one.spans[:-1], whole, *rest), one.lines + other.lines, other.reach)
