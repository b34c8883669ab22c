"""Model of a reading: the actions, facts and segments of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Do(StrEnum):
    """Kinds of action."""

    CLICK = "click"
    SELECT = "select"
    FILL = "fill"
    CHECK = "check"
    UNCHECK = "uncheck"
    PRESS = "press"


class FactKind(StrEnum):
    """Kinds of fact."""

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
        manner: How it is to be clicked, if not plainly: ``double-click``, ``right-click`` or ``press and hold``.
    """

    do: Do
    what: str | None
    value: str | None = None
    role: str | None = None
    region: str | None = None
    if_visible: bool = False
    start: int = 0
    manner: str | None = None


class GestureKind(StrEnum):
    """Kinds of gesture."""

    HOVER = "hover"
    DRAG = "drag"
    SCROLL = "scroll"
    UPLOAD = "upload"
    BACK = "back"
    RELOAD = "reload"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Gesture:
    """One thing that a sentence tells the reader to do, for which there is neither a kind of action nor a step.

    Attributes:
        kind: What is to be done.
        what: With what, without its article; ``None`` if nothing is said.
        to: Where it is dragged.
        start: Offset in the sentence at which the instruction begins.
    """

    kind: GestureKind
    what: str | None = None
    to: str | None = None
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
        roles: Kinds of controls that it gives to labels, as pairs of label and role: *the check boxes A and B*.
        listed: Noun phrase behind *a list of*, without an article.
        state: ``enabled`` or ``disabled``, for a `FactKind.OTHER` that says so.
        subject: What has that state.
        is_one_of_several: Whether it says that ``what`` is one of several things (*one of*, *among*).
        is_default: Whether it says that this holds before the reader does anything (*by default*).
        is_general: Whether ``what`` may be a word for a thing rather than a name on the screen, though it has a
            capital, as it begins a sentence: *Product is added to the cart*.
    """

    kind: FactKind
    what: str
    items: tuple[str, ...] = ()
    region: str | None = None
    start: int = 0
    roles: tuple[tuple[str, str], ...] = ()
    listed: str | None = None
    state: str | None = None
    subject: str | None = None
    is_one_of_several: bool = False
    is_default: bool = False
    is_general: bool = False


class EffectKind(StrEnum):
    """Kinds of change of many controls at once."""

    RESET = "reset"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Effect:
    """A change of many controls at once: *puts all fields back to their defaults*, *each row is then ticked*.

    Attributes:
        kind: What happens.
        where: The fields that are reset, or the list whose boxes are checked; ``None`` if the text does not say.
    """

    kind: EffectKind
    where: str | None


class Missed(StrEnum):
    """How likely it is that a sentence begins with an instruction that was not understood."""

    NO = "no"
    POSSIBLE = "possible"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a sentence. The segments of a sentence together hold all of it.

    Attributes:
        start: Offset of its first character in the sentence.
        end: Offset behind its last character.
        actions: What it tells the reader to do.
        facts: What it says of the screen. If nothing of a sentence is understood, its only segment has the fact that
            its form suggests, which is not in `Reading.facts`.
        effect: What it says of many controls at once.
        says_otherwise: Whether it says how to go on where something is not there. One that has neither actions
            nor facts, and of which this is false, is a purpose that was not understood.
    """

    start: int
    end: int
    actions: tuple[Action, ...] = ()
    facts: tuple[Fact, ...] = ()
    effect: Effect | None = None
    says_otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Reading of a sentence.

    Attributes:
        actions: What it tells the reader to do, in the order of the text.
        facts: What it says of the screen, in the order of the text.
        segments: The sentence, cut where actions and facts begin.
        missed: Whether it begins with an instruction that was not understood.
        is_note: Whether it begins with *Note:*, *Warning:* or the like.
        gestures: What it tells the reader to do that is no action: *hover over X*.
    """

    actions: tuple[Action, ...] = ()
    facts: tuple[Fact, ...] = ()
    segments: tuple[Segment, ...] = ()
    missed: Missed = Missed.NO
    is_note: bool = False
    gestures: tuple[Gesture, ...] = ()
