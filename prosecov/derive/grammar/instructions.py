"""From the clause of an instruction to its actions: which verbs it has, and what each asks of the objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from prosecov.derive.grammar.acting import Acting
from prosecov.derive.grammar.choosing import check, choose, clear, switched, ticked
from prosecov.derive.grammar.clause import Clause, ClauseKind
from prosecov.derive.grammar.clauses import Clauses
from prosecov.derive.grammar.clicking import click, open_, press
from prosecov.derive.grammar.filling import fill, search, search_and_choose, set_
from prosecov.derive.grammar.inflection import longest_verb
from prosecov.derive.grammar.phrase import Phrase
from prosecov.derive.grammar.phrases import Phrases
from prosecov.derive.grammar.situation import Situation
from prosecov.derive.grammar.targets import Target, find_targets
from prosecov.derive.grammar.verbs import Frame
from prosecov.derive.grammar.words import ADVERBS
from prosecov.derive.model import Action, Do

_READERS: dict[Frame, Callable[[Acting, list[Target]], Iterable[Action]]] = {
    Frame.PRESS: press,
    Frame.CLICK: lambda acting, targets: switched(acting, targets) or click(acting, targets),
    Frame.OPEN: open_,
    Frame.CHOOSE: choose,
    Frame.CHECK: lambda acting, targets: check(acting, Do.CHECK, targets),
    Frame.UNCHECK: lambda acting, targets: check(acting, Do.UNCHECK, targets),
    Frame.CLEAR: clear,
    Frame.FILL: fill,
    Frame.SET: lambda acting, targets: switched(acting, targets) or set_(acting),
    Frame.SEARCH: search,
}


def read_instruction(
    phrases: Phrases, clauses: Clauses, clause: Clause, situation: Situation
) -> tuple[list[Action], Phrase | None]:
    """The actions of a clause, and what it spoke of last.

    Args:
        phrases: The phrases of the sentence.
        clauses: Its clauses.
        clause: An instruction, or the means of one (*by clicking X*).
        situation: What the clauses before it say.
    """
    frames, verb, position = _verbs(phrases, clauses, clause)
    if clause.is_negative:
        return [], None
    if phrases.low(position) in ADVERBS and phrases.low(position + 1) == "on":
        position += 2
    targets = find_targets(phrases, position, clause.end)
    acting = Acting(phrases, situation, clause, verb, position)
    if marks := list(ticked(acting, targets)):
        return marks, targets[0].places[0].phrase
    if not frames:
        return [], None
    if Frame.SEARCH in frames and len(frames) > 1:
        actions = list(search_and_choose(acting, targets))
    else:
        actions = [action for frame in frames if frame in _READERS for action in _READERS[frame](acting, targets)]
    return actions, targets[-1].phrase if targets and not targets[-1].phrase.is_pronoun else None


def _verbs(phrases: Phrases, clauses: Clauses, clause: Clause) -> tuple[list[Frame], str, int]:
    """The frames of the verbs that share the objects, the first verb, and the index behind the verbs.

    Of alternatives (*click or tap X*) the first counts.
    """
    is_gerund = clause.kind is ClauseKind.MEANS
    frames: list[Frame] = []
    first = joiner = ""
    position = clause.start
    while True:
        verb, frame, length = longest_verb(clauses.moods.words(position), gerund=is_gerund)
        first = first or verb
        if frame is not None and frame is not Frame.NEUTRAL and joiner != "or":
            frames.append(frame)
        position += length
        has_bracket = phrases.low(position) in {"(", "["}
        joiner = phrases.low(position + has_bracket)
        ahead = position + 1 + has_bracket
        if joiner not in {"and", "or"} or not longest_verb(clauses.moods.words(ahead), gerund=is_gerund)[2]:
            return frames, first, position
        if has_bracket:
            return frames, first, phrases.behind_bracket(position, clause.end)
        position = ahead
