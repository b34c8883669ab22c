"""From the clause of an instruction to its actions: its verbs, and the reader of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from prosecov.derive.grammar.clauses import Clause, ClauseKind
from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.grammar.objects import Target, find_targets
from prosecov.derive.grammar.phrases import Phrase
from prosecov.derive.grammar.tokens import TokenKind
from prosecov.derive.lexicon.imperatives import IMPERATIVES, Frame
from prosecov.derive.lexicon.words import ADVERBS, word_set
from prosecov.derive.model import Action, Do
from prosecov.derive.reading.choices import check, choose, clear, switched, ticked
from prosecov.derive.reading.clicks import Instruction, click, open_, press
from prosecov.derive.reading.conditions import Situation
from prosecov.derive.reading.fields import fill, search, search_and_choose, set_, sign_in

_PATH_WORDS = word_set("path menu navigation location breadcrumb breadcrumbs")
_PASSIVE_AUXILIARIES = word_set("is are must should needs need has have to be now then first next also finally")
_PARTICIPLES = {
    "clicked": "click", "pressed": "press", "tapped": "tap", "selected": "select", "chosen": "choose",
    "ticked": "tick", "unticked": "untick", "checked": "check", "unchecked": "uncheck", "entered": "enter",
    "typed": "type", "completed": "complete", "specified": "specify",
}  # fmt: skip
"""The verb of an instruction, by its participle."""
_ONLY_ACTS = frozenset({"click", "press", "tap"})
"""Verbs whose participle tells of an act; *selected* tells of a state as well."""
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
    Frame.SIGN_IN: sign_in,
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
    position += phrases.low(position) == ":"
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


def read_path(phrases: Phrases, start: int) -> list[Action]:
    """Return the clicks of *Path: **Store > Taxes***; none if a sentence that begins at an index is no path."""
    begin = start + 2
    is_path = phrases.low(start) in _PATH_WORDS and phrases.low(start + 1) == ":" and phrases.is_label(begin)
    if not is_path or begin + 1 >= len(phrases.tokens) or phrases.tokens[begin + 1].kind is not TokenKind.ARROW:
        return []
    clause = Clause(ClauseKind.INSTRUCTION, begin, len(phrases.tokens), frozenset())
    instruction = Instruction(phrases, Situation(), clause, "go to", begin)
    return list(open_(instruction, find_targets(phrases, begin, clause.end)))


def read_passive(phrases: Phrases, clause: Clause, situation: Situation) -> list[Action]:
    """Return the actions of *X is then clicked*, *X must be selected*, *X needs to be entered*; else none."""
    first, behind = phrases.noun_phrase(clause.start, clause.end)
    if first is None or first.label is None:
        return []
    words: list[str] = []
    while phrases.low(behind) in _PASSIVE_AUXILIARIES:
        words.append(phrases.low(behind))
        behind += 1
    base = _PARTICIPLES.get(phrases.low(behind), "")
    is_duty = bool({"must", "to", "should"} & {*words}) and "be" in words
    if not base or not (is_duty or (base in _ONLY_ACTS and {"is", "are"} & {*words})):
        return []
    if "should" in words and base not in _ONLY_ACTS:
        return []
    instruction = Instruction(phrases, situation, clause, base, behind + 1)
    places, end = phrases.places(behind + 1, clause.end)
    return list(_READERS[IMPERATIVES[base]](instruction, [Target(first, tuple(places), False, end)]))


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
