"""What a process hands over once it has collected: to the process that shows results, or to a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from prosecov.coverage.project import read_project
from prosecov.pytest_plugin.collect import Collection
from prosecov.results.step_catalogue import Catalogue, catalogue_from_json, catalogue_to_json, write_catalogue
from prosecov.settings import Settings

_OUTPUT = "prosecov"
"""The key in the output of a worker of pytest-xdist."""


@dataclass(frozen=True, slots=True)
class WorkerOutput:
    """What a worker tells the process that shows results, as that process collects nothing itself.

    Attributes:
        deselected: How many tests will not run.
        catalogue: The steps; only the first worker tells them, as all workers collect the same tests.
    """

    deselected: int = 0
    catalogue: Catalogue | None = None


class Worker:
    """A plugin for workers of pytest-xdist: hands over what was collected."""

    def __init__(self, settings: Settings, collection: Collection) -> None:
        self._settings = settings
        self._collection = collection

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Put the output where pytest-xdist takes it from."""
        config: Any = session.config
        output: dict[str, Any] = {"deselected": self._collection.deselected}
        if config.workerinput["workerid"] == "gw0":
            catalogue = self._collection.catalogue(read_project(self._settings).features)
            output["catalogue"] = catalogue_to_json(catalogue) if catalogue else ""
        config.workeroutput[_OUTPUT] = output


def worker_output(node: Any) -> WorkerOutput:
    """Return the output of a worker that ended; that of a worker that crashed is empty.

    Args:
        node: The worker, as pytest-xdist passes it to ``pytest_testnodedown``.
    """
    output = getattr(node, "workeroutput", {}).get(_OUTPUT, {})
    catalogue = output.get("catalogue")
    return WorkerOutput(
        output.get("deselected", 0), catalogue_from_json(catalogue, "catalogue of a worker") if catalogue else None
    )


def write_steps(collection: Collection, settings: Settings, path: Path) -> None:
    """Write the catalogue of steps to a file; write nothing if nothing could be collected."""
    catalogue = collection.catalogue(read_project(settings).features)
    if catalogue is not None:
        write_catalogue(catalogue, path)
