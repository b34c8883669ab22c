"""What a scenario costs, by the number of scenarios and of step definitions.

    python benchmarks/prosecov/bdd_scale.py [--most 1000]

Runs generated scenarios of ten steps that do nothing, with and without ``--prosecov``, and prints the processor time of
one scenario in milliseconds: without the time that an empty run takes, and in per cent of the smallest run of its row.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

STEPS = 10
SCENARIOS = (100, 1_000, 10_000)
DEFINITIONS = (10, 100, 1_000)
COMMAND = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "pytest_bdd.plugin"]
WITH = ("-p", "prosecov.pytest_plugin", "--prosecov")


def write_project(root: Path, scenarios: int, definitions: int) -> None:
    """Write an article, features that quote its sentences, and step definitions."""
    sentences = [f"The page shows what thing {number} has done." for number in range(scenarios)]
    keywords = ["Given", *["When"] * (STEPS - 2), "Then"]
    lines = ["Feature: f"]
    for number, sentence in enumerate(sentences):
        lines += [f"  Scenario: s{number}", f"    > {sentence}", ""]
        things = [(number * STEPS + position) % definitions for position in range(STEPS)]
        lines += [f"    {word} thing {thing} is {number}" for word, thing in zip(keywords, things, strict=True)]
    (root / "articles").mkdir()
    (root / "articles" / "guide.md").write_text("# Guide\n\n" + "\n\n".join(sentences), encoding="utf-8")
    (root / "features").mkdir()
    (root / "features" / "all.feature").write_text("\n".join(lines), encoding="utf-8")
    steps = [f'@step(parsers.parse("thing {n} is {{number}}"))\ndef s{n}(number): pass' for n in range(definitions)]
    head = 'from pytest_bdd import parsers, scenarios, step\nscenarios("features")\n'
    (root / "test_all.py").write_text(head + "\n".join(steps), encoding="utf-8")
    (root / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")


def seconds(scenarios: int, definitions: int, *options: str) -> float:
    """Return the processor time of one run."""
    with tempfile.TemporaryDirectory() as folder:
        write_project(Path(folder), scenarios, definitions)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        ran = subprocess.run([*COMMAND, *options], cwd=folder, env=environment, check=False, stdout=subprocess.DEVNULL)
        # With --prosecov, definitions that no step uses are a problem of the project.
        assert ran.returncode in {0, 1}, ran
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=max(SCENARIOS), help="most scenarios")
    most = parser.parse_args().most
    for name, options in (("pytest-bdd alone", ()), ("with --prosecov", WITH)):
        for definitions in DEFINITIONS:
            empty = seconds(1, definitions, *options)
            counts = [count for count in SCENARIOS if count <= most]
            costs = [1000 * (seconds(count, definitions, *options) - empty) / count for count in counts]
            for count, cost in zip(counts, costs, strict=True):
                share = 100 * cost / costs[0]
                sys.stdout.write(
                    f"{name}, {definitions} definitions, {count} scenarios: {cost:.1f} ms ({share:.0f} %)\n"
                )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
