"""Singular and plural of English nouns, as far as help articles use them."""

from __future__ import annotations

_ES = ("x", "ch", "sh", "ss")
_SHORTEST = 3
"""Shorter words, such as *is* and *yes*, keep their *s*."""


def singular(word: str) -> str:
    """Return the singular of a word in lower case; a word that is no plural stays as it is.

    >>> [singular(word) for word in ("boxes", "entries", "filters", "statuses", "status", "press")]
    ['box', 'entry', 'filter', 'status', 'status', 'press']
    """
    if word.endswith("ies") and len(word) > _SHORTEST + 1:
        return f"{word[:-3]}y"
    if word.endswith(("xes", "ches", "shes", "sses")) or (word.endswith("uses") and len(word) > 2 * _SHORTEST):
        return word[:-2]
    is_plural = word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > _SHORTEST
    return word[:-1] if is_plural else word


def plural(phrase: str) -> str:
    """Return the plural of a noun phrase in lower case, whose last word is its noun.

    >>> [plural(phrase) for phrase in ("check box", "entry", "key", "drop-down")]
    ['check boxes', 'entries', 'keys', 'drop-downs']
    """
    if phrase.endswith("y") and phrase[-2] not in "aeiou":
        return f"{phrase[:-1]}ies"
    return f"{phrase}es" if phrase.endswith(_ES) else f"{phrase}s"
