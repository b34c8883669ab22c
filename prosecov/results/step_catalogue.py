"""The step definitions of a project, and which steps they match: what pytest's collection knows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from prosecov.errors import InputError, Problem

FILE_NAME = "steps.json"


@dataclass(frozen=True, slots=True)
class Definition:
    """A step definition.

    Attributes:
        kind: ``given``, ``when``, ``then``, or ``step`` for any of these.
        pattern: The pattern as written.
        file: The file that holds it.
        line: The line of its function.
        doc: The docstring of its function, without indentation.
        is_own: Whether the file belongs to the project.
        is_regex: Whether the pattern is a regular expression.
    """

    kind: str
    pattern: str
    file: str
    line: int
    doc: str
    is_own: bool
    is_regex: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """A step as the scenarios of a feature write it, and what matches it.

    Attributes:
        feature: Path of the feature file.
        kind: ``given``, ``when`` or ``then``.
        text: Its text, placeholders filled in.
        matches: Positions in `Catalogue.definitions` of the nearest definitions that match. There should be one;
            of several, pytest-bdd takes whichever was registered last.
    """

    feature: str
    kind: str
    text: str
    matches: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All step definitions, and all steps.

    Attributes:
        definitions: The definitions, by file and line.
        uses: The steps of all features.
        bound: Names of the scenarios that tests run, by path of their feature.
        files: Files on which all this depends, with the time of their last change in nanoseconds.
        errors: Files that pytest could not collect.
        is_whole: Whether all tests were collected, so that what is not used or bound here is so nowhere.
    """

    definitions: tuple[Definition, ...]
    uses: tuple[Use, ...]
    bound: Mapping[str, frozenset[str]]
    files: Mapping[str, int]
    errors: tuple[Problem, ...]
    is_whole: bool = True


def write(catalogue: Catalogue, path: Path) -> None:
    """Write the catalogue to a file, whose folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_json(catalogue), encoding="utf-8")


def to_json(catalogue: Catalogue) -> str:
    """The catalogue as text."""
    data = asdict(catalogue)
    data["bound"] = {feature: sorted(names) for feature, names in catalogue.bound.items()}
    return json.dumps(data, ensure_ascii=False)


def from_json(text: str, name: str) -> Catalogue:
    """Read what `to_json` wrote.

    Raises:
        InputError: The text is something else.
    """
    try:
        data: dict[str, Any] = json.loads(text)
        return Catalogue(
            tuple(Definition(**definition) for definition in data["definitions"]),
            tuple(Use(**{**use, "matches": tuple(use["matches"])}) for use in data["uses"]),
            {feature: frozenset(names) for feature, names in data["bound"].items()},
            data["files"],
            tuple(Problem(**problem) for problem in data["errors"]),
            data["is_whole"],
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(name, 0, f"is no catalogue of steps ({error!r})", "delete it") from None
