"""Options and texts that an instruction names word for word, told from those that it describes."""

from __future__ import annotations

import re

from prosecov.articles import MarkKind
from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.grammar.phrases import Phrase
from prosecov.derive.grammar.tokens import joined
from prosecov.derive.lexicon.words import ARTICLES, ASKING, FREE_TEXT, INDEFINITE

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_NUMBER_OR_DATE = re.compile(
    rf"[#$€£]?\s*\d.*|(?:{_MONTHS})[a-z]*\.? \d.*|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|\S+@\S+|https?://\S+"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|sixty)(?: \w+)?"
    r"|today|tomorrow|yesterday|midnight|noon",
    re.IGNORECASE,
)
_DESCRIBED_NUMBER = re.compile(
    r"\b(?:number|date|amount|price|name|text|value|time|percentage|address)\b", re.IGNORECASE
)
_TYPED = frozenset({"type", "type in", "key in", "write", "paste", "input", "search", "write in", "paste in"})
_WORDS_FOR_TEXT = frozenset({"word", "words", "text", "value", "phrase", "string"})


def option_named(phrase: Phrase) -> str | None:
    """Return the option that a phrase names: a label, or words without an article."""
    if phrase.is_pronoun:
        return phrase.text
    first = phrase.determiner.partition(" ")[0]
    if phrase.label is not None and not _NUMBER_OR_DATE.fullmatch(phrase.text):
        return None if first in INDEFINITE and phrase.tokens[-1] is phrase.label else phrase.name
    if phrase.tokens[0].low in ASKING:
        return None
    return None if phrase.determiner else phrase.text


def literal_text(phrases: Phrases, phrase: Phrase, verb: str) -> str | None:
    """Return the text that a phrase gives word for word; ``None`` if it describes it."""
    label = phrase.label
    has_article = bool(phrase.determiners & ARTICLES)
    if _NUMBER_OR_DATE.fullmatch(phrase.text) and not has_article:
        return phrase.text
    if label is not None and label.mark is not None:
        words_before = [token for token in phrase.tokens if token.start < label.start]
        return label.text if words_before or not has_article or label.mark is not MarkKind.BOLD else None
    if label is not None and not has_article:
        stretch = phrase.tokens[phrase.tokens.index(label) :]
        return joined(phrases.text, stretch if phrase.tokens[0] is label else phrase.tokens)
    if label is not None and phrase.tokens[-1] is label and len(phrase.tokens) > 1:
        return label.text
    if label is None and len(phrase.tokens) > 1 and phrase.tokens[0].low in _WORDS_FOR_TEXT - {"value", "text"}:
        return joined(phrases.text, phrase.tokens[1:])
    is_word = len(phrase.tokens) == 1 and not phrase.determiner and not phrase.text.endswith("s")
    return phrase.text if is_word and verb in {"type", "type in", "key in"} else None


def rest_of_clause(phrases: Phrases, phrase: Phrase, verb: str, end: int) -> str | None:
    """Return the text for a field that stands ahead; without quotation marks it is all that follows."""
    text = literal_text(phrases, phrase, verb)
    is_bare = text is not None and (phrase.label is None or phrase.label.mark is None)
    if is_bare:
        first = phrases.tokens.index(phrase.tokens[0])
        return joined(phrases.text, phrases.tokens[first:end])
    return text


def field_or_text(phrases: Phrases, phrase: Phrase, verb: str) -> tuple[str | None, str | None]:
    """Return what a lone phrase behind *enter*, *type* and the like is: the field, the text, or both."""
    label = phrase.label
    text = literal_text(phrases, phrase, verb)
    if text is None:
        last = phrase.tokens[-1]
        if label is None and len(phrase.tokens) > 1 and last.text.isdigit():
            return joined(phrases.text, phrase.tokens[:-1]), last.text
        return phrase.name, None
    before = [token for token in phrase.tokens if label is not None and token.start < label.start]
    if before:
        noun = joined(phrases.text, before)
        return (None if noun.casefold() in _WORDS_FOR_TEXT else noun), text
    if phrase.role:
        return phrase.name, None
    is_field = label is not None and label.mark in {None, MarkKind.BOLD, MarkKind.ITALIC, MarkKind.LINK}
    if is_field and verb not in _TYPED:
        return phrase.name, None
    return None, text


def field_and_amount(phrases: Phrases, phrase: Phrase) -> tuple[str, str] | None:
    """Read *A discount of 25 percent*, *a **Discount** of `25`*: the field and the text."""
    if not phrase.determiner:
        return None
    words = [token.low for token in phrase.tokens]
    if "of" in words[1:-1]:
        cut = words.index("of", 1)
        text = joined(phrases.text, phrase.tokens[cut + 1 :])
        return (joined(phrases.text, phrase.tokens[:cut]), text) if _NUMBER_OR_DATE.fullmatch(text) else None
    other, _ = phrases.noun_phrase(phrase.end + 1, len(phrases.tokens))
    if phrase.label is None or other is None or phrases.low(phrase.end) != "of":
        return None
    return (phrase.name, other.text) if _NUMBER_OR_DATE.fullmatch(other.text) else None


def is_free_text(field: Phrase, option_phrase: Phrase, value: str | None) -> bool:
    """Return whether a field that is set takes a text, a number or a date rather than an option."""
    if field.role == "combobox":
        return False
    if value is None:
        return _DESCRIBED_NUMBER.search(option_phrase.text) is not None
    if _NUMBER_OR_DATE.fullmatch(value):
        return True
    return field.name.partition(" of ")[0].split()[-1].casefold() in FREE_TEXT
