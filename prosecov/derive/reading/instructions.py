"""From the clause of an instruction to its actions: its verbs, and the reader of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from prosecov.derive.grammar.clauses import Clause, ClauseKind
from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.grammar.objects import Target, find_targets
from prosecov.derive.grammar.phrases import Phrase
from prosecov.derive.lexicon.imperatives import Frame
from prosecov.derive.lexicon.words import ADVERBS
from prosecov.derive.model import Action, Do
from prosecov.derive.reading.choices import check, choose, clear, switched, ticked
from prosecov.derive.reading.clicks import Instruction, click, open_, press
from prosecov.derive.reading.conditions import Situation
from prosecov.derive.reading.fields import fill, search, search_and_choose, set_

_READERS: dict[Frame, Callable[[Instruction, list[Target]], Iterable[Action]]] = {
    Frame.PRESS: press,
    Frame.CLICK: lambda instruction, targets: switched(instruction, targets) or click(instruction, targets),
    Frame.OPEN: open_,
    Frame.CHOOSE: choose,
    Frame.CHECK: lambda instruction, targets: check(instruction, Do.CHECK, targets),
    Frame.UNCHECK: lambda instruction, targets: check(instruction, Do.UNCHECK, targets),
    Frame.CLEAR: clear,
    Frame.FILL: fill,
    Frame.SET: lambda instruction, targets: switched(instruction, targets) or set_(instruction),
    Frame.SEARCH: search,
}


def read_instruction(phrases: Phrases, clause: Clause, situation: Situation) -> tuple[list[Action], Phrase | None]:
    """Return the actions of a clause, and what it spoke of last.

    Args:
        phrases: The phrases of the sentence.
        clause: An instruction, or the means of one (*by clicking X*).
        situation: What the clauses before it say.
    """
    frames, verb, position = _verbs(phrases, clause)
    if clause.is_negative:
        return [], None
    if phrases.low(position) in ADVERBS and phrases.low(position + 1) == "on":
        position += 2
    targets = find_targets(phrases, position, clause.end)
    instruction = Instruction(phrases, situation, clause, verb, position)
    if marks := list(ticked(instruction, targets)):
        return marks, targets[0].places[0].phrase
    if not frames:
        return [], None
    if Frame.SEARCH in frames and len(frames) > 1:
        actions = list(search_and_choose(instruction, targets))
    else:
        actions = [action for frame in frames if frame in _READERS for action in _READERS[frame](instruction, targets)]
    return actions, targets[-1].phrase if targets and not targets[-1].phrase.is_pronoun else None


def _verbs(phrases: Phrases, clause: Clause) -> tuple[list[Frame], str, int]:
    """Return the frames of the verbs that share the objects, the first verb, and the index behind the verbs.

    Of alternatives (*click or tap X*) the first counts.
    """
    is_gerund = clause.kind is ClauseKind.MEANS
    frames: list[Frame] = []
    first = joiner = ""
    position = clause.start
    while True:
        verb, frame, length = phrases.verb(position, gerund=is_gerund)
        first = first or verb
        if frame is not None and frame is not Frame.NEUTRAL and joiner != "or":
            frames.append(frame)
        position += length
        has_bracket = phrases.low(position) in {"(", "["}
        joiner = phrases.low(position + has_bracket)
        ahead = position + 1 + has_bracket
        if joiner not in {"and", "or"} or not phrases.verb(ahead, gerund=is_gerund)[2]:
            return frames, first, position
        if has_bracket:
            return frames, first, phrases.behind_bracket(position, clause.end)
        position = ahead
