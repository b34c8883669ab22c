"""How the tables of words are written down."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a text that white space separates."""
    return frozenset(words.split())
