"""What stands ahead of a sentence: list markers, *Note:*, *(Optional)*, the label of a field."""

from __future__ import annotations

from prosecov.derive.grammar.clauses import Clauses
from prosecov.derive.grammar.phrase import Phrase
from prosecov.derive.grammar.phrases import Phrases
from prosecov.derive.grammar.tokens import Kind
from prosecov.derive.grammar.words import NEUTRAL_LEADS, NOTES
from prosecov.text.typography import DASHES

_COLONS = frozenset({":", *DASHES})


def behind_lead(phrases: Phrases) -> tuple[int, bool]:
    """The index behind list markers, *Note:* and the like, and whether the sentence is a note."""
    tokens, low = phrases.tokens, phrases.low
    position = 0
    is_note = False
    while position < len(tokens):
        token, following = tokens[position], low(position + 1)
        if low(position) in {"(", "["}:
            position = phrases.behind_bracket(position, len(tokens))
        elif token.kind is Kind.SIGN:
            position += 1
        elif following in _COLONS and (token.low in NOTES or NEUTRAL_LEADS.fullmatch(token.low)):
            is_note |= token.low in NOTES
            position += 2
        elif token.text.isdigit() and following in {".", ")", ":"}:
            position += 2
        elif token.low == "step" and low(position + 2) in _COLONS | {"."}:
            position += 3
        else:
            break
    return position, is_note


def field_ahead(phrases: Phrases, clauses: Clauses, position: int) -> tuple[Phrase | None, int]:
    """The field of *Hand-back date (required): enter ...*, and the index behind the colon."""
    end = len(phrases.tokens)
    phrase, behind = phrases.noun_phrase(position, end)
    while phrases.low(behind) in {"(", "["}:
        behind = phrases.behind_bracket(behind, end)
    if phrase is None or phrases.low(behind) not in _COLONS:
        return None, position
    if len(phrase.tokens) > 1 and clauses.moods.is_imperative(position, behind):
        return None, position
    return phrase, behind + 1
