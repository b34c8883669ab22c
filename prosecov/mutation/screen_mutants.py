"""Screen mutants: what a step speaks of is changed in the browser, so that the screen contradicts the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from prosecov.mutation.model import Family, Mutant, Proof, ProvedSentence
from prosecov.results.runs import ScenarioRun, StepResult
from prosecov.text.lexicon import CONTROL_ROLES, PART_ROLES, split_kind

_QUOTED = re.compile(r'"((?:[^"\\]|\\.)+)"')
_ELSEWHERE = re.compile(
    r"\b(?:above|below|next to|left of|right of|at the (?:top|bottom|left|right))\b"
    r"|\bin \"[^\"]*\b(?:top|bottom|above|below|left|right)\b"
)
OTHER_LABEL = "Lorem Ipsum"
"""What a renamed label is called."""

_USED = ("rename", "rename the text only", "hide", "disable", "cover")
_SEEN = ("rename", "rename the text only", "hide", "draw invisible")
_OPERATORS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"\bthe user (?:clicks|selects|sets|checks|unchecks|types|searches)\b"), _USED),
    (re.compile(r"\bcloses\b|\bno dialog is open\b"), ("keep open",)),
    (re.compile(r"\bis not shown\b"), ()),
    (re.compile(r"\bevery box is checked\b"), ("uncheck one", "draw no mark")),
    (re.compile(r"\bis not (?:selected|checked)\b"), ("check",)),
    (re.compile(r"\bis (?:selected|checked)\b"), ("uncheck", "draw no mark")),
    (re.compile(r"\blists\b"), ()),
    (re.compile(r"\bis one of several entries\b"), ("drop the entry", "rename", "rename the text only")),
    (re.compile(r"\bshows only\b|\bonly entries with\b"), ("rename", "rename the text only")),
    (re.compile(r"\b(?:is shown|opens|message|shows|is (?:enabled|disabled))\b"), _SEEN),
)


def screen_mutants(target: ProvedSentence, runs: Mapping[str, ScenarioRun]) -> Iterator[Mutant]:
    """Yield the screen mutants of a sentence, for each step that speaks of something by its label.

    Args:
        target: The sentence. Only proofs of single steps are broken: of a whole scenario it is not known which step
            looks at what the sentence says.
        runs: The runs by their names.
    """
    for proof in target.proofs:
        if proof.steps:
            last_action = 0
            for step in runs[proof.nodeid].steps:
                last_action = step.line if step.kind == "when" else last_action
                if step.line in proof.steps and step.kind != "given":
                    yield from _of_step(target, proof, step, last_action)


def _of_step(target: ProvedSentence, proof: Proof, step: StepResult, last_action: int) -> Iterator[Mutant]:
    operators = list(next((found for pattern, found in _OPERATORS if pattern.search(step.text)), ()))
    if _ELSEWHERE.search(step.text):
        operators.append("move")
    quotes = [quote.replace('\\"', '"') for quote in _QUOTED.findall(step.text)]
    named = quotes[:1] if "one of several" in step.text else quotes[:2]
    labels = list(dict.fromkeys(label for quote in named for label in _labels(quote)))
    for operator in operators:
        for label in labels or [""]:
            yield Mutant(
                Family.SCREEN,
                operator,
                target.key,
                (proof,),
                label or step.text,
                OTHER_LABEL if operator.startswith("rename") else operator,
                # A dialog is kept open from before the action that closes it.
                last_action if operator == "keep open" and last_action else step.line,
                {"operator": operator, "label": label, "other": OTHER_LABEL},
            )


def _labels(phrase: str) -> Iterator[str]:
    """Yield the labels that a phrase may hold: itself, and without the words for its kind."""
    yield phrase
    for table in (CONTROL_ROLES, PART_ROLES):
        for rest, _ in split_kind(phrase, table):
            if rest and rest[:1].isupper():
                yield rest
