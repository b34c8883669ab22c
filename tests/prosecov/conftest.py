import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.prosecov import isolated

settings.register_profile("prosecov", deadline=None)
settings.load_profile("prosecov")

QUIET = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
"""Plugins that a forked process has loaded before pytest starts have asserts that are not rewritten, which is fine."""
INI = """\
[pytest]
addopts = --strict-markers -p pytest_bdd.plugin -p prosecov.pytest_plugin
markers =
    slow
"""
STEPS = '''
import os
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

scenarios("../features")


@given("a page")
def _() -> None:
    """Open a page."""


@when(parsers.parse('the user clicks "{label}"'))
def _(label: str) -> None:
    """Click something."""
    if label == "crash":
        os._exit(1)
    if label == "skip":
        pytest.skip("not today")
    assert label != "nothing", "there is no such button"


@then(parsers.parse("{thing} opens"))
def _(thing: str) -> None:
    """See that something is open."""
    assert thing != "nothing", "nothing opens"
'''


@dataclass(frozen=True)
class Ran:
    """A command that ran."""

    status: int
    output: str

    def lines(self, pattern: str) -> list[str]:
        """The lines in which a regular expression is found."""
        return [line for line in self.output.splitlines() if re.search(pattern, line)]


@dataclass(frozen=True)
class Project:
    """A project of its own in a folder of its own."""

    root: Path

    def write(self, files: Mapping[str, str]) -> None:
        """Write files, with folders as needed."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the only place of a text in a file."""
        path = self.root / name
        content = path.read_text(encoding="utf-8")
        assert content.count(old) == 1
        path.write_text(content.replace(old, new), encoding="utf-8")

    def run(self, *arguments: str, stdin: str = "", variables: Mapping[str, str] | None = None) -> Ran:
        """Run a Python module in the project's folder, with some variables in its environment."""
        if arguments[0] == "pytest":
            arguments = (*arguments, *QUIET)
        ini = self.root / "pytest.ini"
        has_browser = any("pytest_playwright" in text for text in (*arguments, ini.read_text() if ini.exists() else ""))
        return self._run(partial(isolated.run_module, has_browser=has_browser), arguments, stdin, variables)

    def start(self, *arguments: str, stdin: str = "", variables: Mapping[str, str] | None = None) -> Ran:
        """Run a Python module as `run` does, but in a fresh interpreter, as users do."""
        return self._run(_run_in_fresh_interpreter, arguments, stdin, variables)

    def _run(
        self, run: Callable[..., int], arguments: Sequence[str], stdin: str, variables: Mapping[str, str] | None
    ) -> Ran:
        # Other plugins that are installed are left out: they do not matter, and take most of the time to load. So are
        # the variables of GitHub, where problems of the project would be shown as problems of this project.
        foreign = ("PYTEST_", "PY_COLORS", "GITHUB_")
        environment = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
        environment |= {"COLUMNS": "160", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **(variables or {})}
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder, name) for name in ("stdin", "stdout", "stderr")]
            for file in files:
                file.write_text(stdin if file.name == "stdin" else "", encoding="utf-8")
            status = run(self.root, arguments, environment, files)
            output = "".join(file.read_text(encoding="utf-8") for file in files[1:])
        assert "INTERNALERROR" not in output
        return Ran(status, output)

    def pytest(self, *arguments: str) -> Ran:
        """Run ``pytest --prosecov``."""
        return self.run("pytest", "-p", "no:cacheprovider", "--prosecov", *arguments)

    def prosecov(self, *arguments: str, stdin: str = "") -> Ran:
        """Run ``prosecov``; bad input never ends in a traceback."""
        ran = self.run("prosecov.cli", *arguments, stdin=stdin)
        assert "Traceback" not in ran.output
        return ran

    def results(self, folder: str = "build/report") -> dict[str, Any]:
        """What ``results.json`` holds."""
        results: dict[str, Any] = json.loads((self.root / folder / "results.json").read_text(encoding="utf-8"))
        return results

    def verdicts(self, folder: str = "build/report") -> dict[str, str]:
        """The verdict of each sentence."""
        articles = self.results(folder)["articles"]
        return {sentence["text"]: sentence["verdict"] for article in articles for sentence in article["sentences"]}

    def reason(self, text: str) -> str:
        """The reason of a sentence's verdict."""
        articles = self.results()["articles"]
        [reason] = [s["reason"] for article in articles for s in article["sentences"] if s["text"] == text]
        return str(reason)


def _run_in_fresh_interpreter(
    folder: Path, arguments: Sequence[str], environment: Mapping[str, str], files: Sequence[Path]
) -> int:
    stdin, stdout, stderr = files
    with stdin.open("rb") as source, stdout.open("wb") as output, stderr.open("wb") as errors:
        command = [sys.executable, "-m", *arguments]
        done = subprocess.run(
            command, cwd=folder, env=environment, stdin=source, stdout=output, stderr=errors, check=False
        )
    return done.returncode


def new_project(root: Path) -> Project:
    """Write an empty project with steps: a page, clicks, and things that open."""
    project = Project(root)
    project.write({"pytest.ini": INI, "pyproject.toml": "", "tests/test_all.py": STEPS})
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project with steps: a page, clicks, and things that open."""
    return new_project(tmp_path)
