"""The catalogue of steps for commands: kept from an earlier run while it holds, else asked of pytest."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from prosecov.coverage.project import Project, relative
from prosecov.errors import InputError, read_text
from prosecov.features import Feature
from prosecov.results.step_catalogue import FILE_NAME, Catalogue, from_json


def current_catalogue(project: Project) -> Catalogue:
    """The catalogue of a project's steps.

    Collecting takes seconds, so the last catalogue is used again while the files that define steps are as they
    were and no feature has a step or a scenario that it does not know.

    Raises:
        InputError: pytest cannot collect anything.
    """
    path = project.config.report_folder / FILE_NAME
    if path.is_file():
        try:
            known = from_json(read_text(path), relative(path, project.config.root))
        except InputError:
            return collect_steps(project)
        if _holds(known, project.config.root, project.features):
            return known
    return collect_steps(project)


def collect_steps(project: Project) -> Catalogue:
    """Let pytest collect all tests, and keep the catalogue for later.

    Raises:
        InputError: pytest cannot collect anything.
    """
    root = project.config.root
    path = project.config.report_folder / FILE_NAME
    path.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--prosecov-steps", str(path)]
    command += [*plugin_arguments(), *project.config.tests]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
    if not path.is_file():
        lines = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        message = f"pytest cannot collect the tests: {lines[-1] if lines else f'exit status {done.returncode}'}"
        raise InputError(root, 0, message, "run pytest --collect-only to see why")
    return from_json(read_text(path), relative(path, root))


def plugin_arguments() -> list[str]:
    """What makes pytest load the plugin where the package is not installed."""
    # Needed only where pytest is started, which takes far longer than to load this; prosecov check mostly does without.
    from importlib.metadata import entry_points  # noqa: PLC0415

    installed = any(point.value == "prosecov.pytest_plugin" for point in entry_points(group="pytest11"))
    return [] if installed else ["-p", "prosecov.pytest_plugin"]


def _holds(known: Catalogue, root: Path, features: Iterable[Feature]) -> bool:
    files = {name: root / name for name in known.files}
    if known.errors or any(
        not path.is_file() or path.stat().st_mtime_ns != known.files[name] for name, path in files.items()
    ):
        return False
    uses = {(use.feature, use.kind, use.text) for use in known.uses}
    return all(
        scenario.name in known.bound.get(feature.path, frozenset())
        and all((feature.path, step.kind.value, text) in uses for step, text in scenario.filled_steps())
        for feature in features
        for scenario in feature.scenarios
    )
