"""What a sentence tells the reader to do, and what it says of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Do(StrEnum):
    """What the reader is to do with a control."""

    CLICK = "click"
    SELECT = "select"
    FILL = "fill"
    CHECK = "check"
    UNCHECK = "uncheck"
    PRESS = "press"


class FactKind(StrEnum):
    """What a statement says of the screen."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    OPENS = "opens"
    CLOSES = "closes"
    SELECTED = "selected"
    LISTS = "lists"
    FILTERED = "filtered"
    MESSAGE = "message"
    ONLY_AFTER = "only_after"
    ABOVE = "above"
    BELOW = "below"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a sentence tells the reader to do.

    Attributes:
        do: What is to be done.
        what: The control's label without mark-up, article and word of its kind; ``None`` if nothing is said.
        value: The option or the text, word for word; ``None`` if there is none or if it is only described.
        role: The kind of control, where the sentence says it: ``button``, ``link``, ``menu``, ``tab``, ``icon``,
            ``checkbox``, ``radio``, ``switch``, ``combobox`` or ``textbox``.
        region: The place that the sentence names, such as ``Settings dialog``.
        if_visible: Whether it is to be done only if something is shown.
        start: Offset in the sentence at which the instruction begins.
    """

    do: Do
    what: str | None
    value: str | None = None
    role: str | None = None
    region: str | None = None
    if_visible: bool = False
    start: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a sentence says of the screen.

    Attributes:
        kind: What it says.
        what: The noun phrase of which it speaks; the whole statement for `FactKind.OTHER`.
        items: Entries of a list, the criterion of a filter, the text of a message, the condition, or that which
            ``what`` is above or below.
        region: The place that the sentence names.
        start: Offset in the sentence at which the statement begins.
    """

    kind: FactKind
    what: str
    items: tuple[str, ...] = ()
    region: str | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What is understood of a sentence.

    Attributes:
        actions: What it tells the reader to do, in the order of the text.
        facts: What it says of the screen, in the order of the text.
    """

    actions: tuple[Action, ...] = ()
    facts: tuple[Fact, ...] = ()
