"""Writing and reading ``results.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from prosecov.errors import InputError, read_text
from prosecov.geometry import Box
from prosecov.results.runs import Control, Outcome, ScenarioRun, StepResult, StepStatus
from prosecov.results.verdicts import SCHEMA, Results, Totals, Verdict

FILE_NAME = "results.json"


def to_json(results: Results) -> dict[str, Any]:
    """The results as ``results.json`` holds them."""
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
    """Write ``results.json`` into a folder, which is made if need be, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    path.write_text(json.dumps(to_json(results), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an earlier run left for later ones; verdicts are always judged anew.

    Attributes:
        scenarios: Its runs.
        proved: The texts of the sentences that were proved then, by path of their article.
        is_partial: As in `Results`.
    """

    scenarios: tuple[ScenarioRun, ...]
    proved: Mapping[str, frozenset[str]]
    is_partial: bool


def read_recorded(path: Path, name: str | None = None) -> Recorded:
    """Read what a run left in ``results.json``.

    Args:
        path: The file.
        name: What errors are to call it, if not ``path``.

    Returns:
        Its runs and what was proved.

    Raises:
        InputError: The file is missing, or not what `write_results` writes.
    """
    named = name or path.as_posix()
    text = read_text(path, named)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(named, error.lineno, f"is no JSON ({error.msg})", "run pytest --prosecov again") from None
    try:
        if data["schema"] != SCHEMA:
            raise InputError(
                named, 0, f"has the schema {data['schema']!r}, not {SCHEMA}", "run pytest --prosecov again"
            )
        return Recorded(
            tuple(_run(run) for run in data["scenarios"]),
            {
                article["path"]: frozenset(s["text"] for s in article["sentences"] if s["verdict"] == Verdict.PROVED)
                for article in data["articles"]
            },
            bool(data["is_partial"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(named, 0, f"is no results file ({error!r})", "run pytest --prosecov again") from None


def _run(data: Mapping[str, Any]) -> ScenarioRun:
    steps = tuple(
        StepResult(
            **{
                **step,
                "status": StepStatus(step["status"]),
                "control": Box(**step["control"]) if step["control"] else None,
            }
        )
        for step in data["steps"]
    )
    return ScenarioRun(
        **{
            **data,
            "outcome": Outcome(data["outcome"]),
            "steps": steps,
            "quotations": tuple(data["quotations"]),
            "controls": tuple(Control(**control) for control in data["controls"]),
            "texts": tuple(data["texts"]),
        }
    )
