"""Finding noun phrases and places: *the **Case state** drop-down*, *at the top of the list*."""

from __future__ import annotations

from collections.abc import Callable

from prosecov.derive.grammar.lookup import Lookup
from prosecov.derive.grammar.phrases import Phrase, PlacePhrase, kind_of, name_of
from prosecov.derive.grammar.tokens import TokenKind, joined
from prosecov.derive.lexicon.statement_verbs import APPEARING, BE, MODALS
from prosecov.derive.lexicon.words import (
    ADVERBS,
    ARTICLES,
    ASKING,
    CONDITIONS,
    CONJUNCTIONS,
    CONTAINING,
    DETERMINERS,
    LOOKS,
    NAMING,
    NUMBERS,
    ORDINALS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    TELLING,
    word_set,
)
from prosecov.text.lexicon import GRAMMAR_KINDS

_BOUNDS = frozenset({("at", "least"), ("at", "most"), ("up", "to"), ("more", "than"), ("fewer", "than")})
_COMPARED = word_set("more fewer less several both all")
_PLAIN_ARTICLES = frozenset({"the", "a", "an"})
_WHICHEVER = frozenset({"whichever", "whatever", "what"})
_SUBJECTS = frozenset({"this", "that", "these", "those", "all", "both", "some", "each"})
_NAMES = word_set("label name text title caption heading word words inscription")
_PARTED = frozenset({("up", "pop"), ("down", "drop"), ("down", "pull")})
"""Words for a kind of control that have a particle, the particle first."""
_SPEAKERS = frozenset({"you", "we", "they"})
_POSSESSIVE = frozenset({"your", "my", "our", "their", "his", "her"})
_AND = frozenset({"and", ",", "&"})
SIGNS = frozenset({"&", "/", "+", "…", "...", "\u00d7", *"⋮⋯☰≡⚙✎✕✖★☆✓"})
_NO_NOUN = PREPOSITIONS | CONJUNCTIONS | ARTICLES | {"to"}
_NEVER_FIRST = PREPOSITIONS | CONJUNCTIONS | RELATIVES | CONDITIONS | ASKING | BE | MODALS | ADVERBS | {"to", "not"}
_NEVER_INSIDE = (PREPOSITIONS | CONJUNCTIONS | RELATIVES | CONDITIONS | NAMING | ADVERBS | TELLING | ARTICLES) | {
    "to",
    "it",
    "them",
    "not",
    "down",
    "such",
    "up",
    "back",
}


def behind_quantity(low: Callable[[int], str], position: int) -> int:
    """Return the index behind the quantity of several words at a position; the position itself if there is none.

    Args:
        low: Gives the folded word at an index.
        position: The index of its first word.
    """
    if (low(position), low(position + 1)) in _BOUNDS and is_number(low(position + 2)):
        return position + 3
    if is_number(low(position)) and low(position + 1) in {"or", "and"} and low(position + 2) in _COMPARED:
        return position + 3
    return position


def is_number(word: str) -> bool:
    """Return whether a folded word is a number."""
    return word in NUMBERS or word.isdigit()


