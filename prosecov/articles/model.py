"""The model of an article as its reader sees it: running text, blocks, sections, sentences and marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from prosecov.text.typography import HYPHENS, SINGLE_CLOSING

WORD = re.compile(rf"_*[^\W_][\w\u0300-\u036f]*(?:[{HYPHENS}'{SINGLE_CLOSING}./,:@&+][\w\u0300-\u036f]+)*")
"""A word as people count words: ``Opt-In/Out``, ``e.g`` and ``10.5`` are one each."""


class BlockKind(StrEnum):
    """The kind of a block."""

    PARAGRAPH = "paragraph"
    STEP = "step"
    ITEM = "item"
    ROW = "row"
    HEADING = "heading"
    QUESTION = "question"
    TERM = "term"
    CAPTION = "caption"
    TABLE_HEAD = "table-head"
    CODE = "code"
    IMAGE = "image"
    FOOTER = "footer"

    @property
    def is_claim(self) -> bool:
        """Whether sentences of such a block state something that can be proved."""
        return self in _CLAIMS


_CLAIMS = frozenset({BlockKind.PARAGRAPH, BlockKind.STEP, BlockKind.ITEM, BlockKind.ROW})


class MarkKind(StrEnum):
    """How a stretch of text is marked up."""

    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"
    LINK = "link"
    IMAGE = "image"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of an article.

    Attributes:
        kind: How it is marked.
        start: Offset of its first character in `Article.text`.
        end: Offset behind its last character; equal to ``start`` for an image.
        text: The visible text, for an image its alternative text.
        target: The address of a link or an image, else empty.
    """

    kind: MarkKind
    start: int
    end: int
    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, step, list item, table row, image or the like.

    Attributes:
        kind: What it is.
        line: First source line, counted from 1.
        end_line: Last source line.
        start: Offset of its first character in `Article.text`.
        end: Offset behind its last character.
        level: For a heading 1 to 6; for anything else the depth of lists around it, 0 outside of lists.
        number: The number of an ordered step, else ``None``.
        quoted: Whether it stands in a block quotation (a note, a warning).
    """

    kind: BlockKind
    line: int
    end_line: int
    start: int
    end: int
    level: int = 0
    number: int | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The stretch under a heading, or under a question, down to the next one of its rank.

    Attributes:
        title: The visible text of the heading.
        line: Source line of the heading.
        start: Offset of the heading in `Article.text`.
        end: Offset behind the section.
        is_question: Whether a question that is no heading opens it.
    """

    title: str
    line: int
    start: int
    end: int
    is_question: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that states something: the unit that gets a verdict.

    Attributes:
        text: Visible text, mark-up removed, on one line.
        line: Source line on which it starts, counted from 1.
        section: Title of the nearest heading above, empty without one.
        start: Offset of its first character in `Article.text`.
        end: Offset behind its last character.
        kind: The kind of its block.
    """

    text: str
    line: int
    section: str
    start: int
    end: int
    kind: BlockKind

    @property
    def words(self) -> list[tuple[int, int]]:
        """Offsets of its words in `Article.text`, each as (start, end)."""
        return [(self.start + word.start(), self.start + word.end()) for word in WORD.finditer(self.text)]


@dataclass(frozen=True, slots=True)
class Article:
    """An article, read.

    Attributes:
        path: As it was named, with forward slashes.
        title: The first heading, else the file's stem.
        text: The visible running text: blocks, context included, joined by line feeds.
        blocks: All blocks in order.
        sections: All sections in order; those under a sub-heading lie within their parents.
        sentences: All sentences in order.
        marks: All marks by offset.
        lines: Pairs (offset, source line), by offset: from that offset on, the text stands on that line.
        ids: Places that HTML in the source names for links, by ``id`` or ``name``.
    """

    path: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    marks: tuple[Mark, ...]
    lines: tuple[tuple[int, int], ...]
    ids: frozenset[str] = frozenset()

    def marks_at(self, offset: int) -> Sequence[Mark]:
        """Return the marks that start at ``offset`` of the running text."""
        first = bisect_left(self.marks, offset, key=lambda mark: mark.start)
        return self.marks[first : bisect_right(self.marks, offset, key=lambda mark: mark.start)]

    def line_at(self, offset: int) -> int:
        """Return the source line, counted from 1, of the character at ``offset`` of the running text."""
        return line_at(self.lines, offset)


def line_at(lines: Sequence[tuple[int, int]], offset: int) -> int:
    """Look up the source line of an offset in pairs as `Article.lines` holds them."""
    return lines[max(bisect_right(lines, offset, key=lambda pair: pair[0]) - 1, 0)][1]
