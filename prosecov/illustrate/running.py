"""Runs a walkthrough in a pytest of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

from prosecov.errors import InputError
from prosecov.results.file import FILE_NAME, read_recorded
from prosecov.results.runs import ScenarioRun
from prosecov.running.steps import plugin_arguments
from prosecov.settings import Config

_REPORT = "report"
_ERROR = re.compile(r"(?:ERROR|E  |pytest: error|[\w.]*(?:Error|Exception):)")
_LONGEST = 300
_NOT_RUN = "run pytest on it to see why"


def walk(config: Config, feature: str, lines: Collection[int], folder: Path) -> tuple[ScenarioRun, ...]:
    """Run scenarios and take their pictures.

    Args:
        config: The settings of the project.
        feature: Path of the feature.
        lines: The lines of its scenarios.
        folder: An empty folder, to which the pictures go.

    Returns:
        The runs, at least one for each scenario.

    Raises:
        InputError: pytest cannot run them.
    """
    command = [sys.executable, "-m", "pytest", "-q", *plugin_arguments(), "-p", "prosecov.illustrate.camera"]
    # With a space in place of the equals sign, pytest would take the folder for one of tests.
    command += ["--prosecov", "--prosecov-screenshots=off", f"--prosecov-report={folder / _REPORT}"]
    command += [f"--prosecov-camera={folder}", *(f"--prosecov-scenario={feature}:{line}" for line in lines)]
    # What this run finds out is no news for whoever watches the project on GitHub.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    done = subprocess.run(  # noqa: S603 - the project's own tests
        [*command, *config.picture_arguments, *config.tests],
        cwd=config.root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    record = folder / _REPORT / FILE_NAME
    if not record.is_file():
        message = f"pytest cannot run it: {_reason(done.stdout, done.stderr) or f'exit status {done.returncode}'}"
        raise InputError(feature, 0, message, _NOT_RUN)
    runs = tuple(run for run in read_recorded(record).scenarios if run.feature == feature and run.line in lines)
    missing = [line for line in lines if not any(run.line == line for run in runs)]
    if missing:
        hint = 'bind the feature in a test with scenarios("...")'
        raise InputError(feature, missing[0], "no test runs this scenario", hint)
    return runs


def _reason(*outputs: str) -> str:
    """The last line in which pytest says what is wrong."""
    lines = [line.strip() for output in outputs for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if _ERROR.match(line)]
    return (errors or lines or [""])[-1][:_LONGEST]
