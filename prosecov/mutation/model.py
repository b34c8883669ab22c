"""The model of mutation testing: mutants, and what became of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Family(StrEnum):
    """Where a mutant breaks what a sentence says."""

    PROSE = "prose"
    STEP = "step"
    SCREEN = "screen"
    PRODUCT = "product"


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    ERROR = "error"
    """A step failed, but no check did: a time-out, an undefined step, a crash."""
    ELSEWHERE = "elsewhere"
    """A check of another sentence failed first, so nothing is known about this one."""
    EQUIVALENT = "equivalent"
    """It changed nothing that can be seen."""
    NOT_RUN = "not run"

    @property
    def counts(self) -> bool:
        """Whether the mutant enters the score."""
        return self in {Fate.KILLED, Fate.SURVIVED}


@dataclass(frozen=True, slots=True)
class Proof:
    """A run that proves a sentence.

    Attributes:
        nodeid: pytest's name of the run.
        steps: Lines of the steps that judge the sentence; empty for all of the scenario.
    """

    nodeid: str
    steps: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ProvedSentence:
    """A proved sentence.

    Attributes:
        article: Path of the article.
        line: Its line.
        text: Its text.
        start: Offset in the running text of the article.
        section: Title of its section.
        proofs: The runs that prove it, the fastest first.
    """

    article: str
    line: int
    text: str
    start: int
    section: str
    proofs: tuple[Proof, ...]

    @property
    def key(self) -> str:
        """What identifies it within a run."""
        return f"{self.article}:{self.start}"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A small change that makes a sentence false.

    Attributes:
        family: Where it breaks.
        operator: The kind of change, such as ``another value``.
        target: `ProvedSentence.key` of the sentence.
        proofs: The runs that should fail, in the order in which they are tried.
        original: What was there.
        replacement: What is there instead.
        step: Line of the step that it changes, or before which it changes the screen; 0 for none.
        data: What else the operator needs.
    """

    family: Family
    operator: str
    target: str
    proofs: tuple[Proof, ...]
    original: str
    replacement: str
    step: int = 0
    data: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """What identifies it in every run on the same article and features."""
        parts = (self.family, self.operator, self.target, self.original, self.replacement, str(self.step))
        runs = sorted(proof.nodeid for proof in self.proofs)
        return hashlib.sha256("\0".join([*parts, *runs, repr(sorted(self.data.items()))]).encode()).hexdigest()[:16]

    def __str__(self) -> str:
        return f"{self.operator}: {self.original} -> {self.replacement}"


@dataclass(frozen=True, slots=True)
class MutantResult:
    """What became of a mutant.

    Attributes:
        mutant: `Mutant.id`.
        fate: What became of it.
        nodeid: The run that decided, empty if none did.
        message: What that run said, in a line.
        screenshot: A picture of the screen with the mutant, of one that survived; empty if there is none.
        seconds: How long it took.
    """

    mutant: str
    fate: Fate
    nodeid: str = ""
    message: str = ""
    screenshot: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """How many mutants were killed.

    Attributes:
        killed: Mutants of which a check failed, for their sentence.
        survived: Mutants that no check noticed.
        others: Mutants that do not count, by what became of them.
    """

    killed: int
    survived: int
    others: Mapping[Fate, int]

    @property
    def share(self) -> float:
        """Killed mutants in per cent of those that count; 100 if none counts."""
        return 100.0 * self.killed / (self.killed + self.survived) if self.killed + self.survived else 100.0


def score(outcomes: list[MutantResult]) -> Score:
    """Count outcomes."""
    counts = {fate: sum(outcome.fate is fate for outcome in outcomes) for fate in Fate}
    others = {fate: count for fate, count in counts.items() if count and not fate.counts}
    return Score(counts[Fate.KILLED], counts[Fate.SURVIVED], others)
