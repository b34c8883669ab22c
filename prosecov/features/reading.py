"""Read feature files: find the owner of each quotation, and the steps that judge it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise
from pathlib import Path

from prosecov.errors import read_text
from prosecov.features.model import (
    PROVES_FEATURE,
    Feature,
    OwnerKind,
    Quotation,
    Rule,
    Scenario,
    Step,
    Stray,
    Stretch,
    fingerprint,
    vouches,
)
from prosecov.features.quoting import Quoted, quoted_in_comments, quoted_in_description, reason_in
from prosecov.features.syntax import Node, examples_of, line_of, outline_keywords, parse_gherkin, steps_of, tags_of
from prosecov.text.normalise import normalise


def read_feature(path: Path, name: str | None = None) -> Feature:
    """Read a feature file.

    Args:
        path: The file.
        name: What the feature is to call its path, if not ``path``.

    Returns:
        The feature, with its quotations.

    Raises:
        InputError: The file is missing, not UTF-8 text, no valid Gherkin, or holds no feature.
    """
    named = name or path.as_posix()
    return parse_feature(read_text(path, named), named)


def parse_feature(source: str, name: str) -> Feature:
    """Parse the source of a feature file.

    Args:
        source: Gherkin, with line feeds as line breaks.
        name: The path that the feature is to have.

    Returns:
        The feature, with its quotations.

    Raises:
        InputError: It is no valid Gherkin, or holds no feature.
    """
    document = parse_gherkin(source, name)
    return _FeatureReader(name, source, document).read()


@dataclass(frozen=True, slots=True)
class _Owner:
    """The owner of quotations, as `Quotation` repeats it."""

    kind: OwnerKind
    line: int
    name: str
    tags: tuple[str, ...]
    reason: str


class _FeatureReader:
    """Builds a `Feature` from the parser's document and the lines of the source."""

    def __init__(self, name: str, source: str, document: Node) -> None:
        self._name = name
        self._lines = ["", *source.split("\n")]
        self._feature: Node = document["feature"]
        self._outline = outline_keywords(self._feature["language"])
        self._comments = {comment["location"]["line"]: comment["text"] for comment in document["comments"]}
        self._used: set[int] = set()
        self._quotations: list[Quotation] = []
        self._scenarios: list[Scenario] = []
        self._rules: list[Rule] = []

    def read(self) -> Feature:
        """Read everything; quotations come out in the order of their lines."""
        feature = self._feature
        owner = self._owner(OwnerKind.FEATURE, feature, None)
        background = self._background(feature)
        quotes = self._own_quotations(feature)
        for child in feature["children"]:
            if "scenario" in child:
                self._scenario(child["scenario"], owner, background, [])
            elif "rule" in child:
                self._rule(child["rule"], owner, background)
        self._claim_feature(quotes, owner)
        return Feature(
            self._name,
            feature["name"],
            owner.line,
            owner.tags,
            background,
            tuple(self._rules),
            tuple(self._scenarios),
            tuple(sorted(self._quotations, key=lambda quotation: quotation.line)),
            tuple(sorted(self._strays(), key=lambda stray: stray.line)),
        )

    def _rule(self, node: Node, feature: _Owner, background: tuple[Step, ...]) -> None:
        owner = self._owner(OwnerKind.RULE, node, feature)
        quotes = self._own_quotations(node)
        own_background = background + self._background(node)
        first = len(self._scenarios)
        for child in node["children"]:
            if "scenario" in child:
                self._scenario(child["scenario"], owner, own_background, quotes)
        lines = [scenario.line for scenario in self._scenarios[first:]]
        self._rules.append(Rule(owner.name, owner.line, tags_of(node), tuple(lines)))
        self._claim(quotes, owner, map(Stretch, lines))

    def _scenario(self, node: Node, parent: _Owner, background: tuple[Step, ...], around: list[Quoted]) -> None:
        owner = self._owner(OwnerKind.SCENARIO, node, parent)
        quotes = self._own_quotations(node)
        self._claim(quotes, owner, [Stretch(owner.line)])
        steps = tuple(steps_of(node["steps"]))
        above = {step.line: self._quoted_above(step.line) for step in steps}
        apart = {step.line for step in steps if self._comments.get(step.line - 1, "").strip() == "#"}
        for first, judged in _stretches(steps, above, apart):
            step_owner = replace(owner, kind=OwnerKind.STEP, line=first)
            self._claim(above[first], step_owner, [Stretch(owner.line, judged)])
        examples = tuple(examples_of(table) for table in node["examples"])
        texts = (quote.text for group in (around, quotes, *above.values()) for quote in group)
        self._scenarios.append(
            Scenario(
                owner.name,
                owner.line,
                tags_of(node),
                parent.tags,
                parent.name if parent.kind is OwnerKind.RULE else None,
                bool(examples) or node["keyword"] in self._outline,
                background,
                steps,
                examples,
                fingerprint(background + steps, examples),
                frozenset(normalise(text).text for text in texts),
            )
        )

    def _background(self, node: Node) -> tuple[Step, ...]:
        found = [child["background"] for child in node["children"] if "background" in child]
        return tuple(step for background in found for step in steps_of(background["steps"]))

    def _own_quotations(self, node: Node) -> list[Quoted]:
        quotes = quoted_in_description(self._description(node))
        self._used.update(line for quote in quotes for line in range(quote.line, quote.end_line + 1))
        return quotes

    def _owner(self, kind: OwnerKind, node: Node, around: _Owner | None) -> _Owner:
        tags = tags_of(node)
        reason = reason_in(self._description(node))
        if around and vouches(around.tags) and not vouches(tags):
            reason = around.reason
        return _Owner(kind, line_of(node), node["name"], (around.tags if around else ()) + tags, reason)

    def _description(self, node: Node) -> Iterator[tuple[int, str]]:
        """Return the lines of a description with their numbers, which the parser does not keep."""
        line = line_of(node) + 1
        for text in dropwhile(lambda text: not text.strip(), node["description"].split("\n")):
            while line in self._comments or (text.strip() and not self._lines[line].strip()):
                line += 1
            yield line, text
            line += 1

    def _quoted_above(self, line: int) -> list[Quoted]:
        first = line
        while first - 1 in self._comments:
            first -= 1
        quotes = quoted_in_comments((number, self._comments[number]) for number in range(first, line))
        self._used.update(number for quote in quotes for number in range(quote.line, quote.end_line + 1))
        return quotes

    def _claim(self, quotes: Iterable[Quoted], owner: _Owner, stretches: Iterable[Stretch]) -> None:
        judged_by = tuple(stretches)
        self._quotations += (
            Quotation(
                self._name,
                quote.line,
                quote.end_line,
                quote.text,
                owner.kind,
                owner.line,
                owner.name,
                judged_by,
                owner.tags,
                owner.reason,
            )
            for quote in quotes
        )

    def _claim_feature(self, quotes: list[Quoted], owner: _Owner) -> None:
        said = [scenario for scenario in self._scenarios if PROVES_FEATURE in scenario.tags + scenario.inherited_tags]
        proving = self._scenarios if len(self._scenarios) == 1 else said
        self._claim(quotes, owner, [Stretch(scenario.line) for scenario in proving])
        texts = frozenset(normalise(quote.text).text for quote in quotes)
        self._scenarios = [
            replace(scenario, quotations=scenario.quotations | texts) if scenario in proving else scenario
            for scenario in self._scenarios
        ]

    def _strays(self) -> Iterator[Stray]:
        for node in _nodes_without_claims(self._feature):
            for quote in quoted_in_description(self._description(node)):
                yield Stray(quote.line, f"in the description of {node['keyword']}")
        for quote in quoted_in_comments(sorted(self._comments.items())):
            if quote.line not in self._used:
                yield Stray(quote.line, "in a comment that is not directly above a scenario's step")


def _nodes_without_claims(node: Node) -> Iterator[Node]:
    for child in node["children"]:
        if "background" in child:
            yield child["background"]
        elif "rule" in child:
            yield from _nodes_without_claims(child["rule"])
        else:
            yield from child["scenario"]["examples"]


def _stretches(
    steps: Sequence[Step], above: Mapping[int, list[Quoted]], apart: Container[int]
) -> Iterator[tuple[int, frozenset[int]]]:
    """Lines of steps with quotations above them, each with the lines of the steps up to the next start or end."""
    borders = [index for index, step in enumerate(steps) if above[step.line] or step.line in apart]
    for first, end in pairwise([*borders, len(steps)]):
        if above[steps[first].line]:
            yield steps[first].line, frozenset(step.line for step in steps[first:end])
