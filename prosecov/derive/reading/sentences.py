"""From a sentence to its reading, clause by clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from prosecov.articles import Mark
from prosecov.articles.sentences import is_question
from prosecov.derive.grammar.clauses import Clause, ClauseKind, Clauses
from prosecov.derive.grammar.described import with_names
from prosecov.derive.grammar.labels import FUNCTION_WORDS, find_labels
from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.grammar.openings import begins_note, behind_lead, field_ahead
from prosecov.derive.grammar.phrases import Phrase
from prosecov.derive.grammar.tokens import tokenise
from prosecov.derive.lexicon.statement_verbs import PURPOSE_VERBS
from prosecov.derive.model import Action, Do, Fact, FactKind, Gesture, Reading, Segment
from prosecov.derive.reading.clicks import names_field
from prosecov.derive.reading.conditions import Situation, condition_text, under_condition
from prosecov.derive.reading.facts import Assertion
from prosecov.derive.reading.gestures import read_gesture
from prosecov.derive.reading.instructions import read_instruction, read_passive, read_path
from prosecov.derive.reading.segments import missed_instruction, split_segments
from prosecov.derive.reading.statements import read_promise, read_statement

_LONGEST = 2000
"""Characters of the longest sentence that is read, which bounds the time that one sentence takes."""
_NO_REGION = frozenset({"for", "as", "with", "by", "of", "using"})
_THIS = frozenset({"this", "that", "it", "these"})
_ALTERNATIVES = frozenset({"or", "otherwise"})
_ENSURING = frozenset({"ensure", "verify", "confirm", "check"})


def read(text: str, marks: Sequence[Mark]) -> Reading:
    """Read a sentence by itself; see `prosecov.derive.read_sentence`."""
    if len(text) > _LONGEST:
        return Reading(segments=(Segment(0, len(text), facts=(Fact(FactKind.OTHER, text),)),))
    phrases = Phrases(text, find_labels(text, tokenise(text, marks)))
    return _unread(phrases) if is_question(text) else _Sentence(phrases).read()


def _unread(phrases: Phrases) -> Reading:
    """Return the reading of a question or a note: nothing that is to be done."""
    return Reading(
        (),
        (),
        split_segments(phrases, (), (), ()),
        missed_instruction(phrases, len(phrases.text)),
        begins_note(phrases),
    )


class _Sentence:
    """A sentence while it is being read."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._splitter = Clauses(phrases)
        self._clauses: list[Clause] = []
        self._situation = Situation()
        self._actions: list[Action] = []
        self._facts: list[Fact] = []
        self._gestures: list[Gesture] = []

    def read(self) -> Reading:
        start, is_note = behind_lead(self._phrases)
        if path := read_path(self._phrases, start):
            self._actions += path
            start = len(self._phrases.tokens)
        field, start = field_ahead(self._phrases, self._splitter.openings, start)
        self._situation = replace(self._situation, field=field, last=field)
        self._clauses = self._splitter.split(start, len(self._phrases.tokens))
        for number, clause in enumerate(self._clauses):
            self._read(number, clause)
        if self._actions and (is_note or self._is_exclamation()):
            return _unread(self._phrases)
        actions, facts = tuple(self._actions), tuple(dict.fromkeys(self._facts))
        segments = split_segments(self._phrases, self._clauses, actions, facts)
        starts = [*(action.start for action in actions), *(gesture.start for gesture in self._gestures)]
        first = min(starts, default=len(self._phrases.text))
        missed = missed_instruction(self._phrases, first)
        return Reading(actions, facts, segments, missed, begins_note(self._phrases), tuple(self._gestures))

    def _is_exclamation(self) -> bool:
        """Return whether the sentence cheers its reader on: *Pick the colour you love!*, without a label."""
        ends = self._phrases.text.rstrip(" )").endswith("!")
        return ends and not any(token.is_label for token in self._phrases.tokens)

    def _read(self, number: int, clause: Clause) -> None:
        previous = self._clauses[number - 1] if number else None
        following = self._clauses[number + 1] if number + 1 < len(self._clauses) else None
        match clause.kind:
            case ClauseKind.PLACE:
                self._place(clause)
            case ClauseKind.CONDITION if previous is None and following is not None:
                self._situation = under_condition(self._phrases, clause, self._situation)
            case ClauseKind.INSTRUCTION if not self._is_alternative(clause, previous):
                self._instruction(clause, following)
            case ClauseKind.MEANS if self._is_instructed(number):
                self._act(clause, None)
            case ClauseKind.PURPOSE if previous is None or not previous.is_negative:
                self._purpose(clause, is_first=previous is None)
            case ClauseKind.STATEMENT:
                self._statement(clause, previous, following)
            case ClauseKind.RELATIVE if previous is not None:
                self._statement(clause, previous, following)

    def _is_instructed(self, number: int) -> bool:
        """Return whether what is done by some means is an instruction: not in *By clicking X, you agree*."""
        before = reversed(self._clauses[:number])
        main = next((clause for clause in before if clause.kind is not ClauseKind.MEANS), None)
        if main is None or main.kind is ClauseKind.INSTRUCTION:
            return main is not None
        return self._is_unknown_verb(main) or self._is_explained(main)

    def _is_explained(self, clause: Clause) -> bool:
        """Return whether a clause with a means is *This is done* or *You do this*."""
        words = [self._phrases.low(index) for index in range(clause.start, clause.end)]
        is_done = words[0] in _THIS and words[1:2] in (["is"], ["are"]) and words[-1].endswith(("ed", "done", "made"))
        return is_done or (words[0] in {"you", "we"} and words[1:2] in (["do"], ["start"], ["begin"]))

    def _is_unknown_verb(self, clause: Clause) -> bool:
        """Return whether a clause with a means is *Archive a season*: a word that no table knows, and its object."""
        first, last = clause.start, clause.end
        phrase, behind = self._phrases.noun_phrase(first + 1, last)
        is_word = clause.kind is ClauseKind.STATEMENT and self._phrases.low(first).isalpha()
        is_object = phrase is not None and (phrase.determiner or phrase.label) and behind == last
        return is_word and bool(is_object) and self._phrases.low(first) not in FUNCTION_WORDS

    def _is_alternative(self, clause: Clause, previous: Clause | None) -> bool:
        is_if_not = previous is not None and condition_text(self._phrases, previous).casefold() == "if not"
        is_other = "alternatively" in clause.joiner or is_if_not
        return bool(clause.joiner & _ALTERNATIVES) or (is_other and bool(self._actions))

    def _object(self, position: int, end: int) -> Phrase | None:
        return self._phrases.noun_phrase(position, end)[0]

    def _place(self, clause: Clause) -> None:
        """Read *In the Tools menu, ...*; *For Time zone, ...* and *Using the Time zone list, ...* name a field."""
        places = with_names(self._phrases.places(clause.start, clause.end)[0])
        field = next((place.phrase for place in reversed(places) if names_field(place)), None)
        regions = [place for place in places if place.preposition not in _NO_REGION]
        situation = self._situation
        self._situation = replace(situation, places=(*situation.places, *regions), field=field or situation.field)

    def _purpose(self, clause: Clause, *, is_first: bool) -> None:
        low = self._phrases.low
        position = clause.start + (low(clause.start) == "to")
        joined = (index + 1 for index in range(position, clause.end - 1) if low(index) == "and")
        for verb in (position, *(index for index in joined if low(index) in PURPOSE_VERBS)):
            self._facts += read_promise(Assertion(self._phrases, clause), verb, self._situation.last)
        if is_first:
            self._speak_of(self._object(position + 1, clause.end))

    def _speak_of(self, phrase: Phrase | None) -> None:
        if phrase is not None:
            self._situation = replace(self._situation, last=phrase)

    def _instruction(self, clause: Clause, following: Clause | None) -> None:
        if following is not None and following.kind is ClauseKind.MEANS and self._performs(following):
            self._carried_out_by(clause, following)
        elif self._phrases.low(clause.start) == "use":
            self._use(clause, following)
        elif not self._ensure(clause):
            self._act(clause, following)

    def _performs(self, means: Clause) -> bool:
        """Return whether a means is an action: *by clicking Y*, not *by moving the slider*."""
        return bool(read_instruction(self._phrases, means, self._situation)[0])

    def _act(self, clause: Clause, following: Clause | None) -> None:
        situation = self._situation
        if following is not None and following.kind is ClauseKind.CONDITION:
            is_needed = under_condition(self._phrases, following, Situation()).if_visible
            situation = replace(situation, if_visible=situation.if_visible or is_needed)
        actions, last = read_instruction(self._phrases, clause, situation)
        self._actions += actions
        gesture = None if actions else read_gesture(self._phrases, clause)
        self._gestures += [gesture] if gesture else []
        if clause.kind is ClauseKind.INSTRUCTION and not actions and not clause.is_negative:
            behind = clause.start + self._phrases.verb(clause.start)[2]
            self._speak_of(self._object(behind + self._phrases.preposition(behind), clause.end) or last)
        else:
            self._leave_place(last, situation.region)

    def _leave_place(self, last: Phrase | None, region: str | None = None) -> None:
        """Forget the places ahead, which cover only the clause behind them, and keep what was spoken of last."""
        situation = self._situation
        self._situation = replace(situation, last=last or situation.last, places=(), field=None, region=region)

    def _carried_out_by(self, clause: Clause, means: Clause) -> None:
        """Read *Open X by clicking Y*: what is to come of it is a promise; the means follows as a clause of its own."""
        assertion = Assertion(self._phrases, clause)
        promises = list(read_promise(assertion, clause.start, self._situation.last))
        phrase = self._object(clause.start + 1, clause.end)
        verb = self._phrases.low(clause.start)
        if not promises and phrase is not None and PURPOSE_VERBS.get(verb) is FactKind.FILTERED:
            actions, _ = read_instruction(self._phrases, means, Situation())
            criteria = [action.value for action in actions if action.value]
            promises = [assertion.fact(FactKind.FILTERED, phrase.text, criteria)] if criteria else []
        self._facts += promises
        self._speak_of(phrase)

    def _use(self, clause: Clause, following: Clause | None) -> None:
        """Read *Use the Country drop-down to choose Ghana*: the field stands ahead of the instruction."""
        phrase = self._object(clause.start + 1, clause.end)
        is_purpose = following is not None and following.kind is ClauseKind.PURPOSE and not clause.is_negative
        if phrase is None or phrase.label is None or following is None or not is_purpose:
            return
        inner = replace(following, kind=ClauseKind.INSTRUCTION, start=following.start + 1)
        situation = replace(self._situation, field=phrase)
        actions, _ = read_instruction(self._phrases, inner, situation)
        self._actions += [action for action in actions if action.do in {Do.SELECT, Do.FILL}]
        self._speak_of(phrase)

    def _ensure(self, clause: Clause) -> bool:
        """Read *make sure that X is selected*, a statement; return whether the clause is one."""
        low, behind = self._phrases.low, clause.start + 1
        if low(clause.start) == "make" and low(behind) == "sure":
            behind += 1
        elif low(clause.start) not in _ENSURING and (low(clause.start), low(behind)) != ("note", "that"):
            return False
        has_that = low(behind) == "that"
        if not has_that and not self._splitter.openings.is_statement(behind, clause.end):
            return False
        inner = replace(clause, kind=ClauseKind.STATEMENT, start=behind + has_that)
        self._facts += read_statement(self._phrases, inner, self._situation.places, "", self._situation.last)
        return True

    def _statement(self, clause: Clause, previous: Clause | None, following: Clause | None) -> None:
        beside = (other for other in (following, previous) if other and other.kind is ClauseKind.CONDITION)
        condition = next((text for other in beside if (text := condition_text(self._phrases, other))), "")
        situation = self._situation
        if actions := read_passive(self._phrases, clause, situation):
            self._actions += actions
            return
        self._facts += read_statement(self._phrases, clause, situation.places, condition, situation.last)
        phrase = self._object(clause.start, clause.end)
        self._leave_place(phrase if phrase is not None and phrase.is_on_screen and not phrase.is_pronoun else None)
