"""The model of a feature file: scenarios with their steps, and quotations with the steps that judge them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_PLACEHOLDER = re.compile(r"<(.+?)>")
_REVIEW = re.compile(r"reviewed(?:\((.*)\))?")
PROVES_FEATURE = "proves-feature"
"""The tag of scenarios that judge the quotations of their Feature."""


class StepKind(StrEnum):
    """The kind of a step; ``And``, ``But`` and ``*`` have the kind of the step before them."""

    GIVEN = "given"
    WHEN = "when"
    THEN = "then"


class OwnerKind(StrEnum):
    """The kind of thing that a quotation belongs to."""

    FEATURE = "feature"
    RULE = "rule"
    SCENARIO = "scenario"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a scenario or a background.

    Attributes:
        keyword: As written, without the space behind it (``Given``, ``And``, ``*``).
        kind: Its kind.
        text: Its text; in an outline with ``<placeholders>``.
        line: Its line, counted from 1.
        table: Rows of cells of its data table.
        doc_string: Content of its doc string.
    """

    keyword: str
    kind: StepKind
    text: str
    line: int
    table: tuple[tuple[str, ...], ...] = ()
    doc_string: str | None = None


@dataclass(frozen=True, slots=True)
class Examples:
    """A table of examples.

    Attributes:
        line: Line of its keyword.
        tags: Its tags, without ``@``.
        columns: The header row.
        rows: The other rows.
    """

    line: int
    tags: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Steps that judge a quotation.

    Attributes:
        scenario: Line of the scenario.
        steps: Lines of the steps, or ``None`` for the scenario as a whole.
    """

    scenario: int
    steps: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A part of an article, repeated in a feature.

    Attributes:
        path: The feature file.
        line: Its first line.
        end_line: Its last line.
        text: Its lines joined by spaces, without ``>``; a leading ``[Section]`` is still there.
        owner: What it belongs to.
        owner_line: The line of what it belongs to.
        name: Name of the rule or scenario it belongs to; of the scenario if it belongs to a step.
        stretches: What judges it; empty for a rule without a scenario, and for a feature of which no scenario says
            that it proves it.
        tags: Tags of its owner and of what is around that, without ``@``.
        reason: First paragraph that is no quotation of the description of its owner, or of what is around that
            if it is that which is tagged as advisory or reviewed; empty if there is none.
    """

    path: str
    line: int
    end_line: int
    text: str
    owner: OwnerKind
    owner_line: int
    name: str
    stretches: tuple[Stretch, ...]
    tags: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario or a scenario outline.

    Attributes:
        name: Its name.
        line: Line of its keyword.
        tags: Its own tags, without ``@``.
        inherited_tags: Tags of its feature and rule, without ``@``.
        rule: Name of its rule, ``None`` outside of rules.
        is_outline: Whether it is written as an outline.
        background: Steps that run before its own.
        steps: Its own steps.
        examples: Its tables of examples.
        fingerprint: Changes whenever its steps, its background or its examples do.
        quotations: The texts that it judges, normalised.
    """

    name: str
    line: int
    tags: tuple[str, ...]
    inherited_tags: tuple[str, ...]
    rule: str | None
    is_outline: bool
    background: tuple[Step, ...]
    steps: tuple[Step, ...]
    examples: tuple[Examples, ...]
    fingerprint: str
    quotations: frozenset[str]

    @property
    def all_steps(self) -> tuple[Step, ...]:
        """The steps of the background, then its own."""
        return self.background + self.steps

    @property
    def rows(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The rows of its examples as pairs of column and value; one empty row if it is no outline."""
        if not self.is_outline:
            return ((),)
        return tuple(
            tuple(zip(examples.columns, row, strict=True)) for examples in self.examples for row in examples.rows
        )

    def filled_steps(self) -> Iterator[tuple[Step, str]]:
        """Yield its steps with their texts, placeholders filled in, once for each row."""
        for row in self.rows:
            values = dict(row)
            yield from ((step, _fill(step.text, values)) for step in self.all_steps)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        name: Its name.
        line: Line of its keyword.
        tags: Its own tags, without ``@``.
        scenarios: Lines of its scenarios.
    """

    name: str
    line: int
    tags: tuple[str, ...]
    scenarios: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stray:
    """A line that looks like a quotation where none can be.

    Attributes:
        line: The line.
        place: Where it stands, to be read after *a quotation*.
    """

    line: int
    place: str


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature file, read.

    Attributes:
        path: As it was named, with forward slashes.
        name: Its name.
        line: Line of its keyword.
        tags: Its own tags, without ``@``.
        background: Steps before every scenario.
        rules: Its rules in order.
        scenarios: All scenarios in order, those of rules included.
        quotations: All quotations in order.
        strays: Quotations out of place.
    """

    path: str
    name: str
    line: int
    tags: tuple[str, ...]
    background: tuple[Step, ...]
    rules: tuple[Rule, ...]
    scenarios: tuple[Scenario, ...]
    quotations: tuple[Quotation, ...]
    strays: tuple[Stray, ...]


def is_review(tag: str) -> bool:
    """Return whether a tag says that a person reviewed something, with or without a day."""
    return _REVIEW.fullmatch(tag) is not None


def review_day(tag: str) -> date | None:
    """Return the day of a tag like ``reviewed(2026-03-01)``, ``None`` if it names none."""
    match = _REVIEW.fullmatch(tag)
    try:
        return date.fromisoformat(match.group(1)) if match and match.group(1) else None
    except ValueError:
        return None


def vouches(tags: Iterable[str]) -> bool:
    """Return whether tags let a quotation stand without a scenario that proves it."""
    return any(tag == "advisory" or is_review(tag) for tag in tags)


def _fill(text: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: values.get(match.group(1), match.group()), text)


def fingerprint(steps: tuple[Step, ...], examples: tuple[Examples, ...]) -> str:
    """Return a digest of what a scenario does; line numbers do not change it."""
    content = (
        [(step.kind.value, step.text, step.table, step.doc_string) for step in steps],
        [(table.tags, table.columns, table.rows) for table in examples],
    )
    return hashlib.sha256(repr(content).encode()).hexdigest()[:16]
