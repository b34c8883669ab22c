"""From the facts of a reading to checks, and when these hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from prosecov.derive.lexicon.tested_words import NUMBERS
from prosecov.derive.lines import Line, kinds_of, place, quoted, then
from prosecov.derive.model import Action, Do, Effect, EffectKind, Fact, FactKind
from prosecov.derive.nouns import can_be_named, core, is_label, is_same, words_of
from prosecov.derive.scope import Scope, refers_back
from prosecov.text.lexicon import GRAMMAR_KINDS

_SEVERAL = frozenset({"several", "various", "many", "multiple", "number"})
_COLLECTIONS = frozenset({"list", "result", "table", "grid", "page", "board", "view", "report", "section"})
_ITS_PAGE = re.compile(r"(?:[a-z-]+['\u2019]s?|its|their) (?:own )?(page)$")
_NUMBER = re.compile(rf"\b(?P<number>{'|'.join(NUMBERS)}|\d+)\s+(?P<noun>[a-z-]+(?:\s+[a-z-]+){{0,2}})", re.IGNORECASE)
_OWNER = re.compile(
    r"\W*(?:the\s+)?(?P<owner>[^,;]+?)\s+(?:displays?|shows?|has|contains?|offers?|includes?)\s", re.IGNORECASE
)
_MODIFIER = re.compile(r"\s+(?:in|on|of|with|that|who|which|from|under)\b.*")


class Moment(Enum):
    """Time at which a check holds, relative to the actions of its step."""

    BEFORE = auto()
    AFTER = auto()
    WHEN_SEARCHED = auto()


@dataclass(frozen=True, slots=True)
class Check:
    """Checks of a fact.

    Attributes:
        lines: The checks; empty if nothing that can be seen is understood.
        moment: When they hold.
        action: Position of the action of the step that they come before or after; ``None`` for the first and
            the last one.
        context: Steps before that the fact speaks of: the choice by which a search goes.
        meant: Words of the fact that the checks express by others.
    """

    lines: tuple[Line, ...]
    moment: Moment
    action: int | None = None
    context: tuple[Line, ...] = ()
    meant: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Stated:
    """A fact, and what its noun phrases mean at this point of the procedure."""

    fact: Fact
    what: str
    region: str | None
    text: str = ""

    @property
    def container(self) -> str | None:
        return self.what if self.fact.kind is FactKind.LISTS else self.region


def effect_check(effect: Effect, region: str | None = None) -> Line:
    """Return the check of a change of many controls at once, in a region unless the text names another."""
    if effect.kind is EffectKind.RESET:
        fields = f" of {quoted(effect.where)}" if effect.where else ""
        return then(f"all fields{fields} are at their defaults")
    return then(f"every box is checked{place(effect.where or region)}")


def check(fact: Fact, effect: Effect | None, scope: Scope, text: str = "") -> Check:
    """Turn a fact into checks.

    Args:
        fact: The fact.
        effect: What the part of the sentence that states it says of many controls at once.
        scope: The context of the statement.
        text: The part of the sentence.

    Returns:
        The checks, and when they hold.
    """
    region = scope.resolve_place(fact.region) if fact.region else None
    if effect is not None and fact.kind in {FactKind.VISIBLE, FactKind.SELECTED, FactKind.OTHER}:
        return Check((effect_check(effect, region),), Moment.AFTER, None, (), scope.heads_of((fact.region,)))
    stated = _Stated(fact, scope.resolve(fact.what), region, text)
    lines = () if fact.is_general else tuple(_LINES[fact.kind](stated, scope))
    return Check(lines, *_moment(stated, scope), _context(lines, scope), _meant(stated, scope))


def _context(lines: tuple[Line, ...], scope: Scope) -> tuple[Line, ...]:
    """Return the steps that chose what a list is filtered by, if it is filtered by what was chosen last."""
    is_by_choice = scope.chosen is not None and any(
        line.text.startswith("only entries") or " shows only " in line.text for line in lines
    )
    return scope.chosen_by if is_by_choice and any(quoted(scope.chosen or "") in line.text for line in lines) else ()


def _meant(stated: _Stated, scope: Scope) -> frozenset[str]:
    fact = stated.fact
    words = scope.heads_of((fact.what, fact.region, *fact.items)) | scope.names_of(stated.container or scope.container)
    if fact.kind is FactKind.FILTERED or fact.kind is FactKind.VISIBLE:
        words |= refers_back(" ".join((fact.what, *fact.items)))
    if fact.kind is FactKind.OPENS and _ITS_PAGE.match(stated.what):
        words |= frozenset(words_of(scope.opened or ""))
    return words


def _visible(stated: _Stated, scope: Scope) -> list[Line]:
    what, is_one = stated.what, stated.fact.is_one_of_several
    among = stated.region or (scope.container if is_one else None)
    if among and not is_label(what) and _SEVERAL.intersection(words_of(what)):
        return [then(f"{quoted(among)} lists several entries")]
    if among and is_one:
        return [then(f"{quoted(what)} is one of several entries of {quoted(among)}")]
    criterion = scope.criterion(what) if _speaks_of_entries(what) else None
    # A label of several words, such as one that was typed, is one thing and no kind of entries.
    if criterion and criterion != what:
        return [_shows_only(stated.region, criterion)]
    return [then(f"{quoted(what)} is shown{place(stated.region)}")] if can_be_named(what) else []


def _hidden(stated: _Stated, _: Scope) -> list[Line]:
    what = stated.what
    return [then(f"{quoted(what)} is not shown{place(stated.region)}")] if can_be_named(what) else []


def _opens(stated: _Stated, scope: Scope) -> list[Line]:
    clicked = scope.actions[-1].what if scope.actions else None
    if clicked and (kind := _ITS_PAGE.match(stated.what)):
        return [then(f"the {kind.group(1)} {quoted(clicked)} opens")]
    return [then(f"{quoted(stated.what)} opens")]


def _closes(stated: _Stated, _: Scope) -> list[Line]:
    return [then(f"{quoted(stated.what)} closes")]


def _selected(stated: _Stated, _: Scope) -> list[Line]:
    return [then(f"{quoted(stated.what)} is selected{place(stated.region)}")]


def _lists(stated: _Stated, scope: Scope) -> list[Line]:
    named = quoted(stated.what)
    entries = tuple(item for item in stated.fact.items if is_label(item))
    if not entries:
        criterion = scope.criterion(_MODIFIER.sub("", stated.fact.listed)) if stated.fact.listed else None
        return [_shows_only(stated.what, criterion) if criterion else then(f"{named} lists several entries")]
    if len(entries) == 1:
        return [then(f"{quoted(entries[0])} is one of several entries of {named}")]
    roles = dict(stated.fact.roles)
    groups: dict[str, list[str]] = {}
    for entry in entries:
        groups.setdefault(roles.get(entry, ""), []).append(entry)
    return [
        then(f"{named} lists{_only(role, group, stated.text)}{kinds_of(role)}:", group)
        for role, group in groups.items()
    ]


def _only(role: str, group: Sequence[str], text: str) -> str:
    """Return *only* if the text says how many entries of a kind there are, and this is how many it names."""
    for match in _NUMBER.finditer(text):
        number = NUMBERS.get(match["number"].casefold()) or int(match["number"])
        kinds = [GRAMMAR_KINDS.get(phrase, "") for phrase in _phrases_of(match["noun"].casefold())]
        if number == len(group) and (role in kinds if role else not any(kinds)):
            return " only"
    return ""


def _phrases_of(words: str) -> list[str]:
    """Return the stretches of one or two words of a text."""
    parts = words.split()
    return [*parts, *(" ".join(pair) for pair in pairwise(parts))]


def _filtered(stated: _Stated, scope: Scope) -> list[Line]:
    what = stated.what
    criteria = stated.fact.items or (stated.fact.what,)
    criterion = next((found for item in criteria if (found := scope.criterion(item))), None)
    if criterion is None:
        return []
    head = words_of(_MODIFIER.sub("", what))[-1:]
    if head == ("search",):
        what = f"{what} results"
    elif _COLLECTIONS.isdisjoint(head):
        return [_shows_only(stated.region, criterion)]
    return [_shows_only(stated.region or what, criterion)]


def _message(stated: _Stated, _: Scope) -> list[Line]:
    return [then(f"the message {quoted(item)} is shown") for item in stated.fact.items]


def _above_or_below(stated: _Stated, scope: Scope) -> list[Line]:
    where = stated.fact.kind.value
    owner = _OWNER.match(stated.text)
    around = [then(f"{quoted(stated.what)} is shown{place(scope.resolve_place(owner['owner']))}")] if owner else []
    beside = [then(f"{quoted(stated.what)} is {where} {quoted(scope.resolve(item))}") for item in stated.fact.items]
    return [*around, *beside]


def _other(stated: _Stated, _: Scope) -> list[Line]:
    fact = stated.fact
    if fact.state is None or fact.subject is None:
        return []
    return [then(f"{quoted(fact.subject)} is {fact.state}{place(stated.region)}")]


def _nothing(_: _Stated, __: Scope) -> list[Line]:
    return []


_LINES: Mapping[FactKind, Callable[[_Stated, Scope], list[Line]]] = {
    FactKind.VISIBLE: _visible,
    FactKind.HIDDEN: _hidden,
    FactKind.OPENS: _opens,
    FactKind.CLOSES: _closes,
    FactKind.SELECTED: _selected,
    FactKind.LISTS: _lists,
    FactKind.FILTERED: _filtered,
    FactKind.MESSAGE: _message,
    FactKind.ONLY_AFTER: _nothing,
    FactKind.ABOVE: _above_or_below,
    FactKind.BELOW: _above_or_below,
    FactKind.OTHER: _other,
}


def _speaks_of_entries(phrase: str) -> bool:
    """Return whether a phrase means entries of a kind, as *Non-Marketable contacts* does."""
    head = _MODIFIER.sub("", phrase).rpartition(" ")[2]
    return head.islower() and not can_be_named(head)


def _shows_only(collection: str | None, criterion: str) -> Line:
    if collection is None:
        return then(f"only entries with {quoted(criterion)} are shown")
    return then(f"{quoted(collection)} shows only {quoted(criterion)}")


def _moment(stated: _Stated, scope: Scope) -> tuple[Moment, int | None]:
    """Return when a fact holds: before the action whose control or region it speaks of, else behind it."""
    actions = scope.actions
    match stated.fact.kind:
        case FactKind.FILTERED:
            is_choice = bool(actions) and actions[-1].do not in {Do.CLICK, Do.PRESS}
            return (Moment.WHEN_SEARCHED if is_choice else Moment.AFTER), None
        case FactKind.SELECTED:
            made = _position(actions, stated.what)
            is_default = made is None and stated.fact.is_default
            return (Moment.BEFORE if is_default else Moment.AFTER), made
        case FactKind.VISIBLE | FactKind.LISTS | FactKind.ABOVE | FactKind.BELOW | FactKind.OTHER:
            return _about(stated, scope)
    return Moment.AFTER, None


def _position(actions: Sequence[Action], what: str) -> int | None:
    """Return the position of the action that uses a control."""
    return next((p for p, a in enumerate(actions) if is_same(what, a.what) or is_same(what, a.value)), None)


def _about(stated: _Stated, scope: Scope) -> tuple[Moment, int | None]:
    fact, container = stated.fact, stated.container
    phrases = (stated.what, container, *fact.items)
    for position, action in enumerate(scope.actions):
        if action.do is Do.CLICK and is_same(container, action.what):
            return Moment.AFTER, position
        own = (action.what, action.value, *scope.choices[position])
        is_mentioned = fact.kind is FactKind.OTHER and action.what is not None and action.what in fact.what
        if is_mentioned or any(is_same(phrase, name) for phrase in phrases for name in own):
            return Moment.BEFORE, position
        if _is_same_place(stated.what, action.region) or _is_same_place(container, action.region):
            return Moment.BEFORE, position
    return (Moment.BEFORE if _is_same_place(container, scope.entered) else Moment.AFTER), None


def _is_same_place(one: str | None, other: str | None) -> bool:
    """Return whether two phrases name the same region; of dialogs, only one is open at a time."""
    if not one or not other:
        return False
    heads = {words_of(phrase)[-1:] for phrase in (one, other)}
    return is_same(core(one), core(other)) or heads == {("dialog",)}
