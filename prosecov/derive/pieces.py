"""Result of deriving a step of an article: parts of sentences with the steps they became, and what is left."""

from __future__ import annotations

from dataclasses import dataclass, field

from prosecov.articles.matching import Span
from prosecov.derive.lines import Line
from prosecov.derive.model import Action

OWN_FEATURE = "quote it in a feature of your own, or say what is to be seen"
"""The hint for what says nothing that can be checked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence with the steps that it became.

    Attributes:
        span: The part, in the article's running text.
        lines: The steps.
        slot: Its place in the walk: the position of an action in the step of the article, and 0 before that action,
            1 for the action itself, 2 after it. Pieces of one slot stand in the order of the text.
        action: What is done, if something is.
        text: The part, as it stands in the sentence.
        context: Steps that stand elsewhere and that the part speaks of as well: the choice that a search goes by.
        meant: Words of the part that the steps express by others.
        verbs: Offsets, in the part, of the verbs that became actions.
        act: The label of the control that the sentence says to be used (*Clicking X ...*), if it names one.
        kinds: Names of controls with the kinds that the text gives them, where an action takes similar kinds as well.
        quoted: What of the part its steps test; ``None`` as long as that is not decided.
    """

    span: Span
    lines: tuple[Line, ...]
    slot: tuple[int, int]
    action: Action | None = None
    text: str = ""
    context: tuple[Line, ...] = ()
    meant: frozenset[str] = frozenset()
    verbs: frozenset[int] = frozenset()
    act: str | None = None
    kinds: tuple[tuple[str, str], ...] = ()
    quoted: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A part of the article that became neither step nor check.

    Attributes:
        span: The part, in the article's running text.
        hint: What can be done about it.
    """

    span: Span
    hint: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A statement about the control of an optional step for the case that it is not there.

    Attributes:
        span: The part that says so, in the article's running text.
        what: The control, ``None`` if the text says what to do then.
        appears_after: What must have happened before it appears.
        text: The part, as it stands in the sentence.
    """

    span: Span
    what: str | None = None
    appears_after: tuple[str, ...] = ()
    text: str = ""


@dataclass(slots=True)
class StepReading:
    """Result of deriving a step of the article.

    Attributes:
        pieces: What is done and checked.
        searched: Checks that hold only once the search that the step prepares has been run.
        conditions: What is said of where the control of an optional step is not there.
        left: What became neither step nor check.
    """

    pieces: list[Piece] = field(default_factory=list)
    searched: list[Piece] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
