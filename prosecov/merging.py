"""Adding up what several runs found out."""

from __future__ import annotations

from collections.abc import Iterable

from prosecov.results import ScenarioRun


def merge_runs(records: Iterable[Iterable[ScenarioRun]]) -> tuple[ScenarioRun, ...]:
    """Put the runs of several records together; of two runs of one test the later one counts.

    Args:
        records: The runs of each record.

    Returns:
        All runs in the order in which they began, no two of one `ScenarioRun.nodeid`.
    """
    runs = sorted((run for record in records for run in record), key=lambda run: run.started)
    return tuple(sorted({run.nodeid: run for run in runs}.values(), key=lambda run: run.started))
