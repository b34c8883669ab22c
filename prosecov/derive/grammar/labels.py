"""Labels without mark-up: runs of capitalised words."""

from __future__ import annotations

from collections.abc import Sequence

from prosecov.derive.grammar.bare_labels import bare_label_end, names_label, names_place
from prosecov.derive.grammar.tokens import Token, TokenKind, fold, joined, with_paths
from prosecov.derive.lexicon.imperatives import ACTING, IMPERATIVES, Frame
from prosecov.derive.lexicon.statement_verbs import FINITE
from prosecov.derive.lexicon.words import (
    ADVERBS,
    ARTICLES,
    CONDITIONS,
    CONJUNCTIONS,
    DETERMINERS,
    KEY,
    LONGEST_ROLE,
    LOOKS,
    MONTH,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
)
from prosecov.text.lexicon import GRAMMAR_KINDS, MOSTLY_NAMES, REGION_WORDS
from prosecov.text.typography import DASHES

FUNCTION_WORDS = (
    PREPOSITIONS | DETERMINERS | PRONOUNS | CONJUNCTIONS | CONDITIONS | RELATIVES | NUMBERS | {"to", "i", "i'm", "of"}
)
_KIND_WORDS = REGION_WORDS.union(GRAMMAR_KINDS, {"check"})
_LITTLE_WORDS = PREPOSITIONS | {"and", "to", "of"}
_ENSURING = frozenset({"ensure", "verify", "confirm", "check", "note", "remember"})
_NO_SUBJECT = FUNCTION_WORDS | _ENSURING | ADVERBS
_BEGINS = frozenset({":", ";", ".", "!", "?", ")", "]", "-", "•", "*", *DASHES})
_INSIDE_ALWAYS = frozenset({"of", "&", "/"}) | ARTICLES
_NOT_TO_AFTER = frozenset({Frame.SET, Frame.FILL})
_BEFORE_BOXES = frozenset({"to", "beside", "by", "for", "near", "tick", "check", "says", "reads"})
_SPEAKING = frozenset({"agree", "accept", "have", "am", "confirm", "consent", "understand", "want", "would", "don't"})
_BETWEEN = LOOKS | {",", "and"}
_CHAINING = frozenset({"then", "and", ","})
_JOINS_AND = frozenset({Frame.CLICK, Frame.PRESS})


