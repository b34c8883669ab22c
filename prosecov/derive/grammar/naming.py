"""What a noun phrase calls the thing that it names, and of which kind it says the thing is."""

from __future__ import annotations

from collections.abc import Sequence

from prosecov.derive.grammar.tokens import Token, joined
from prosecov.derive.grammar.words import LONGEST_ROLE, NAMING
from prosecov.text.lexicon import GRAMMAR_KINDS, REGION_WORDS

_AROUND_NAMES = NAMING | {"that", "which", "says", "reads", "is", "with", "the", "label", "name", "text"}


def kind_of(tokens: Sequence[Token]) -> tuple[str, Sequence[Token]]:
    """The word for the kind of thing, and the other tokens: ``drop-down`` and *Case state*.

    The word stands at the end, before *of*, or ahead of the label (*the button labelled Go*).
    """
    first_label = next((index for index, token in enumerate(tokens) if token.is_label), None)
    if first_label == len(tokens) - 1 > 0:
        kind, rest = kind_of([token for token in tokens[:-1] if token.low not in _AROUND_NAMES])
        return (kind, [*rest, tokens[-1]]) if kind else ("", tokens)
    cut = next((index for index, token in enumerate(tokens) if token.low == "of" and index), len(tokens))
    for length in range(min(LONGEST_ROLE, cut), 0, -1):
        words = tokens[cut - length : cut]
        kind = " ".join(token.low for token in words)
        if (kind in GRAMMAR_KINDS or kind in REGION_WORDS) and not any(token.is_label for token in words):
            return kind, [*tokens[: cut - length], *tokens[cut:]]
    return "", tokens


def name_of(
    text: str, tokens: Sequence[Token], label: Token | None, kind: str, rest: Sequence[Token], *, has_article: bool
) -> str:
    """The name: the label, or without one the words without that for the kind.

    A label without mark-up goes on in lower case (*Add new contact*) up to the word for its kind; behind an article
    it needs such a word (*the Due date field*), for otherwise the noun is none of the label's (*the Gold plan*).

    Args:
        text: The sentence.
        tokens: The tokens of the phrase.
        label: The first label among them.
        kind: The word for the kind, empty without.
        rest: The tokens without that word.
        has_article: Whether the phrase has a determiner.
    """
    if label is None:
        is_group = kind in GRAMMAR_KINDS and kind.endswith("s")
        is_named = bool(rest) and rest[0].low != "of" and kind not in REGION_WORDS and not is_group
        return joined(text, rest if is_named else tokens)
    if label.mark is not None or (has_article and not kind):
        return label.text
    first = tokens.index(label)
    has_number = first > 0 and tokens[first - 1].low.isdigit()
    stretch = tokens[first - has_number :]
    if kind:
        stretch = kind_of(stretch)[1] or [label]
    while len(stretch) > 1 and stretch[-1].low in REGION_WORDS:
        stretch = stretch[:-1]
    return joined(text, stretch)
