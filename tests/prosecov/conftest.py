import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("prosecov", deadline=None)
settings.load_profile("prosecov")

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
        # Plugins that happen to be installed are none of the project's business, and take most of the time to load.
        # Where this itself runs on GitHub, the project's problems are not to be shown as this one's.
        foreign = ("PYTEST_", "PY_COLORS", "GITHUB_")
        environment = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
        environment |= {"COLUMNS": "160", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **(variables or {})}
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=self.root,
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        output = done.stdout + done.stderr
        assert "INTERNALERROR" not in output
        return Ran(done.returncode, output)

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


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project with steps: a page, clicks, and things that open."""
    project = Project(tmp_path)
    project.write({"pytest.ini": INI, "pyproject.toml": "", "tests/test_all.py": STEPS})
    return project
