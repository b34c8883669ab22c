"""What a noun phrase and a place are."""

from __future__ import annotations

from dataclasses import dataclass

from prosecov.derive.grammar.tokens import Token
from prosecov.derive.grammar.words import CONTAINING, PRONOUNS
from prosecov.text.lexicon import GRAMMAR_KINDS, REGION_WORDS


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
        return self.kind.endswith("s") and self.kind in GRAMMAR_KINDS

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
class Place:
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
