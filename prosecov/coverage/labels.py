"""Labels in an article against the names on the screens that its scenarios saw."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from prosecov import derive
from prosecov.articles import Article, Mark, MarkKind, Sentence
from prosecov.coverage.ledger import Ledger
from prosecov.derive.model import Do
from prosecov.errors import Problem
from prosecov.features import Feature, vouches
from prosecov.results.runs import Control, Outcome, ScenarioRun

_NEAR_FROM = 60.0
"""Similarity in per cent (normalised Indel distance) from which on a name may be meant by a label."""
_MOST_WORDS = 8
_MANY_SCREENS = 4
_ADDRESS = re.compile(r"\w@\w")
_MARKED = frozenset({MarkKind.BOLD, MarkKind.QUOTED})
_ASIDE = frozenset({MarkKind.LINK, MarkKind.IMAGE})
_PATH = re.compile(r"\s*[>\u2192\u00bb\u203a]\s*")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_COUNT = re.compile(r"[\s(\[]+\d+[)\]]*$")
_KINDS = (
    r"(?:button|link|tab|menu|icon|option|check ?box|radio button|switch|field|box|filter|list|drop-?down|dialog|page"
    r"|section|column)"
)
_KIND = re.compile(rf" {_KINDS}$")
_NAMED = re.compile(rf"\b([A-Z0-9][\w/-]*(?: [A-Z0-9][\w/-]*)*) {_KINDS}\b")

_DETERMINERS = frozenset({"A", "An", "Another", "Each", "Every", "Its", "No", "That", "The", "This", "Which", "Your"})


@dataclass(frozen=True, slots=True)
class Label:
    """What an article calls something on a screen.

    Attributes:
        text: The label.
        offset: Where it stands in `Article.text`.
        is_used: Whether the reader is told to use it, so that it has to be a whole name and not a part of a text.
    """

    text: str
    offset: int
    is_used: bool


def runs_of(ledger: Ledger, features: Iterable[Feature], runs: Iterable[ScenarioRun]) -> tuple[list[ScenarioRun], bool]:
    """The runs of the scenarios that judge an article.

    Args:
        ledger: The article with its quotations.
        features: All features.
        runs: All runs.

    Returns:
        The runs, and whether they are whole: whether every scenario has run and has passed.
    """
    judges = {
        (claim.quotation.path, stretch.scenario)
        for entry in ledger.entries
        for claim in entry.claims
        if not vouches(claim.quotation.tags)
        for stretch in claim.quotation.stretches
    }
    wanted = {
        (feature.path, scenario.rule or "", scenario.name)
        for feature in features
        for scenario in feature.scenarios
        if (feature.path, scenario.line) in judges
    }
    found = [run for run in runs if (run.feature, run.rule, run.name) in wanted]
    has_run = {(run.feature, run.rule, run.name) for run in found}
    return found, has_run == wanted and all(run.outcome is Outcome.PASSED for run in found)


def unknown_labels(article: Article, runs: Sequence[ScenarioRun], no_labels: Iterable[str] = ()) -> list[Problem]:
    """Compare the labels of an article with what its screens offered and showed.

    Args:
        article: The article.
        runs: All runs of the scenarios that judge it.
        no_labels: What is marked like a label and is none.

    Returns:
        A problem for each label that is on no screen, at its line, with the name that comes nearest. If the
        scenarios visited no screen there is nothing to compare with, and no problem.
    """
    # Most runs visit the same screens.
    controls = dict.fromkeys(control for run in runs for control in run.controls)
    texts = dict.fromkeys([*(text for run in runs for text in run.texts), *(control.screen for control in controls)])
    names = {_bare(control.name): control.name for control in controls}
    shown = {_bare(text): text for text in texts}
    if not names:
        return []
    known = {*shown, *names, *(_COUNT.sub("", name) for name in names)}
    none = {_bare(text) for text in no_labels}
    prose = "\n".join(shown)
    problems = {
        (article.line_at(label.offset), label.text): _problem(article, label, names, shown)
        for label in labels_of(article, known)
        if not _variants(label.text) & (known | none) and (label.is_used or not _holds(prose, _bare(label.text)))
    }
    return sorted(problems.values())


def unmentioned_controls(article: Article, runs: Iterable[ScenarioRun]) -> tuple[Control, ...]:
    """The controls of the screens that scenarios visited and of which an article does not speak.

    Args:
        article: The article.
        runs: Runs of scenarios that judge it.

    Returns:
        The controls, sorted; one that is on several screens stands there once, and one that is on many, such as
        an entry of the main navigation, has their number in place of a screen. Addresses are data and no controls.
    """
    text = article.text.casefold()
    screens: dict[tuple[str, str], set[str]] = defaultdict(set)
    for control in {control for run in runs for control in run.controls}:
        screens[control.role, control.name].add(control.screen)
    return tuple(
        sorted(
            Control(f"{len(places)} screens" if len(places) >= _MANY_SCREENS else min(places), role, name)
            for (role, name), places in screens.items()
            if not _ADDRESS.search(name) and not _holds(text, _bare(name).casefold())
        )
    )


def labels_of(article: Article, known: Container[str] = ()) -> list[Label]:
    """What an article calls things on screens.

    That is what is in bold or in quotation marks, unless it is emphasis or a lead-in such as *Note:*, and what the
    reader is told to use, marked or not.

    Args:
        article: The article.
        known: Names of which it does not matter whether they are used.

    Returns:
        The labels in the order of the text.
    """
    marks = _marks_by_sentence(article)
    marks_labels = any(mark.kind in _MARKED for own in marks.values() for mark in own)
    labels: list[Label] = []
    for sentence in article.sentences:
        own = marks.get(sentence.start, [])
        taken: set[str] = set()
        to_be_read = _is_to_be_read(sentence, own, known, marks_labels=marks_labels)
        for name, is_label in _named(sentence, own) if to_be_read else ():
            taken.add(_bare(name))
            if is_label:
                labels.append(Label(name, sentence.start + max(sentence.text.find(name), 0), True))
        for mark in own:
            if _marks_label(sentence, mark) and _begins_like_a_label(mark.text):
                parts = [part for part in _PATH.split(mark.text) if _bare(part) not in taken]
                labels += (Label(part, sentence.start + mark.start, False) for part in parts)
    return sorted(labels, key=lambda label: label.offset)


def _is_to_be_read(sentence: Sentence, own: Sequence[Mark], known: Container[str], *, marks_labels: bool) -> bool:
    """Whether to find out what a sentence tells its reader to use, which takes time.

    Where an article marks its labels, other labels are followed by the word for their kind.
    """
    phrases = [match.group(1).split() for match in _NAMED.finditer(sentence.text) if match.group(1) not in _DETERMINERS]
    return (
        not marks_labels
        or any(_bare(mark.text) not in known for mark in own if _marks_label(sentence, mark))
        or any(all(" ".join(words[first:]) not in known for first in range(len(words))) for words in phrases)
    )


def _named(sentence: Sentence, marks: Sequence[Mark]) -> Iterator[tuple[str, bool]]:
    """What a sentence tells its reader to use, and whether that is written as a label; keys are none."""
    marked = {mark.text for mark in marks}
    for action in derive.read_sentence(sentence.text, marks).actions:
        for name in filter(None, (action.what, action.value if action.do is Do.SELECT else None)):
            yield name, action.do is not Do.PRESS and (name in marked or _begins_like_a_label(name))


def _marks_by_sentence(article: Article) -> dict[int, list[Mark]]:
    """The marks that may be labels, with offsets in their sentence, by the offset at which that begins."""
    aside = [(mark.start, mark.end) for mark in article.marks if mark.kind in _ASIDE]
    starts = [sentence.start for sentence in article.sentences]
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in article.marks:
        if mark.kind in _ASIDE or any(start <= mark.start and mark.end <= end for start, end in aside):
            continue
        sentence = article.sentences[max(bisect_right(starts, mark.start) - 1, 0)] if starts else None
        if sentence is not None and sentence.start <= mark.start and mark.end <= sentence.end:
            start, end = mark.start - sentence.start, mark.end - sentence.start
            found[sentence.start].append(replace(mark, start=start, end=end))
    return found


def _marks_label(sentence: Sentence, mark: Mark) -> bool:
    """Whether a mark may make a label of its text: a lead-in, such as *Note:*, and whole sentences are none."""
    text = mark.text.strip()
    is_lead_in = text.endswith(":") or sentence.text[mark.end : mark.end + 1] == ":"
    is_whole = mark.start == 0 and mark.end >= len(sentence.text) - 1
    is_prose = text.endswith((".", "!", "?")) or len(text.split()) > _MOST_WORDS
    return mark.kind in _MARKED and not (is_lead_in or is_whole or is_prose)


def _begins_like_a_label(text: str) -> bool:
    first = _bare(text)[:1]
    return first.isupper() or first.isdigit()


def _bare(text: str) -> str:
    """A name without the signs around it, such as the colon or the asterisk of a field, and surplus white space."""
    return _EDGES.sub("", " ".join(text.split())) or text.strip()


def _variants(text: str) -> set[str]:
    """A label as it stands and without the word for its kind."""
    bare = _bare(text)
    return {bare, _KIND.sub("", bare)}


def _holds(text: str, words: str) -> bool:
    if words not in text:
        return False
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _problem(article: Article, label: Label, names: Mapping[str, str], shown: Mapping[str, str]) -> Problem:
    line = article.line_at(label.offset)
    message = f'"{label.text}" is on no screen'
    bare = _bare(label.text)
    for candidates in (names, shown):
        near = process.extractOne(bare, candidates.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_FROM)
        if near is not None:
            return Problem(article.path, line, message, f'"{candidates[near[0]]}" is')
    hint = "correct it, visit its screen in a scenario, or add it to no-labels in [tool.prosecov]"
    return Problem(article.path, line, f"{message} that the scenarios visited", hint)
