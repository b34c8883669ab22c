"""Offer another wording for a sentence that is not understood, where a rule knows one that is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prosecov.articles import Article, MarkKind, Sentence, parse_article
from prosecov.derive.model import Missed, Reading
from prosecov.derive.reading import read_sentences

_SUBJECT = r"(?:you(?:.ll)?|we|users?|the user|readers?|people)"
_MODAL = r"(?:(?:will |would |now )?(?:need|have|want|like|wish) to|are able to|can|could|may|might|must|should|will)"
_SEES = r"(?:see|notice|find|get|be presented with|be shown)"
_FIRST = r"(?:(?:now|then|next|afterwards|finally|first),? )?"
_JUST = r"(?:(?:just|simply|also|now|then) )?"
_BEST = r"(?:recommended|best|necessary|time|possible|a good idea|important)"
_APPEARS = r"(?:appear|show(?: up)?|be shown|load|open)"
_THING = r"(?P<thing>[^,;:.]+?)"
_REST = r"(?P<rest>.+)"
_STOP = r"(?P<rest>[.!]?)"
_IS_SHOWN = r"\g<thing> is shown\g<rest>"
_DONE = {
    "clicked": "Click",
    "pressed": "Press",
    "tapped": "Click",
    "selected": "Select",
    "chosen": "Select",
    "checked": "Check",
    "ticked": "Check",
    "unchecked": "Uncheck",
    "opened": "Open",
}
_RULES: tuple[tuple[str, str], ...] = (
    (rf"{_SUBJECT} (?:{_MODAL} )?{_JUST}{_SEES} {_THING}{_STOP}", _IS_SHOWN),
    (rf"{_FIRST}{_SUBJECT} {_JUST}(?:{_MODAL} )?{_JUST}{_REST}", r"\g<rest>"),
    (rf"it(?: i|.)s {_BEST} to {_REST}", r"\g<rest>"),
    (rf"(?:let.s|let us|the next (?:step|thing) is to|all that is left is to) {_REST}", r"\g<rest>"),
    (rf"wait (?:until|till) {_REST}", r"\g<rest>"),
    (rf"wait for {_THING} to {_APPEARS}{_STOP}", _IS_SHOWN),
    (rf"{_THING} (?:will |should |is going to )?{_JUST}(?:shows?|pops?|comes?|turns?) up{_STOP}", _IS_SHOWN),
    (
        rf"use (?P<thing>the .+? (?:field|box|input)) to (?:enter|type|provide|give) {_REST}",
        r"In \g<thing>, enter \g<rest>",
    ),
    (r"(?P<rest>.*[^.!?:…])", r"\g<rest>."),
)
"""Patterns for a whole sentence, each with the wording that is offered. The first that is understood better counts."""
_PASSIVE = re.compile(
    rf"{_THING} (?:must|should|has to|needs to|is to|can|is|are)(?: then| now)?(?: be)? (?P<done>{'|'.join(_DONE)})"
    r"(?P<rest>[.!]?)",
    re.IGNORECASE,
)
_AROUND = {MarkKind.BOLD: "**", MarkKind.CODE: "`"}


def reworded(article: Article, sentence: Sentence, reading: Reading) -> str:
    """Return another wording for a sentence of an article.

    A wording is offered only if more of it is understood. Whether it says the same is for the author to decide.

    Args:
        article: The article.
        sentence: One of its sentences.
        reading: What is understood of it.

    Returns:
        The wording, with labels marked as in Markdown; empty if no rule knows one.
    """
    return next((wording for wording in _wordings(_marked(article, sentence)) if _is_better(wording, reading)), "")


def _wordings(text: str) -> Iterator[str]:
    if passive := _PASSIVE.fullmatch(text):
        thing = passive["thing"]
        yield f"{_DONE[passive['done'].lower()]} {thing[0].lower() + thing[1:]}{passive['rest'] or '.'}"
    for pattern, template in _RULES:
        if found := re.fullmatch(pattern, text, re.IGNORECASE):
            wording = found.expand(template)
            yield wording[0].upper() + wording[1:]


def _is_better(wording: str, before: Reading) -> bool:
    readings = [reading for _, reading in read_sentences(parse_article(wording, "wording.md"))]
    if len(readings) != 1 or readings[0].missed is Missed.LIKELY:
        return False
    [after] = readings
    if after.actions or before.actions:
        return len(after.actions) > len(before.actions) or (before.missed is Missed.LIKELY and bool(after.actions))
    return bool(after.facts) and not before.facts


def _marked(article: Article, sentence: Sentence) -> str:
    """Return a sentence with its labels marked as in Markdown."""
    text, end = "", sentence.start
    for mark in article.marks:
        around = _AROUND.get(mark.kind)
        if around and sentence.start <= mark.start and mark.end <= sentence.end and end <= mark.start:
            text += f"{article.text[end : mark.start]}{around}{article.text[mark.start : mark.end]}{around}"
            end = mark.end
    return " ".join((text + article.text[end : sentence.end]).split())
