"""Looking up what stands at an index of a sentence: verbs, prepositions, brackets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prosecov.derive.grammar.tokens import Token
from prosecov.derive.lexicon.imperatives import ACTING, LONGEST_VERB, Frame, longest_verb
from prosecov.derive.lexicon.statement_verbs import CHANGING, FINITE, FINITE_BEFORE_OBJECT
from prosecov.derive.lexicon.words import (
    ADVERBS,
    COMPOUND_PREPOSITIONS,
    DETERMINERS,
    NUMBERS,
    PASSIVE,
    PREPOSITIONS,
    by_first_word,
    word_set,
)
from prosecov.text.lexicon import GRAMMAR_KINDS

_COMPOUNDS = by_first_word(COMPOUND_PREPOSITIONS)
_NO_PARTICIPLES = word_set("feed speed embed unlimited")
_SHORTEST_PARTICIPLE = 5
_BRACKETS = {"(": ")", "[": "]"}
_FINITE_BEHIND_ADVERB = FINITE - {"used"}


class _Words(dict[int, str]):
    """Words by their index; there is none at other indexes."""

    def __missing__(self, _: int) -> str:
        return ""


class Lookup:
    """The tokens of a sentence, and what stands at each index.

    Attributes:
        text: The sentence.
        tokens: Its tokens.
        low: Returns the folded text of the token at an index; empty beyond the ends and for a label.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self._lows = ["" if token.is_label else token.low for token in tokens]
        self.low: Callable[[int], str] = _Words(enumerate(self._lows)).__getitem__
        self._closing = _closing(tokens)

    def begins(self, position: int, words: list[str]) -> bool:
        """Return whether some words stand at a position."""
        return self._lows[position : position + len(words)] == words

    def verb(self, position: int, *, gerund: bool = False) -> tuple[str, Frame | None, int]:
        """Return the verb of an instruction at a position; see `longest_verb`."""
        return longest_verb(self._lows[position : position + LONGEST_VERB], gerund=gerund)

    def is_label(self, position: int) -> bool:
        """Return whether a label stands at a position."""
        return position < len(self.tokens) and self.tokens[position].is_label

    def behind_bracket(self, position: int, end: int) -> int:
        """Return the index behind the bracket that opens at a position; behind its sign if it never closes."""
        closing = self._closing[position]
        return closing + 1 if closing < end else position + 1

    def preposition(self, position: int) -> int:
        """Return how many tokens a preposition at a position has; 0 if there is none."""
        low = self.low(position)
        compound = next((words for words in _COMPOUNDS.get(low, ()) if self.begins(position, words)), None)
        return len(compound) if compound else int(low in PREPOSITIONS)

    def is_finite(self, position: int) -> bool:
        """Return whether the token at a position, behind a noun phrase, is the verb of a statement."""
        low, following = self.low(position), self.low(position + 1)
        if self.is_may(position):
            return False
        if low in FINITE_BEFORE_OBJECT:
            if following == "to":
                return low in CHANGING
            is_object = following in DETERMINERS or following in NUMBERS or following in {"that", "how"}
            return is_object or self.is_label(position + 1)
        return low in FINITE or (low in ADVERBS and following in _FINITE_BEHIND_ADVERB)

    def is_may(self, position: int) -> bool:
        """Return whether the month stands at a position, not the verb."""
        return position > 0 and self.low(position) == "may" and self.tokens[position].text.istitle()

    def is_act(self, position: int) -> bool:
        """Return whether a verb of an instruction stands at a position, with its object or what is gone to."""
        return (self.low(position) in ACTING and self.has_object(position)) or self.goes_elsewhere(position)

    def goes_elsewhere(self, position: int) -> bool:
        """Return whether *go to* or the like stands at a position: *in the menu **go to** Tools*."""
        _, frame, length = self.verb(position)
        return frame is Frame.OPEN and length > 1 and self.low(position) not in GRAMMAR_KINDS

    def has_object(self, position: int) -> bool:
        """Return whether an object follows a verb: *in the shop press **Pay***."""
        if self.low(position - 1) in NUMBERS:
            return False
        following = self.low(position + 1)
        if following in {"in", "inside", "into"}:
            return self.is_label(position + 2)
        behind = position + 1 + (following == "on")
        return self.is_label(behind) or self.low(behind) in DETERMINERS

    def is_participle(self, position: int) -> bool:
        """Return whether a participle at a position says more of the noun before it: *the deal **shown** in bold*."""
        low, following = self.low(position), self.low(position + 1)
        is_form = low in PASSIVE or (low.endswith("ed") and len(low) >= _SHORTEST_PARTICIPLE)
        if not is_form or low in _NO_PARTICIPLES or self.is_label(position + 1):
            return False
        return following in PREPOSITIONS or following in {"to", "as"}

    def is_adverb(self, position: int) -> bool:
        """Return whether *above* or *below* stands by itself, before a verb: *from the tabs **above** choose*."""
        return (
            self.low(position) in {"above", "below"}
            and self.low(position + 1) in ACTING
            and self.has_object(position + 1)
        )


def _closing(tokens: Sequence[Token]) -> dict[int, int]:
    """Map each opening bracket to its closing one, by index; to the number of tokens if it never closes."""
    count = len(tokens)
    nearest = {")": count, "]": count}
    found: dict[int, int] = {}
    for index in range(count - 1, -1, -1):
        low = tokens[index].text
        if low in nearest:
            nearest[low] = index
        elif low in _BRACKETS:
            found[index] = nearest[_BRACKETS[low]]
    return found
