"""What is said of a subject, verb by verb."""

from __future__ import annotations

from collections.abc import Iterator

from prosecov.derive.grammar.being import being
from prosecov.derive.grammar.doing import doing
from prosecov.derive.grammar.telling import ONLY, Subject, Telling
from prosecov.derive.grammar.verbs import BE, MODALS, PERSONAL, SEEN, STATEMENT_VERBS, UNSEEN
from prosecov.derive.grammar.words import ADVERBS
from prosecov.derive.grammar.wordsets import word_set
from prosecov.derive.model import Fact, FactKind

_AFTER = word_set("after once until unless when if as")
_ONCE = word_set("once after as")
_AVAILABLE = word_set("available visible enabled active shown displayed clickable selectable")
_AUXILIARIES = MODALS | BE | ADVERBS | {"not", "no", "longer"}
_NEGATIVE = word_set("not isn't aren't cannot won't can't longer")
_PAST = word_set("was were wasn't weren't might")
_POSSIBLE = word_set("can cannot can't may could should must")
_JOINTS = frozenset({"and", ",", "then"})


def read_predicates(telling: Telling, subject: Subject, position: int) -> Iterator[Fact]:
    """The facts of what is said of a subject from its verb on; each of several predicates gives its own."""
    low, end = telling.phrases.low, telling.clause.end
    if any(low(index) in PERSONAL for index in range(subject.index, end)):
        # "Sara opens the tab and clicks Approve" tells what a person does.
        return
    while position < end:
        facts, behind = _predicate(telling, subject, position)
        yield from facts
        while behind < end and not (low(behind) in {"and", ","} and _is_verb_ahead(telling, behind)):
            behind += 1
        position = _behind_joint(telling, behind)


def _is_verb_ahead(telling: Telling, position: int) -> bool:
    ahead = _behind_joint(telling, position)
    return telling.phrases.is_finite(ahead) or telling.phrases.low(ahead) in STATEMENT_VERBS


def _behind_joint(telling: Telling, position: int) -> int:
    while telling.phrases.low(position) in _JOINTS:
        position += 1
    return position


def _predicate(telling: Telling, subject: Subject, position: int) -> tuple[list[Fact], int]:
    """The facts of one predicate, and an index in it behind its verb."""
    low, first = telling.phrases.low, position
    words: set[str] = set()
    while position < telling.clause.end and low(position) in _AUXILIARIES:
        words.add(low(position))
        position += 1
    is_negative = bool(words & _NEGATIVE)
    if low(position) in {"doesn't", "don't", "do", "does"}:
        is_negative = True
        position += 1 + (low(position + 1) == "not")
    has_be = bool(words & BE)
    if words & _PAST:
        return [], telling.clause.end
    if words & _POSSIBLE and not has_be:
        return [], position + 1
    facts = list(_said(telling, subject, position, has_be=has_be, is_negative=is_negative))
    return facts, max(position, first + 1)


def _said(telling: Telling, subject: Subject, position: int, *, has_be: bool, is_negative: bool) -> Iterator[Fact]:
    if not subject.text and not subject.is_act:
        return
    low = telling.phrases.low(position)
    only_after = None if subject.is_act else _only_after(telling, subject, low, is_negative=is_negative)
    if only_after is not None:
        yield only_after
    elif is_negative:
        if low in SEEN or STATEMENT_VERBS.get(low) is FactKind.VISIBLE:
            yield telling.fact(FactKind.HIDDEN, subject.text, region=telling.region(telling.places(position + 1)))
    elif has_be:
        yield from being(telling, subject, position)
    else:
        yield from doing(telling, subject, position)


def _only_after(telling: Telling, subject: Subject, low: str, *, is_negative: bool) -> Fact | None:
    """*X appears only after ...*, *X is not shown until ...*, *X becomes available once ...*."""
    opener, _, rest = telling.condition.partition(" ")
    opener = opener.casefold()
    kind = STATEMENT_VERBS.get(low)
    is_shown = low in SEEN | UNSEEN | _AVAILABLE or kind in {FactKind.VISIBLE, FactKind.HIDDEN}
    if not is_shown or opener not in _AFTER or not rest:
        return None
    before = {telling.phrases.low(index) for index in range(subject.index, telling.clause.end)}
    is_until = opener in {"until", "unless"} and (is_negative or low in UNSEEN)
    is_only = bool(before & ONLY) and opener != "as"
    is_once = opener in _ONCE and not is_negative and low not in UNSEEN and kind is not FactKind.HIDDEN
    if not (is_until or is_only or is_once):
        return None
    if opener == "as":
        rest = rest.removeprefix("soon as ")
    return telling.fact(FactKind.ONLY_AFTER, subject.text, [rest])
