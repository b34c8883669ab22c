"""The catalogue of a project's steps for commands: that of an earlier run if it is still valid, else a new one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from prosecov.coverage.project import Project, relative
from prosecov.errors import InputError, read_text
from prosecov.features import Feature
from prosecov.results.step_catalogue import FILE_NAME, Catalogue, catalogue_from_json

PLUGIN_ARGUMENTS = ("-p", "no:prosecov", "-p", "prosecov.pytest_plugin")
"""Arguments with which pytest loads the plugin once, whether or not it is installed as an entry point."""


def current_catalogue(project: Project) -> Catalogue:
    """Return the catalogue of a project's steps.

    To collect them takes seconds. So the catalogue of an earlier run is used as long as the files that define steps
    have not changed, and no feature has a step or a scenario that is not in it.

    Raises:
        InputError: pytest cannot collect anything.
    """
    path = project.config.report_folder / FILE_NAME
    if path.is_file():
        try:
            known = catalogue_from_json(read_text(path), relative(path, project.config.root))
        except InputError:
            return collect_steps(project)
        if _is_valid(known, project.config.root, project.features):
            return known
    return collect_steps(project)


def collect_steps(project: Project) -> Catalogue:
    """Collect all tests with pytest, and keep the catalogue of their steps for later.

    Raises:
        InputError: pytest cannot collect anything.
    """
    root = project.config.root
    path = project.config.report_folder / FILE_NAME
    path.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--prosecov-steps", str(path)]
    command += [*PLUGIN_ARGUMENTS, *project.config.tests]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
    if not path.is_file():
        lines = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        message = f"pytest cannot collect the tests: {lines[-1] if lines else f'exit status {done.returncode}'}"
        raise InputError(root, 0, message, "run pytest --collect-only to see why")
    return catalogue_from_json(read_text(path), relative(path, root))


def _is_valid(known: Catalogue, root: Path, features: Iterable[Feature]) -> bool:
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
