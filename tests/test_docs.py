"""The documentation tells the truth: its tutorial is followed, word for word, and its links lead somewhere."""

import functools
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.prosecov.conftest import Project

ROOT = Path(__file__).parent.parent
TUTORIAL = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
FILES = re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```$', TUTORIAL, re.DOTALL | re.MULTILINE)
BROWSER = """\
import pytest


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {arguments!r}
"""
PLUGINS = (
    *("-p", "pytest_bdd.plugin", "-p", "prosecov.pytest_plugin"),
    *("-p", "pytest_base_url.plugin", "-p", "pytest_playwright.pytest_playwright"),
)
"""The plugins that pytest would find by itself in an environment with these packages and no others."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def product(tmp_path: Path) -> Iterator[str]:
    """Serve the folder of the product and yield its address."""
    (tmp_path / "product").mkdir()
    handler = functools.partial(_Quiet, directory=str(tmp_path / "product"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def promised(command: str) -> list[str]:
    """Return what the tutorial says that a command prints, for each time that it is called."""
    blocks = re.findall(r"^```console\n\$ (.*?)^```$", TUTORIAL, re.DOTALL | re.MULTILINE)
    return [lines for block in blocks for first, _, lines in [block.partition("\n")] if first.startswith(command)]


def test_the_tutorial_works_as_it_says(tmp_path: Path, product: str, browser_type_launch_args: dict[str, Any]) -> None:
    arguments = {**browser_type_launch_args, "executable_path": str(browser_type_launch_args["executable_path"])}
    project = Project(tmp_path)
    project.write({"tests/conftest.py": BROWSER.format(arguments=arguments)})

    def run(*arguments: str) -> str:
        return project.run(*arguments, variables={"COLUMNS": "80"}).output

    def prove() -> str:
        return run("pytest", "--prosecov", "--base-url", product, *PLUGINS)

    first = [name for name, _ in FILES].index("features/add-a-task/walkthrough.feature")
    project.write(dict(FILES[:first]))
    assert run("prosecov.cli", "derive", "articles/add-a-task.md") == promised("prosecov derive")[0]
    walkthrough = (tmp_path / FILES[first][0]).read_text(encoding="utf-8")
    assert FILES[first][1] in walkthrough

    unclaimed, all_proved, contradicted = promised("pytest --prosecov")
    printed = prove().splitlines()
    assert [line for line in unclaimed.splitlines() if line not in {"...", *printed}] == []
    project.write(dict(FILES[first + 1 :]))
    assert all_proved.splitlines()[-1] in prove().splitlines()

    article = tmp_path / "articles/add-a-task.md"
    source = article.read_text(encoding="utf-8")
    article.write_text(source.replace("what you have added", "what you added"), encoding="utf-8")
    start, end = promised("prosecov check")[0].splitlines()[0].split("...")
    [line] = [line for line in run("prosecov.cli", "check").splitlines() if line.startswith(start)]
    assert line.endswith(end)
    article.write_text(source, encoding="utf-8")

    index = tmp_path / "product/index.html"
    page = index.read_text(encoding="utf-8")
    index.write_text(page.replace(">New task</button>", ">Add task</button>"), encoding="utf-8")
    begun = contradicted.splitlines()[-1].removesuffix("...")
    [line] = [line for line in prove().splitlines() if line.startswith(begun)]
    assert '"Add task"' in line


def test_the_picture_of_the_layers_shows_the_contract() -> None:
    done = subprocess.run(
        [sys.executable, "docs/layers.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
