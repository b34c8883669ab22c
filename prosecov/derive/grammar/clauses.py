"""From the tokens of a sentence to its clauses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.grammar.openings import Openings
from prosecov.derive.grammar.tokens import TokenKind
from prosecov.derive.lexicon.imperatives import IMPERATIVES, Frame
from prosecov.derive.lexicon.statement_verbs import MODALS
from prosecov.derive.lexicon.words import ADVERBS, CONDITIONS, DETERMINERS, ORDINALS, word_set
from prosecov.text.typography import DASHES

_ENDS = frozenset({";", ":", ".", "!", "?", "-", *DASHES})
_SOFT = frozenset({",", "and", "or", "then", "but", "so", "otherwise"}) | ADVERBS
_JOINTS = frozenset({",", "and", "or", "then", "but", "so"})
_NEW_START = frozenset({";", "but", "then", ".", ":", *DASHES})
_BUT_NOT = frozenset({"instead", "rather", "without"})
_BEFORE_COLON = frozenset({Frame.OPEN, Frame.CLICK, Frame.CHOOSE})
_NEEDS_CLAUSE = frozenset({"before", "after", "as", "since"})
_RELATIVE = frozenset({"which", "where"})
_WANTING = word_set(
    """want wants need needs like able ready going wish have has used allowed asked prompted required likely about
    possible easier how what where due up next close according"""
)
_SEVERAL_PEOPLE = word_set("you they we users to people") | MODALS


class ClauseKind(Enum):
    """Kinds of clause."""

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


class Clauses:
    """Splits the tokens of a sentence."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._tokens = phrases.tokens
        self._low = phrases.low
        self.openings = Openings(phrases)

    def split(self, start: int, end: int) -> list[Clause]:
        """Return the clauses between two tokens, in order."""
        found: list[Clause] = []
        position = start
        joiner: set[str] = set()
        while position < end:
            position = self._skip(position, end, joiner)
            if position >= end:
                break
            clause = self._clause(position, end, frozenset(joiner), found[-1] if found else None)
            found.append(clause)
            joiner = set()
            position = clause.end
        return found

    def _skip(self, position: int, end: int, joiner: set[str]) -> int:
        """Pass over conjunctions, adverbs, signs and brackets between clauses."""
        while position < end:
            low = self._low(position)
            if low in {"(", "["}:
                position = self._phrases.behind_bracket(position, end)
                continue
            if low == "that" and "so" in joiner:
                position += 1
                continue
            if low == "after" and self._is_after_that(position, end):
                position += 2
                continue
            is_sign = self._tokens[position].kind in {TokenKind.SIGN, TokenKind.ARROW}
            if not is_sign and not (low in _SOFT and self._is_soft(position, end)):
                break
            joiner.add(low or ">")
            position += 1
        return position

    def _is_soft(self, position: int, end: int) -> bool:
        """Return whether a word between clauses only joins them."""
        low, following = self._low(position), position + 1
        if self._phrases.preposition(position):
            return False
        if low in {"there", "here"}:
            return not self._phrases.is_finite(following)
        if low == "once":
            return following >= end or self._low(following) in {",", "more", "and"}
        if low in {"only", "just"}:
            return self.openings.is_imperative(following, end)
        if low in ORDINALS:
            return self._phrases.noun_phrase(following, end)[0] is None or self._is_main(following, end)
        return True

    def _is_after_that(self, position: int, end: int) -> bool:
        behind = position + 2
        is_that = self._low(position + 1) in {"that", "this"}
        return is_that and (self._low(behind) == "," or self._instructs(behind, end))

    def _is_main(self, position: int, end: int) -> bool:
        return self._low(position) in {"you", "the", "a", "an", "it", "this"} or self.openings.is_imperative(
            position, end
        )

    def _clause(self, position: int, end: int, joiner: frozenset[str], previous: Clause | None) -> Clause:
        kind, start = self._subordinate(position, end, joiner, previous)
        if kind is not None:
            return self._until_boundary(kind, start, end, joiner)
        verb, is_negative = self.openings.behind_prefix(position)
        inherits = previous is not None and previous.is_negative and not joiner & _NEW_START
        if self.openings.is_imperative(verb, end):
            return self._until_boundary(ClauseKind.INSTRUCTION, verb, end, joiner, is_negative=is_negative or inherits)
        if is_negative and verb > position and self._phrases.verb(verb, gerund=True)[2]:
            return self._until_boundary(ClauseKind.INSTRUCTION, verb, end, joiner, is_negative=True)
        place = self.openings.places_end(position, end)
        if place > position and (place >= end or self._low(place) in {",", ";", ":"} or self._instructs(place, end)):
            return Clause(ClauseKind.PLACE, position, place, joiner)
        return self._until_boundary(ClauseKind.STATEMENT, position, end, joiner)

    def _instructs(self, position: int, end: int) -> bool:
        return self.openings.is_imperative(self.openings.behind_prefix(position)[0], end)

    def _subordinate(
        self, position: int, end: int, joiner: frozenset[str], previous: Clause | None
    ) -> tuple[ClauseKind | None, int]:
        """Return the kind of a subordinate clause at a position and where it starts; no kind for a main clause."""
        low, following = self._low(position), self._low(position + 1)
        is_after_means = previous is not None and previous.kind is ClauseKind.MEANS and bool(joiner & {"and", "then"})
        if low in _BUT_NOT or (
            low in CONDITIONS and (low != "as" or self.openings.opens_clause(position + 1, end, low))
        ):
            return ClauseKind.CONDITION, position
        if low == "in" and following == "order":
            return ClauseKind.PURPOSE, position + 2
        if low == "to" and self._phrases.preposition(position) == 1 and not self._tokens[position].text.isupper():
            return ClauseKind.PURPOSE, position
        if low == "by" and self.openings.is_gerund(position + 1):
            return ClauseKind.MEANS, position + 1
        if is_after_means and self.openings.is_gerund(position):
            return ClauseKind.MEANS, position
        return (ClauseKind.RELATIVE if low in _RELATIVE and previous else None), position

    def _until_boundary(
        self, kind: ClauseKind, start: int, end: int, joiner: frozenset[str], *, is_negative: bool = False
    ) -> Clause:
        position = start + 1
        frame = None
        if kind is ClauseKind.INSTRUCTION:
            _, frame, length = self._phrases.verb(start)
            position = start + max(1, length)
            position += frame in _BEFORE_COLON and self._low(position) == ":"
        state = _Open(kind, self._has_plural_subject(kind, start, end), position, frame)
        while position < end:
            if self._low(position) in {"(", "["}:
                position = self._phrases.behind_bracket(position, end)
            elif self._is_boundary(position, end, state, start):
                break
            else:
                position += 1
        return Clause(kind, start, position, joiner, is_negative)

    def _has_plural_subject(self, kind: ClauseKind, start: int, end: int) -> bool:
        """Return whether a verb in the base form may go on with the clause: *when you select X and click Y*."""
        if kind in {ClauseKind.PURPOSE, ClauseKind.RELATIVE}:
            return True
        if kind is ClauseKind.INSTRUCTION:
            return False
        words = {self._low(index) for index in range(start, min(start + 6, end))}
        return bool(words & _SEVERAL_PEOPLE)

    def _is_boundary(self, position: int, end: int, state: _Open, start: int) -> bool:
        low = self._low(position)
        if low == "." and self._low(position - 1) in {"e.g", "i.e", "etc"}:
            return False
        if low in _ENDS:
            return low != "-" or self._tokens[position - 1].end < self._tokens[position].start
        if low in _JOINTS:
            return self._is_joint(position, end, state)
        if self._tokens[position - 1].low in {",", "and", "or"}:
            return False
        return self._is_subordinate(position, end, state, start)

    def _is_joint(self, position: int, end: int, state: _Open) -> bool:
        """Return whether a new clause begins behind a comma or a conjunction."""
        is_comma = self._low(position) == ","
        if position == state.first_object and (state.kind is not ClauseKind.STATEMENT or not is_comma):
            return is_comma
        if position == state.first_object and not self._phrases.is_label(position - 1):
            return True
        joiner: set[str] = set()
        ahead = self._skip(position, end, joiner)
        if ahead >= end or self._joins_clause(ahead, joiner, state):
            return True
        verb, is_negative = self.openings.behind_prefix(ahead)
        is_noun = state.frame is Frame.FILL and self.openings.is_bare_noun(ahead, end)
        if not is_noun and self.openings.is_imperative(verb, end) and self._tokens[verb].text[:1].islower():
            is_next = (state.kind is ClauseKind.PURPOSE and "then" in joiner) or self._low(ahead) == "you"
            return is_next or not state.takes_verbs or ("," in joiner and state.kind is not ClauseKind.STATEMENT)
        if self._goes_on(ahead, position, end, state):
            return False
        return is_negative or self.openings.is_statement(ahead, end) or self._joins_place(ahead, end, joiner, state)

    def _goes_on(self, ahead: int, position: int, end: int, state: _Open) -> bool:
        """Return whether a name follows a joint: *enter your name **and email***, *the Day **and Night** tabs*."""
        if state.frame is Frame.FILL and self.openings.is_bare_noun(ahead, end):
            return True
        return state.kind is ClauseKind.STATEMENT and self.openings.are_names(state.first_object - 1, position)

    def _joins_clause(self, position: int, joiner: set[str], state: _Open) -> bool:
        """Return whether a subordinate clause begins behind a joint."""
        low = self._low(position)
        if low == "to":
            return "," not in joiner and self._low(position + 1) in IMPERATIVES
        if low in CONDITIONS or low in _RELATIVE or (low == "by" and self.openings.is_gerund(position + 1)):
            return True
        return state.kind is ClauseKind.MEANS and self.openings.is_gerund(position)

    def _joins_place(self, position: int, end: int, joiner: set[str], state: _Open) -> bool:
        """Return whether a place for the next clause begins behind a joint."""
        place = self.openings.places_end(position, end)
        if state.kind in {ClauseKind.CONDITION, ClauseKind.PURPOSE} and "," in joiner:
            return place > position
        if place > position:
            is_ahead = self._low(place) == "," and ("," in joiner or self._instructs(place + 1, end))
            return is_ahead or self._instructs(place, end)
        return state.kind is ClauseKind.PURPOSE and "then" in joiner

    def _is_subordinate(self, position: int, end: int, state: _Open, start: int) -> bool:
        """Return whether a clause begins at a position without a comma."""
        low, before, following = self._low(position), self._low(position - 1), self._low(position + 1)
        is_verb_ahead = self.openings.is_gerund(position + 1)
        if low in CONDITIONS:
            return low not in _NEEDS_CLAUSE or self.openings.opens_clause(position + 1, end, low)
        if low in _BUT_NOT or low == "by":
            return is_verb_ahead or (low != "by" and following in {"of", "than"})
        if low in {"which", "in"}:
            return (low, before) == ("which", ",") or (low, following) == ("in", "order")
        if before in _WANTING:
            return False
        if low == "to" and state.kind in {ClauseKind.INSTRUCTION, ClauseKind.MEANS}:
            return self.openings.is_purpose(position, start)
        return self._ends_condition(position, state, start)

    def _ends_condition(self, position: int, state: _Open, start: int) -> bool:
        """Return whether an instruction follows a condition without a comma: *When it opens click **OK***."""
        if state.kind is not ClauseKind.CONDITION or state.takes_verbs or position <= start + 2:
            return False
        behind = position + max(1, self._phrases.verb(position)[2])
        is_object = self._low(behind) == "it" or self._phrases.is_label(behind)
        return is_object and self._low(position) in IMPERATIVES and self._low(position - 1) not in DETERMINERS


@dataclass(frozen=True, slots=True)
class _Open:
    """State of a clause while its end is looked for.

    Attributes:
        kind: Its kind.
        takes_verbs: Whether a verb in the base form may go on with it: *when you select X and click Y*.
        first_object: Index at which its first object may begin.
        frame: The frame of its verb, for an instruction.
    """

    kind: ClauseKind
    takes_verbs: bool
    first_object: int
    frame: Frame | None = None
