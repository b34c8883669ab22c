"""How a clause begins: as an instruction, a statement, a place, or behind *Note:* and the label of a field."""

from __future__ import annotations

from collections.abc import Iterator

from prosecov.derive.grammar.noun_phrases import SIGNS, Phrases
from prosecov.derive.grammar.phrases import Phrase
from prosecov.derive.grammar.tokens import TokenKind
from prosecov.derive.lexicon.imperatives import GERUNDS, IMPERATIVES, MUST, NEGATIONS, NOUN_LIKE, Frame
from prosecov.derive.lexicon.statement_verbs import FINITE_BEFORE_OBJECT, PURPOSE_VERBS
from prosecov.derive.lexicon.words import (
    ADVERBS,
    CONDITIONS,
    CONJUNCTIONS,
    DETERMINERS,
    KEY,
    NEUTRAL_LEADS,
    NOTES,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    by_first_word,
    word_set,
)
from prosecov.text.lexicon import GRAMMAR_KINDS
from prosecov.text.number import singular
from prosecov.text.typography import DASHES

_SEEING = frozenset({"see", "find", "notice", "be", "get"})
_SINGULAR_IN_S = word_set("sales news settings analytics savings details access preferences sms")
_FUNCTIONS = PREPOSITIONS | DETERMINERS | PRONOUNS | CONJUNCTIONS | ADVERBS | CONDITIONS | RELATIVES | {"to"}
_AFTER_VERB = PREPOSITIONS | NUMBERS | ADVERBS | {"to", "and", "or"}
_COLONS = frozenset({":", *DASHES})
_BEHIND_NUMBER = _COLONS | {"."}
_AHEAD_OF_VERB = ADVERBS - {"there", "here"}
_ASIDES = word_set("note tip hint important warning caution example")
_BEHIND_ASIDE = frozenset({":", "!", ".", "-", "\u2013", "\u2014"})

_BEFORE_COLON = frozenset({Frame.OPEN, Frame.CLICK, Frame.CHOOSE})
_NO_VERB = DETERMINERS | PRONOUNS | NUMBERS
_USING = frozenset({Frame.CLICK, Frame.PRESS, Frame.CHOOSE})
_MUST = by_first_word(MUST)


