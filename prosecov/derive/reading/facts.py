"""A statement that is being read, its subject, and how a fact is put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from prosecov.articles import MarkKind
from prosecov.derive.grammar.clauses import Clause
from prosecov.derive.grammar.enumerations import Enumeration, read_enumeration
from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.grammar.phrases import Phrase, PlacePhrase
from prosecov.derive.grammar.tokens import joined
from prosecov.derive.lexicon.words import ABOVE, ADVERBS, BELOW, MESSAGES, word_set
from prosecov.derive.model import Fact, FactKind
from prosecov.derive.reading.effects import read_state

ONLY = word_set("only just solely exclusively")
_ONLY_OR_NONE = ONLY | {"the", "no"}
_COUNTS = word_set("one two three four five six seven eight nine ten several many multiple various following")
_NO_REGION = word_set("as for with by of to like about without during using")
_STOPS = frozenset({"with", "for"})
_ACROSS = word_set("across along over through")
_NARROWED_TO = word_set("down to by only just so that show display see")


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a statement.

    Attributes:
        phrase: The noun phrase; for an act that which is acted on.
        places: The places behind it.
        index: Index of its first token.
        is_act: Whether it is an act (*clicking X*).
        others: More noun phrases joined to it by *and*.
    """

    phrase: Phrase | None
    places: tuple[PlacePhrase, ...]
    index: int
    is_act: bool = False
    others: tuple[Phrase, ...] = ()

    @property
    def text(self) -> str:
        """The noun phrase."""
        return self.phrase.text if self.phrase else ""

    @property
    def all(self) -> tuple[Phrase, ...]:
        """All noun phrases."""
        return (self.phrase, *self.others) if self.phrase else ()

    @property
    def is_on_screen(self) -> bool:
        """Whether it is something that one can see, rather than an act or a thing of the world."""
        return self.phrase is not None and not self.is_act and self.phrase.is_on_screen


