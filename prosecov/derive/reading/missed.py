"""Instructions that were not understood, told by the form of the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.lexicon.words import word_set
from prosecov.derive.model import Action, Missed

_LEADS = word_set("then next now finally please optionally")
_OBJECTS = word_set("the your a an it them this that these those all each every any on to in over one")
_NO_ORDER = word_set(
    """
    a above after again all along also an and any are around as at before behind below beneath beside besides but by
    check confirm continue decide do each ensure every first for from here however if in inside is it keep make may
    near no not note notes notice of on once one only or over proceed read remember repeat review see since so some
    still that the then there these they this those through to under underneath until using verify via wait was when
    where whether which while with within without you your
    """
)
"""Words that begin no instruction, or one for which there is nothing to do on the screen."""


def missed_instruction(phrases: Phrases, actions: Sequence[Action]) -> Missed:
    """Return how likely it is that a sentence begins with an instruction that was not understood.

    Args:
        phrases: The phrases of the sentence.
        actions: Its actions; only what stands ahead of the first one counts.
    """
    tokens = phrases.tokens
    position = _behind_lead(phrases)
    limit = min((action.start for action in actions), default=len(phrases.text))
    if position >= len(tokens) or tokens[position].end > limit:
        return Missed.NO
    words = tokens[position].low.split()
    verb = _letters(words[0]) if words else ""
    if not verb or verb in _NO_ORDER:
        return Missed.NO
    behind = words[1:] or [token.low for token in tokens[position + 1 : position + 2] if token.end <= limit]
    is_object = bool(behind) and (behind[0] in _OBJECTS or (len(behind[0]) == 1 and behind[0].isdigit()))
    return Missed.LIKELY if is_object and verb == words[0] else Missed.POSSIBLE


def _behind_lead(phrases: Phrases) -> int:
    """Return the index behind *then*, *(optional)* and the like."""
    first = tuple(token.low for token in phrases.tokens[:3])
    if first == ("(", "optional", ")"):
        return 3
    position = 2 if first[:2] == ("optional", ":") else int(first[:1] != () and first[0] in _LEADS)
    while position and phrases.low(position) == ",":
        position += 1
    return position


def _letters(word: str) -> str:
    """Return the letters with which a word begins: *it* for *it's*."""
    end = next((index for index, letter in enumerate(word) if not ("a" <= letter <= "z")), len(word))
    return word[:end]
