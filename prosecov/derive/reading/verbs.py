"""Predicates with a full verb: opens, closes, lists, shows, appears, disappears, narrows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prosecov.derive.grammar.phrases import Phrase
from prosecov.derive.lexicon.statement_verbs import RESETTING, STATEMENT_VERBS
from prosecov.derive.lexicon.words import ABOVE, ASKING, BELOW, TRANSIENT, word_set
from prosecov.derive.model import Fact, FactKind
from prosecov.derive.reading.changes import changed, value_of
from prosecov.derive.reading.facts import ONLY, Assertion, Subject, is_message, without_only

_LEADING = word_set("brings takes leads bring take lead")
_SHOWING = word_set("show shows display displays")
_SAYING = word_set("says reads saying reading asks say read")
_TURNING = word_set("turns turn")
_COMING = word_set("comes come")
_HIDING = word_set("hides hide")
_CHECK_MARKS = frozenset({"check mark", "checkmark", "tick", "tick mark", "check"})


def doing(assertion: Assertion, subject: Subject, position: int) -> Iterator[Fact]:
    """Yield the facts of a verb at a position."""
    low = assertion.phrases.low(position)
    kind = STATEMENT_VERBS.get(low)
    if facts := list(changed(assertion, subject, position)):
        yield from facts
    elif low == "equals":
        yield from value_of(assertion, subject, position + 1)
    elif low in _SHOWING:
        yield from _showing(assertion, subject, position)
    elif low in _LEADING:
        yield from led(assertion, position + 1)
    elif kind in _READERS:
        yield from _READERS[kind](assertion, subject, position)
    elif low in _SAYING:
        yield from _saying(assertion, subject.text, position + 1)
    elif (low in _TURNING and subject.is_on_screen) or (low in RESETTING and _is_control(assertion.noun(position + 1))):
        yield assertion.described(subject)


def _is_control(phrase: Phrase | None) -> bool:
    return phrase is not None and phrase.role != ""


def led(assertion: Assertion, position: int) -> Iterator[Fact]:
    """Read *... takes you to X*, *... brings up X*."""
    low = assertion.phrases.low
    for index in range(position, min(position + 3, assertion.clause.end)):
        if low(index) in {"to", "up"}:
            phrase = assertion.noun(index + 1)
            if phrase is not None and (phrase.is_region or phrase.label is not None):
                yield assertion.fact_of_verb(FactKind.OPENS, phrase.text, position - 1)
            return


def _appearing(assertion: Assertion, subject: Subject, position: int) -> Iterator[Fact]:
    """Read *X appears in Y*."""
    phrase, places = subject.phrase, assertion.places(position + 1)
    if phrase is None or subject.is_act:
        return
    if "only" in phrase.determiners:
        region = assertion.region(places) or without_only(subject.text)
        yield assertion.fact(FactKind.FILTERED, region, [without_only(assertion.with_places(subject))])
    elif phrase.kind in TRANSIENT and assertion.phrases.low(position).startswith("appear"):
        yield assertion.fact(FactKind.OPENS, subject.text, region=assertion.region(places))
    elif is_message(phrase):
        yield assertion.message(phrase)
    elif (message := assertion.lettered(subject) or assertion.announced(phrase, position + 1)) is not None:
        yield message
    else:
        for each in subject.all:
            yield assertion.positioned(each.text, [*places, *subject.places])


def _opening(assertion: Assertion, subject: Subject, position: int) -> Iterator[Fact]:
    """Read *X opens*, *clicking X opens Y*, and the same with *closes*."""
    low = assertion.phrases.low(position)
    has_particle = assertion.phrases.low(position + 1) in {"up", "out"}
    thing, behind = assertion.phrases.noun_phrase(position + 1 + has_particle, assertion.clause.end)
    if thing is not None and thing.is_pronoun:
        return
    if thing is not None:
        places, _ = assertion.phrases.places(behind, assertion.clause.end)
        region = assertion.region(places) if places else None
        yield assertion.fact_of_verb(STATEMENT_VERBS[low], thing.text, position, region)
    elif not subject.is_act and (has_particle or low not in _COMING):
        yield assertion.fact(
            STATEMENT_VERBS[low], subject.text, region=assertion.region(assertion.places(position + 1))
        )


def _hiding(assertion: Assertion, subject: Subject, position: int) -> Iterator[Fact]:
    """Read *X disappears*, *clicking X hides Y*."""
    low = assertion.phrases.low(position)
    thing = assertion.noun(position + 1)
    if low in _HIDING and thing is not None:
        yield assertion.fact(FactKind.HIDDEN, thing.text)
    elif not subject.is_act and (low != "goes" or assertion.phrases.low(position + 1) == "away"):
        is_transient = subject.phrase is not None and subject.phrase.kind in TRANSIENT
        places = [place for place in assertion.places(position + 1) if place.preposition == "from"]
        region = places[0].phrase.text if places and not is_transient else None
        yield assertion.fact(FactKind.CLOSES if is_transient else FactKind.HIDDEN, subject.text, region=region)


def _listing(assertion: Assertion, subject: Subject, position: int) -> Iterator[Fact]:
    """Read *X contains A, B and C*."""
    enumeration = assertion.enumeration(position + 1)
    phrase = enumeration.phrase
    if subject.is_act:
        return
    if phrase is not None and phrase.is_negated:
        if phrase.is_control:
            yield assertion.fact(FactKind.HIDDEN, without_only(phrase.text), region=subject.text)
    elif enumeration.has_entries or (enumeration.is_several and subject.is_on_screen):
        yield assertion.lists(subject.text, enumeration, has_entries=enumeration.has_entries)
    elif phrase is not None and assertion.phrases.low(position + 1) in ONLY and not phrase.is_control:
        yield assertion.fact(FactKind.FILTERED, subject.text, [without_only(assertion.tail(phrase))])
    elif subject.phrase is not None and subject.phrase.is_region and phrase is not None and phrase.is_control:
        yield assertion.fact(FactKind.VISIBLE, phrase.text, region=subject.text)


def _showing(assertion: Assertion, subject: Subject, position: int) -> Iterator[Fact]:
    """Read *X shows Y*: a list, only some, a message, a check mark, or something in a region."""
    low = assertion.phrases.low
    enumeration = assertion.enumeration(position + 1)
    phrase = enumeration.phrase
    if phrase is None or low(position + 1) in ASKING:
        return
    if phrase.is_negated:
        yield assertion.fact(FactKind.HIDDEN, without_only(phrase.text), region=subject.text)
    elif "only" in phrase.determiners or low(position + 1) in ONLY or low(position - 1) in ONLY:
        yield assertion.fact(FactKind.FILTERED, subject.text, [without_only(assertion.tail(phrase))])
    elif phrase.text.casefold() in _CHECK_MARKS:
        yield assertion.fact(FactKind.SELECTED, assertion.with_places(subject))
    elif is_message(phrase):
        yield assertion.message(phrase)
    elif not subject.is_act and enumeration.has_entries:
        yield assertion.lists(subject.text, enumeration)
    elif not subject.is_act and enumeration.is_several:
        if subject.is_on_screen:
            yield assertion.lists(subject.text, enumeration, has_entries=False)
            yield from _with_control(assertion, phrase)
    else:
        yield _shown(assertion, subject, phrase)


def _shown(assertion: Assertion, subject: Subject, phrase: Phrase) -> Fact:
    places = assertion.places(phrase.end)
    beside = [place for place in places if place.preposition.rpartition(" ")[2] in ABOVE | BELOW]
    if beside:
        return assertion.positioned(phrase.text, beside)
    region = assertion.region(places) if places else None
    return assertion.fact(FactKind.VISIBLE, phrase.text, region=region or (None if subject.is_act else subject.text))


def _with_control(assertion: Assertion, phrase: Phrase) -> Iterator[Fact]:
    """Read *... with a Select All checkbox at the top left of the list*."""
    places = assertion.places(phrase.end, beyond_with=True)
    for number, place in enumerate(places):
        if place.preposition == "with" and place.phrase.label is not None:
            yield assertion.positioned(place.phrase.text, places[number + 1 :])


def _narrowing(assertion: Assertion, subject: Subject, position: int) -> Iterator[Fact]:
    """Read *X limits Y to Z*."""
    del subject
    thing, behind = assertion.phrases.noun_phrase(position + 1, assertion.clause.end)
    if thing is not None:
        yield from assertion.filtered(thing.text, behind)


def _selecting(assertion: Assertion, subject: Subject, position: int) -> Iterator[Fact]:
    """Read *Clicking X selects Y*."""
    thing = assertion.noun(position + 1)
    if thing is not None and subject.phrase is not None:
        yield assertion.fact(FactKind.SELECTED, thing.text)


def _saying(assertion: Assertion, what: str, position: int) -> Iterator[Fact]:
    """Read *A message says "..."*."""
    while assertion.phrases.low(position) in {":", ",", "that"}:
        position += 1
    if assertion.phrases.is_label(position):
        yield assertion.fact(FactKind.MESSAGE, what, [assertion.phrases.tokens[position].text])


_READERS: dict[FactKind | None, Callable[[Assertion, Subject, int], Iterator[Fact]]] = {
    FactKind.VISIBLE: _appearing,
    FactKind.OPENS: _opening,
    FactKind.CLOSES: _opening,
    FactKind.HIDDEN: _hiding,
    FactKind.LISTS: _listing,
    FactKind.FILTERED: _narrowing,
    FactKind.SELECTED: _selecting,
}
