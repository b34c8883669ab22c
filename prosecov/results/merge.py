"""Merge the results of several runs, with their screenshots and traces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from prosecov.results.runs import ScenarioRun

PICTURES = "pictures"
"""The folder beside ``results.json`` with the screenshots of a run."""
EVIDENCE = "evidence"
"""The folder beside merged results with the screenshots and traces of each record."""


def merge_runs(records: Iterable[Iterable[ScenarioRun]]) -> tuple[ScenarioRun, ...]:
    """Merge the runs of several records; of two runs of one test the later one counts.

    Args:
        records: The runs of each record.

    Returns:
        All runs in the order in which they began, each `ScenarioRun.nodeid` once.
    """
    runs = sorted((run for record in records for run in record), key=lambda run: run.started)
    return tuple(sorted({run.nodeid: run for run in runs}.values(), key=lambda run: run.started))


def carry_evidence(runs: Iterable[ScenarioRun], source: Path, target: Path, name: str) -> tuple[ScenarioRun, ...]:
    """Copy screenshots and traces of runs to another folder.

    Args:
        runs: Runs whose paths are relative to ``source``.
        source: The folder of their ``results.json``.
        target: The folder of the merged ``results.json``.
        name: A name for this record, unique within ``target``.

    Returns:
        The runs with paths relative to ``target``, empty if a file is missing.
    """
    if source.resolve() == target.resolve():
        return tuple(runs)
    copies = _Copies(source, target, PurePosixPath(EVIDENCE, name))
    return tuple(
        replace(
            run,
            screenshot=copies(run.screenshot),
            trace=copies(run.trace),
            steps=tuple(replace(step, screenshot=copies(step.screenshot)) for step in run.steps),
        )
        for run in runs
    )


class _Copies:
    """Copies each file once."""

    def __init__(self, source: Path, target: Path, folder: PurePosixPath) -> None:
        self._source = source
        self._target = target
        self._folder = folder
        self._copied: set[PurePosixPath] = set()

    def __call__(self, path: str) -> str:
        """Copy a file; return its new path."""
        if not path or not (self._source / path).is_file():
            return ""
        inner = self._folder.joinpath(*(part for part in PurePosixPath(path).parts if part not in {"..", "/"}))
        copy = self._target / inner
        if inner not in self._copied:
            self._copied.add(inner)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes((self._source / path).read_bytes())
        return inner.as_posix()


def remove_unused(report_folder: Path, runs: Iterable[ScenarioRun]) -> None:
    """Delete screenshots and traces that no run refers to.

    Args:
        report_folder: The folder of ``results.json``.
        runs: All runs in ``results.json``.
    """
    used = {
        path for run in runs for path in (run.screenshot, run.trace, *(step.screenshot for step in run.steps)) if path
    }
    for file in (file for folder in (PICTURES, EVIDENCE) for file in (report_folder / folder).rglob("*")):
        if file.is_file() and file.relative_to(report_folder).as_posix() not in used:
            file.unlink(missing_ok=True)
