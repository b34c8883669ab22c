"""Statements about many controls at once, and about the state of one: reset, all ticked, greyed out."""

from __future__ import annotations

from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.grammar.tokens import TokenKind
from prosecov.derive.lexicon.words import word_set
from prosecov.derive.model import Effect, EffectKind

_RESETTING = word_set("reset resets put puts return returns restore restores set sets go goes restored")
_DEFAULTS = word_set("default defaults")
_CLEARING = word_set("clear clears")
_CLEARED = word_set("search filter filters field fields form")
_FIELDS = word_set("field fields filters")
_ALL = word_set("all every the each of any")
_EARLIER = word_set("previous earlier")
_EACH = word_set("each every all")
_TICKED = word_set("checkmark checkmarks tick ticks ticked checked")
_LISTS = word_set("list results table grid page dialog section")
_DISABLED = word_set("disabled inactive")
_GREY = word_set("greyed grayed")
_ENABLED = word_set("enabled active clickable")


def read_effect(phrases: Phrases, first: int, end: int) -> Effect | None:
    """Read what the words between two tokens say of many controls at once; ``None`` if they say nothing of the kind."""
    if _resets_fields(phrases, first, end):
        return Effect(EffectKind.RESET, _fields(phrases, first, end))
    if _checks_boxes(phrases, first, end):
        return Effect(EffectKind.CHECKED, _list(phrases, first, end))
    return None


def _resets_fields(phrases: Phrases, first: int, end: int) -> bool:
    """Return whether the text is *puts all fields back to their defaults* or *clears the search*."""
    has_verb = False
    for index in range(first, end):
        word = phrases.low(index)
        has_verb |= word in _RESETTING
        if (has_verb and word in _DEFAULTS) or (word in _CLEARING and _clears_fields(phrases, index + 1, end)):
            return True
    return False


def _clears_fields(phrases: Phrases, position: int, end: int) -> bool:
    while position < end and phrases.tokens[position].kind is TokenKind.WORD:
        if phrases.low(position) in _CLEARED:
            return True
        position += 1
    return False


def _checks_boxes(phrases: Phrases, first: int, end: int) -> bool:
    """Return whether the text is *each row shows a check mark* or *selects every row*."""
    has_each = False
    for index in range(first, end):
        word, following = phrases.low(index), phrases.low(index + 1)
        is_ticked = word in _TICKED or (word == "check" and following in {"mark", "marks"})
        if (has_each and is_ticked) or (word in {"select", "selects"} and following in _EACH):
            return True
        has_each |= word in _EACH
    return False


def _fields(phrases: Phrases, first: int, end: int) -> str | None:
    """Return the fields of which the text speaks: *filter fields* for *all filter fields*."""
    low = phrases.low
    for begin in range(first + 1, end):
        start = begin
        if low(start - 1) not in _ALL or low(start) == "all":
            continue
        start += low(start) in _EARLIER
        stop = start
        while stop < end and low(stop).replace("-", "").isalpha():
            stop += 1
        heads = [index for index in range(start, stop) if low(index) in _FIELDS]
        if heads:
            return phrases.text[phrases.tokens[start].start : phrases.tokens[heads[-1]].end]
    return None


def _list(phrases: Phrases, first: int, end: int) -> str | None:
    """Return the list whose entries the text speaks of: *results* for *every contact in the results*."""
    low = phrases.low
    for start in range(first + 2, end):
        if low(start - 1) != "the" or low(start - 2) not in {"in", "on", "of"}:
            continue
        for index in range(start, end):
            if low(index) in _LISTS and low(index + 2) != "list":
                return phrases.text[phrases.tokens[start].start : phrases.tokens[index].end]
            if phrases.tokens[index].kind is not TokenKind.WORD:
                break
    return None


def read_state(phrases: Phrases, first: int, end: int) -> tuple[str, str] | None:
    """Read *X is greyed out*, *X becomes active*.

    Returns:
        X without its article, and ``disabled`` or ``enabled``; ``None`` if no such state is stated.
    """
    low = phrases.low
    start = first + (low(first) == "the")
    for index in range(start + 1, end):
        verb, word = low(index), low(index + 1)
        is_grey = word in _GREY and low(index + 2) == "out"
        is_disabled = verb in {"is", "stays", "remains"} and (word in _DISABLED or is_grey)
        if is_disabled or (verb in {"is", "becomes"} and word in _ENABLED):
            subject = phrases.text[phrases.tokens[start].start : phrases.tokens[index - 1].end]
            return subject, "disabled" if is_disabled else "enabled"
    return None