class Phrases(Lookup):
    """Finds noun phrases and places in the tokens of a sentence."""

    def noun_phrase(self, position: int, end: int) -> tuple[Phrase | None, int]:
        """Return the noun phrase that begins at a position.

        Args:
            position: Index of its first token.
            end: Index of the token before which it ends at the latest.

        Returns:
            The phrase, or ``None`` if there is none, and the index behind it.
        """
        first = position
        while position < end and self.low(position) in DETERMINERS and self._continues(position, end):
            position += 1
        quantity = behind_quantity(self.low, position)
        if position < quantity < end and self.low(quantity) != "of" and self._begins(quantity):
            position = quantity
        core = position
        if core < end and self._begins(core):
            position += 1
            is_one_word = core > first and self.low(core - 1) in _WHICHEVER
            while position < end and not is_one_word and self._is_inside(position):
                position += 1
        if position == core:
            return None, first
        position = self._behind_name(core, position, end)
        return self.as_phrase(first, position, core), position

    def _continues(self, position: int, end: int) -> bool:
        """Return whether the determiner at a position has a noun behind it."""
        low, following = self.low(position), position + 1
        if low in _SUBJECTS and self.is_finite(following):
            return False
        if low == "that" and self.low(following) in DETERMINERS:
            return False
        return following < end and (self.low(following) in DETERMINERS or self._begins(following))

    def _begins(self, position: int) -> bool:
        """Return whether the token at a position may be the first of a noun phrase, behind its determiners."""
        token = self.tokens[position]
        if token.is_label:
            return True
        if token.kind is not TokenKind.WORD:
            return token.low in SIGNS
        if self.is_may(position):
            return True
        if token.low in {"up", "out", "down"} and self.low(position + 1) in DETERMINERS:
            return False
        return token.low in PRONOUNS or self._is_adjective(position) or token.low not in _NEVER_FIRST

    def _is_inside(self, position: int) -> bool:
        """Return whether a noun phrase goes on at a position."""
        token, before = self.tokens[position], self.tokens[position - 1]
        low = token.low
        if token.is_label:
            return not before.is_label
        is_between_looks = low in _AND and self.low(position - 1) in LOOKS and self.low(position + 1) in LOOKS
        if is_between_looks or token.kind is not TokenKind.WORD:
            return is_between_looks or low in SIGNS or low == "#"
        if self.low(position - 1) == "of":
            return low not in PREPOSITIONS and low not in CONJUNCTIONS
        if (low, before.low) in _PARTED or (low == "can" and self.low(position + 1) in GRAMMAR_KINDS):
            return True
        if low in _NEVER_INSIDE or low.partition("'")[0] in _SPEAKERS:
            return low == "of" or self._is_adjective(position)
        return not (self.is_act(position) or self.is_participle(position) or self.is_finite(position))

    def _is_adjective(self, position: int) -> bool:
        """Return whether *first*, *next* and the like stand before a noun."""
        following = self.low(position + 1)
        is_noun = following[:1].isalpha() and following not in _NO_NOUN
        return self.low(position) in ORDINALS and is_noun

    def _behind_name(self, core: int, position: int, end: int) -> int:
        """Take in *labelled X*, *called X*, *that says X* behind a word for a kind."""
        if any(token.is_label for token in self.tokens[core:position]):
            return position
        ahead = position
        if self.low(ahead) in {"that", "which"} and self.low(ahead + 1) in {"says", "reads", "is"}:
            ahead += 2
        if self.low(ahead) == "with" and self.low(ahead + 2) in _NAMES:
            ahead += 3
        elif self.low(ahead) in NAMING:
            ahead += 1
        is_named = ahead > position and ahead < end and self.is_label(ahead)
        return ahead + 1 if is_named else position

    def as_phrase(self, first: int, end: int, core: int | None = None) -> Phrase:
        """Return the tokens from ``first`` to ``end`` as a noun phrase; those before ``core`` are determiners."""
        core = first if core is None else core
        tokens = self.tokens[core:end]
        kind, rest = kind_of(tokens)
        label = next((token for token in tokens if token.is_label), None)
        begin = next((index for index in range(first, core) if self.low(index) not in _PLAIN_ARTICLES), core)
        return Phrase(
            text=joined(self.text, self.tokens[begin:end]),
            name=name_of(
                self.text,
                tokens,
                label,
                kind,
                rest,
                has_article=bool({t.low for t in self.tokens[first:core]} - _POSSESSIVE),
            ),
            kind=kind,
            role=GRAMMAR_KINDS.get(kind, ""),
            label=label,
            determiner=" ".join(token.low for token in self.tokens[first:core]),
            start=self.tokens[first].start,
            end=end,
            tokens=tuple(tokens),
        )

    def place(self, position: int, end: int) -> tuple[PlacePhrase | None, int]:
        """Return the prepositional phrase that begins at a position, and the index behind it."""
        length = self.preposition(position)
        if not length:
            return None, position
        if length == 1 and self.is_adverb(position):
            return None, position
        phrase, behind = self.noun_phrase(position + length, end)
        if phrase is None:
            return None, position
        preposition = " ".join(self.low(position + offset) for offset in range(length))
        text = phrase.text
        if preposition not in CONTAINING and preposition not in {"among", "amongst"}:
            text = joined(self.text, self.tokens[position:behind])
            text = text[:1].lower() + text[1:]
        return PlacePhrase(preposition, phrase, text, self.tokens[position].start), self._behind_relative(behind, end)

    def places(self, position: int, end: int) -> tuple[list[PlacePhrase], int]:
        """Return the prepositional phrases that follow one another from a position on, and the index behind them."""
        found: list[PlacePhrase] = []
        while position < end:
            place, behind = self.place(position, end)
            if place is None:
                break
            found.append(place)
            position = behind
        return found, position

    def _behind_relative(self, position: int, end: int) -> int:
        """Return the index behind *that opens*, *which appears* and the like."""
        if self.low(position) in {"that", "which"} and self.low(position + 1) in APPEARING:
            position += 2
            while position < end and self.low(position) in {"up", "now", "shown", "displayed", "open"}:
                position += 1
        return position + (position < end and self.is_adverb(position))
