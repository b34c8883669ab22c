"""Steps of a walkthrough, in the words of `prosecov.vocabulary`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from prosecov.derive.model import Action, Do
from prosecov.features import StepKind
from prosecov.text.lexicon import word_for
from prosecov.text.number import plural

_WORDS = {"textbox": "field"}
"""Words for roles that steps call by another word than reports do."""
_PICKED = frozenset({"radio", "checkbox", "tab", "button", "link"})
"""Controls that are picked themselves, where others have options."""
CANNOT = "this cannot be derived:"
_VERBS = {Do.CLICK: "clicks", Do.SELECT: "selects", Do.CHECK: "checks", Do.UNCHECK: "unchecks"}


@dataclass(frozen=True, slots=True)
class Line:
    """A step of a scenario.

    Attributes:
        kind: What it is for; decides the keyword.
        text: Its text.
        entries: The rows of its data table, which has one column; empty if it has no table.
        details: The lines of its doc string; empty if it has none.
    """

    kind: StepKind
    text: str
    entries: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


def quoted(text: str) -> str:
    """Quote a text for a step; quotation marks in it are escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def kind_of(role: str | None) -> str:
    """Return the words for a kind of control, as *the check box* with a space behind it; empty for none."""
    return f"the {_word(role)} " if role else ""


def kinds_of(role: str | None) -> str:
    """Return the words for several controls, as *the check boxes* with a space before them; empty for no role."""
    return f" the {plural(_word(role))}" if role else ""


def _word(role: str) -> str:
    return _WORDS.get(role) or word_for(role)


def place(region: str | None) -> str:
    """Return the words for a place, with a space before them; empty for none."""
    return f" in {quoted(region)}" if region else ""


def then(text: str, entries: Iterable[str] = ()) -> Line:
    """Return a check."""
    return Line(StepKind.THEN, text, tuple(entries))


def act(action: Action, kind: str = "") -> Line | None:
    """Return the step that performs an action.

    Args:
        action: What is to be done, with everything said that it needs.
        kind: The word for the kind of the control, as the article has it; empty for that of the action's role.

    Returns:
        The step, or ``None`` if the action does not say what to use, or what to type, or is done in a way of its own.
    """
    text = None if action.manner else _act(action, f"the {kind} " if kind else "")
    if text is None:
        return None
    optional = " if it is there" if action.if_visible else ""
    return Line(StepKind.WHEN, f"the user {text}{place(action.region)}{optional}")


def _act(action: Action, kind: str) -> str | None:
    what, value = action.what, action.value
    kind = kind or kind_of(action.role)
    match action.do:
        case Do.PRESS:
            return f"presses {quoted(what)}" if what else None
        case Do.FILL if value is not None:
            field = f" into {kind}{quoted(what)}" if what else ""
            return f"types {quoted(value)}{field}"
        case Do.SELECT if what and value is not None and not (action.role in _PICKED and what[:1].islower()):
            return f"sets {kind}{quoted(what)} to {quoted(value)}"
        case Do.SELECT if value is not None:
            return f"selects {kind if action.role in _PICKED else ''}{quoted(value)}"
        case Do.CLICK | Do.CHECK | Do.UNCHECK if what:
            return f"{_VERBS[action.do]} {kind}{quoted(what)}"
    return None


def search(entry: str, region: str | None) -> Line:
    """Return the step that looks for an entry in a list."""
    return Line(StepKind.WHEN, f"the user searches for {quoted(entry)}{place(region)}")


def select(entry: str, role: str | None, region: str | None) -> Line:
    """Return the step that selects an entry, whatever kind of control it turns out to be."""
    return Line(StepKind.WHEN, f"the user selects {kind_of(role)}{quoted(entry)}{place(region)}")


def cannot_be_derived(reason: str, *details: str) -> Line:
    """Return the step that fails, with the reason and what to do about it."""
    return Line(StepKind.WHEN, CANNOT, (), (reason, *details))


def is_failing(line: Line) -> bool:
    """Return whether a step is one that always fails, as it could not be derived."""
    return line.text == CANNOT


NO_DIALOG_IS_OPEN = Line(StepKind.THEN, "no dialog is open")
