"""Context of a procedure: the labels met so far, what is open, and what *the button* means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from prosecov.derive.lines import Line
from prosecov.derive.model import Action, Do
from prosecov.derive.nouns import KIND_PHRASES, RELATION, bare, core, is_label, is_same, words_of
from prosecov.text.lexicon import GRAMMAR_KINDS
from prosecov.text.number import singular

_BACK_REFERENCE = re.compile(r"\b(?:this|that specific|the same|the selected|the chosen)\b|\bmatch(?:es|ing)?$")
_CHUNK = re.compile(r"[^\s,;:()\"“”]+(?<![.!?])")
_LONGEST_CRITERION = 24
_AMONG = re.compile(r"^(?:among|amongst)\s+", re.IGNORECASE)
_SINGULAR = frozenset({"it", "this", "that", "one"})
_PLURAL = frozenset({"they", "them", "these", "those", "both"})
_ENTRIES = frozenset({"option", "entry", "item", "type", "choice", "report", "action", "value"})
_MENUS = frozenset({"menu", "drop", "down", "dropdown", "popup"})
_USES = {
    **dict.fromkeys(("button", "link", "icon", "tab"), frozenset({Do.CLICK, Do.CHECK})),
    **dict.fromkeys(("filter", "field", "combobox", "menu", "textbox"), frozenset({Do.SELECT, Do.FILL})),
    **dict.fromkeys(("box", "checkbox", "switch"), frozenset({Do.CHECK, Do.UNCHECK, Do.FILL})),
}
"""Actions on each kind of control: *the filter* of a step is the control in which its reader selects something."""


@dataclass(slots=True)
class Scope:
    """Context that the sentences of a procedure are understood in.

    Attributes:
        labels: What is written as a label anywhere in the procedure.
        roles: What kind of control the article says a label to be, by labels.
        places: Regions and things by the phrases that named them, the last one last.
        opened: What opened last, as the article calls it.
        entered: What had opened when the current step began.
        container: What was last said to list several things, in the current step.
        spoken_of: The thing of which the current step spoke last.
        actions: The actions of the current step, in order.
        choices: For each of them what was chosen where the article leaves it open.
        chosen: The option that was selected last, or the text that was typed.
        chosen_by: The steps that did so.
        opened_by: What opened, as the article calls it, by the control that was used last before.
    """

    labels: frozenset[str] = frozenset()
    roles: Mapping[str, str] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    opened: str | None = None
    entered: str | None = None
    container: str | None = None
    spoken_of: str | None = None
    actions: list[Action] = field(default_factory=list)
    choices: list[tuple[str, ...]] = field(default_factory=list)
    chosen: str | None = None
    chosen_by: tuple[Line, ...] = ()
    opened_by: dict[str, str] = field(default_factory=dict)

    def begin_step(self) -> None:
        """Forget what holds only within a step."""
        self.entered = self.opened
        self.actions = []
        self.choices = []
        self.container = None
        self.spoken_of = None

    def notice(self, phrases: Iterable[str | None]) -> None:
        """Remember what was named, unless it is a bare word such as *the dialog*."""
        self.places += (core(phrase) for phrase in phrases if phrase and not self._is_bare(core(phrase)))

    def resolve(self, phrase: str) -> str:
        """Return what a noun phrase means here, in the words of the article.

        *The filter* is the filter of the step, *the navigation* the main navigation named before.
        """
        phrase = bare(phrase)
        if relation := RELATION.match(phrase):
            inner = bare(phrase[relation.end() :])
            meant = self._resolved(inner)
            return phrase.removesuffix(inner) + meant
        return self._resolved(phrase)

    def resolve_place(self, phrase: str) -> str:
        """Return what a place means here: *the report options* are the entries of the last list."""
        words = words_of(phrase)
        if words and words[-1] in _ENTRIES and not is_label(bare(phrase)):
            return self.container or self.opened or self.resolve(phrase)
        return self.resolve(_AMONG.sub("", phrase, count=1))

    def _resolved(self, phrase: str) -> str:
        if phrase.lower() == "it" and self.spoken_of:
            return self.spoken_of
        if phrase.lower() in _SINGULAR:
            return self._control() or self.opened or phrase
        if phrase.lower() in _PLURAL:
            return self.container or self.opened or phrase
        return (self._of_kind(phrase) or phrase) if self._is_bare(phrase) else phrase

    def heads_of(self, phrases: Iterable[str | None]) -> frozenset[str]:
        """Return the nouns of phrases that mean something else here, as *menu* in *the menu* does."""
        found = (phrase for phrase in phrases if phrase and not is_label(bare(phrase)))
        meant = (phrase for phrase in found if self.resolve_place(phrase) != bare(phrase))
        return frozenset(word for phrase in meant for word in words_of(phrase)[-1:])

    def names_of(self, container: str | None) -> frozenset[str]:
        """Return the words by which the article called what a control opened, if that is what a phrase means."""
        if not container:
            return frozenset()
        opened = (phrase for control, phrase in self.opened_by.items() if is_same(control, container))
        return frozenset(word for phrase in opened for word in words_of(phrase))

    def criterion(self, phrase: str) -> str | None:
        """Return the label by which a list is filtered: one that the phrase holds, or the option that was selected."""
        found = next((part for part in _parts(phrase) if part in self.labels), None)
        if found is None and _BACK_REFERENCE.search(phrase):
            return self.chosen
        return found

    def _control(self) -> str | None:
        return self.actions[-1].what or self.actions[-1].value if self.actions else None

    def _is_bare(self, phrase: str) -> bool:
        name = bare(phrase)
        is_plural = singular(name) != name and singular(name) in KIND_PHRASES
        return name in KIND_PHRASES and not is_plural

    def _of_kind(self, phrase: str) -> str | None:
        """Return the last thing named that is of a kind, those of the step first."""
        kind = words_of(phrase)
        own = [phrase for action in reversed(self.actions) for phrase in (action.region, action.what) if phrase]
        kinds = _MENUS if _MENUS.issuperset(kind) else frozenset(kind)
        here = kinds | (_MENUS if kind == ("list",) else frozenset())
        before = [*([self.opened] if self.opened else []), *reversed(self.places[-8:])]
        for named, wanted in ((own, here), (before, kinds)):
            for name in named:
                if not wanted.isdisjoint(words_of(name)[-1:]) and not self._is_bare(name):
                    return core(name)
        fitting = _USES.get(GRAMMAR_KINDS.get(phrase.casefold(), ""), frozenset())
        control = next((action.what for action in self.actions if action.what and action.do in fitting), None)
        return f"{control} {phrase}" if control else None


def refers_back(phrase: str) -> frozenset[str]:
    """Return the words by which a phrase refers to what was chosen: *match* for *the contacts that match*."""
    return frozenset(word for match in _BACK_REFERENCE.finditer(phrase) for word in words_of(match.group()))


def _parts(phrase: str) -> Iterator[str]:
    """Yield the runs of words of a phrase, the longest first."""
    words = [match.span() for match in _CHUNK.finditer(phrase)][:_LONGEST_CRITERION]
    for count in range(len(words), 0, -1):
        for first in range(len(words) - count + 1):
            yield phrase[words[first][0] : words[first + count - 1][1]]
