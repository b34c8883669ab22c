"""The labels of an article against the names on the screens that its scenarios visited."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from prosecov.articles import Article
from prosecov.coverage.labels import Label, bare, labels_of
from prosecov.coverage.ledger import Ledger
from prosecov.errors import Problem
from prosecov.features import Feature, vouches
from prosecov.results.runs import Control, Outcome, ScenarioRun
from prosecov.text.lexicon import KIND_PATTERN

_NEAR_FROM = 60.0
"""Similarity in per cent (normalised Indel distance) from which on a label may mean a name."""
_MANY_SCREENS = 4
_ADDRESS = re.compile(r"\w@\w")
_COUNT = re.compile(r"[\s(\[]+\d+[)\]]*$")
_KIND = re.compile(rf" {KIND_PATTERN}$")


def runs_of(ledger: Ledger, features: Iterable[Feature], runs: Iterable[ScenarioRun]) -> tuple[list[ScenarioRun], bool]:
    """Return the runs of the scenarios that judge an article.

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
    names = {bare(control.name): control.name for control in controls}
    shown = {bare(text): text for text in texts}
    if not names:
        return []
    known = {*shown, *names, *(_COUNT.sub("", name) for name in names)}
    none = {bare(text) for text in no_labels}
    prose = "\n".join(shown)
    problems = {
        (article.line_at(label.offset), label.text): _problem(article, label, names, shown)
        for label in labels_of(article, known)
        if not _variants(label.text) & (known | none) and (label.is_used or not _holds(prose, bare(label.text)))
    }
    return sorted(problems.values())


def unmentioned_controls(article: Article, runs: Iterable[ScenarioRun]) -> tuple[Control, ...]:
    """Return the controls of the screens that scenarios visited and of which an article does not speak.

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
            if not _ADDRESS.search(name) and not _holds(text, bare(name).casefold())
        )
    )


def _variants(text: str) -> set[str]:
    """Return a label as it stands and without the word for its kind."""
    name = bare(text)
    return {name, _KIND.sub("", name)}


def _holds(text: str, words: str) -> bool:
    if words not in text:
        return False
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _problem(article: Article, label: Label, names: Mapping[str, str], shown: Mapping[str, str]) -> Problem:
    line = article.line_at(label.offset)
    message = f'"{label.text}" is on no screen'
    name = bare(label.text)
    for candidates in (names, shown):
        near = process.extractOne(name, candidates.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_FROM)
        if near is not None:
            return Problem(article.path, line, message, f'"{candidates[near[0]]}" is')
    hint = "correct it, visit its screen in a scenario, or add it to no-labels in [tool.prosecov]"
    return Problem(article.path, line, f"{message} that the scenarios visited", hint)
