"""The documentation tells the truth: its tutorial is followed, word for word, and its links lead somewhere."""

import functools
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TUTORIAL = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
FILES = re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```$', TUTORIAL, re.DOTALL | re.MULTILINE)


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


def run(folder: Path, *arguments: str) -> str:
    """Run a module in a folder and return what it printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "GITHUB_"))}
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=environment | {"COLUMNS": "80", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout + done.stderr


def promised(command: str) -> list[str]:
    """Return what the tutorial says that a command prints, for each time that it is called."""
    blocks = re.findall(r"^```console\n\$ (.*?)^```$", TUTORIAL, re.DOTALL | re.MULTILINE)
    return [lines for block in blocks for first, _, lines in [block.partition("\n")] if first.startswith(command)]


def test_the_tutorial_works_as_it_says(tmp_path: Path, product: str) -> None:
    def write(*chosen: tuple[str, str]) -> None:
        for name, content in chosen:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")

    def prove() -> str:
        return run(tmp_path, "pytest", "--prosecov")

    def is_printed(text: str, printed: str) -> bool:
        return [line for line in text.splitlines() if line not in {"...", *printed.splitlines()}] == []

    names = [name for name, _ in FILES]
    written = names.index("conftest.py")
    write(*FILES[:written])
    arguments = ("articles/add-a-task.md", "--url", product)
    assert is_printed(promised("prosecov try")[0], run(tmp_path, "prosecov.cli", "try", *arguments))
    assert is_printed(promised("prosecov init")[0], run(tmp_path, "prosecov.cli", "init", "--article", *arguments))
    for name, content in FILES[written : written + 2]:
        assert content in (tmp_path / name).read_text(encoding="utf-8")

    unclaimed, all_proved, contradicted = promised("pytest --prosecov")
    assert is_printed(unclaimed, prove())
    write(*FILES[written + 2 :])
    assert all_proved.splitlines()[-1] in prove().splitlines()

    index = tmp_path / "product/index.html"
    page = index.read_text(encoding="utf-8")
    index.write_text(page.replace(">New task</button>", ">Add task</button>"), encoding="utf-8")
    begun = contradicted.splitlines()[-1].removesuffix("...")
    [line] = [line for line in prove().splitlines() if line.startswith(begun)]
    assert '"Add task"' in line

    index.write_text(page, encoding="utf-8")
    prove()
    article = tmp_path / "articles/add-a-task.md"
    source = article.read_text(encoding="utf-8")
    article.write_text(source.replace("what you have added", "what you added"), encoding="utf-8")
    start, end = promised("prosecov check")[0].splitlines()[0].split("...")
    [line] = [line for line in run(tmp_path, "prosecov.cli", "check").splitlines() if line.startswith(start)]
    assert line.endswith(end)


def test_the_picture_of_the_layers_shows_the_contract() -> None:
    done = subprocess.run(
        [sys.executable, "docs/layers.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