def find_labels(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Merge runs of capitalised words to labels, each a token; other tokens stay as they are.

    The first word of a sentence is capitalised anyway: it belongs to a label only if it is neither a verb nor a
    function word, or if a verb behind the run makes the run the subject (*Print Labels is greyed out*).

    Args:
        text: The sentence.
        tokens: Its tokens, marked labels among them.
    """
    found: list[Token] = []
    frame: Frame | None = None
    position, last = 0, -1
    while position < len(tokens):
        token = tokens[position]
        if not _is_capital(token) and token.low not in IMPERATIVES:
            found.append(token)
            position += 1
            continue
        ahead = _behind_adjectives(tokens, position)
        has_article = ahead < position
        is_named = _speaks(tokens, position) or _is_named(tokens, ahead, found[: len(found) - (position - ahead)], last)
        end = _run_end(tokens, position, frame, is_named=is_named)
        if end > position and (is_named or has_article):
            end = bare_label_end(tokens, position, end, has_article=has_article)
        end = _name_end(tokens, position, end)
        if (position == 0 or tokens[position - 1].low in _BEGINS) and _is_first_of_sentence(tokens, position):
            end = _subject_end(tokens, position, end)
        if (
            end == position
            and is_named
            and not has_article
            and token.kind is TokenKind.WORD
            and token.low in IMPERATIVES
        ):
            end = _lower_end(tokens, position)
        if end > position:
            stretch = tokens[position:end]
            last = len(found) if is_named else last
            found.append(_merge(text, stretch))
            position = end
            continue
        if token.kind is TokenKind.WORD and token.low in IMPERATIVES:
            frame = IMPERATIVES[token.low]
        found.append(token)
        position += 1
    return with_paths(found, is_opened=any(names_place(found, index) for index in range(len(found))))


def _lower_end(tokens: Sequence[Token], position: int) -> int:
    """Return the end of a label in lower case that begins with a verb: *click **add to cart***; else the position."""
    if names_label(tokens, position) not in _JOINS_AND or KEY.fullmatch(tokens[position].low):
        return position
    end = bare_label_end(tokens, position, position + 1, has_article=False)
    return end if end > position + 1 else position


def _behind_adjectives(tokens: Sequence[Token], position: int) -> int:
    """Return the index of the article before a position, with adjectives of look between; the position without one."""
    first = position
    while first and tokens[first - 1].low in _BETWEEN:
        first -= 1
    return first - 1 if first and tokens[first - 1].low in {"the", "a", "an"} else position


def _is_named(tokens: Sequence[Token], position: int, found: Sequence[Token], last: int) -> bool:
    """Return whether a verb that asks for a label stands before a position, or a label that it asked for, and *then*.

    Args:
        tokens: The tokens of the sentence.
        position: The position, behind the article if there is one.
        found: The tokens before it, labels merged.
        last: The index in ``found`` of the label that was asked for last.
    """
    index = len(found) - 1
    while index > last and (found[index].low in _CHAINING or found[index].kind is TokenKind.ARROW):
        index -= 1
    if 0 <= last == index < len(found) - 1:
        return True
    return names_label(tokens, position) is not None


def _merge(text: str, stretch: Sequence[Token]) -> Token:
    label = joined(text, stretch)
    return Token(TokenKind.LABEL, label, stretch[0].start, stretch[-1].end, None, fold(label))


def _is_capital(token: Token) -> bool:
    return token.kind is TokenKind.WORD and token.text[0].isupper() and token.low not in {"i'm", "i'd", "i've", "i'll"}


def _run_end(tokens: Sequence[Token], start: int, frame: Frame | None, *, is_named: bool) -> int:
    """Return where the run of capitalised words ends that begins at ``start``; ``start`` if none does."""
    if not _is_capital(tokens[start]) or _is_date(tokens, start):
        return start
    if tokens[start].low == "i" and not is_named and not (start + 1 < len(tokens) and _is_capital(tokens[start + 1])):
        return start
    end = start + 1
    while end < len(tokens):
        token = tokens[end]
        if token.low == "/" and tokens[end - 1].end < token.start:
            break
        if _is_capital(token) or (token.kind is TokenKind.WORD and token.text[0].isdigit() and not _is_percent(token)):
            end += 1
        elif end + 1 < len(tokens) and _is_capital(tokens[end + 1]) and _joins(tokens, start, end, frame):
            end += 2
        elif _is_pair(tokens, end):
            end += 3
        elif _is_particle(tokens, end):
            end += 1
        else:
            break
    return end


def _name_end(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return the end of a run between an article and the word for a kind; ``end`` if it is no such run.

    Little words between the two belong to the run, for nothing else can stand there. *And* does too, unless the word is
    a plural: *the Save and Close button* is one, *the Save and Close buttons* are two. Likewise between the beginning
    of the sentence and a verb: *Pay by Invoice is ticked*.
    """
    has_article = start > 0 and tokens[start - 1].low in ARTICLES
    if start == end or not (has_article or _is_first_of_sentence(tokens, start)):
        return end
    position, words = end, set[str]()
    while position < len(tokens) and (_is_capital(tokens[position]) or tokens[position].low in _LITTLE_WORDS):
        words.add(tokens[position].low)
        position += 1
    kind = tokens[position].low if position < len(tokens) else ""
    is_kind = kind in GRAMMAR_KINDS or (kind in {"radio", "check", "tick", "text"} and position + 1 < len(tokens))
    is_joined = "and" in words and (kind.endswith("s") or not has_article)
    is_whole = is_kind if has_article else _is_subject(tokens, position)
    is_name = is_whole and not is_joined and _is_capital(tokens[position - 1])
    return position if is_name else end


def _is_date(tokens: Sequence[Token], position: int) -> bool:
    """Return whether it is the month of *14 March* or *March 14*."""
    if MONTH.fullmatch(tokens[position].low) is None:
        return False
    beside = (*tokens[max(position - 1, 0) : position], *tokens[position + 1 : position + 2])
    return any(token.text[0].isdigit() for token in beside)


def _is_percent(token: Token) -> bool:
    return token.text.endswith("%")


def _is_pair(tokens: Sequence[Token], end: int) -> bool:
    """Return whether *of the Month* or the like follows, which belongs to the run."""
    if end + 2 >= len(tokens) or not _is_capital(tokens[end + 2]):
        return False
    return tokens[end].low == "of" and tokens[end + 1].low == "the"


def _is_particle(tokens: Sequence[Token], end: int) -> bool:
    """Return whether the particle of *Sign in* or *Log out* follows, and no noun behind it."""
    if tokens[end - 1].low not in {"sign", "log", "opt", "zoom", "turn", "check"} or end < 2:
        return False
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    is_last = following is None or following.kind is TokenKind.SIGN or following.low in {"and", "to", "button"}
    return is_last and tokens[end].low in {"in", "out", "up", "on", "off"}


def _joins(tokens: Sequence[Token], start: int, position: int, frame: Frame | None) -> bool:
    low = tokens[position].low
    if low in _INSIDE_ALWAYS:
        return True
    if low == "to":
        return frame not in _NOT_TO_AFTER
    if low == "for":
        return IMPERATIVES.get(tokens[position - 1].low) in {Frame.NEUTRAL, Frame.SEARCH, Frame.CHECK}
    if low == "and":
        follows = tokens[position + 2 : position + 3]
        is_last = not follows or follows[0].kind is TokenKind.SIGN
        has_comma = any(token.low == "," for token in tokens[max(start - 2, 0) : start])
        return frame in _JOINS_AND and is_last and not has_comma and KEY.fullmatch(tokens[start].text) is None
    return False


def _is_first_of_sentence(tokens: Sequence[Token], position: int) -> bool:
    return all(token.kind is TokenKind.SIGN or token.text.isdigit() for token in tokens[:position]) or tokens[
        position - 1
    ].low in {":", ".", "!", "?", ";", "(", ")", "]"}


def _subject_end(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return the end of a run that begins a sentence; ``start`` unless it is the subject or no verb at all."""
    first = tokens[start]
    if (
        end == start
        or first.low.partition("'")[0] in _NO_SUBJECT
        or (first.low in ACTING and _begins_label(tokens, start + 1))
    ):
        return start
    if end == start + 1 and first.low in _KIND_WORDS and first.low not in MOSTLY_NAMES:
        return start
    is_entry = start > 0 and tokens[start - 1].low == ":" and end < len(tokens) and tokens[end].low in {",", "and"}
    if is_entry and end + 1 < len(tokens) and _is_capital(tokens[end + 1]):
        return end
    if first.low not in IMPERATIVES:
        return end if end - start > 1 or _is_subject(tokens, end) else start
    return end if _is_subject(tokens, end) else start


def _speaks(tokens: Sequence[Token], position: int) -> bool:
    """Return whether *I agree ...* stands at a position inside a sentence, the label of a box in the reader's words."""
    before, behind = tokens[max(position - 1, 0)], tokens[position + 1 : position + 2]
    return tokens[position].text == "I" and before.low in _BEFORE_BOXES and bool(behind) and behind[0].low in _SPEAKING


def _begins_label(tokens: Sequence[Token], position: int) -> bool:
    """Return whether a word at a position, capitalised, begins no subject of a sentence but a label of its own."""
    return position < len(tokens) and tokens[position].text in {"I", "My", "Your", "Don't", "Can't"}


def _is_subject(tokens: Sequence[Token], end: int) -> bool:
    """Return whether a verb follows, perhaps behind the word for a kind (*Clear Filters button appears*)."""
    for _ in range(LONGEST_ROLE):
        if end < len(tokens) and (
            tokens[end].low in GRAMMAR_KINDS or tokens[end].low in REGION_WORDS or tokens[end].low == "check"
        ):
            end += 1
    while end + 1 < len(tokens) and tokens[end].low in {",", "and", "or"} and _is_capital(tokens[end + 1]):
        end += 2
    if end < len(tokens) and tokens[end].low in ADVERBS:
        end += 1
    return end < len(tokens) and tokens[end].kind is TokenKind.WORD and tokens[end].low in FINITE
