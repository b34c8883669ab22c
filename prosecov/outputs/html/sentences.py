"""The sentences of an article as HTML, with their marks and the verdict of every part.

The HTML is built from the plain text of `Article`, so nothing in an article can become mark-up.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from urllib.parse import quote

from markupsafe import Markup, escape

from prosecov.articles import Article, Block, Mark, MarkKind
from prosecov.results.verdicts import ArticleResult, SentenceResult, Verdict

_TAGS = {MarkKind.BOLD: "strong", MarkKind.ITALIC: "em", MarkKind.CODE: "code"}
_WEB = ("http://", "https://")
_CELL_BORDER = re.compile(r" \| ")


def slug(verdict: Verdict) -> str:
    """Return a verdict as a name for HTML and CSS, without spaces."""
    return verdict.value.replace(" ", "-")


def icon(verdict: Verdict) -> Markup:
    """Return the icon of a verdict; the word stands beside it, so assistive technology skips the icon."""
    return Markup('<svg class="icon" aria-hidden="true"><use href="#icon-{}"></use></svg>').format(slug(verdict))


def article_anchor(path: str) -> str:
    """Return the anchor of an article: its path, percent-encoded."""
    return quote(path, safe="/")


def sentence_anchors(article: ArticleResult) -> dict[int, str]:
    """Return the anchor of each sentence.

    Args:
        article: The article.

    Returns:
        By `SentenceResult.start`: path and line, as in ``articles/x.md:31``; of a second sentence that starts on
        that line ``articles/x.md:31.2``, and so on.
    """
    path = article_anchor(article.path)
    anchors: dict[int, str] = {}
    on_line: dict[int, int] = {}
    for sentence in article.sentences:
        number = on_line[sentence.line] = on_line.get(sentence.line, 0) + 1
        anchors[sentence.start] = f"{path}:{sentence.line}" + (f".{number}" if number > 1 else "")
    return anchors


def web_only(target: str) -> str:
    """Return the target of a link if it is on the web, else an empty string."""
    return target if target.lower().startswith(_WEB) else ""


class Prose:
    """Renders the text of blocks."""

    def __init__(self, article: Article, result: ArticleResult, lead_to: Callable[[str], str] = web_only) -> None:
        """Prepare an article.

        Args:
            article: The article.
            result: The verdicts on its sentences.
            lead_to: Returns the address for the target of a link; empty if the link becomes text.
        """
        self._lead_to = lead_to
        self._text = article.text
        self._marks = article.marks
        self._mark_starts = [mark.start for mark in article.marks]
        self._sentences = sorted(result.sentences, key=lambda sentence: sentence.start)
        self._sentence_starts = [sentence.start for sentence in self._sentences]
        self._anchors = sentence_anchors(result)

    def html(self, block: Block) -> Markup:
        """Return the text of a block; each sentence is a link to itself."""
        marks = self._marks[bisect_left(self._mark_starts, block.start) : bisect_left(self._mark_starts, block.end + 1)]
        pieces: list[Markup] = []
        position = block.start
        for sentence in self._sentences_of(block):
            pieces += [self._marked(position, sentence.start, marks), self._sentence(sentence, marks)]
            position = sentence.end
        pieces += [self._marked(position, block.end, marks), *_images(marks, block.end, block.end + 1)]
        return Markup().join(pieces)

    def row(self, block: Block) -> Markup:
        """Return a table row, which is one sentence or none, with a cell for each column."""
        found = list(self._sentences_of(block))
        borders = [border.span() for border in _CELL_BORDER.finditer(self._text, block.start, block.end)]
        starts = [block.start, *(end for _, end in borders)]
        ends = [*(start for start, _ in borders), block.end]
        marks = self._marks[bisect_left(self._mark_starts, block.start) : bisect_left(self._mark_starts, block.end)]
        cells = []
        for start, end in zip(starts, ends, strict=True):
            text = self._parts(found[0], start, end, marks) if found else self._marked(start, end, marks)
            cells.append(Markup('<span class="cell" dir="auto">{}</span>').format(text))
        inner = Markup().join(cells)
        if found:
            return self._link(found[0], inner, "row sentence")
        return Markup('<div class="row {}">{}</div>').format(block.kind.value, inner)

    def _sentences_of(self, block: Block) -> Sequence[SentenceResult]:
        first = bisect_left(self._sentence_starts, block.start)
        return self._sentences[first : bisect_left(self._sentence_starts, block.end)]

    def _sentence(self, sentence: SentenceResult, marks: Sequence[Mark]) -> Markup:
        return self._link(sentence, self._parts(sentence, sentence.start, sentence.end, marks), "sentence")

    def _link(self, sentence: SentenceResult, inner: Markup, classes: str) -> Markup:
        anchor = self._anchors[sentence.start]
        sign = Markup() if sentence.verdict is Verdict.PROVED else icon(sentence.verdict)
        return Markup(
            '<a class="{}" id="{}" href="#{}" data-verdict="{}">{}'
            '<span class="verdict">{}<span class="unseen"> ({})</span></span></a>'
        ).format(classes, anchor, anchor, slug(sentence.verdict), inner, sign, sentence.verdict.value)

    def _parts(self, sentence: SentenceResult, start: int, end: int, marks: Sequence[Mark]) -> Markup:
        """Return the text between two offsets by verdict; text between two parts belongs to the first of them."""
        verdicts = [part.verdict for part in sentence.parts] or [sentence.verdict]
        borders = [sentence.start, *(part.start for part in sentence.parts[1:]), sentence.end]
        pieces = []
        for verdict, (first, last) in zip(verdicts, pairwise(borders), strict=True):
            if max(start, first) < min(end, last):
                text = self._marked(max(start, first), min(end, last), marks, has_links=False)
                pieces.append(Markup('<span class="part" data-verdict="{}">{}</span>').format(slug(verdict), text))
        return Markup().join(pieces)

    def _marked(self, start: int, end: int, marks: Sequence[Mark], *, has_links: bool = True) -> Markup:
        """Return text with its marks; within a sentence, which is a link itself, no mark becomes a link."""
        here = [mark for mark in marks if mark.start < end and mark.end > start]
        cuts = {start, end, *(max(mark.start, start) for mark in here), *(min(mark.end, end) for mark in here)}
        images = [mark.start for mark in marks if mark.kind is MarkKind.IMAGE and start <= mark.start < end]
        pieces: list[Markup] = []
        for first, last in pairwise(sorted({*cuts, *images})):
            pieces += _images(marks, first, first + 1)
            covering = [mark for mark in here if mark.start <= first and last <= mark.end]
            pieces.append(self._wrapped(escape(self._text[first:last]), covering, has_links=has_links))
        return Markup().join(pieces)

    def _wrapped(self, text: Markup, marks: Sequence[Mark], *, has_links: bool) -> Markup:
        for mark in reversed(marks):
            if tag := _TAGS.get(mark.kind):
                text = Markup("<{0}>{1}</{0}>").format(tag, text)
            elif mark.kind is MarkKind.LINK and has_links and (address := self._lead_to(mark.target)):
                away = Markup(' class="away" rel="noreferrer"') if web_only(address) else Markup()
                text = Markup('<a{} href="{}">{}</a>').format(away, address, text)
        return text


def _images(marks: Sequence[Mark], start: int, end: int) -> Iterator[Markup]:
    """Yield the images between two offsets, each as a box with its alternative text."""
    for mark in marks:
        if mark.kind is MarkKind.IMAGE and start <= mark.start < end:
            yield Markup('<span class="image">{}</span>').format(mark.text or "Picture")
