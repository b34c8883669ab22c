"""Assemble an article from the blocks that the reader of its format found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from prosecov.articles.drafts import Draft
from prosecov.articles.model import WORD, Article, Block, BlockKind, Mark, MarkKind, Section, Sentence, line_at
from prosecov.articles.sentences import is_question, split_sentences
from prosecov.text.typography import (
    CLOSING,
    DASHES,
    DOUBLE_CLOSING,
    DOUBLE_OPENING,
    SINGLE_CLOSING,
    SINGLE_OPENING,
)

_QUOTED = re.compile(
    rf"[\"{DOUBLE_OPENING}]([^\"{DOUBLE_OPENING}{DOUBLE_CLOSING}]{{1,80}})[\"{DOUBLE_CLOSING}]"
    rf"|(?:(?<!\w)|(?<=\b[Cc]lick)|(?<=\b[Tt]ap)|(?<=\bon)|(?<=\b[Ss]elect))['{SINGLE_OPENING}]([^'{SINGLE_OPENING}{SINGLE_CLOSING}]{{1,80}})['{SINGLE_CLOSING}](?!\w)"
)
_FIGURE = re.compile(rf"(figure|fig\.|image|picture|screenshot|illustration)(\s*\d+)?\s*[:.{DASHES}-]", re.IGNORECASE)
_COMMENT_COUNT = re.compile(r"\d+ comments?", re.IGNORECASE)
_HELPFUL = re.compile(r"\d+ out of \d+ found this helpful", re.IGNORECASE)
_SENTENCE_END = re.compile(rf"[.!?…][{CLOSING}]*$")
_LONGEST_BOLD_HEADING = 12


def assemble(path: str, drafts: Sequence[Draft]) -> Article:
    """Join blocks to an article: what is context, which sections there are, and where sentences are.

    Args:
        path: The article's path, with forward slashes.
        drafts: Its blocks in order; those with neither text nor image are left out.

    Returns:
        The article; without any sentence if nothing in it states anything.
    """
    written = [(draft, text) for draft in drafts if (text := draft.text()) or draft.marks]
    _find_context(written)
    blocks: list[Block] = []
    marks: list[Mark] = []
    lines: list[tuple[int, int]] = []
    offset = 0
    for draft, text in written:
        end = offset + len(text)
        blocks.append(
            Block(draft.kind, draft.line, draft.end_line, offset, end, draft.level, draft.number, draft.quoted)
        )
        quoted = () if draft.kind is BlockKind.CODE else _quoted_labels(text)
        marks += (Mark(m.kind, m.start + offset, m.end + offset, m.text, m.target) for m in (*draft.marks, *quoted))
        lines += ((start + offset, line) for start, line in (draft.lines or [(0, draft.line)]))
        offset = end + 1
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    running = "\n".join(text for _, text in written)
    sections = tuple(_sections(blocks, running))
    title = next((section.title for section in sections if not section.is_question), PurePath(path).stem)
    sentences = tuple(_sentences(blocks, running, marks, lines))
    return Article(path, title, running, tuple(blocks), sections, sentences, tuple(marks), tuple(lines))


def _quoted_labels(text: str) -> Iterator[Mark]:
    for match in _QUOTED.finditer(text):
        start, end = match.span(match.lastindex or 0)
        yield Mark(MarkKind.QUOTED, start, end, text[start:end])


def _find_context(written: Sequence[tuple[Draft, str]]) -> None:
    """Tell captions, questions, headings in bold, and readers' comments from paragraphs, by their form."""
    after_image = False
    in_comments = False
    for position, (draft, text) in enumerate(written):
        following = written[position + 1][1] if position + 1 < len(written) else ""
        in_comments = in_comments or (text.lower() == "comments" and _COMMENT_COUNT.fullmatch(following) is not None)
        if in_comments or _HELPFUL.fullmatch(text) or _COMMENT_COUNT.fullmatch(text):
            draft.kind = BlockKind.FOOTER
        elif draft.kind in {BlockKind.PARAGRAPH, BlockKind.TERM}:
            draft.kind = _kind_by_form(draft, text, after_image=after_image)
            draft.level = 6 if draft.kind is BlockKind.HEADING else draft.level
        after_image = draft.kind is BlockKind.IMAGE


def _kind_by_form(draft: Draft, text: str, *, after_image: bool) -> BlockKind:
    if not text:
        return BlockKind.IMAGE
    if is_question(text) and len(split_sentences(text)) == 1:
        return BlockKind.QUESTION
    if _SENTENCE_END.search(text):
        return draft.kind
    whole = {mark.kind for mark in draft.marks if (mark.start, mark.end) == (0, len(text))}
    has_image = after_image or any(mark.kind is MarkKind.IMAGE for mark in draft.marks)
    if _FIGURE.match(text) or (has_image and MarkKind.ITALIC in whole):
        return BlockKind.CAPTION
    if MarkKind.BOLD in whole and not draft.level and text.count(" ") < _LONGEST_BOLD_HEADING:
        return BlockKind.HEADING
    return draft.kind


def _sections(blocks: Sequence[Block], running: str) -> list[Section]:
    """Sections in order of their headings; a question ends at the next question or heading."""
    found: list[Section | None] = []
    is_open: list[tuple[int, int, Block]] = []
    question_level = 7

    def close(level: int, end: int) -> None:
        while is_open and is_open[-1][1] >= level:
            index, _, block = is_open.pop()
            title = running[block.start : block.end]
            found[index] = Section(title, block.line, block.start, end, block.kind is BlockKind.QUESTION)

    for block in blocks:
        if block.kind in {BlockKind.HEADING, BlockKind.QUESTION, BlockKind.FOOTER}:
            level = {BlockKind.QUESTION: question_level, BlockKind.FOOTER: 1}.get(block.kind, block.level)
            close(level, max(block.start - 1, 0))
            if block.kind is not BlockKind.FOOTER:
                is_open.append((len(found), level, block))
                found.append(None)
    close(0, len(running))
    return [section for section in found if section is not None]


def _sentences(
    blocks: Sequence[Block], running: str, marks: Sequence[Mark], lines: Sequence[tuple[int, int]]
) -> Iterator[Sentence]:
    code = iter([(mark.start, mark.end) for mark in marks if mark.kind is MarkKind.CODE])
    images = {mark.start for mark in marks if mark.kind is MarkKind.IMAGE}
    italics = {(mark.start, mark.end) for mark in marks if mark.kind is MarkKind.ITALIC}
    next_code = next(code, None)
    section = ""
    for block in blocks:
        text = running[block.start : block.end]
        protected = []
        while next_code and next_code[0] < block.end:
            protected.append((next_code[0] - block.start, next_code[1] - block.start))
            next_code = next(code, None)
        if block.kind is BlockKind.HEADING:
            section = text
        if not block.kind.is_claim:
            continue
        ranges = [(0, len(text))] if block.kind is BlockKind.ROW else split_sentences(text, protected)
        for start, end in ranges:
            sentence = text[start:end]
            place = (block.start + start, block.start + end)
            is_caption = place in italics and place[0] in images and not _SENTENCE_END.search(sentence)
            if WORD.search(sentence) and not is_question(sentence) and not is_caption:
                yield Sentence(sentence, line_at(lines, place[0]), section, *place, block.kind)
