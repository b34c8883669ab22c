"""What a clause is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class ClauseKind(Enum):
    """What a clause is."""

    INSTRUCTION = auto()
    STATEMENT = auto()
    CONDITION = auto()
    PURPOSE = auto()
    MEANS = auto()
    PLACE = auto()
    RELATIVE = auto()


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause.

    Attributes:
        kind: What it is.
        start: Index of its first token behind conjunctions and adverbs; for an instruction that of its verb.
        end: Index behind its last token.
        joiner: What joins it to the clause before, folded: words, and ``,`` or ``;``.
        is_negative: Whether it tells the reader what not to do.
    """

    kind: ClauseKind
    start: int
    end: int
    joiner: frozenset[str]
    is_negative: bool = False
