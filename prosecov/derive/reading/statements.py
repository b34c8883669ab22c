"""From the clause of a statement, or of a purpose, to facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prosecov.derive.grammar.clauses import Clause, ClauseKind
from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.grammar.phrases import Phrase, PlacePhrase
from prosecov.derive.lexicon.imperatives import GERUNDS
from prosecov.derive.lexicon.statement_verbs import BE, MODALS, PEOPLE, PURPOSE_VERBS
from prosecov.derive.lexicon.words import ADVERBS, ASKING, word_set
from prosecov.derive.model import Fact, FactKind
from prosecov.derive.reading.facts import (
    ONLY,
    Assertion,
    Subject,
    is_message,
    without_article,
    without_number,
    without_only,
)
from prosecov.derive.reading.predicates import ELLIPTIC, read_predicates
from prosecov.derive.reading.verbs import led

_READER = word_set("you we you'll we'll")
_SEEING = word_set("see find notice get")
_OFFERED = word_set("click press choose select use open pick tap check tick")
_CHOOSING = word_set("choose pick select")
_TAKEN = word_set("taken redirected brought returned sent")
_STANDING = BE | word_set("sits sit appears appear")
_STANDING_FIRST = _STANDING - {"be"}
_AHEAD_OF_SUBJECT = ADVERBS - {"there", "only", "just"}
_BEFORE_VERB = MODALS | ADVERBS | word_set("not don't be able to have")
_NEGATIVE = word_set("not don't can't won't cannot")
_MOST_SUBJECTS = 9


def read_promise(assertion: Assertion, position: int, topic: Phrase | None) -> Iterator[Fact]:
    """Yield the facts of a purpose.

    Args:
        assertion: The purpose, or an instruction that is carried out by another (*Open X by clicking Y*).
        position: The index of its verb.
        topic: What was spoken of last, for *it*.
    """
    low, end = assertion.phrases.low, assertion.clause.end
    kind = PURPOSE_VERBS.get(low(position))
    start = position + 1 + (low(position + 1) in {"up", "out"})
    phrase, behind = assertion.phrases.noun_phrase(start, end)
    if kind is None or phrase is None or low(start) in ASKING:
        return
    if kind is FactKind.FILTERED:
        if low(behind) in {"to", "down", "by"}:
            yield from assertion.filtered(phrase.text, behind)
        return
    if phrase.is_pronoun and topic is not None:
        if topic.label is not None or topic.role:
            yield assertion.fact(kind, topic.text)
        return
    if kind is FactKind.VISIBLE and phrase.determiners & ONLY:
        head = phrase.text if len(phrase.tokens) > 1 else phrase.tokens[0].text
        yield assertion.fact(FactKind.FILTERED, without_only(head), [without_only(assertion.tail(phrase))])
    elif kind is FactKind.VISIBLE and low(behind) in {"with", "that"}:
        yield assertion.fact(kind, without_article(assertion.tail(phrase)))
    else:
        region = assertion.region(assertion.places(behind))
        yield assertion.fact_of_verb(kind, phrase.text, position, region)


def read_statement(
    phrases: Phrases, clause: Clause, places: Sequence[PlacePhrase], condition: str, antecedent: Phrase | None
) -> list[Fact]:
    """Return the facts of a clause.

    Args:
        phrases: The phrases of the sentence.
        clause: The clause.
        places: Places named ahead of it.
        condition: Words such as *until two versions are ticked* that belong to it; empty without.
        antecedent: What was spoken of last, for *which*.
    """
    low = phrases.low
    is_act = low(clause.start) in GERUNDS
    ahead, position = ([], clause.start) if is_act else phrases.places(clause.start, clause.end)
    while low(position) in _AHEAD_OF_SUBJECT or low(position) == ",":
        position += 1
    assertion = Assertion(phrases, clause, (*places, *ahead), condition)
    if clause.kind is ClauseKind.RELATIVE:
        facts = read_predicates(assertion, Subject(antecedent, (), position), position + 1)
    elif low(position) in _READER:
        facts = _of_reader(assertion, position + 1)
    elif low(position) == "there":
        facts = _there(assertion, position + 1)
    elif assertion.leading and low(position) in _STANDING_FIRST:
        facts = _there(assertion, position)
    else:
        subject, behind = _subject(phrases, position, clause.end)
        seen = _behind_seeing(phrases, behind) if subject and subject.text.casefold() in PEOPLE else 0
        if seen:
            facts = _seen(assertion, seen, is_negative=_is_negated(phrases, behind, seen))
        elif subject:
            facts = read_predicates(assertion, subject, behind)
        else:
            facts = iter(())
    return list(facts)


def _behind_seeing(phrases: Phrases, position: int) -> int:
    """Return the index behind *sees*, *can see*, *should be able to see*; 0 if it is another verb."""
    while phrases.low(position) in _BEFORE_VERB | {"does", "doesn't", "is"}:
        position += 1
    return position + 1 if phrases.low(position) in {"see", "sees", "notices"} else 0


def _is_negated(phrases: Phrases, position: int, end: int) -> bool:
    return any(phrases.low(index) in _NEGATIVE | {"doesn't"} for index in range(position, end))


def _subject(phrases: Phrases, position: int, end: int) -> tuple[Subject | None, int]:
    """Return the subject: a noun phrase with its places, or *clicking X*; and the index behind it."""
    first = position
    if phrases.low(position) in GERUNDS:
        phrase, behind = phrases.noun_phrase(position + 1, end)
        while behind < end and not phrases.is_finite(behind):
            behind += 1
        return (Subject(phrase, (), first, is_act=True), behind) if behind < end else (None, position)
    phrase, behind = phrases.noun_phrase(position, end)
    if phrase is None:
        return None, position
    if behind == end and (shorter := _without_participle(phrases, phrase, end)) is not None:
        return Subject(shorter, (), first), shorter.end
    places, behind = phrases.places(behind, end)
    others: list[Phrase] = []
    while phrases.low(behind) in {"and", ","} and len(others) < _MOST_SUBJECTS and not phrases.is_finite(behind + 1):
        other, after = phrases.noun_phrase(behind + 1, end)
        if other is None:
            break
        others.append(other)
        more, behind = phrases.places(after, end)
        places += more
    behind = _behind_relative(phrases, behind, end)
    return Subject(phrase, tuple(places), first, others=tuple(others)), behind


def _without_participle(phrases: Phrases, phrase: Phrase, end: int) -> Phrase | None:
    """Return the subject of *Login form displayed*, a statement without *is*; ``None`` if a text is no such one."""
    is_all = end >= len(phrases.tokens) - 1 and not phrase.determiners & {"a", "an"}
    if not is_all or len(phrase.tokens) < 2 or phrase.tokens[-1].is_label or phrase.tokens[-1].low not in ELLIPTIC:
        return None
    first = phrases.tokens.index(phrase.tokens[0])
    return phrases.as_phrase(first, phrase.end - 1)


def _behind_relative(phrases: Phrases, position: int, end: int) -> int:
    """Pass over *that you clicked* behind the subject: the second verb is its own."""
    if phrases.low(position) not in {"that", "which", "who", "you"}:
        return position
    missing = 1 if phrases.low(position) == "you" else 2
    for index in range(position + 1, end):
        missing -= phrases.is_finite(index)
        if not missing:
            return index
    return position


def _of_reader(assertion: Assertion, position: int) -> Iterator[Fact]:
    """Read *You will see X*, *you can press X*, *you will not see X until ...*, *you are taken to X*."""
    low = assertion.phrases.low
    is_negative, first = False, position
    has_duty = False
    while low(position) in _BEFORE_VERB | BE:
        has_duty |= low(position) == "have"
        is_negative |= low(position) in _NEGATIVE
        position += 1
    verb = low(position)
    if verb in _SEEING:
        # "You first find the contacts" tells of an act; "you will find them in the list" of the screen.
        is_future = position > first or low(first - 1).endswith("'ll")
        if verb in {"see", "notice"} or is_future or assertion.leading:
            yield from _seen(assertion, position + 1, is_negative=is_negative)
    elif verb in _CHOOSING and low(position + 1) in {"between", "from", "one"}:
        yield from _choices(assertion, position + 2)
    elif verb in _TAKEN:
        yield from led(assertion, position + 1)
    elif verb in _OFFERED and not is_negative and not has_duty:
        phrase = assertion.noun(position + 1)
        if phrase is not None and (phrase.label is not None or phrase.role in {"button", "link", "icon", "tab"}):
            yield assertion.fact(FactKind.VISIBLE, phrase.text, region=assertion.region(assertion.places(phrase.end)))


def _there(assertion: Assertion, position: int) -> Iterator[Fact]:
    """Read *There is X in Y*, *above Y is X*."""
    phrase = assertion.noun(position + 1)
    if assertion.phrases.low(position) not in _STANDING or phrase is None:
        return
    enumeration = assertion.enumeration(position + 1)
    if phrase.is_negated:
        if phrase.is_on_screen:
            region = assertion.region(assertion.places(phrase.end))
            yield assertion.fact(FactKind.HIDDEN, without_only(phrase.text), region=region)
    elif len(enumeration.items) > 1 and assertion.leading:
        yield assertion.lists(assertion.leading[-1].phrase.text, enumeration)
    elif len(enumeration.items) > 1 and phrase.label is None:
        region = assertion.region(assertion.places(phrase.end))
        yield assertion.lists(without_number(phrase.text), enumeration, region)
    else:
        yield assertion.positioned(phrase.text, assertion.places(phrase.end))


def _seen(assertion: Assertion, position: int, *, is_negative: bool) -> Iterator[Fact]:
    """Read *You will see X*, where X begins at a position."""
    enumeration = assertion.enumeration(position)
    phrase = enumeration.phrase
    if phrase is None:
        return
    opener, _, rest = assertion.condition.partition(" ")
    region = assertion.region(assertion.places(phrase.end))
    if is_negative and opener.casefold() in {"until", "unless"}:
        yield assertion.fact(FactKind.ONLY_AFTER, phrase.text, [rest])
    elif is_negative:
        yield assertion.fact(FactKind.HIDDEN, phrase.text, region=region)
    elif is_message(phrase):
        yield assertion.message(phrase)
    elif "only" in phrase.determiners or assertion.phrases.low(position) in ONLY:
        what = without_only(phrase.text)
        yield assertion.fact(FactKind.FILTERED, region or what, [what])
    elif len(enumeration.items) > 1:
        what = assertion.leading[-1].phrase.text if assertion.leading else without_number(phrase.text)
        yield assertion.lists(what, enumeration)
    else:
        yield assertion.positioned(phrase.text, assertion.places(phrase.end))


def _choices(assertion: Assertion, position: int) -> Iterator[Fact]:
    """Read *You can choose between A and B*, where A begins at a position."""
    enumeration = assertion.enumeration(position)
    if len(enumeration.items) > 1:
        yield assertion.lists(assertion.leading[-1].phrase.text if assertion.leading else "choices", enumeration)
