"""Instructions that no step of the vocabulary performs: hover, drag, scroll, upload, go back, reload, copy."""

from __future__ import annotations

from prosecov.derive.grammar.clauses import Clause
from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.grammar.objects import find_targets
from prosecov.derive.lexicon.words import by_first_word, phrases_of, word_set
from prosecov.derive.model import Gesture, GestureKind

_VERBS = {
    GestureKind.HOVER: """
        hover, hover over, hover on, hover your mouse over, hover your cursor over, hover the mouse over, mouse over,
        move your mouse over, move the mouse over, move your cursor over, move the cursor over,
        hover with the mouse over, point at, point to
    """,
    GestureKind.DRAG: "drag, drag and drop, pull",
    GestureKind.SCROLL: "scroll, scroll down, scroll up, scroll down to, scroll up to, scroll to, swipe",
    GestureKind.UPLOAD: "upload, attach",
    GestureKind.BACK: "go back, navigate back",
    GestureKind.RELOAD: "refresh, reload",
    GestureKind.COPY: "copy",
}
_KINDS = {verb: kind for kind, verbs in _VERBS.items() for verb in phrases_of(verbs)}
_BY_FIRST = by_first_word(_KINDS)
_TO = ("to", "into", "onto", "on", "in", "over", "from")
_DIRECTIONS = word_set("down up left right further again all back on")
MANNERS = {
    **dict.fromkeys(("double-click", "double", "doubleclick", "double-tap"), "double-click"),
    **dict.fromkeys(("right-click", "right"), "right-click"),
    **dict.fromkeys(("long-press", "long", "hold"), "press and hold"),
}
"""How something is clicked, by the first word of the verb."""
_HOLDING = word_set("hold")


def manner_of(verb: str) -> str | None:
    """Return how a verb clicks, if it is no plain click: *double-click*, *right-click*, *press and hold*."""
    first, *others = verb.split()
    if _HOLDING.intersection(others):
        return "press and hold"
    return MANNERS.get(first) if first != "right" or others else None


def read_gesture(phrases: Phrases, clause: Clause) -> Gesture | None:
    """Return what a clause tells the reader to do that is neither a click nor an entry; ``None`` if it is none.

    Args:
        phrases: The phrases of the sentence.
        clause: An instruction.
    """
    first = clause.start
    verb = next((words for words in _BY_FIRST.get(phrases.low(first), ()) if phrases.begins(first, words)), None)
    if verb is None or clause.is_negative:
        return None
    kind, position = _KINDS[" ".join(verb)], first + len(verb)
    if kind is GestureKind.BACK and phrases.low(position) == "to":
        return None
    while phrases.low(position) in _DIRECTIONS or phrases.low(position) in {"to", "until", "you", "see", "over"}:
        position += 1
    targets = find_targets(phrases, position, clause.end)
    what = targets[0].phrase.name if targets else None
    goal = next((place for place in targets[0].places if place.preposition in _TO), None) if targets else None
    to = goal.phrase.text if goal is not None and kind is GestureKind.DRAG else None
    if kind is GestureKind.DRAG and to is None and targets:
        to = _behind_to(phrases, targets[0].end, clause.end)
    if kind is GestureKind.COPY and not targets:
        return None
    return Gesture(kind, what, to, phrases.tokens[first].start)


def _behind_to(phrases: Phrases, position: int, end: int) -> str | None:
    if phrases.low(position) not in {"to", "into", "onto"}:
        return None
    phrase, _ = phrases.noun_phrase(position + 1, end)
    return phrase.text if phrase is not None else None
