"""Compare what an article calls a thing with what the screen calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from prosecov.text.normalise import normalise
from prosecov.text.number import singular

_WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")
_IN_WORDS = r"[-/.,:@&]"
"""What joins letters and digits to one word, as in ``Non-Marketable``, ``Opt-In/Out``, ``10.5`` and ``a@b.com``."""
_SYMBOL = r"[^\w\s\x00-\x7f]"
_SYMBOLS = re.compile(rf"^(?:[^\w\s\"'(\[]+\s+|{_SYMBOL}+\s*)+|(?:\s+[^\w\s\"')\].!?%]+|\s*{_SYMBOL}+)+$")
"""Symbols at the ends of a name: those that stand apart, and arrows, emoji and the like. ``C++`` keeps its own."""
_COUNT = re.compile(r"\s*[(\[]?\d[\d,.]*\+?[)\]]?|\s+(?:(?:Ctrl|Cmd|Alt|Shift|Meta|[⌘⌥⇧⌃])\s?\+?\s?)+\w{1,6}")
_DETERMINER = re.compile(r"^(?:the|a|an|your|its|their|this|that|these|those)\s+", re.IGNORECASE)
_HEAD = re.compile(
    r"(?P<head>list|table|menu|page|form|group|set|section|dialog|drop-down|row|card|tile) (?:of|for|with) (?P<rest>.+)"
)
_FILLERS = frozenset(
    {"the", "a", "an", "of", "for", "to", "with", "your", "its", "their", "this", "that", "these", "those", "and"}
    | {"available", "following", "corresponding", "respective", "relevant", "appropriate"}
)
"""Words of a description that claim nothing. What could be a claim (*new*, *same*, *all*) is none of them."""
_NEAR = 65.0
"""Similarity in per cent from which on a name is worth a hint."""
_OF_SOME_WORDS = 0.9
"""What the similarity of names counts of which one has more words."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a name without what readers ignore: the kind of quotes and dashes, a final colon, ``*`` or ``...``."""
    return normalise(text).text.rstrip(" :*").removesuffix("...").strip()


def is_exactly(name: str, wanted: str) -> bool:
    """Return whether two names are the same, case included."""
    return plain(name) == plain(wanted)


def is_same(name: str, wanted: str) -> bool:
    """Return whether two names are the same, ignoring case."""
    return plain(name).casefold() == plain(wanted).casefold()


def is_decorated(name: str, wanted: str) -> bool:
    """Return whether two names are the same but for symbols at their ends, such as arrows, plus signs and emoji.

    Numbers are compared with all that belongs to them: ``-100`` and ``€ 100`` are not ``100``.
    """
    bare = [_SYMBOLS.sub("", plain(one)).casefold() for one in (name, wanted)]
    return bare[0] == bare[1] and bare[0][:1].isalpha()


def is_with_count(name: str, wanted: str) -> bool:
    """Return whether a name is another one with a number or a short cut behind it: ``Inbox (3)``, ``Save Ctrl+S``."""
    rest = plain(name)[len(plain(wanted)) :]
    return is_same(plain(name)[: len(plain(wanted))], wanted) and bool(_COUNT.fullmatch(rest))


def contains(text: str, wanted: str) -> bool:
    """Return whether a text contains a phrase as whole words, ignoring case; ``Non-Marketable`` is one word."""
    before, after = rf"(?<!\w)(?<!\w{_IN_WORDS})", rf"(?!\w)(?!{_IN_WORDS}\w)"
    return re.search(f"{before}{re.escape(plain(wanted))}{after}", plain(text), re.IGNORECASE) is not None


def without_determiner(phrase: str) -> str:
    """Return a noun phrase without its determiner, its noun last: ``actions list`` for ``the list of actions``."""
    phrase = _DETERMINER.sub("", phrase.strip(), count=1)
    head = _HEAD.fullmatch(phrase)
    return f"{without_determiner(head['rest'])} {head['head']}" if head else phrase


def is_label(phrase: str) -> bool:
    """Return whether a phrase is a name that the screen shows, and not a description: whether it has capitals."""
    return any(character.isupper() for character in phrase)


@lru_cache(maxsize=4096)
def sequence(text: str) -> tuple[str, ...]:
    """Return the words of a text in their order, in lower case and in the singular, without fillers such as *the*.

    Hyphens and slashes stay within words, so that *marketable* is no word of ``Non-Marketable``.
    """
    found = (word for word in _WORD.findall(plain(text).casefold()) if word not in _FILLERS)
    return tuple(singular(word).replace("-", "") if "/" not in word else word for word in found)


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set; see `sequence`."""
    return frozenset(sequence(text))


@lru_cache(maxsize=4096)
def readings(name: str) -> frozenset[str]:
    """Return the words by which a name may be described: its own, and the alternatives of ``Opt-In/Out``."""
    alternatives: set[str] = set()
    for word in _WORD.findall(plain(name).casefold()):
        first, *others = word.split("/")
        start = first.rpartition("-")[0]
        alternatives |= {singular(part).replace("-", "") for part in (first, *others)} if others else set()
        alternatives |= {f"{start}{part}" for part in others if start}
    return words(name) | alternatives


@lru_cache(maxsize=4096)
def is_accounted_for(phrase: str, known: frozenset[str]) -> bool:
    """Return whether a phrase has words and each is among the known ones; ``sign-in`` may be known as two words."""
    found = [word for word in _WORD.findall(plain(phrase).casefold()) if word not in _FILLERS]
    return bool(found) and all(
        words(word) <= known or ("-" in word and words(word.replace("-", " ")) <= known) for word in found
    )


def recall(wanted: frozenset[str], known: frozenset[str]) -> float:
    """Return the share of wanted words that are among the known ones, from 0 to 1; 1 if none is wanted."""
    return len(wanted & known) / len(wanted) if wanted else 1.0


def nearest(wanted: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """Return the names that are most similar to a name, the most similar first."""
    scores = {name: _similarity(plain(wanted).casefold(), plain(name).casefold()) for name in names}
    near = sorted((name for name, score in scores.items() if score >= _NEAR), key=lambda name: -scores[name])
    return near[:limit]


def _similarity(wanted: str, name: str) -> float:
    return max(fuzz.token_sort_ratio(wanted, name), _OF_SOME_WORDS * fuzz.token_set_ratio(wanted, name))


def listing(names: Iterable[str], limit: int = 12) -> str:
    """Return names in quotes, for a message: at most ``limit``, and the number of those left out."""
    shown = [f'"{name}"' for name in names]
    more = f" and {len(shown) - limit} more" if len(shown) > limit else ""
    return ", ".join(shown[:limit]) + more
