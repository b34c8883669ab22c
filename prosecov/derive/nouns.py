"""Noun phrases of articles: their words, and whether two of them name the same thing."""

from __future__ import annotations

import re

from prosecov.text.lexicon import GRAMMAR_KINDS, REGION_WORDS
from prosecov.text.number import singular

_DETERMINER = re.compile(r"(?:the|this|that|these|those|a|an|your|its|their|all|each|every)\s+", re.IGNORECASE)
RELATION = re.compile(
    r"(?:(?:the )?(?:very )?(?:top|bottom|upper|lower|left|right)(?:[ -](?:left|right)(?:[ -]hand)?)?"
    r"(?: (?:corner|side|edge|end|part))? of|above|below|beneath|under|underneath|next to|beside|near) ",
    re.IGNORECASE,
)
"""Side of a thing, or relation to it, ahead of its name: *the top of*, *next to*."""
_WORD = re.compile(r"[^\W_]+")
KIND_PHRASES = frozenset(GRAMMAR_KINDS) | REGION_WORDS
"""Phrases that name only a kind of thing, as *dialog* does."""
_KIND_WORDS = frozenset(singular(word) for phrase in KIND_PHRASES for word in re.findall(r"\w+", phrase)) | {
    "option",
    "menu",
    "bar",
}


def words_of(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase in lower case, plural endings left out, so that *filters* is *filter*."""
    return tuple(singular(word.group().lower()) for word in _WORD.finditer(phrase))


def bare(phrase: str) -> str:
    """Return a noun phrase without the article or possessive before it."""
    while match := _DETERMINER.match(phrase):
        phrase = phrase[match.end() :]
    return phrase.strip()


def is_label(phrase: str) -> bool:
    """Return whether a phrase is written as labels are: it begins with a capital or a digit, or has no letters."""
    return not phrase[:1].islower()


def can_be_named(phrase: str) -> bool:
    """Return whether something of this name can be looked for: a label, or a kind of control as in *search bar*."""
    return is_label(phrase) or not _KIND_WORDS.isdisjoint(words_of(phrase)[-1:])


def is_same(one: str | None, other: str | None) -> bool:
    """Return whether two phrases have the same words, but for those that say what kind of thing it is."""
    if not one or not other:
        return False
    first, second = words_of(bare(one)), words_of(bare(other))
    return first == second or _named(first) == _named(second) != ()


def core(region: str) -> str:
    """Return a region without the side or relation before it: *results list* for *top of the results list*."""
    return bare(RELATION.sub("", region))


def _named(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words before those that say of which kind the thing is."""
    end = len(words)
    while end and words[end - 1] in _KIND_WORDS:
        end -= 1
    return words[:end]
