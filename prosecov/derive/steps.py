"""Derive a step of a procedure: what is done, what is checked, and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from prosecov.articles.matching import Span
from prosecov.derive.checks import Check, Moment, check, effect_check
from prosecov.derive.evidence import label_runs
from prosecov.derive.from_segments import ACT, piece_of, span_of, stated_kind, together
from prosecov.derive.lexicon.words import TRANSIENT
from prosecov.derive.lines import Line, act, cannot_be_derived, place, quoted, search, select, then
from prosecov.derive.model import Action, Do, Fact, FactKind, Gesture, GestureKind, Missed, Segment
from prosecov.derive.nouns import is_label, is_same
from prosecov.derive.pieces import OWN_FEATURE, Condition, Left, Piece, StepReading
from prosecov.derive.procedures import ProcedureStep, Statement
from prosecov.derive.reader_choices import Choices, leaves_choice, with_choice
from prosecov.derive.scope import Scope
from prosecov.text.number import singular

_INSIDE = TRANSIENT | {"panel", "drop-down", "dropdown", "menu"}
"""Parts of the screen in which the reader stays until told to go elsewhere."""
_BY_HAND = "write its steps by hand in another feature that quotes it."
_HOW_TO_GO_ON = (
    "name the control and what to do with it, as in: Click Save; or take the sentence out of the steps and",
    _BY_HAND,
)
_GESTURES = {
    GestureKind.HOVER: "hover over",
    GestureKind.DRAG: "drag",
    GestureKind.UPLOAD: "upload",
    GestureKind.BACK: "go back from",
    GestureKind.RELOAD: "reload",
    GestureKind.COPY: "copy",
}


def read_step(step: ProcedureStep, scope: Scope, choices: Choices) -> StepReading:
    """Derive a step of an article.

    Args:
        step: The step.
        scope: The context of the step; it is brought up to date.
        choices: What to choose where the article leaves it open.

    Returns:
        The steps and checks that it became, and what is left.
    """
    return _StepReader(scope, choices).read(step)


class _StepReader:
    """Derives one step."""

    def __init__(self, scope: Scope, choices: Choices) -> None:
        self._scope = scope
        self._choices = choices
        self._found = StepReading()

    def read(self, step: ProcedureStep) -> StepReading:
        self._scope.begin_step()
        # What a gesture needs is said below, so it is no instruction that was missed.
        must = step.is_list_item and not any(s.reading.actions or s.reading.facts for s in step.instructions)
        missed = {Missed.LIKELY, Missed.POSSIBLE} if must else {Missed.LIKELY}
        for position, statement in enumerate(step.instructions):
            reading = statement.reading
            if reading.actions:
                self._read_instruction(statement)
            elif reading.gestures:
                self._add_gestures(statement)
            elif not reading.facts and reading.missed in missed and (reading.missed is Missed.LIKELY or not position):
                self._add_failing_step(statement)
            else:
                self._read_explanation(statement)
        for statement in step.explanations:
            self._read_explanation(statement)
        for aside in step.asides:
            span = Span(aside.sentence.start, aside.sentence.end)
            hint = "titles and notes are no part of the walk; quote it in a feature of your own"
            self._found.left.append(Left(span, hint))
        return self._found

    def _read_instruction(self, statement: Statement) -> None:
        reading, first = statement.reading, len(self._scope.actions)
        self._scope.notice(action.region for action in reading.actions)
        if reading.missed is Missed.LIKELY:
            self._add_failing_step(statement)
            return
        if any(gesture.kind in _NEEDED for gesture in reading.gestures):
            self._add_gestures(statement)
            return
        segments, searches = reading.segments, _searches(reading.actions)
        for segment in segments:
            if segment.actions:
                self._add_actions(statement, segment, searches)
        for gesture in reading.gestures:
            if gesture.kind in _GESTURES:
                span = Span(statement.sentence.start, statement.sentence.end)
                hint = f"no step of the vocabulary can {_words(gesture)}; the walk goes on without it"
                self._found.left.append(Left(span, hint))
        done = first
        for segment in segments:
            done += len(segment.actions)
            at = max(done - 1, first)
            if segment.facts:
                self._add_checks(statement, segment, at)
            elif not segment.actions:
                self._add_purpose(statement, segment, at)

    def _add_actions(self, statement: Statement, segment: Segment, searches: Iterator[Line | None]) -> None:
        span = span_of(statement, segment)
        made: list[Piece] = []
        for stated in segment.actions:
            action = self._completed(stated)
            sentence = statement.sentence.text
            values = self._choices.of(action, sentence) if leaves_choice(action) else ()
            if search_line := next(searches, None):
                lines = [search_line]
            elif leaves_choice(action):
                lines = with_choice(action, values) if values else [self._choices.missing(action, sentence)]
            else:
                hints = (_no_step(action.manner), _BY_HAND) if action.manner else _HOW_TO_GO_ON
                lines = [act(action, stated_kind(action, sentence)) or cannot_be_derived(sentence, *hints)]
            kind = stated_kind(action, sentence) if action.do is Do.CLICK else ""
            kinds = ((action.what or "", kind),) if kind else ()
            slot = (len(self._scope.actions), 1)
            made.append(Piece(span, tuple(lines), slot, action, meant=self._meant(stated), kinds=kinds))
            # The segment is quoted above the first of its steps.
            span = Span(span.end, span.end)
            self._scope.actions.append(action)
            self._scope.spoken_of = action.value or action.what
            self._scope.choices.append(values)
            if action.value is not None and action.do in {Do.SELECT, Do.FILL}:
                self._scope.chosen = action.value
                self._scope.chosen_by = tuple(lines)
        if segment.effect is not None:
            made[-1] = replace(made[-1], lines=(*made[-1].lines, effect_check(segment.effect)))
        self._found.pieces += together(statement, segment, made)

    def _add_gestures(self, statement: Statement) -> None:
        """Add a step that fails, for what no step does; what has to be scrolled to is scrolled to in any case."""
        sentence = statement.sentence
        span = Span(sentence.start, sentence.end)
        needed = [gesture for gesture in statement.reading.gestures if gesture.kind in _GESTURES]
        if not needed:
            self._found.left.append(Left(span, "nothing to do: what a step uses is scrolled into view"))
            return
        line = cannot_be_derived(sentence.text, _no_step(_words(needed[0])), _BY_HAND)
        self._found.pieces.append(Piece(span, (line,), (len(self._scope.actions), 1)))

    def _meant(self, action: Action) -> frozenset[str]:
        return self._scope.heads_of((action.region, action.what))

    def _completed(self, action: Action) -> Action:
        region = self._scope.resolve_place(action.region) if action.region else None
        what = self._scope.resolve(action.what) if action.what and not is_label(action.what) else action.what
        before = self._scope.actions[-1].region if self._scope.actions else None
        if region is None and before and singular(before.casefold().rpartition(" ")[2]) in _INSIDE:
            region = before
        role = action.role or self._scope.roles.get(action.value or what or "")
        return replace(action, region=region, what=what, role=role)

    def _read_explanation(self, statement: Statement) -> None:
        segments = statement.reading.segments
        at: int | None = None
        start: int | None = None
        for position, whole in enumerate(segments):
            segment = replace(whole, start=whole.start if start is None else start)
            start = None
            if segment.actions:
                at = self._repeated(segment.actions[0])
                if at is None:
                    self._add_actions(statement, segment, iter(()))
                    at = self._last()
                elif checks := self._choice_checks(at):
                    self._found.pieces.append(piece_of(statement, segment, checks, (self._last(), 2)))
                elif position + 1 < len(segments):
                    start = segment.start
                else:
                    self._found.pieces.append(piece_of(statement, segment, (), (at, 1)))
            elif segment.facts:
                self._add_checks(statement, segment, at)
            else:
                self._add_purpose(statement, segment, self._last() if at is None else at)

    def _add_checks(self, statement: Statement, segment: Segment, at: int | None) -> None:
        span, text = span_of(statement, segment), statement.sentence.text[segment.start : segment.end]
        at = self._acted_on(text) if at is None else at
        checks: list[Check] = []
        for fact in segment.facts:
            if fact.kind is FactKind.ONLY_AFTER:
                self._found.conditions.append(Condition(span, self._scope.resolve(fact.what), fact.items, text))
                return
            checks.append(check(fact, segment.effect, self._scope, text))
            self._remember(fact)
        lines = tuple(dict.fromkeys(line for each in checks for line in each.lines))
        before = [each.action or 0 for each in checks if each.moment is Moment.BEFORE]
        after = [each.action for each in checks if each.action is not None]
        if not all(each.lines for each in checks):
            self._found.left.append(Left(span, OWN_FEATURE))
        elif any(each.moment is Moment.WHEN_SEARCHED for each in checks):
            self._found.searched.append(piece_of(statement, segment, lines, (self._last(), 3), checks))
        elif before and at is None:
            self._found.pieces.append(piece_of(statement, segment, lines, (min(before), 0), checks))
        else:
            position = max((*after, *([at] if at is not None else [])), default=self._last())
            self._found.pieces.append(piece_of(statement, segment, lines, (position, 2), checks))

    def _add_purpose(self, statement: Statement, segment: Segment, at: int) -> None:
        span = span_of(statement, segment)
        if segment.says_otherwise:
            self._found.conditions.append(Condition(span, text=statement.sentence.text[segment.start : segment.end]))
        elif segment.effect is not None:
            self._found.pieces.append(piece_of(statement, segment, (effect_check(segment.effect),), (at, 2)))
        else:
            self._found.left.append(Left(span, OWN_FEATURE))

    def _add_failing_step(self, statement: Statement) -> None:
        sentence = statement.sentence
        line = cannot_be_derived(sentence.text, *_HOW_TO_GO_ON)
        slot = (len(self._scope.actions), 1)
        self._found.pieces.append(Piece(Span(sentence.start, sentence.end), (line,), slot))

    def _repeated(self, action: Action) -> int | None:
        """Return the position of the action of this step that a sentence repeats, if it repeats one."""
        meant = self._scope.resolve(action.value or action.what or "it")
        for position in reversed(range(len(self._scope.actions))):
            done = self._scope.actions[position]
            if is_same(meant, done.what) or is_same(meant, done.value):
                return position
        return None

    def _acted_on(self, text: str) -> int | None:
        """Return the position of the action of which a text says what comes of it: *Clicking X opens ...*."""
        if not ACT.search(text):
            return None
        labels = label_runs(text)
        done = enumerate(self._scope.actions)
        named = [
            position for position, a in done if {(a.what or "").casefold(), (a.value or "").casefold()} & {*labels}
        ]
        return named[-1] if named else None

    def _choice_checks(self, position: int) -> tuple[Line, ...]:
        """Return the checks that the boxes are ticked which an action has ticked for the reader."""
        action = self._scope.actions[position]
        return tuple(
            then(f"{quoted(value)} is selected{place(action.region)}") for value in self._scope.choices[position]
        )

    def _remember(self, fact: Fact) -> None:
        if fact.kind is FactKind.OPENS:
            self._scope.opened = fact.what
            if self._scope.actions and (control := self._scope.actions[-1].what):
                self._scope.opened_by[control] = fact.what
        if fact.kind is FactKind.LISTS:
            self._scope.container = self._scope.resolve(fact.what)
        if fact.kind is not FactKind.OTHER:
            self._scope.spoken_of = self._scope.resolve(fact.what)
        self._scope.notice((fact.what, fact.region))

    def _last(self) -> int:
        return max(len(self._scope.actions) - 1, 0)


def _words(gesture: Gesture) -> str:
    return f"{_GESTURES[gesture.kind]} {quoted(gesture.what or 'the page')}"


def _no_step(what: str) -> str:
    return f"no step of the vocabulary can {what}; take the sentence out of the steps and"


_NEEDED = frozenset(_GESTURES) - {GestureKind.HOVER}
"""Gestures without which the rest of a sentence is another act; what a hover shows may be found without it."""


def _searches(actions: Sequence[Action]) -> Iterator[Line | None]:
    """Yield the steps for both halves of *search for and select X*; ``None`` for every other action."""
    is_second = False
    for action, following in zip_longest(actions, actions[1:]):
        entry = action.value or action.what
        is_first = (
            action.do is Do.FILL
            and following is not None
            and following.do in {Do.CLICK, Do.SELECT}
            and entry == (following.value or following.what)
            and (action.role != "textbox" or action.what in {None, entry})
        )
        if entry and (is_first or is_second):
            region = action.region or (f"{action.what} drop-down" if action.what and action.what != entry else None)
            yield search(entry, region) if is_first else select(entry, None, region)
        else:
            yield None
        is_second = is_first
