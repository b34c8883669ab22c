"""The file ``results.json``: write it, read it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic_core import core_schema

from prosecov.errors import InputError, read_text
from prosecov.results.runs import ScenarioRun
from prosecov.results.verdicts import SCHEMA, Results, Totals, Verdict
from prosecov.validation import Invalid, Reader

FILE_NAME = "results.json"


def to_json(results: Results) -> dict[str, Any]:
    """Return results in the form of ``results.json``."""
    data = asdict(results)
    for article, result in zip(data["articles"], results.articles, strict=True):
        article["totals"] = _totals(result.totals)
    data["totals"] = _totals(results.totals)
    data["problems"] = [{"file": p.file, "line": p.line, "message": p.text} for p in results.problems]
    return data


def _totals(totals: Totals) -> dict[str, float]:
    counts = {"sentences": totals.sentences, "words": totals.words, "coverage": totals.coverage}
    return {**counts, **{verdict.value: count for verdict, count in totals.verdicts.items()}}


def write_results(results: Results, folder: Path) -> Path:
    """Write ``results.json`` into a folder, create the folder if need be, and return the path of the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    path.write_text(json.dumps(to_json(results), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """The part of an earlier run's results that later runs use; verdicts are always judged anew.

    Attributes:
        scenarios: Its scenarios.
        proved: The texts of the sentences that it proved, by path of their article.
        is_partial: As in `Results`.
    """

    scenarios: tuple[ScenarioRun, ...]
    proved: Mapping[str, frozenset[str]]
    is_partial: bool


@dataclass(frozen=True, slots=True)
class _RecordedSentence:
    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class _RecordedArticle:
    path: str
    sentences: tuple[_RecordedSentence, ...]


@dataclass(frozen=True, slots=True)
class _ResultsFile:
    schema: Annotated[int, core_schema.literal_schema([SCHEMA])]
    scenarios: tuple[ScenarioRun, ...]
    articles: tuple[_RecordedArticle, ...]
    is_partial: bool


_READER = Reader(_ResultsFile)


def read_recorded(path: Path, name: str | None = None) -> RecordedRun:
    """Read ``results.json``.

    Args:
        path: The file.
        name: Its name in errors, if not ``path``.

    Returns:
        The scenarios that ran, and the sentences that were proved.

    Raises:
        InputError: The file is missing, or is not one that `write_results` wrote.
    """
    named = name or path.as_posix()
    try:
        file = _READER.from_json(read_text(path, named))
    except Invalid as error:
        raise InputError(named, error.line, f"is no results file: {error}", "run pytest --prosecov again") from None
    proved = {
        article.path: frozenset(s.text for s in article.sentences if s.verdict is Verdict.PROVED)
        for article in file.articles
    }
    return RecordedRun(file.scenarios, proved, file.is_partial)
