"""Labels without mark-up behind a verb that asks for one: *Click Write a review*, *tap Log out of all devices*."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prosecov.derive.grammar.tokens import Token, TokenKind
from prosecov.derive.lexicon.imperatives import ACTING, IMPERATIVES, Frame
from prosecov.derive.lexicon.statement_verbs import BE, FINITE
from prosecov.derive.lexicon.words import (
    ADVERBS,
    ARTICLES,
    COMPOUND_PREPOSITIONS,
    CONDITIONS,
    DETERMINERS,
    KEY,
    NAMING,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    by_first_word,
    word_set,
)
from prosecov.text.lexicon import CONTROL_ROLES, GRAMMAR_KINDS, REGION_WORDS

_NAMING_FRAMES = frozenset({Frame.CLICK, Frame.PRESS, Frame.CHOOSE, Frame.OPEN})
_LETTERING = word_set("says reads label title caption heading text wording")
_ASKING: dict[str, list[tuple[list[str], Frame]]] = {}
"""Verbs that ask for a label, by their last word, the longest first."""
for _verb, _frame in sorted(IMPERATIVES.items(), key=lambda item: -item[0].count(" ")):
    if _frame in _NAMING_FRAMES:
        _ASKING.setdefault(_verb.rpartition(" ")[2], []).append((_verb.split(), _frame))
_COMPOUNDS = by_first_word(COMPOUND_PREPOSITIONS)
_PARTICLES = word_set("off up out down over away back")
_PLACE_PARTICLES = word_set("in on")
_TAKING_PLACE_PARTICLES = word_set("sign log opt zoom turn check fill switch move hand keep trade cash print")
_INSIDE = word_set("of with about by without per like than & / no not")
_PLACING = word_set(
    "in on at from under into onto inside within beside below above beneath underneath near behind via as"
)
_INTRODUCING = word_set("you you'll we we'll they there which that who whose where which's it's")
_STOPPING = BE | word_set("then so etc but will can must should")
_ENDING_ADVERBS = ADVERBS - {"too", "also", "just"}
_TAKING_FROM = word_set("unsubscribe withdraw import upload remove buy order")
_CALLING = word_set("now later")
_REPEATED = word_set("try start begin play")
_GOING_ON = word_set(
    """
    sign log scroll look then wait follow repeat refresh proceed go enter type fill click tap press hit select choose
    """
)
_KINDS = frozenset(word for kind in CONTROL_ROLES for word in (kind, f"{kind}s")) | {"menu", "option", "check", "radio"}
_NOUNS = word_set("list lists item items option options filter filters setting settings entries")
"""Words for kinds that are nouns of labels as often: *Click Wish lists*."""
_TRAILING = frozenset({*GRAMMAR_KINDS, *REGION_WORDS}) - {"key", "keys"}
_JOINTS = word_set("to and all of")
_BEHIND_KEY = word_set("and or to on then key when until once twice")
_NO_PAIR = _GOING_ON | _STOPPING | ACTING | ADVERBS | NUMBERS
_TAKING_TO = word_set("back reply ship jump listen talk")
_SAYING = FINITE - {"need", "have", "do", "don't"}
_LABEL_SIGNS = frozenset({"&", "/", "+", "#", "…", "..."})
_POINTING = word_set("the this each that these those")
_LONGEST = 9


def names_label(tokens: Sequence[Token], position: int) -> Frame | None:
    """Return the frame of the verb right before a position, if it asks for a label: *click on*, *tap*, *go to*.

    Behind *called*, *that says*, *with the title* a label follows as well.
    """
    last = _low(tokens, position - 1)
    if last in NAMING or last in _LETTERING:
        return Frame.CLICK
    for words, frame in _ASKING.get(last, ()):
        begin = position - len(words)
        if begin >= 0 and [_low(tokens, index) for index in range(begin, position)] == words:
            return frame
    return None


def names_place(tokens: Sequence[Token], position: int) -> bool:
    """Return whether a label stands at a position right behind *go to*, *open* or the like."""
    if not tokens[position].is_label:
        return False
    return names_label(tokens, position - (_low(tokens, position - 1) in {"the", ":"})) is Frame.OPEN


def bare_label_end(tokens: Sequence[Token], start: int, end: int, *, has_article: bool) -> int:
    """Return where a label ends that begins with a run of capitalised words; ``end`` if the run is all of it.

    Behind an article the label goes on only up to the word for its kind: *the Log in with a code link*.

    Args:
        tokens: The tokens of the sentence.
        start: Index of its first token.
        end: Index behind the run.
        has_article: Whether an article stands before it.
    """
    if KEY.fullmatch(tokens[start].text) and end == start + 1 and _is_key(tokens, end):
        return end
    position = end
    while position < min(len(tokens), start + _LONGEST) and _goes_on(tokens, start, position):
        position += 1
    position = _without_kind(tokens, start, position, has_article=has_article)
    if not has_article:
        return max(position, end)
    is_named = position < len(tokens) and tokens[position].low in _KINDS
    return position if is_named and position > end else end


def _is_key(tokens: Sequence[Token], behind: int) -> bool:
    """Return whether what stands behind the name of a key says no more: *Return* and not *Return by post*."""
    low = _low(tokens, behind)
    return not low.isalpha() or low in _BEHIND_KEY or low in ADVERBS


def _low(tokens: Sequence[Token], position: int) -> str:
    if not 0 <= position < len(tokens):
        return ""
    token = tokens[position]
    return "" if token.kind is TokenKind.LABEL else token.low


def _goes_on(tokens: Sequence[Token], start: int, position: int) -> bool:
    """Return whether the label that begins at ``start`` holds the token at a position."""
    for rule in _RULES:
        verdict = rule(tokens, start, position)
        if verdict is not None:
            return verdict
    return not _is_sentence_ahead(tokens, position)


def _by_form(tokens: Sequence[Token], start: int, position: int) -> bool | None:
    """Decide on labels, signs and capitals."""
    token = tokens[position]
    if token.kind in {TokenKind.LABEL, TokenKind.ARROW}:
        return False
    if token.kind is TokenKind.SIGN:
        is_path = token.low == "/" and tokens[position - 1].end < token.start
        return (token.low in _LABEL_SIGNS and not is_path) or _is_inner_sign(tokens, start, position)
    return _low(tokens, position - 1) not in _PLACING if token.text[0].isupper() else None


def _by_joint(tokens: Sequence[Token], start: int, position: int) -> bool | None:
    """Decide on *as*, *and*, *to*, and on words that begin a clause."""
    low, following = tokens[position].low, _low(tokens, position + 1)
    if low == "as":
        is_role = following.isalpha() and following not in DETERMINERS and not _is_capital(tokens, position + 1)
        return is_role and (tokens[start].low in IMPERATIVES or tokens[start].low == "checkout")
    if low in CONDITIONS or low in _INTRODUCING or low in _STOPPING:
        return False
    if low in {"and", "or"}:
        return _is_pair(tokens, position)
    return _is_goal(tokens, start, position) if low == "to" else None


def _by_place(tokens: Sequence[Token], start: int, position: int) -> bool | None:
    """Decide on prepositions: those of places end a label."""
    low, following = tokens[position].low, _low(tokens, position + 1)
    if low == "from":
        return tokens[start].low in _TAKING_FROM and position == start + 1 and following not in {"the", "your"}
    is_compound = any(_begins(tokens, position, words) for words in _COMPOUNDS.get(low, ()))
    return False if is_compound and (low, following) != ("out", "of") else None


def _by_particle(tokens: Sequence[Token], start: int, position: int) -> bool | None:
    """Decide on particles, on *of* and the like, and on all other prepositions."""
    low, following = tokens[position].low, _low(tokens, position + 1)
    if low in _PARTICLES:
        return position == start + 1 or (following.isalpha() and following != "the")
    if low in _PLACE_PARTICLES and _low(tokens, position - 1) in _TAKING_PLACE_PARTICLES:
        return following not in {"the", "your"} and not _is_capital(tokens, position + 1)
    if low in _INSIDE:
        return bool(following)
    if low == "for":
        return bool(following) and following not in _POINTING
    return False if low in _PLACING or low in PREPOSITIONS else None


def _by_adverb(tokens: Sequence[Token], _: int, position: int) -> bool | None:
    """Decide on adverbs: *Pay now*, *Try again*, *Buy it again*."""
    low, before = tokens[position].low, _low(tokens, position - 1)
    if low not in _ENDING_ADVERBS:
        return None
    return before in PRONOUNS or low in _CALLING or (low == "again" and before in _REPEATED)


_RULES: tuple[Callable[[Sequence[Token], int, int], bool | None], ...] = (
    _by_form,
    _by_joint,
    _by_place,
    _by_particle,
    _by_adverb,
)


def _begins(tokens: Sequence[Token], position: int, words: list[str]) -> bool:
    return [_low(tokens, position + offset) for offset in range(len(words))] == words


def _is_capital(tokens: Sequence[Token], position: int) -> bool:
    return position < len(tokens) and tokens[position].text[:1].isupper()


def _is_inner_sign(tokens: Sequence[Token], start: int, position: int) -> bool:
    """Return whether a sign belongs to the label: the mark at its end (*Lost your card?*), a comma behind *No*."""
    low, behind = tokens[position].low, position + 1
    if low == "?":
        return behind >= len(tokens) or _low(tokens, behind) in {"in", "on", "at", "link", "button", "and", "then", "."}
    return low == "," and tokens[start].low in {"no", "yes"} and position == start + 1 and behind < len(tokens)


def _is_pair(tokens: Sequence[Token], position: int) -> bool:
    """Return whether *and* joins words of the label (*Save and continue*), not an instruction or another label."""
    following, behind = _low(tokens, position + 1), _low(tokens, position + 2)
    if not following or tokens[position + 1].text[0].isupper() or following in DETERMINERS or following in PRONOUNS:
        return False
    if following in _NO_PAIR:
        return False
    if following in IMPERATIVES:
        is_last = position + 2 >= len(tokens) or tokens[position + 2].kind is not TokenKind.WORD
        return is_last or behind in _TRAILING or behind in PREPOSITIONS - {"to", "with", "for"}
    return following not in PREPOSITIONS and not _is_sentence_ahead(tokens, position + 1)


def _is_goal(tokens: Sequence[Token], start: int, position: int) -> bool:
    """Return whether *to* is part of the label, as in *Add to basket*: its verb takes it, and no verb follows."""
    following, behind = _low(tokens, position + 1), _low(tokens, position + 2)
    if tokens[start].low == "i":
        return True
    if not following or (tokens[start].low not in IMPERATIVES and tokens[start].low not in _TAKING_TO):
        return False
    if following in {"the", "your"} and position > start + 1 and _low(tokens, position - 1) not in {"in", "up", "back"}:
        return False
    if following not in IMPERATIVES:
        return following not in {"be", "have", "get"}
    is_noun = position + 2 >= len(tokens) or tokens[position + 2].kind is not TokenKind.WORD or behind in PREPOSITIONS
    return is_noun and position == start + 1


def _is_sentence_ahead(tokens: Sequence[Token], position: int) -> bool:
    """Return whether a verb of a statement follows within a few words: *Click Save the page closes*."""
    for index in range(position, min(position + 4, len(tokens))):
        if tokens[index].kind is not TokenKind.WORD:
            return False
        if index > position and tokens[index].low in _SAYING:
            return True
    return False


def _without_kind(tokens: Sequence[Token], start: int, end: int, *, has_article: bool) -> int:
    """Return the end without the word for the kind of control (*Returns tab*), unless the label speaks of it."""
    for length in (3, 2, 1):
        first = end - length
        words = " ".join(token.low for token in tokens[first:end]) if first > start else ""
        before = _low(tokens, first - 1)
        is_own = (
            not has_article
            and tokens[first - 1].text[0].islower()
            and (before in ARTICLES or before in PREPOSITIONS or before in _JOINTS)
        )
        if words in _TRAILING and tokens[first].text[0].islower() and not is_own:
            is_lower = tokens[first - 1].text[0].islower()
            is_noun = words in _NOUNS or (is_lower and words not in _KINDS)
            return end if is_noun and not has_article else first
    return end
