"""Pieces of a walk, from the segments of a reading: their text, and what it says of controls and of acts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from prosecov.articles.matching import Span
from prosecov.derive.checks import Check
from prosecov.derive.evidence import label_runs
from prosecov.derive.lines import Line
from prosecov.derive.model import Action, Do, Segment
from prosecov.derive.nouns import is_label
from prosecov.derive.pieces import Piece
from prosecov.derive.procedures import Statement
from prosecov.text.lexicon import CONTROL_ROLES, GRAMMAR_KINDS
from prosecov.text.number import singular

ACT = re.compile(
    r"\b(?:(?:click|select|choos|press|tapp|pick|check|tick)(?:ing|ed)|(?:you|users?) (?:click|select))\b",
    re.IGNORECASE,
)
"""Words that say what is used."""
_KINDS = "|".join(sorted((re.escape(kind) for kind in GRAMMAR_KINDS), key=len, reverse=True))
_BEHIND_NAME = re.compile(rf"\W{{1,3}}({_KINDS})(?!\w)")


def stated_kind(action: Action, sentence: str) -> str:
    """Return the word for the kind of control that the text puts right behind the control's name; empty if none."""
    name = action.value if action.do is Do.SELECT and action.what is None else action.what
    is_field = action.do is Do.SELECT and action.value is not None
    if not name or not (is_field or is_label(name)) or action.do is Do.PRESS:
        return ""
    match = next(_kinds_behind(name, sentence), None)
    kind = singular(match[1].casefold()) if match else ""
    return kind if kind in CONTROL_ROLES else ""


def _kinds_behind(name: str, sentence: str) -> Iterator[re.Match[str]]:
    """Yield where a word for a kind stands right behind a name."""
    text, wanted = sentence.lower(), name.lower()
    start = text.find(wanted)
    while start >= 0:
        is_whole = not start or not (text[start - 1].isalnum() or text[start - 1] == "_")
        match = _BEHIND_NAME.match(text, start + len(wanted)) if is_whole else None
        if match:
            yield match
        start = text.find(wanted, start + 1)


def piece_of(
    statement: Statement,
    segment: Segment,
    lines: tuple[Line, ...],
    slot: tuple[int, int],
    checks: Sequence[Check] = (),
) -> Piece:
    """Return the piece that a segment became.

    Args:
        statement: The sentence.
        segment: The segment.
        lines: The checks.
        slot: Their place in the walk.
        checks: Where they come from, with what they mean.
    """
    text = statement.sentence.text
    return Piece(
        span_of(statement, segment),
        lines,
        slot,
        text=text[segment.start : segment.end],
        context=tuple(line for each in checks for line in each.context),
        meant=frozenset().union(*(each.meant for each in checks)),
        act=_act_ahead(text[: segment.start]),
    )


def _act_ahead(text: str) -> str | None:
    """Return the label of the control that the part of a sentence ahead says to be used: *Clicking X saves it and*."""
    match = ACT.match(text.strip())
    labels = label_runs(text.strip()[match.end() :]) if match else []
    return labels[0] if labels else None


def together(statement: Statement, segment: Segment, made: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces of a segment; the first one, which holds its text, knows the steps of all."""
    first, *others = made
    starts = (action.start - segment.start for action in segment.actions)
    yield replace(
        first,
        text=statement.sentence.text[segment.start : segment.end],
        context=tuple(line for piece in others for line in piece.lines),
        meant=frozenset().union(*(piece.meant for piece in made)),
        verbs=frozenset(starts),
        kinds=tuple(pair for piece in made for pair in piece.kinds),
    )
    yield from others


def span_of(statement: Statement, segment: Segment) -> Span:
    """Return where a segment stands in the article's running text."""
    start = statement.sentence.start
    return Span(start + segment.start, start + segment.end)
