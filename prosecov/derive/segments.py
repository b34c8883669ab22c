"""Cutting a sentence into the parts that tell the reader to do something and those that state something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from prosecov.derive.model import Action, Fact, FactKind
from prosecov.derive.names import words_of
from prosecov.derive.procedures import Statement
from prosecov.text.lexicon import GRAMMAR_KINDS

_CONNECTING = re.compile(r"(?:and|then|but|or|to|in|order|so|that|which|where|it|this|they|also|will)", re.IGNORECASE)
_BETWEEN = " ,;:(\u2013\u2014-"
_PURPOSE = re.compile(r"[\s,]*(?:in order to|so as to|so that|to)\s+(?=[a-z])", re.IGNORECASE)
_OTHERWISE = re.compile(r"[\s,;\u2013\u2014-]*\b(?:otherwise|if not)\b", re.IGNORECASE)
_ROLE = re.compile(rf"\s+(?:{'|'.join(sorted(map(re.escape, GRAMMAR_KINDS), key=len, reverse=True))})\b", re.IGNORECASE)
_PREDICATES = {
    FactKind.OPENS: re.compile(r"\b(?:opens?|launche?s?|brings? up)\b"),
    FactKind.CLOSES: re.compile(r"\b(?:close[sd]?|disappears?)\b"),
}
_AS = re.compile(r"\bas (?:the|an?) $")
_EMPTY_WORD = re.compile(r"(?:run|start|do|perform|begin|make|use|the|an?|your|it|this|that|and|to|now|then)")


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a sentence.

    Attributes:
        start: Offset of its first character in the sentence.
        end: Offset behind its last character.
        told: The actions that it tells the reader to do.
        said: The facts that it states. If it has neither, it is a purpose of which nothing was understood, or what
            to do otherwise.
    """

    start: int
    end: int
    told: tuple[Action, ...] = ()
    said: tuple[Fact, ...] = ()


def segments(statement: Statement) -> list[Segment]:
    """Cut a sentence where its actions and facts begin; together the parts hold all of it.

    A purpose of which nothing is understood becomes a part of its own, unless it says no more than the action
    does (*Click Search to run the search*).
    """
    text = statement.sentence.text
    read: tuple[Action | Fact, ...] = (*statement.reading.actions, *statement.reading.facts)
    begun: dict[int, list[Action | Fact]] = defaultdict(list)
    for item in read:
        begun[_start(text, item)].append(item)
    if not begun:
        return [Segment(0, len(text))]
    starts = sorted(begun)
    cuts = [0, *(max(_before_connection(text, start), before) for before, start in pairwise(starts))]
    found: list[Segment] = []
    for start, (begin, end) in zip(starts, pairwise([*cuts, len(text)]), strict=True):
        told = tuple(item for item in begun[start] if isinstance(item, Action))
        said = tuple(item for item in begun[start] if isinstance(item, Fact))
        if told:
            found += _instruction(text, Segment(begin, end, told, said))
        elif not found and (split := _before_connection(text, start)) and _ends_clause(text, split, start):
            found += [Segment(0, split), Segment(split, end, said=said)]
        else:
            found.append(Segment(begin, end, said=said))
    return found


def _start(text: str, item: Action | Fact) -> int:
    """Where an action or a fact begins: the second of two predicates of a subject begins behind the *and*."""
    if not isinstance(item, Fact) or item.kind not in _PREDICATES:
        return item.start
    conjunction = text.rfind(" and ", item.start, max(text.rfind(item.what), item.start))
    predicate = text[conjunction : text.rfind(item.what)] if conjunction >= 0 else ""
    return conjunction + len(" and ") if _PREDICATES[item.kind].search(predicate) else item.start


def _ends_clause(text: str, end: int, start: int) -> bool:
    """Whether a clause ends where another one is joined to it."""
    return re.search(r"\b(?:and|but|or)\b", text[end:start]) is not None


def _before_connection(text: str, start: int) -> int:
    """Where a clause begins if the words that connect it to the one before are its own: *, and closes*."""
    while True:
        end = len(text[:start].rstrip(_BETWEEN))
        word = text[max(end - 8, 0) : end].rpartition(" ")[2]
        if not end or not _CONNECTING.fullmatch(word):
            return end
        start = end - len(word)


def _instruction(text: str, part: Segment) -> Iterator[Segment]:
    position = part.start
    for action in part.told:
        for phrase in (action.what, action.value, action.region):
            place = text.find(phrase, part.start, part.end) if phrase else -1
            position = max(position, place + len(phrase or "")) if place >= 0 else position
        if action.what and _AS.search(text[part.start : text.find(action.what, part.start)]):
            # In "select A as the status to apply" the infinitive says which status it is, and is no purpose.
            yield part
            return
    if role := _ROLE.match(text, position, part.end):
        position = role.end()
    for pattern in (_PURPOSE, _OTHERWISE):
        rest = pattern.match(text, position, part.end) if position > part.start and not part.said else None
        if rest and not _says_nothing_more(text[rest.end() : part.end], part.told):
            yield replace(part, end=rest.start())
            yield Segment(rest.start(), part.end)
            return
    yield part


def _says_nothing_more(purpose: str, actions: Sequence[Action]) -> bool:
    named = {word for action in actions for phrase in (action.what, action.value) for word in words_of(phrase or "")}
    return all(word in named or _EMPTY_WORD.fullmatch(word) for word in words_of(purpose))
