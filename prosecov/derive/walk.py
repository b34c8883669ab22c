"""Derive the scenarios that perform a procedure and check what it promises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from prosecov.articles.matching import Span
from prosecov.derive.lines import NO_DIALOG_IS_OPEN, Line, is_failing, place, quoted, then
from prosecov.derive.model import Action, Do, Fact, FactKind
from prosecov.derive.nouns import is_label, is_same, words_of
from prosecov.derive.pieces import OWN_FEATURE, Condition, Left, Piece, StepReading
from prosecov.derive.procedures import Procedure, Statement
from prosecov.derive.quotations import is_condition_tested, with_quotations
from prosecov.derive.reader_choices import Choices
from prosecov.derive.scope import Scope
from prosecov.derive.steps import read_step
from prosecov.features import StepKind
from prosecov.settings import WalkthroughSettings

_CAPITALS = re.compile(r"[A-Z][\w/-]*(?: [A-Z][\w/-]*)*")
_OUTCOME = re.compile(r'" (?:opens|closes)$')
_RUNS_A_SEARCH = frozenset(
    {
        "search",
        "find",
        "apply",
        "filter",
        "show",
        "go",
        "run",
        "update",
        "refresh",
        "view",
        "submit",
        "ok",
        "done",
        "enter",
    }
)
"""Words in the names of buttons that run a search."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Steps of a walk with the parts of the article that they show.

    Attributes:
        spans: The parts, in the article's running text.
        lines: The steps.
        reach: Where the text ends that became these steps, quoted or not; negative if none did.
    """

    spans: tuple[Span, ...]
    lines: tuple[Line, ...]
    reach: int = -1


@dataclass(frozen=True, slots=True)
class Walk:
    """A scenario.

    Attributes:
        name: Its name.
        given: The steps that set it up.
        passages: What is done and checked, in order.
    """

    name: str
    given: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """Scenarios of a procedure.

    Attributes:
        walks: The walk, then a short one for each optional step whose control may not be there.
        left: What became neither step nor check.
        failing: What became a step that fails, as it could not be derived.
    """

    walks: tuple[Walk, ...]
    left: tuple[Left, ...]
    failing: tuple[Left, ...] = ()


def derive_walks(procedure: Procedure, settings: WalkthroughSettings, article: str) -> Derivation:
    """Derive the scenarios of a procedure.

    Args:
        procedure: The procedure.
        settings: What it needs that the article does not say.
        article: The path of the article, for messages.

    Returns:
        The scenarios, and what could not be turned into steps.
    """
    statements = [s for step in procedure.steps for s in (*step.instructions, *step.explanations)]
    scope = Scope(frozenset(_labels(statements)), _roles(statements))
    choices = Choices(article, settings.choices)
    pieces: list[Piece] = []
    waiting: list[Piece] = []
    left: list[Left] = []
    optional: list[tuple[int, list[Condition]]] = []
    for step in procedure.steps:
        found = read_step(step, scope, choices)
        ordered, waiting = _in_order(found, waiting)
        conditional = [i for i, piece in enumerate(ordered, len(pieces)) if piece.action and piece.action.if_visible]
        if conditional:
            optional.append((conditional[0], found.conditions))
        else:
            left += (Left(condition.span, OWN_FEATURE) for condition in found.conditions)
        pieces += ordered
        left += found.left
    pieces += waiting
    walked, untested = with_quotations(pieces, settings)
    left += untested
    walks = [Walk(procedure.title, settings.given, (*_passages(walked), Passage((), (NO_DIALOG_IS_OPEN,))))]
    for position, conditions in optional:
        walk, unmet = _without(procedure.title, pieces, position, conditions, settings)
        walks += [walk] if walk else []
        left += unmet
    failing = tuple(Left(p.span, " ".join(line.details[1:])) for p in pieces for line in p.lines if is_failing(line))
    return Derivation(tuple(walks), tuple(sorted(left, key=lambda part: part.span.start)), failing)


def _labels(statements: Iterable[Statement]) -> Iterable[str]:
    for statement in statements:
        reading = statement.reading
        named = [name for action in reading.actions for name in (action.what, action.value)]
        named += [_criterion(fact, item) for fact in reading.facts for item in fact.items]
        yield from (name for name in named if name and is_label(name))


def _criterion(fact: Fact, item: str) -> str:
    """Return an item without the noun behind a label that tells which entries are shown: *Confirmed contacts*."""
    label = _CAPITALS.match(item) if fact.kind is FactKind.FILTERED else None
    return label.group() if label else item


def _roles(statements: Iterable[Statement]) -> dict[str, str]:
    pairs = (pair for statement in statements for fact in statement.reading.facts for pair in fact.roles)
    return {label: role for label, role in pairs if role != "column"}


def _in_order(found: StepReading, waiting: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces of a step as they are walked, with those that waited for a search, and what waits now."""
    pieces = sorted(found.pieces, key=lambda piece: (piece.slot, piece.span.start))
    done = [piece for piece in pieces if piece.action and piece.action.do in {Do.CLICK, Do.PRESS}]
    if waiting and done:
        slot = (done[0].slot[0], 2) if _runs_a_search(done[0].action) else (-1, 0)
        place_of = sum(piece.slot <= slot for piece in pieces)
        pieces[place_of:place_of] = waiting
        waiting = []
    for piece in found.searched:
        later = next((p for p in done if p.slot[0] > piece.slot[0]), None)
        if later is not None:
            position = sum(p.slot <= (later.slot[0], 2) for p in pieces)
            pieces.insert(position, piece)
        else:
            waiting.append(piece)
    return pieces, waiting


