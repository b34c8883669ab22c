"""The record of a run in the report's folder: ``results.json``, ``steps.json`` and the screenshots."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from prosecov.coverage.assess import assess
from prosecov.coverage.project import Project, relative
from prosecov.results import step_catalogue
from prosecov.results.file import FILE_NAME, RecordedRun, read_recorded, write_results
from prosecov.results.merge import remove_unused
from prosecov.results.mutants import read_mutants
from prosecov.results.runs import ScenarioRun
from prosecov.results.step_catalogue import Catalogue
from prosecov.results.verdicts import Results


def judge_and_record(
    project: Project,
    runs: Iterable[ScenarioRun],
    catalogue: Catalogue | None,
    folder: Path,
    *,
    is_partial: bool = False,
) -> Results:
    """Judge a project by what ran, write the results, and delete screenshots that they no longer refer to.

    Args:
        project: The project.
        runs: The scenarios that ran.
        catalogue: The steps, if they are known; they are kept for later if all tests were collected.
        folder: The folder of the record.
        is_partial: Whether scenarios were left out on purpose.

    Returns:
        The results.
    """
    mutants = read_mutants(folder)
    results = assess(project, runs, catalogue, datetime.now(UTC), is_partial=is_partial, mutants=mutants)
    write_results(results, folder)
    remove_unused(folder, results.scenarios)
    if catalogue is not None and catalogue.is_whole:
        step_catalogue.write_catalogue(catalogue, folder / step_catalogue.FILE_NAME)
    return results


def last_run(folder: Path, root: Path) -> RecordedRun | None:
    """Read the record of the last run.

    Args:
        folder: The folder of the record.
        root: The folder of the project, to which paths in messages are relative.

    Returns:
        The record, ``None`` if nothing has run yet.

    Raises:
        InputError: The record cannot be read.
    """
    path = folder / FILE_NAME
    return read_recorded(path, relative(path, root)) if path.exists() else None