@dataclass(frozen=True, slots=True)
class Assertion:
    """A statement that is being read.

    Attributes:
        phrases: The phrases of the sentence.
        clause: The clause.
        leading: Places named ahead.
        condition: The clause with *until*, *once* or the like beside it; empty without.
    """

    phrases: Phrases
    clause: Clause
    leading: tuple[PlacePhrase, ...] = ()
    condition: str = ""

    def fact(self, kind: FactKind, what: str, items: Iterable[str] = (), region: str | None = None) -> Fact:
        """Return a fact that begins where the clause does."""
        return Fact(kind, what, tuple(items), region, self.phrases.tokens[self.clause.start].start)

    def fact_of_verb(self, kind: FactKind, what: str, position: int, region: str | None = None) -> Fact:
        """Return a fact of which the verb stands at a position; behind *and* it begins there: *and closes X*."""
        fact = self.fact(kind, what, region=region)
        if kind not in {FactKind.OPENS, FactKind.CLOSES}:
            return fact
        while self.phrases.low(position - 1) in ADVERBS:
            position -= 1
        is_second = self.phrases.low(position - 1) == "and" and position - 1 > self.clause.start
        return replace(fact, start=self.phrases.tokens[position].start) if is_second else fact

    def lists(
        self, what: str, enumeration: Enumeration, region: str | None = None, *, has_entries: bool = True
    ) -> Fact:
        """Return the fact that something lists what is enumerated, or several things without names."""
        fact = self.fact(FactKind.LISTS, what, enumeration.items if has_entries else (), region)
        return replace(fact, roles=enumeration.roles if has_entries else (), listed=enumeration.listed)

    def described(self, subject: Subject) -> Fact:
        """Return the fact that is the clause itself, for want of a kind of its own, with the state that it gives."""
        fact = self.fact(FactKind.OTHER, self.statement(subject))
        stated = read_state(self.phrases, subject.index, self.clause.end)
        return replace(fact, subject=stated[0], state=stated[1]) if stated else fact

    def noun(self, position: int) -> Phrase | None:
        """Return the noun phrase at a position of the clause."""
        return self.phrases.noun_phrase(position, self.clause.end)[0]

    def places(self, position: int, *, beyond_with: bool = False) -> list[PlacePhrase]:
        """Return the places from a position on, up to the next verb; those behind *with* only if asked for."""
        found: list[PlacePhrase] = []
        stops = frozenset[str]() if beyond_with else _STOPS
        while position < self.clause.end:
            place, behind = self.phrases.place(position, self.clause.end)
            if place is not None:
                found.append(place)
                position = behind
            elif self.phrases.is_finite(position) or self.phrases.low(position) in stops:
                break
            else:
                position += 1
        return found

    def region(self, places: Sequence[PlacePhrase]) -> str | None:
        """Return the first place that is a region, else the one ahead."""
        for place in (*places, *self.leading):
            if place.preposition not in _NO_REGION:
                return place.phrase.text if place.preposition in _ACROSS else place.text
        return None

    def enumeration(self, position: int) -> Enumeration:
        """Return what is enumerated from a position on, perhaps beyond the clause."""
        return read_enumeration(self.phrases, position, len(self.phrases.tokens))

    def positioned(self, what: str, places: Sequence[PlacePhrase]) -> Fact:
        """Return the fact that something is visible in, above or below the first of some places."""
        around = (*places, *self.leading)
        for place in around:
            last = place.preposition.rpartition(" ")[2]
            if last in ABOVE:
                return self.fact(FactKind.ABOVE, what, [place.phrase.text])
            if last in BELOW or (last == "under" and place.phrase.label is None):
                return self.fact(FactKind.BELOW, what, [place.phrase.text])
        is_one = any(place.preposition == "among" for place in around)
        return replace(self.fact(FactKind.VISIBLE, what, region=self.region(places)), is_one_of_several=is_one)

    def filtered(self, what: str, position: int) -> Iterator[Fact]:
        """Yield the fact that something is narrowed down: *... to show only closed cases*."""
        while self.phrases.low(position) in _NARROWED_TO:
            position += 1
        phrase = self.noun(position) if position < self.clause.end else None
        if phrase is not None:
            yield self.fact(FactKind.FILTERED, what, [without_only(self.tail(phrase)).removesuffix(" only")])

    def message(self, phrase: Phrase) -> Fact:
        """Return the fact of *the message "Saved"*."""
        text = phrase.label.text if phrase.label else ""
        noun = joined(self.phrases.text, [token for token in phrase.tokens if not token.is_label])
        return self.fact(FactKind.MESSAGE, noun or phrase.kind, [text])

    def announced(self, phrase: Phrase, position: int) -> Fact | None:
        """Return the fact of *A message appears: "Saved"*, where the words behind the verb begin at a position."""
        enumeration = self.enumeration(position)
        if not speaks_of_message(phrase) or phrase.label or not enumeration.is_announced or len(enumeration.items) != 1:
            return None
        return self.fact(FactKind.MESSAGE, without_number(phrase.text), enumeration.items)

    def lettered(self, subject: Subject) -> Fact | None:
        """Return the fact of *a toast with the text "Saved"*, where that is the subject."""
        given = next((place.phrase.label for place in subject.places if place.preposition in {"with", "about"}), None)
        if subject.phrase is None or not speaks_of_message(subject.phrase) or given is None:
            return None
        return self.fact(FactKind.MESSAGE, without_number(subject.text), [given.text])

    def tail(self, phrase: Phrase) -> str:
        """Return a noun phrase and what follows it in the clause: *rooms on the second floor*."""
        end = self.phrases.tokens[self.clause.end - 1].end
        return without_article(self.phrases.text[phrase.start : end]).rstrip(" .,;")

    def statement(self, subject: Subject) -> str:
        """Return the clause from its subject on, without an article."""
        first = self.phrases.tokens[subject.index].start
        start = subject.phrase.tokens[0].start if subject.phrase and not subject.is_act else first
        end = self.phrases.tokens[self.clause.end - 1].end
        return self.phrases.text[start:end].rstrip(" .,;")

    def with_places(self, subject: Subject) -> str:
        """Return a subject with the places behind it: *contact in the results*."""
        places = (
            f"{place.preposition} {self.phrases.text[place.phrase.start : place.phrase.tokens[-1].end]}"
            for place in subject.places
        )
        return " ".join([subject.text, *places])


def speaks_of_message(phrase: Phrase) -> bool:
    """Return whether a phrase is a word for a message: *the toast*."""
    return phrase.kind in MESSAGES or phrase.tokens[-1].low in MESSAGES


def is_message(phrase: Phrase) -> bool:
    """Return whether a phrase is a message with its text."""
    label = phrase.label
    if label is None:
        return False
    before = [token.low for token in phrase.tokens if token.end <= label.start]
    beside = {*before[-1:], phrase.tokens[-1].low if label.mark is MarkKind.QUOTED else ""}
    if phrase.kind not in MESSAGES and MESSAGES.isdisjoint(beside):
        return False
    # In "Undo banner" the label is what the banner is called, in "the message Saved" what it says.
    return label.mark is not None or phrase.tokens[0] is not label


def without_only(text: str) -> str:
    """Return a noun phrase without *only* and *no*."""
    words = text.split(" ")
    while len(words) > 1 and words[0].casefold() in _ONLY_OR_NONE:
        words = words[1:]
    return " ".join(words)


def without_article(text: str) -> str:
    """Return a noun phrase without *the* or *a*."""
    first, _, rest = text.partition(" ")
    return rest if first.casefold() in {"the", "a", "an"} and rest else text


def without_number(text: str) -> str:
    """Return a noun phrase without *four* or *several*."""
    first, _, rest = text.partition(" ")
    return rest if (first.isdigit() or first.casefold() in _COUNTS) and rest else text
