"""What the form of a sentence tells where the grammar understood nothing of it."""

from __future__ import annotations

import re

_OTHERWISE = re.compile(
    r"(?:[\s,;:\u2013\u2014-]*(?:otherwise|if not)\b|if (?:it|they|you|there|the|no)\b.{0,60}?(?:n't|\bnot|\bno)\b)"
    r".*\b(?:next|continue|proceed|go on|move on|skip|carry on|ahead)\b",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(
    r"(?:(?:then|next|now|finally|please|\(optional\)|optional:|optionally,?)[\s,]+)?(?P<word>[a-z]+)\b"
    r"(?P<object> (?:the|your|an?|it|them|this|that|these|all|each|every|any|on|to|in|over|one|\d)\b)?",
    re.IGNORECASE,
)
_NO_ORDER = re.compile(
    r"(?:a|above|after|again|all|along|also|an|and|any|are|around|as|at|before|behind|below|beneath|beside|besides|but"
    r"|by|check|confirm|continue|decide|do|each|ensure|every|first|for|from|here|however|if|in|inside|is|it|keep|make"
    r"|may|near|no|not|notes?|notice|of|on|once|one|only|or|over|proceed|read|remember|repeat|review|see|since|so|some"
    r"|still|that|the|then|there|these|they|this|those|through|to|under|underneath|until|using|verify|via|wait|was|when"
    r"|where|whether|which|while|with|within|without|you|your)",
    re.IGNORECASE,
)
"""Words that begin no order, or one for which there is nothing to do on the screen."""
_LISTS_SEVERAL = re.compile(
    r"(?!(?:You|We|They|There|People|Users?)\b)(?P<what>.+?) "
    r"(?:displays?|shows?|lists?|offers?|contains?|includes?|has|have) "
    r"(?:an? (?:list|number|choice|selection|range) of|several|multiple|various|many)\b"
)


def is_order(text: str, *, begins_step: bool) -> bool:
    """Whether a sentence of a step tells the reader to do something.

    Args:
        text: The sentence, of which no action was understood.
        begins_step: Whether it is the first one of a step of which nothing was understood; then it need not name
            what it is to be done with.
    """
    first = _FIRST_WORD.match(text)
    if first is None or _NO_ORDER.fullmatch(first.group("word")):
        return False
    return begins_step or first.group("object") is not None


def says_otherwise(text: str) -> bool:
    """Whether a sentence, or the end of one, says how to go on where something is not there."""
    return _OTHERWISE.match(text) is not None


def lists_several(text: str) -> str | None:
    """What shows several things, in a sentence such as *The page shows a list of reports*; ``None`` in any other."""
    match = _LISTS_SEVERAL.match(text)
    return match.group("what") if match else None
