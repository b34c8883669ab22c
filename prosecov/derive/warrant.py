"""Cut a part of a sentence down to what its steps test, and say why the rest is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from prosecov.articles.matching import Span
from prosecov.derive.evidence import Evidence, Word, read_words
from prosecov.derive.lexicon.tested_words import BREAKS, CONDITIONS, GLUE, NUMBERS, REVERSING

_TIMES = frozenset({"immediately", "automatically", "instantly", "simultaneously", "always", "once", "again"})
_ONCE_DONE = frozenset({"when", "whenever", "once", "after", "if"})
_HOW_TO_GO_ON = "quote it in a feature of your own, or say what is to be seen"


@dataclass(frozen=True, slots=True)
class Warranted:
    """A part of a sentence, divided.

    Attributes:
        quoted: What the steps test, in the article's running text.
        left: What they do not test, with the hint for it.
    """

    quoted: tuple[Span, ...]
    left: tuple[tuple[Span, str], ...] = ()


def warranted(text: str, start: int, evidence: Evidence) -> Warranted:
    """Divide a part of a sentence into what its steps test and what they do not.

    The part is cut where phrases begin. A phrase with a word that is not tested is left; so is everything, if that word
    turns the meaning round or stands in a condition. What is quoted has a verb, so that it says something.

    Args:
        text: The part.
        start: Its offset in the article's running text.
        evidence: The steps, and what they mean.
    """
    words = _with_conditions(read_words(text, evidence))
    untested = [word for word in words if not word.is_tested]
    if not untested:
        return Warranted((Span(start, start + len(text)),))
    if any(word.low in REVERSING for word in untested):
        return Warranted((), ((Span(start, start + len(text)), hint_for(untested)),))
    phrases = list(_phrases(words))
    if any(_is_condition(phrase) and not all(word.is_tested for word in phrase) for phrase in phrases):
        return Warranted((), ((Span(start, start + len(text)), hint_for(untested)),))
    quoted: list[Span] = []
    left: list[tuple[Span, str]] = []
    bounds = [phrase[0].start for phrase in phrases[1:]]
    stretches = [Span(first, end) for first, end in pairwise((0, *bounds, len(text)))]
    for is_quoted, first, last in _runs(phrases):
        span = Span(start + stretches[first].start, start + stretches[last].end)
        own = [word for phrase in phrases[first : last + 1] for word in phrase if not word.is_tested]
        if is_quoted:
            quoted.append(span)
        elif own:
            left.append((span, hint_for(own)))
        elif any(word.low not in GLUE for phrase in phrases[first : last + 1] for word in phrase):
            left.append((span, hint_for(untested)))
    return Warranted(tuple(quoted), tuple(left))


def _with_conditions(words: Sequence[Word]) -> list[Word]:
    """Take a condition for tested if all that it says is: that the act was done after which the walk looks."""
    found: list[Word] = []
    for phrase in _phrases(words):
        is_act = all(word.is_tested or word.low in _ONCE_DONE for word in phrase) and any(w.is_verb for w in phrase)
        found += (replace(word, is_tested=True) for word in phrase) if is_act else phrase
    return found


def _is_condition(phrase: Sequence[Word]) -> bool:
    return any(word.low in CONDITIONS for word in takewhile(lambda word: word.low in BREAKS, phrase))


def hint_for(untested: Sequence[Word]) -> str:
    """Return what is to be done about words that no step tests."""
    low = [word.low for word in untested]
    if any(word in REVERSING for word in low):
        reason = "no step tests the negation or the possibility"
    elif any(word in NUMBERS or word.isdigit() for word in low):
        reason = "the number is not checked"
    elif any(word in _TIMES for word in low):
        reason = "when it happens is not checked"
    elif any(word in CONDITIONS for word in low):
        reason = "the condition is not checked"
    else:
        reason = f'"{untested[0].text}" is not checked'
    return f"{reason}; {_HOW_TO_GO_ON}"


def _phrases(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Cut words before prepositions, conjunctions and signs; what stands ahead of the first other word goes with it."""
    phrase: list[Word] = []
    for word in words:
        is_break = word.low in BREAKS and any(before.low not in BREAKS for before in phrase)
        if is_break:
            yield phrase
            phrase = []
        phrase.append(word)
    if phrase:
        yield phrase


def _runs(phrases: Sequence[Sequence[Word]]) -> Iterator[tuple[bool, int, int]]:
    """Yield the runs of phrases that are quoted or left, with the first and the last of each.

    Behind a phrase that is left, only a phrase with a verb of its own is quoted again.
    """
    first = 0
    while first < len(phrases):
        is_tested = all(word.is_tested for word in phrases[first])
        last = first
        while last + 1 < len(phrases) and all(word.is_tested for word in phrases[last + 1]) is is_tested:
            last += 1
        if is_tested and first and not any(word.is_verb for word in phrases[first]):
            begin = next((i for i in range(first, last + 1) if any(w.is_verb for w in phrases[i])), last + 1)
            yield False, first, begin - 1
            if begin <= last:
                yield True, begin, last
        else:
            yield is_tested and any(word.is_verb for p in phrases[first : last + 1] for word in p), first, last
        first = last + 1
