"""Segments of a sentence: those that instruct, those that state something, and what was not understood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from prosecov.derive.grammar.clauses import Clause, ClauseKind
from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.lexicon.words import word_set
from prosecov.derive.model import Action, Fact, FactKind, Missed, Segment
from prosecov.derive.nouns import words_of
from prosecov.derive.reading.effects import read_effect, read_state
from prosecov.text.typography import DASHES

_CONNECTING = word_set("and then but or to in order so that which where it this they also will") | {
    *",;:-(",
    *DASHES,
}
_JOINING = frozenset({"and", "but", "or"})
_EMPTY = word_set("run start do perform begin make use the a an your it this that and to now then")
_AN = frozenset({"the", "a", "an"})
_MISSING = word_set("it they you there the no")
_GOING_ON = word_set("next continue proceed skip ahead")
_GOING = word_set("go move carry")
_NEAR = 60
"""Characters between *if* and *not* at the most."""
_LISTING = word_set("display displays show shows list lists offer offers contain contains include includes has have")
_PEOPLE = word_set("you we they there people user users")
_SEVERAL = word_set("several multiple various many")
_COLLECTIONS = word_set("list number choice selection range")
_WITH_EFFECT = frozenset({FactKind.VISIBLE, FactKind.SELECTED, FactKind.OTHER})
_LEADS = word_set("then next now finally please optionally")
_OBJECTS = word_set("the your a an it them this that these those all each every any on to in over one")
_NO_ORDER = word_set(
    """
    a above after again all along also an and any are around as at before behind below beneath beside besides but by
    check confirm continue decide do each ensure every first for from here however if in inside is it keep make may
    near no not note notes notice of on once one only or over proceed read remember repeat review see since so some
    still that the then there these they this those through to under underneath until using verify via wait was when
    where whether which while with within without you your
    """
)
"""Words that begin no instruction, or one for which there is nothing to do on the screen."""


def split_segments(
    phrases: Phrases, clauses: Sequence[Clause], actions: Sequence[Action], facts: Sequence[Fact]
) -> tuple[Segment, ...]:
    """Cut a sentence where its actions and facts begin.

    A purpose of which nothing is understood becomes a part of its own, unless it says no more than the action
    does (*Click Search to run the search*).

    Args:
        phrases: The phrases of the sentence.
        clauses: Its clauses.
        actions: What it tells the reader to do.
        facts: What it says of the screen.
    """
    if not actions and not facts:
        return (_from_form(phrases),)
    return tuple(_Cutter(phrases, clauses).segments(actions, facts))


class _Cutter:
    """Cuts a sentence of which something is understood."""

    def __init__(self, phrases: Phrases, clauses: Sequence[Clause]) -> None:
        self._phrases = phrases
        self._tokens = phrases.tokens
        self._low = phrases.low
        self._clauses = clauses
        self._index = {token.start: index for index, token in enumerate(phrases.tokens)}

    def segments(self, actions: Sequence[Action], facts: Sequence[Fact]) -> Iterator[Segment]:
        begun: dict[int, list[Action | Fact]] = defaultdict(list)
        found: tuple[Action | Fact, ...] = (*actions, *facts)
        for item in found:
            begun[self._index[item.start]].append(item)
        starts = sorted(begun)
        cuts = [0, *(max(self._behind_previous(start), before) for before, start in pairwise(starts))]
        for number, (start, (first, end)) in enumerate(zip(starts, pairwise([*cuts, len(self._tokens)]), strict=True)):
            own_actions = tuple(item for item in begun[start] if isinstance(item, Action))
            own_facts = tuple(item for item in begun[start] if isinstance(item, Fact))
            split = 0 if number or own_actions else self._behind_previous(start)
            if own_actions and not own_facts:
                yield from self._instruction(first, end, own_actions)
            elif split and any(self._low(index) in _JOINING for index in range(split, start)):
                yield self._unread(0, split)
                yield self._segment(split, end, facts=own_facts)
            else:
                yield self._segment(first, end, own_actions, own_facts)

    def _behind_previous(self, index: int) -> int:
        """Return the index behind the clause before: the words that connect a clause are its own."""
        while index and self._low(index - 1) in _CONNECTING:
            index -= 1
        return index

    def _segment(self, first: int, end: int, actions: tuple[Action, ...] = (), facts: tuple[Fact, ...] = ()) -> Segment:
        """Return the part between two tokens; it begins where the one before it ends."""
        start = self._tokens[first - 1].end if first else 0
        stop = self._tokens[end - 1].end if end < len(self._tokens) else len(self._phrases.text)
        has_effect = any(fact.kind in _WITH_EFFECT for fact in facts) or any(action.if_visible for action in actions)
        effect = read_effect(self._phrases, first, end) if has_effect else None
        return Segment(start, stop, actions, facts, effect)

    def _unread(self, first: int, end: int) -> Segment:
        segment = self._segment(first, end)
        return replace(
            segment,
            effect=read_effect(self._phrases, first, end),
            says_otherwise=says_otherwise(self._phrases, first, end),
        )

    def _instruction(self, first: int, end: int, actions: tuple[Action, ...]) -> Iterator[Segment]:
        """Yield an instruction, and behind it the purpose that is not understood or what to do otherwise."""
        cut = next((cut for pair in pairwise(self._clauses) if (cut := self._rest(*pair, end, actions))), end)
        yield self._segment(first, cut, actions)
        if cut < end:
            yield self._unread(cut, end)

    def _rest(self, previous: Clause, clause: Clause, end: int, actions: tuple[Action, ...]) -> int:
        """Return the index behind an instruction if a clause is no part of it; 0 if it is one.

        What an optional action is for holds only if it is performed, so it is not taken apart from it.
        """
        first, cut = self._index[actions[-1].start], previous.end
        if not previous.start <= first < cut <= clause.start < end:
            return 0
        joint = [self._low(index) for index in range(cut, clause.start + 2)]
        if "otherwise" in joint or joint[-2:] == ["if", "not"]:
            return cut
        # In "select A as the status to apply" the infinitive says which status it is, and is no purpose.
        is_kind = any(self._low(index) == "as" and self._low(index + 1) in _AN for index in range(first, cut))
        is_purpose = clause.kind is ClauseKind.PURPOSE or joint[:2] == ["so", "that"]
        if not is_purpose or is_kind or actions[-1].if_visible:
            return 0
        return 0 if self._says_nothing_more(clause.start, end, actions) else cut

    def _says_nothing_more(self, first: int, end: int, actions: Sequence[Action]) -> bool:
        named = {word for action in actions for name in (action.what, action.value) for word in words_of(name or "")}
        words = (word for token in self._tokens[first:end] for word in words_of(token.low))
        return all(word in named or word in _EMPTY for word in words)


def says_otherwise(phrases: Phrases, first: int, end: int) -> bool:
    """Return whether the words between two tokens say how to go on where something is not there."""
    low = phrases.low
    while first < end and low(first) in {",", ";", ":", "-", *DASHES}:
        first += 1
    if low(first) == "if" and low(first + 1) in _MISSING and low(first + 1) != "not":
        reach = phrases.tokens[first + 1].end + _NEAR
        negations = (
            index
            for index in range(first + 2, end)
            if (low(index) in {"not", "no"} or low(index).endswith("n't")) and phrases.tokens[index].start <= reach
        )
        first = next(negations, end)
    elif low(first) != "otherwise" and (low(first), low(first + 1)) != ("if", "not"):
        return False
    return any(
        low(index) in _GOING_ON or (low(index) in _GOING and low(index + 1) == "on") for index in range(first + 1, end)
    )


def _from_form(phrases: Phrases) -> Segment:
    """Return the part of a sentence of which nothing is understood, with the fact that its form suggests."""
    text, end = phrases.text, len(phrases.tokens)
    fact = _several(phrases) or Fact(FactKind.OTHER, text)
    if fact.kind is FactKind.OTHER and (stated := read_state(phrases, 0, end)):
        fact = replace(fact, subject=stated[0], state=stated[1])
    if says_otherwise(phrases, 0, end):
        return Segment(0, len(text), says_otherwise=True)
    effect = read_effect(phrases, 0, end) if fact.kind in _WITH_EFFECT else None
    return Segment(0, len(text), facts=(fact,), effect=effect)


def _several(phrases: Phrases) -> Fact | None:
    """Read *The page shows a list of reports*: what it is that shows several things."""
    low, tokens = phrases.low, phrases.tokens
    if low(0) in _PEOPLE:
        return None
    for index in range(1, len(tokens)):
        if low(index) not in _LISTING:
            continue
        is_list = low(index + 1) in _AN and low(index + 2) in _COLLECTIONS and low(index + 3) == "of"
        if is_list or low(index + 1) in _SEVERAL:
            phrase = phrases.noun_phrase(index + 4, len(tokens))[0] if low(index + 2) == "list" else None
            listed = phrase.text if phrase is not None else None
            return Fact(FactKind.LISTS, phrases.text[: tokens[index - 1].end], listed=listed)
    return None


def missed_instruction(phrases: Phrases, limit: int) -> Missed:
    """Return how likely it is that a sentence begins with an instruction that was not understood.

    Args:
        phrases: The phrases of the sentence.
        limit: Where the first of its actions and gestures begins; only what stands ahead of it counts.
    """
    tokens = phrases.tokens
    position = _behind_lead(phrases)
    if position >= len(tokens) or tokens[position].end > limit:
        return Missed.NO
    words = tokens[position].low.split()
    verb = _letters(words[0]) if words else ""
    if not verb or verb in _NO_ORDER:
        return Missed.NO
    behind = words[1:] or [token.low for token in tokens[position + 1 : position + 2] if token.end <= limit]
    is_object = bool(behind) and (behind[0] in _OBJECTS or (len(behind[0]) == 1 and behind[0].isdigit()))
    return Missed.LIKELY if is_object and verb == words[0] else Missed.POSSIBLE


def _behind_lead(phrases: Phrases) -> int:
    """Return the index behind *then*, *(optional)* and the like."""
    first = tuple(token.low for token in phrases.tokens[:3])
    if first == ("(", "optional", ")"):
        return 3
    position = 2 if first[:2] == ("optional", ":") else int(first[:1] != () and first[0] in _LEADS)
    while position and phrases.low(position) == ",":
        position += 1
    return position


def _letters(word: str) -> str:
    """Return the letters with which a word begins: *it* for *it's*."""
    end = next((index for index, letter in enumerate(word) if not ("a" <= letter <= "z")), len(word))
    return word[:end]
