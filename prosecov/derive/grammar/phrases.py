"""Noun phrases and places, and the name and the kind that a noun phrase gives to a thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prosecov.derive.grammar.tokens import Token, joined
from prosecov.derive.lexicon.words import CONTAINING, LONGEST_ROLE, NAMING, PRONOUNS
from prosecov.text.lexicon import GRAMMAR_KINDS, REGION_WORDS
from prosecov.text.number import singular

_LAST_WORDS = frozenset(words.rpartition(" ")[2] for words in (*GRAMMAR_KINDS, *REGION_WORDS))
_AROUND_NAMES = NAMING | {"that", "which", "says", "reads", "is", "with", "the", "label", "name", "text"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        text: All of it, without its article: ``Case state drop-down``.
        name: The label, or the words without the one for the kind of control: ``Case state``.
        kind: The word for the kind of control, as in `GRAMMAR_KINDS`, or for a region; empty if there is none.
        role: What `GRAMMAR_KINDS` makes of ``kind``; empty if it is no control.
        label: The token of the label, if there is one.
        determiner: The words before it (*the*, *all*), folded.
        start: Offset in the sentence.
        end: Index of the token behind it.
        tokens: Its tokens, without the determiner.
    """

    text: str
    name: str
    kind: str
    role: str
    label: Token | None
    determiner: str
    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def determiners(self) -> frozenset[str]:
        """The words before it, as a set."""
        return frozenset(self.determiner.split())

    @property
    def is_pronoun(self) -> bool:
        """Whether it only refers to something."""
        return self.label is None and self.text.casefold() in PRONOUNS

    @property
    def is_region(self) -> bool:
        """Whether it calls itself a part of the screen."""
        return self.kind in REGION_WORDS

    @property
    def is_plural(self) -> bool:
        """Whether it speaks of several controls (*the boxes*)."""
        return self.kind in GRAMMAR_KINDS and singular(self.kind) != self.kind

    @property
    def is_control(self) -> bool:
        """Whether it is a label or a control."""
        return self.label is not None or bool(self.role)

    @property
    def is_on_screen(self) -> bool:
        """Whether it names something that one can see: a label, a control, a part of the screen, or *it*."""
        return self.is_control or self.is_region or self.is_pronoun

    @property
    def is_negated(self) -> bool:
        """Whether it says that there is none (*no button*)."""
        return self.determiner.startswith("no")


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A prepositional phrase.

    Attributes:
        preposition: *in*, *next to* and the like, folded.
        phrase: What it stands before.
        text: The region that it names; *next to* and the like belong to it, *in* and the like do not.
        start: Offset in the sentence.
    """

    preposition: str
    phrase: Phrase
    text: str
    start: int

    @property
    def is_containing(self) -> bool:
        """Whether it names a region as such rather than something beside it."""
        return self.preposition in CONTAINING


def kind_of(tokens: Sequence[Token]) -> tuple[str, Sequence[Token]]:
    """Return the word for the kind of thing, and the other tokens: ``drop-down`` and *Case state*.

    The word stands at the end, before *of*, or ahead of the label (*the button labelled Go*).
    """
    first_label = next((index for index, token in enumerate(tokens) if token.is_label), None)
    if first_label == len(tokens) - 1 > 0:
        kind, rest = kind_of([token for token in tokens[:-1] if token.low not in _AROUND_NAMES])
        return (kind, [*rest, tokens[-1]]) if kind else ("", tokens)
    cut = next((index for index, token in enumerate(tokens) if token.low == "of" and index), len(tokens))
    longest = min(LONGEST_ROLE, cut) if cut and tokens[cut - 1].low in _LAST_WORDS else 0
    for length in range(longest, 0, -1):
        words = tokens[cut - length : cut]
        kind = " ".join(token.low for token in words)
        if (kind in GRAMMAR_KINDS or kind in REGION_WORDS) and not any(token.is_label for token in words):
            return kind, [*tokens[: cut - length], *tokens[cut:]]
    return "", tokens


def name_of(
    text: str, tokens: Sequence[Token], label: Token | None, kind: str, rest: Sequence[Token], *, has_article: bool
) -> str:
    """Return the name: the label, or without one the words without that for the kind.

    A label without mark-up goes on in lower case (*Add new contact*) up to the word for its kind; behind an article
    it needs such a word (*the Due date field*), for otherwise the noun is none of the label's (*the Gold plan*).

    Args:
        text: The sentence.
        tokens: The tokens of the phrase.
        label: The first label among them.
        kind: The word for the kind, empty without.
        rest: The tokens without that word.
        has_article: Whether the phrase has a determiner.
    """
    if label is None:
        is_group = kind in GRAMMAR_KINDS and singular(kind) != kind
        is_named = bool(rest) and rest[0].low != "of" and kind not in REGION_WORDS and not is_group
        return joined(text, rest if is_named else tokens)
    if label.mark is not None or (has_article and not kind):
        return label.text
    first = tokens.index(label)
    has_number = first > 0 and tokens[first - 1].low.isdigit()
    stretch = tokens[first - has_number :]
    if kind:
        stretch = kind_of(stretch)[1] or [label]
    while len(stretch) > 1 and stretch[-1].low in REGION_WORDS:
        stretch = stretch[:-1]
    return joined(text, stretch)
