"""Renew stale quotations in feature files."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence

from prosecov.articles import Article, MarkKind
from prosecov.coverage.ledger import Claim

_LEAD = re.compile(rb"[ \t]*(?:#[ \t]*)?>[ \t]?")
_LINE_ENDS = "\r\n"
_NARROWEST = 100
_MARKS = {MarkKind.BOLD: "**", MarkKind.CODE: "`"}


def renewed(source: bytes, article: Article, claims: Iterable[Claim]) -> bytes:
    """Replace stale quotations by the wording of the article; every other byte stays.

    A quotation keeps its indentation, its mark, its line ends, the section that it names, and whether it
    repeats emphasis. One of several lines is wrapped anew, no wider than it was (or than 100 characters).

    Args:
        source: The feature file.
        article: The article that all claims quote.
        claims: Stale claims, all of this file.

    Returns:
        The new content of the file.
    """
    lines = source.splitlines(keepends=True)
    for claim in sorted(claims, key=lambda claim: claim.quotation.line, reverse=True):
        first, end = claim.quotation.line - 1, claim.quotation.end_line
        lines[first:end] = _renewed_lines(lines[first:end], article, claim)
    return b"".join(lines)


def _renewed_lines(old: Sequence[bytes], article: Article, claim: Claim) -> list[bytes]:
    lead = _LEAD.match(old[0])
    prefix = lead.group().decode() if lead else ""
    section = claim.quotation.text.removesuffix(claim.text)
    text = section + wording_with_marks(article, claim)
    width = max(_NARROWEST, *(len(line.decode().rstrip(_LINE_ENDS)) for line in old))
    wrapped = [text]
    if len(old) > 1:
        wrapped = textwrap.wrap(text, width - len(prefix), break_long_words=False, break_on_hyphens=False)
    ends = [_line_end(old[0])] * (len(wrapped) - 1) + [_line_end(old[-1])]
    return [f"{prefix}{line}".encode() + end for line, end in zip(wrapped, ends, strict=True)]


def wording_with_marks(article: Article, claim: Claim) -> str:
    """Return the wording of the article, with Markdown emphasis for labels if the quotation has any."""
    text = article.text[claim.span.start : claim.span.end]
    if "**" not in claim.text and "`" not in claim.text:
        return text.replace("\n", " ")
    inserts = [
        (offset - claim.span.start, _MARKS[mark.kind])
        for mark in article.marks
        if mark.kind in _MARKS and claim.span.start <= mark.start and mark.end <= claim.span.end
        for offset in (mark.start, mark.end)
    ]
    for offset, sign in sorted(inserts, reverse=True):
        text = text[:offset] + sign + text[offset:]
    return text.replace("\n", " ")


def _line_end(line: bytes) -> bytes:
    return line[len(line.rstrip(b"\r\n")) :]
