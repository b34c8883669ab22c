"""Statements with other verbs: opens, closes, lists, shows, appears, disappears, narrows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prosecov.derive.grammar.phrase import Phrase
from prosecov.derive.grammar.telling import ONLY, Subject, Telling, is_message, without_only
from prosecov.derive.grammar.verbs import RESETTING, STATEMENT_VERBS
from prosecov.derive.grammar.words import ABOVE, ASKING, BELOW, TRANSIENT
from prosecov.derive.grammar.wordsets import word_set
from prosecov.derive.model import Fact, FactKind

_LEADING = word_set("brings takes leads bring take lead")
_SHOWING = word_set("show shows display displays")
_SAYING = word_set("says reads saying reading asks say read")
_TURNING = word_set("turns turn")
_COMING = word_set("comes come")
_HIDING = word_set("hides hide")
_CHECK_MARKS = frozenset({"check mark", "checkmark", "tick", "tick mark", "check"})


def doing(telling: Telling, subject: Subject, position: int) -> Iterator[Fact]:
    """The facts of a verb at a position."""
    low = telling.phrases.low(position)
    kind = STATEMENT_VERBS.get(low)
    if low in _SHOWING:
        yield from _showing(telling, subject, position)
    elif low in _LEADING:
        yield from led(telling, position + 1)
    elif kind in _READERS:
        yield from _READERS[kind](telling, subject, position)
    elif low in _SAYING:
        yield from _saying(telling, subject.text, position + 1)
    elif (low in _TURNING and subject.is_on_screen) or (low in RESETTING and _is_control(telling.noun(position + 1))):
        yield telling.fact(FactKind.OTHER, telling.statement(subject))


def _is_control(phrase: Phrase | None) -> bool:
    return phrase is not None and phrase.role != ""


def led(telling: Telling, position: int) -> Iterator[Fact]:
    """*... takes you to X*, *... brings up X*."""
    low = telling.phrases.low
    for index in range(position, min(position + 3, telling.clause.end)):
        if low(index) in {"to", "up"}:
            phrase = telling.noun(index + 1)
            if phrase is not None and (phrase.is_region or phrase.label is not None):
                yield telling.fact(FactKind.OPENS, phrase.text)
            return


def _appearing(telling: Telling, subject: Subject, position: int) -> Iterator[Fact]:
    """*X appears in Y*."""
    phrase, places = subject.phrase, telling.places(position + 1)
    if phrase is None or subject.is_act:
        return
    if "only" in phrase.determiners:
        region = telling.region(places) or without_only(subject.text)
        yield telling.fact(FactKind.FILTERED, region, [without_only(telling.with_places(subject))])
    elif phrase.kind in TRANSIENT and telling.phrases.low(position).startswith("appear"):
        yield telling.fact(FactKind.OPENS, subject.text, region=telling.region(places))
    elif is_message(phrase):
        yield telling.message(phrase)
    elif (message := telling.announced(phrase, position + 1)) is not None:
        yield message
    else:
        for each in subject.all:
            yield telling.positioned(each.text, [*places, *subject.places])


def _opening(telling: Telling, subject: Subject, position: int) -> Iterator[Fact]:
    """*X opens*, *clicking X opens Y*, and the same with *closes*."""
    low = telling.phrases.low(position)
    has_particle = telling.phrases.low(position + 1) in {"up", "out"}
    thing, behind = telling.phrases.noun_phrase(position + 1 + has_particle, telling.clause.end)
    if thing is not None and thing.is_pronoun:
        return
    if thing is not None:
        places, _ = telling.phrases.places(behind, telling.clause.end)
        yield telling.fact(STATEMENT_VERBS[low], thing.text, region=telling.region(places) if places else None)
    elif not subject.is_act and (has_particle or low not in _COMING):
        yield telling.fact(STATEMENT_VERBS[low], subject.text, region=telling.region(telling.places(position + 1)))


def _hiding(telling: Telling, subject: Subject, position: int) -> Iterator[Fact]:
    """*X disappears*, *clicking X hides Y*."""
    low = telling.phrases.low(position)
    thing = telling.noun(position + 1)
    if low in _HIDING and thing is not None:
        yield telling.fact(FactKind.HIDDEN, thing.text)
    elif not subject.is_act and (low != "goes" or telling.phrases.low(position + 1) == "away"):
        is_transient = subject.phrase is not None and subject.phrase.kind in TRANSIENT
        yield telling.fact(FactKind.CLOSES if is_transient else FactKind.HIDDEN, subject.text)


def _listing(telling: Telling, subject: Subject, position: int) -> Iterator[Fact]:
    """*X contains A, B and C*."""
    enumeration = telling.enumeration(position + 1)
    phrase = enumeration.phrase
    if subject.is_act:
        return
    if phrase is not None and phrase.is_negated:
        if phrase.is_control:
            yield telling.fact(FactKind.HIDDEN, without_only(phrase.text), region=subject.text)
    elif len(enumeration.items) > 1 or (enumeration.items and enumeration.is_announced):
        yield telling.fact(FactKind.LISTS, subject.text, enumeration.items)
    elif enumeration.is_several and subject.is_on_screen:
        yield telling.fact(FactKind.LISTS, subject.text)
    elif phrase is not None and telling.phrases.low(position + 1) in ONLY and not phrase.is_control:
        yield telling.fact(FactKind.FILTERED, subject.text, [without_only(telling.tail(phrase))])
    elif subject.phrase is not None and subject.phrase.is_region and phrase is not None and phrase.is_control:
        yield telling.fact(FactKind.VISIBLE, phrase.text, region=subject.text)


def _showing(telling: Telling, subject: Subject, position: int) -> Iterator[Fact]:
    """*X shows Y*: a list, only some, a message, a check mark, or something in a region."""
    low = telling.phrases.low
    enumeration = telling.enumeration(position + 1)
    phrase = enumeration.phrase
    if phrase is None or low(position + 1) in ASKING:
        return
    if phrase.is_negated:
        yield telling.fact(FactKind.HIDDEN, without_only(phrase.text), region=subject.text)
    elif "only" in phrase.determiners or low(position + 1) in ONLY or low(position - 1) in ONLY:
        yield telling.fact(FactKind.FILTERED, subject.text, [without_only(telling.tail(phrase))])
    elif phrase.text.casefold() in _CHECK_MARKS:
        yield telling.fact(FactKind.SELECTED, telling.with_places(subject))
    elif is_message(phrase):
        yield telling.message(phrase)
    elif not subject.is_act and (len(enumeration.items) > 1 or (enumeration.items and enumeration.is_announced)):
        yield telling.fact(FactKind.LISTS, subject.text, enumeration.items)
    elif not subject.is_act and enumeration.is_several:
        if subject.is_on_screen:
            yield telling.fact(FactKind.LISTS, subject.text)
            yield from _with_control(telling, phrase)
    else:
        yield _shown(telling, subject, phrase)


def _shown(telling: Telling, subject: Subject, phrase: Phrase) -> Fact:
    places = telling.places(phrase.end)
    beside = [place for place in places if place.preposition.rpartition(" ")[2] in ABOVE | BELOW]
    if beside:
        return telling.positioned(phrase.text, beside)
    region = telling.region(places) if places else None
    return telling.fact(FactKind.VISIBLE, phrase.text, region=region or (None if subject.is_act else subject.text))


def _with_control(telling: Telling, phrase: Phrase) -> Iterator[Fact]:
    """*... with a Select All checkbox at the top left of the list*."""
    places = telling.places(phrase.end, beyond_with=True)
    for number, place in enumerate(places):
        if place.preposition == "with" and place.phrase.label is not None:
            yield telling.positioned(place.phrase.text, places[number + 1 :])


def _narrowing(telling: Telling, subject: Subject, position: int) -> Iterator[Fact]:
    """*X limits Y to Z*."""
    del subject
    thing, behind = telling.phrases.noun_phrase(position + 1, telling.clause.end)
    if thing is not None:
        yield from telling.filtered(thing.text, behind)


def _selecting(telling: Telling, subject: Subject, position: int) -> Iterator[Fact]:
    """*Clicking X selects Y*."""
    thing = telling.noun(position + 1)
    if thing is not None and subject.phrase is not None:
        yield telling.fact(FactKind.SELECTED, thing.text)


def _saying(telling: Telling, what: str, position: int) -> Iterator[Fact]:
    """*A message says "..."*."""
    while telling.phrases.low(position) in {":", ",", "that"}:
        position += 1
    if telling.phrases.is_label(position):
        yield telling.fact(FactKind.MESSAGE, what, [telling.phrases.tokens[position].text])


_READERS: dict[FactKind | None, Callable[[Telling, Subject, int], Iterator[Fact]]] = {
    FactKind.VISIBLE: _appearing,
    FactKind.OPENS: _opening,
    FactKind.CLOSES: _opening,
    FactKind.HIDDEN: _hiding,
    FactKind.LISTS: _listing,
    FactKind.FILTERED: _narrowing,
    FactKind.SELECTED: _selecting,
}
