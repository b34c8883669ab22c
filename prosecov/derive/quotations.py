"""Decide for the pieces of a walk, in their order, what of the article is quoted above them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from prosecov.derive.evidence import Evidence, label_runs, read_words, words_in
from prosecov.derive.lexicon.tested_words import MISSING, OTHERWISE
from prosecov.derive.lines import Line, place, quoted, then
from prosecov.derive.pieces import Condition, Left, Piece
from prosecov.derive.warrant import warranted
from prosecov.features import StepKind
from prosecov.settings import WalkthroughSettings
from prosecov.text.number import singular

_OF_ENTRIES = re.compile(r" shows only |^only entries with |^every box is checked")
_NAME = re.compile(r'"(?:[^"\\]|\\.)*"')
_AFTER_THING = re.compile(r"\b(?:of|with|in|on|at|is|are|has|have|was|were|who|that|searched|for)\b")
_NOT_DONE = "the walk does not do that right before; quote it in a feature of your own"


def with_quotations(pieces: Sequence[Piece], settings: WalkthroughSettings) -> tuple[list[Piece], list[Left]]:
    """Decide what of the article is quoted above each piece of a walk.

    A check speaks of the action right before it, so what it says of another one is not quoted. Checks of which nothing
    is quoted are left out of the walk; actions stay.

    Args:
        pieces: The pieces, in the order of the walk.
        settings: The settings of the walk: its choices, and the data that it sets up.

    Returns:
        The pieces, and what is not quoted.
    """
    entities = frozenset(word for step in settings.given for word in entities_of(step))
    found: list[Piece] = []
    left: list[Left] = []
    acts: tuple[Line, ...] = ()
    checked = _Checks()
    for stated in pieces:
        checked.add(found)
        piece = _with_kind_checked(stated, checked, settings.without)
        is_act = any(line.kind is StepKind.WHEN for line in piece.lines)
        if is_act:
            own = tuple(line for line in piece.lines if line.kind is StepKind.WHEN)
            acts = (*acts, *own) if piece.action and not piece.text else (*own, *_acts(piece.context))
        if not piece.text:
            found.append(piece)
            continue
        spoken_of = acts if piece.slot[1] else ()
        if piece.act and piece.act not in _runs(spoken_of):
            left.append(Left(piece.span, _NOT_DONE))
            continue
        lines = (*piece.lines, *piece.context, *spoken_of, *_of_kinds(piece.kinds, checked))
        meant = piece.meant | _chosen(lines, settings.choices)
        if any(_OF_ENTRIES.search(line.text) for line in lines):
            meant |= entities
        divided = warranted(piece.text, piece.span.start, Evidence(lines, meant, piece.verbs))
        left += (Left(span, hint) for span, hint in divided.left)
        if divided.quoted or is_act:
            found.append(replace(piece, quoted=divided.quoted))
    return found, left


def _with_kind_checked(piece: Piece, checked: _Checks, without: Mapping[str, object]) -> Piece:
    """Check of which kind the control of an action is, where the text says so and nothing before has checked it.

    An action takes a link for a button, as readers do; a statement that it is a button is false of a link all the same.
    What may not be there is checked only if another walk is set up in which it is not.
    """
    action = piece.action
    if action is None or not piece.kinds or _of_kinds(piece.kinds, checked):
        return piece
    if action.if_visible and action.what not in without:
        return piece
    where = place(action.region)
    return replace(
        piece, lines=(*(then(f"the {kind} {quoted(name)} is shown{where}") for name, kind in piece.kinds), *piece.lines)
    )


class _Checks:
    """The checks of a walk so far, by what they name."""

    def __init__(self) -> None:
        self._by_name: dict[str, dict[Line, None]] = {}
        self._seen = 0

    def add(self, pieces: Sequence[Piece]) -> None:
        """Take in the checks of the pieces that are new."""
        for piece in pieces[self._seen :]:
            for line in piece.lines:
                if line.kind is StepKind.THEN:
                    for name in _NAME.findall(line.text.casefold()):
                        self._by_name.setdefault(name, {})[line] = None
        self._seen = len(pieces)

    def of(self, name: str) -> Iterable[Line]:
        """Return the checks that hold a quoted name, in their order."""
        return self._by_name.get(name.casefold(), ())


def _of_kinds(kinds: Sequence[tuple[str, str]], checked: _Checks) -> tuple[Line, ...]:
    """Return the checks that names are of the kinds that the text says."""
    return tuple(dict.fromkeys(line for name, kind in kinds for line in checked.of(quoted(f"{name} {kind}"))))


def is_condition_tested(condition: Condition, label: str, done: str) -> bool:
    """Return whether the walk without an optional control tests all that a condition says.

    Args:
        condition: The condition.
        label: The label of the control.
        done: What is used in the walk before the control appears; empty if the condition speaks of nothing of the kind.
    """
    lines = (then(f"{quoted(label)} is shown"),)
    happened = frozenset(word for text in condition.appears_after for word in words_in(text) & words_in(done))
    allowed = OTHERWISE if condition.what is None else MISSING | happened
    return all(
        word.is_tested for word in read_words(condition.text, Evidence(lines, frozenset({"button"}), allowed=allowed))
    )


def entities_of(given: str) -> frozenset[str]:
    """Return what a step of the set-up puts into the product, in the singular: *contact* for *3 open contacts*."""
    thing = _AFTER_THING.split(given, maxsplit=1)[0]
    nouns = [word for word in re.findall(r"[\w-]+", thing) if word.islower() and not word.isdigit()]
    is_data = re.match(r"(?:an?|\d+|the [A-Z])", given) is not None
    return frozenset({singular(nouns[-1])}) if nouns and is_data else frozenset()


def _acts(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.kind is StepKind.WHEN)


def _runs(lines: Iterable[Line]) -> frozenset[str]:
    names = (name for name in Evidence(tuple(lines)).names())
    return frozenset(run for name in names for run in (*label_runs(name), name.casefold()))


def _chosen(lines: Sequence[Line], choices: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the words by which the article calls what was chosen for its reader."""
    names = set(Evidence(tuple(lines)).names())
    return frozenset(word for key, values in choices.items() if names & set(values) for word in words_in(key))
