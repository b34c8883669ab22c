"""Articles in plain text: headings, steps, items and questions are told by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from prosecov.articles.drafts import Draft
from prosecov.articles.model import BlockKind
from prosecov.text.typography import CLOSING, DASHES

_NUMBERED = re.compile(r"\s*(?:step\s+)?(\d{1,4})[.):]\s+(?=\S)", re.IGNORECASE)
_BULLET = re.compile(rf"\s*[-*•·{DASHES}]\s+(?=\S)")
_RULE = re.compile(r"\s*([=\-_*~#])\1{2,}\s*")
_ENDS_SENTENCE = re.compile(rf"[.!?…:;,][{CLOSING}]*$")
_LONGEST_HEADING = 14
_WRAPPED_WIDTH = 100

_VERBS = (
    "click|select|choose|press|tap|open|go|navigate|enter|type|fill|check|tick|untick|uncheck|clear|turn|switch|set"
    "|drag|drop|scroll|hover|hit|pick|paste|upload|expand|search|log|sign"
)
_INSTRUCTION = re.compile(
    rf"(?:{_VERBS})\b|(?:in|on|at|from|under|next|then|if|to)\b[^.!?]*,\s+(?:then\s+)?(?:{_VERBS})\b", re.IGNORECASE
)
_STATES = (
    "is|are|isn't|aren't|opens?|opened|closes?|closed|appears?|appeared|disappears?|displays|shows|contains|includes|has"
    "|remains?|stays?|becomes?|turns|changes to|expands|collapses|loads|reloads"
)
_STATEMENT = re.compile(
    rf"(?!(?:what|how|why|when|where|who|which|if)\b)\S+ (?:.* )?(?:{_STATES})(?! up)\b", re.IGNORECASE
)
"""A line that states something, though it has no stop: *Basket page opens*."""


def read_blocks(source: str, first_line: int = 1) -> list[Draft]:
    """Read the blocks of a plain text.

    A line is a block, unless the text is hard-wrapped: then lines are joined up to a blank line or the
    next list marker. ``1.``, ``2)`` and ``Step 3:`` begin a step, as does a line that instructs (*Click ...*,
    *In the menu, select ...*); ``-``, ``*`` and ``•`` begin an item. A short line that neither ends as a
    sentence does nor states anything is a heading.

    Args:
        source: The source, with line feeds as line breaks.
        first_line: Source line on which it begins.

    Returns:
        The blocks in order. Questions are left to `assemble`.
    """
    lines = [""] * (first_line - 1) + source.split("\n")
    drafts: list[Draft] = []
    for chunk in _chunks(lines, wrapped=_is_wrapped(lines)):
        draft, lead = _begin(chunk, is_first=not drafts)
        first, *more = chunk
        draft.write(first[1][lead:], first[0])
        for number, line in more:
            draft.write(" ", number)
            draft.write(line, number)
        drafts.append(draft)
    return drafts


def _is_wrapped(lines: list[str]) -> bool:
    if max(map(len, lines)) > _WRAPPED_WIDTH:
        return False
    return any(
        after[:1].islower() and before.strip() and not _ENDS_SENTENCE.search(before.rstrip())
        for before, after in pairwise(lines)
    )


def _chunks(lines: list[str], *, wrapped: bool) -> Iterator[list[tuple[int, str]]]:
    chunk: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        is_rule = _RULE.fullmatch(line) is not None
        if chunk and (not wrapped or is_rule or not line.strip() or _NUMBERED.match(line) or _BULLET.match(line)):
            yield chunk
            chunk = []
        if line.strip() and not is_rule:
            chunk.append((number, line))
    if chunk:
        yield chunk


def _begin(chunk: list[tuple[int, str]], *, is_first: bool) -> tuple[Draft, int]:
    """Return the draft for a chunk, and how much of its first line is a list marker."""
    line, first = chunk[0]
    if numbered := _NUMBERED.match(first):
        return Draft(BlockKind.STEP, line, 1, int(numbered.group(1))), numbered.end()
    if bullet := _BULLET.match(first):
        return Draft(BlockKind.ITEM, line, 1), bullet.end()
    text = first.strip()
    is_title = len(chunk) == 1 and text.count(" ") < _LONGEST_HEADING
    is_title = is_title and not (_ENDS_SENTENCE.search(text) or _STATEMENT.match(text))
    if is_title and not _INSTRUCTION.match(text):
        return Draft(BlockKind.HEADING, line, 1 if is_first else 2), 0
    if _INSTRUCTION.match(text):
        return Draft(BlockKind.STEP, line), 0
    return Draft(BlockKind.PARAGRAPH, line), 0