def _runs_a_search(action: Action | None) -> bool:
    return action is not None and not _RUNS_A_SEARCH.isdisjoint(words_of(action.what or ""))


def _passages(pieces: Sequence[Piece]) -> list[Passage]:
    """Join neighbouring parts of a sentence, and parts that the same steps show."""
    found: list[Passage] = []
    for piece in pieces:
        before = found[-1] if found else None
        spans = (piece.span,) if piece.quoted is None else piece.quoted
        if before and (not piece.lines or set(piece.lines) <= set(_checks(before))):
            found[-1] = Passage(_joined(before.spans, spans), before.lines, piece.span.end)
        elif before and len(before.spans) <= 1 and (before.reach == piece.span.start or _comes_of(piece, before)):
            found[-1] = Passage(_joined(before.spans, spans), before.lines + piece.lines, piece.span.end)
        else:
            found.append(Passage(spans, piece.lines, piece.span.end))
    return found


def _comes_of(piece: Piece, passage: Passage) -> bool:
    """Return whether a piece checks what comes of the action right before it, of which nothing is checked yet.

    Both are judged together then: an instruction that leads elsewhere is as wrong as what is said to come of it.
    """
    is_act = bool(passage.lines) and passage.lines[-1].kind is StepKind.WHEN and bool(passage.spans)
    return is_act and piece.slot[1] == 2 and all(_OUTCOME.search(line.text) for line in piece.lines)


def _checks(passage: Passage) -> list[Line]:
    """Return the checks at the end of a passage, behind its last action."""
    checks: list[Line] = []
    for line in reversed(passage.lines):
        if line.kind is not StepKind.THEN:
            break
        checks.append(line)
    return checks


def _joined(spans: tuple[Span, ...], more: Iterable[Span]) -> tuple[Span, ...]:
    """Join parts that follow one another in the same sentence; sentences are at least a space apart."""
    found = list(spans)
    for span in more:
        if found and found[-1].end == span.start:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def _without(
    title: str, pieces: Sequence[Piece], position: int, conditions: Sequence[Condition], settings: WalkthroughSettings
) -> tuple[Walk | None, list[Left]]:
    """Return the walk in which the control of an optional step is not there, and the conditions that it leaves."""
    action = pieces[position].action
    label = action.what if action else None
    if action is None or label is None or not conditions:
        return None, [Left(condition.span, OWN_FEATURE) for condition in conditions]
    if label not in settings.without:
        hint = f"say under without.{quoted(label)} what sets up a walk in which it is not there"
        return None, [Left(condition.span, hint) for condition in conditions]
    later = [index for index in range(position + 1, len(pieces)) if pieces[index].action]
    left: list[Left] = []
    spans: list[Span] = []
    last = later[0] if later else position
    appears = None
    for condition in conditions:
        done = ""
        if condition.what is not None:
            after = next((i for i in later if _brings_about(pieces[i].action, condition.appears_after)), None)
            if after is None or not is_same(condition.what, label):
                left.append(Left(condition.span, OWN_FEATURE))
                continue
            appears = max(after, appears or 0)
            act = pieces[after].action
            done = (act.what or act.value or "") if act else ""
        if not is_condition_tested(condition, label, done):
            left.append(Left(condition.span, OWN_FEATURE))
            continue
        spans.append(condition.span)
    if not spans:
        return None, left
    shown = replace(action, if_visible=False)
    where = place(shown.region)
    acts = [line for index in later if index <= max(last, appears or 0) for line in pieces[index].lines]
    lines = [then(f"{quoted(label)} is not shown{where}"), *acts]
    if appears is not None:
        lines.append(then(f"{quoted(label)} is shown{where}"))
    before = [line for piece in pieces[:position] if piece.action for line in piece.lines]
    passages = (*([Passage((), tuple(before))] if before else []), Passage(tuple(spans), tuple(lines)))
    return Walk(f"{title}, without {label}", settings.without[label], passages), left


def _brings_about(action: Action | None, conditions: Sequence[str]) -> bool:
    """Return whether an action does what a condition says was done: *a search was run* after a click on Search."""
    if action is None:
        return False
    name = words_of(action.value or action.what or "")
    return bool(name) and any(set(name) <= set(words_of(condition)) for condition in conditions)