class Openings:
    """Looks ahead from a token."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._tokens = phrases.tokens
        self._low = phrases.low
        self._ends_of_names: dict[int, frozenset[int]] = {}

    def behind_prefix(self, position: int) -> tuple[int, bool]:
        """Return the index behind *you need to*, *please*, *do not* and adverbs, and whether they forbid."""
        is_negative = False
        while True:
            for phrase in _MUST.get(self._low(position), ()):
                if self._phrases.begins(position, phrase) and self._low(position + len(phrase)) not in _SEEING:
                    position += len(phrase)
                    break
            else:
                low = self._low(position)
                if low == "do" and self._low(position + 1) == "not":
                    position, is_negative = position + 2, True
                elif low in NEGATIONS:
                    position, is_negative = position + 1, True
                elif (low in _AHEAD_OF_VERB and not self._phrases.preposition(position)) or (
                    low in {"you", "we"} and self._uses_label(position + 1)
                ):
                    position += 1
                elif low in {"you", "we"} and self._low(position + 1) in {"don't", "needn't", "shouldn't", "mustn't"}:
                    position, is_negative = position + 2, True
                else:
                    return position, is_negative

    def _uses_label(self, position: int) -> bool:
        """Return whether a verb and then a label stand at a position: *you click **Review***."""
        while self._low(position) in _AHEAD_OF_VERB:
            position += 1
        _, frame, length = self._phrases.verb(position)
        behind = position + length
        behind += self._low(behind) in {"the", "a"}
        return frame in _USING and self._phrases.is_label(behind)

    def is_gerund(self, position: int) -> bool:
        """Return whether *clicking* or the like stands at a position."""
        low = self._low(position)
        return low in GERUNDS or (low.endswith("ing") and len(low) > 5)

    def is_imperative(self, position: int, end: int) -> bool:
        """Return whether an instruction begins at a position: a base form that is neither noun nor subject."""
        verb, frame, length = self._phrases.verb(position)
        behind = position + length
        is_ahead_of_colon = frame in _BEFORE_COLON and self._low(behind) == ":" and self._phrases.is_label(behind + 1)
        if not length or position >= end or self._is_title(position, behind, end):
            return False
        if (
            is_ahead_of_colon
            or behind >= end
            or (self._tokens[behind].kind is TokenKind.SIGN and self._low(behind) not in SIGNS)
        ):
            return is_ahead_of_colon or behind >= end or verb not in NOUN_LIKE or frame is Frame.NEUTRAL
        low = self._low(behind)
        if not low or low in DETERMINERS or low in PRONOUNS:
            return length > 1 or not (self._phrases.is_finite(behind) or self._names_subject(behind, end))
        if low[:1].isdigit():
            return not self._is_noun_reading(behind + 1, end)
        if low in _AFTER_VERB:
            return verb not in NOUN_LIKE or low not in {"of", "and", "for"} or frame is Frame.SEARCH
        return not self._phrases.is_finite(behind) and not self._is_noun_reading(behind, end)

    def _is_title(self, position: int, behind: int, end: int) -> bool:
        """Return whether the whole text is a word that is a noun as well, and another noun: *Press coverage*."""
        is_whole = position == 0 and behind == 1 and end == behind + 1 == len(self._tokens)
        word = self._low(behind)
        return (
            is_whole
            and self._low(0) in NOUN_LIKE
            and word.isalpha()
            and word not in IMPERATIVES
            and (word not in GRAMMAR_KINDS and word not in _FUNCTIONS and not KEY.fullmatch(word))
        )

    def is_bare_noun(self, position: int, end: int) -> bool:
        """Return whether a word that is a noun as well as a verb stands alone: *email* in *name and email*."""
        _, frame, length = self._phrases.verb(position)
        behind = position + length
        is_alone = behind >= end or (self._tokens[behind].kind is TokenKind.SIGN and self._low(behind) not in SIGNS)
        return frame is Frame.NEUTRAL and self._low(position) in NOUN_LIKE and is_alone

    def _is_noun_reading(self, position: int, end: int) -> bool:
        """Return whether bare words and then a verb follow: *Press releases are stored ...*."""
        for index in range(position, min(position + 4, end)):
            if self._phrases.is_finite(index):
                return index > position
            low = self._low(index)
            if index == position + 1 and self._is_plural(position) and low and low.isalpha() and low not in _FUNCTIONS:
                return True
            if not low or low in PREPOSITIONS or low in DETERMINERS or not low[0].isalpha():
                return low == "of" or (low in PREPOSITIONS and self._is_noun_reading_behind(index, end))
        return False

    def _names_subject(self, position: int, end: int) -> bool:
        """Return whether a label without mark-up, bare words and a verb follow: *Press Office staff can see drafts*."""
        token = self._tokens[position]
        if not token.is_label or token.mark is not None:
            return False
        for index in range(position + 1, min(position + 4, end)):
            low, following = self._low(index), self._low(index + 1)
            if index > position + 1 and (self._phrases.is_finite(index) or (low[-1:] == "s" and following == "the")):
                return True
            if not low.isalpha() or low in _FUNCTIONS:
                return False
        return False

    def _is_plural(self, position: int) -> bool:
        """Return whether a bare word is a plural, before which a verb in its base form is part of the subject."""
        low = self._low(position)
        return singular(low) != low and not low.endswith(("is", "'s")) and low not in _SINGULAR_IN_S

    def _is_noun_reading_behind(self, position: int, end: int) -> bool:
        """Return whether the words behind a preposition are followed by a verb: *Search results for X are ...*."""
        place, behind = self._phrases.place(position, end)
        return place is not None and self._low(behind) in {"is", "are", "was", "were", "can", "will", "may"}

    def is_purpose(self, position: int, start: int) -> bool:
        """Return whether *to* at a position begins a purpose, in an instruction that begins at ``start``."""
        following = self._low(position + 1)
        frame = self._phrases.verb(start)[1]
        has_to_before = any(self._low(index) == "to" for index in range(start, position))
        if frame is Frame.SET and not has_to_before:
            return False
        if following in IMPERATIVES or following in PURPOSE_VERBS:
            return True
        return bool(following) and following.isalpha() and following not in _NO_VERB

    def is_statement(self, position: int, end: int) -> bool:
        """Return whether a noun phrase and then the verb of a statement stand at a position."""
        phrase, behind = self._phrases.noun_phrase(position, end)
        if phrase is None:
            return self._low(position) in {"you", "we", "there", "i"}
        while self._phrases.preposition(behind):
            place, after = self._phrases.place(behind, end)
            if place is None:
                break
            behind = after
        if behind < end and self._phrases.is_finite(behind):
            return True
        last = phrase.tokens[-1]
        is_subject = len(phrase.tokens) > 1 and not last.is_label and phrase.determiner in {"the", "a", "an", "your"}
        return is_subject and last.low in FINITE_BEFORE_OBJECT and not phrase.kind and last.low.endswith("s")

    def are_names(self, start: int, position: int) -> bool:
        """Return whether only joined noun phrases stand between two tokens: *the **Day** and **Night** tabs* so far."""
        if start not in self._ends_of_names:
            self._ends_of_names[start] = frozenset(self._name_ends(start))
        return position in self._ends_of_names[start]

    def _name_ends(self, position: int) -> Iterator[int]:
        """Yield the index behind each of the joined noun phrases that begin at a position."""
        end = len(self._tokens)
        joint = -1
        while joint != position < end:
            phrase, position = self._phrases.noun_phrase(position, end)
            if phrase is None:
                return
            yield position
            joint = position
            while self._low(position) in {",", "and", "or"}:
                position += 1

    def opens_clause(self, position: int, end: int, low: str) -> bool:
        """Return whether a clause, not a noun, stands behind ``low``: *before*, *after*, *as* or *since*."""
        if low in {"as", "since"}:
            return low == "as" and self._low(position) in {"soon", "long", "you", "it", "they"}
        return self.is_gerund(position) or self.is_statement(position, end) or self._low(position) in {"you", "the"}

    def places_end(self, position: int, end: int) -> int:
        """Return the index behind the places that begin at a position."""
        while self._phrases.preposition(position):
            place, behind = self._phrases.place(position, end)
            if place is None or place.start == self._tokens[behind - 1].start:
                break
            position = behind
        return position


def behind_lead(phrases: Phrases) -> tuple[int, bool]:
    """Return the index behind list markers, *Note:* and the like, and whether the sentence is a note."""
    tokens, low = phrases.tokens, phrases.low
    position = 0
    is_note = False
    while position < len(tokens):
        token, following = tokens[position], low(position + 1)
        if low(position) in {"(", "["}:
            position = phrases.behind_bracket(position, len(tokens))
        elif token.kind is TokenKind.SIGN:
            position += 1
        elif following in _COLONS and (token.low in NOTES or NEUTRAL_LEADS.fullmatch(token.low)):
            is_note |= token.low in NOTES
            position += 2
        elif token.text.isdigit() and following in {".", ")", ":"}:
            position += 2
        elif token.low == "step" and low(position + 2) in _BEHIND_NUMBER:
            position += 3
        else:
            break
    return position, is_note


def begins_note(phrases: Phrases) -> bool:
    """Return whether a sentence begins with *Note:*, *Warning:* or the like."""
    tokens = phrases.tokens
    return len(tokens) > 1 and tokens[0].low in _ASIDES and tokens[1].low in _BEHIND_ASIDE


def field_ahead(phrases: Phrases, openings: Openings, position: int) -> tuple[Phrase | None, int]:
    """Return the field of *Hand-back date (required): enter ...*, and the index behind the colon."""
    end = len(phrases.tokens)
    phrase, behind = phrases.noun_phrase(position, end)
    while phrases.low(behind) in {"(", "["}:
        behind = phrases.behind_bracket(behind, end)
    if phrase is None or phrases.low(behind) not in _COLONS:
        return None, position
    if len(phrase.tokens) > 1 and openings.is_imperative(position, behind):
        return None, position
    return phrase, behind + 1
