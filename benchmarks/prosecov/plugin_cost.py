"""What ``--prosecov`` adds to a run of features.

    python benchmarks/prosecov/plugin_cost.py [ROUNDS]

Runs 300 scenarios of 8 steps that do nothing, in turn with and without the option, and prints the least processor
time of each and the difference for one scenario. A scenario that drives a browser takes a second or so; the
difference is what to compare with that.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

SCENARIOS, STEPS = 300, 8
TESTS = """
from pytest_bdd import parsers, scenarios, step
scenarios("features")
@step(parsers.parse("step {number}"))
def _(number):
    pass
"""
COMMAND = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "pytest_bdd.plugin"]


def write_project(root: Path) -> None:
    """Write an article whose every sentence is quoted by a scenario of its own."""
    sentences = [f"The page shows what step {number} has done." for number in range(SCENARIOS)]
    steps = "".join(f"    {'When' if number < STEPS - 1 else 'Then'} step {number}\n" for number in range(STEPS))
    scenarios = (f"  Scenario: s{number}\n    > {text}\n\n{steps}\n" for number, text in enumerate(sentences))
    (root / "articles").mkdir()
    (root / "articles" / "guide.md").write_text("# Guide\n\n" + "\n\n".join(sentences), encoding="utf-8")
    (root / "features" / "guide").mkdir(parents=True)
    (root / "features" / "guide" / "all.feature").write_text("Feature: f\n" + "".join(scenarios), encoding="utf-8")
    (root / "test_all.py").write_text(TESTS, encoding="utf-8")
    (root / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")


def seconds(root: Path, *options: str) -> float:
    """Processor time of one run."""
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*COMMAND, *options], cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(rounds: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_project(root)
        pairs = [(seconds(root), seconds(root, "-p", "prosecov.pytest_plugin", "--prosecov")) for _ in range(rounds)]
    plain, with_prosecov = (min(column) for column in zip(*pairs, strict=True))
    each = 1000 * (with_prosecov - plain) / SCENARIOS
    sys.stdout.write(f"plain {plain:.2f} s, with --prosecov {with_prosecov:.2f} s: {each:.1f} ms a scenario\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
