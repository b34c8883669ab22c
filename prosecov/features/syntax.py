"""From the documents of the official Gherkin parser to steps, examples and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from gherkin.dialect import Dialect
from gherkin.errors import CompositeParserException
from gherkin.parser import Parser

from prosecov.errors import InputError
from prosecov.features.model import Examples, Step, StepKind

Node = Mapping[str, Any]
"""A node of the parser's document; ``gherkin.parser_types`` lists the keys of each kind."""

_KINDS = {"Context": StepKind.GIVEN, "Action": StepKind.WHEN, "Outcome": StepKind.THEN}
_GOT = re.compile(r"expected: .*, got '(.*)'$", re.DOTALL)
_PLACE = re.compile(r"^\(\d+:\d+\): ")


def parse_gherkin(source: str, name: str) -> Node:
    """Parse a feature file.

    Args:
        source: Gherkin, with line feeds as line breaks.
        name: The path for messages.

    Returns:
        A node with ``feature`` and ``comments``.

    Raises:
        InputError: It is no valid Gherkin, or holds no feature.
    """
    try:
        document = cast("Node", Parser().parse(source))
    except CompositeParserException as error:
        first = error.errors[0]
        raise InputError(name, first.location["line"], *_explain(str(first))) from None
    if "feature" not in document:
        raise InputError(name, 0, "holds no feature", "begin it with Feature: and a name, or delete it")
    return document


def _explain(message: str) -> tuple[str, str]:
    message = _PLACE.sub("", message)
    got = _GOT.match(message)
    if got:
        return f"Gherkin does not allow {got.group(1)!r} here", "check the keyword and the line above"
    if message.startswith("unexpected end of file"):
        return "the file ends too early", "close the doc string, or add what the tags belong to"
    return f"no valid Gherkin: {message}", "correct the line"


def outline_keywords(language: str) -> frozenset[str]:
    """Return the keywords of a scenario outline in a language that the parser knows."""
    dialect = Dialect.for_name(language)
    return frozenset(dialect.scenario_outline_keywords if dialect else ())


def steps_of(nodes: Sequence[Node]) -> Iterator[Step]:
    """Return the steps of a scenario or a background; ``And``, ``But`` and ``*`` take after the step before."""
    kind = StepKind.GIVEN
    for node in nodes:
        kind = _KINDS.get(node["keywordType"], kind)
        table = tuple(_cells(row) for row in node.get("dataTable", {}).get("rows", ()))
        doc_string = node["docString"]["content"] if "docString" in node else None
        yield Step(node["keyword"].strip(), kind, node["text"], line_of(node), table, doc_string)


def examples_of(node: Node) -> Examples:
    """Return a table of examples."""
    rows = [_cells(row) for row in node.get("tableBody", ())]
    columns = _cells(node["tableHeader"]) if "tableHeader" in node else ()
    return Examples(line_of(node), tags_of(node), columns, tuple(rows))


def _cells(row: Node) -> tuple[str, ...]:
    return tuple(cell["value"] for cell in row["cells"])


def tags_of(node: Node) -> tuple[str, ...]:
    """Return the tags of a node, without ``@``."""
    return tuple(tag["name"].removeprefix("@") for tag in node["tags"])


def line_of(node: Node) -> int:
    """Return the line of a node."""
    return int(node["location"]["line"])
