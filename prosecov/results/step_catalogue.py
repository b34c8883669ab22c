"""The step definitions of a project and the steps that they match, as pytest collects them; the file ``steps.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from prosecov.errors import InputError, Problem
from prosecov.validation import Invalid, Reader

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
    """A step in the words of a feature, and the definitions that match it.

    Attributes:
        feature: Path of the feature file.
        kind: ``given``, ``when`` or ``then``.
        text: Its text, placeholders filled in.
        matches: Positions in `Catalogue.definitions` of the nearest definitions that match. There should be one;
            of several, pytest-bdd takes the one that was registered last.
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
        files: Files on which the catalogue depends, with the time of their last change in nanoseconds.
        errors: Files that pytest could not collect.
        is_whole: Whether all tests were collected, so that definitions that are not used here are used nowhere.
    """

    definitions: tuple[Definition, ...]
    uses: tuple[Use, ...]
    bound: Mapping[str, frozenset[str]]
    files: Mapping[str, int]
    errors: tuple[Problem, ...]
    is_whole: bool = True


_READER = Reader(Catalogue)


def write_catalogue(catalogue: Catalogue, path: Path) -> None:
    """Write the catalogue to a file, and create the folder of the file if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(catalogue_to_json(catalogue), encoding="utf-8")


def catalogue_to_json(catalogue: Catalogue) -> str:
    """Return the catalogue as JSON."""
    return json.dumps(asdict(catalogue), ensure_ascii=False, default=sorted)


def catalogue_from_json(text: str, name: str) -> Catalogue:
    """Read what `catalogue_to_json` wrote.

    Args:
        text: The JSON.
        name: The name of the file in errors.

    Returns:
        The catalogue.

    Raises:
        InputError: The text is something else.
    """
    try:
        return _READER.from_json(text)
    except Invalid as error:
        raise InputError(name, error.line, f"is no catalogue of steps: {error}", "delete it") from None
