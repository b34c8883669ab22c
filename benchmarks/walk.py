"""What the walkthrough of bulk opt-in costs as a plain Playwright script, and as features without and with evidence.

Run it with `.venv/bin/python -m benchmarks.walk`. Each way runs in a process of its own, in turn with the others, so
that a noisy machine disturbs all alike. From a long run a run of one scenario is subtracted: what is left is the time
of a scenario, without that of starting Python and the browser. Processor time is that of the whole family of
processes: Python with the CRM, Playwright's driver and the browser.
"""

import argparse
import ctypes
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

_BECOME_SUBREAPER = 36
_SCENARIO = "tests/test_features.py::test_opt_in_nonmarketable_contacts_in_bulk"
_PYTEST = ["-m", "pytest", _SCENARIO, "-q", "-p", "benchmarks.repeated", "-p", "no:cacheprovider"]
_EVIDENCE = ["--prosecov", "--prosecov-fail-under=0", "--prosecov-report={folder}/report"]
WAYS = {
    "plain Playwright": ["-m", "benchmarks.plain_walk"],
    "features, -p no:prosecov": [*_PYTEST, "-p", "no:prosecov"],
    "--prosecov, no pictures": [*_PYTEST, *_EVIDENCE, "--prosecov-screenshots=off"],
    "--prosecov, pictures and trace": [*_PYTEST, *_EVIDENCE],
}


@dataclass(frozen=True)
class Cost:
    """What a run cost, in seconds."""

    wall: float
    processor: float

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(self.wall - other.wall, self.processor - other.processor)


def run(arguments: list[str], repetitions: int, *more: str) -> Cost:
    """Run a way to do the walkthrough, and return what it and all its descendants cost.

    Raises:
        SystemExit: It failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        filled = [argument.format(folder=folder) for argument in arguments]
        output = ["--output", f"{folder}/output"] if "pytest" in filled else []
        command = [sys.executable, *filled, *output, f"--repetitions={repetitions}", *more]
        before, began = _processor_time(), time.perf_counter()
        finished = subprocess.run(command, check=False, capture_output=True, text=True)
        wall = time.perf_counter() - began
        _reap_orphans()
        if finished.returncode:
            raise SystemExit(f"{' '.join(command)}\n{finished.stdout[-3000:]}{finished.stderr[-3000:]}")
        return Cost(wall, _processor_time() - before)


def _processor_time() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _reap_orphans() -> None:
    """Wait for the processes of the browser that outlive their parents, so that their time is counted."""
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        return


def messages(arguments: list[str]) -> Counter[str]:
    """Return how many messages one scenario sends to Playwright's driver, by their method."""
    with tempfile.TemporaryDirectory() as folder:
        counts = []
        for repetitions in (1, 2):
            file = Path(folder, "messages.json")
            run(arguments, repetitions, f"--count-messages={file}")
            counts.append(Counter(json.loads(file.read_text())))
    return counts[1] - counts[0]


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each way is measured (default: 3)")
    parser.add_argument("--scenarios", type=int, default=20, help="scenarios in a long run (default: 20)")
    parser.add_argument("--only", help="measure plain Playwright and the ways with this text in their names")
    parser.add_argument("--methods", action="store_true", help="list the messages by their methods")
    arguments = parser.parse_args()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_BECOME_SUBREAPER, 1, 0, 0, 0)
    plain = next(iter(WAYS))
    ways = {name: way for name, way in WAYS.items() if name == plain or (arguments.only or "") in name}
    sent = {name: messages(way) for name, way in ways.items()}
    costs: dict[str, list[Cost]] = {name: [] for name in ways}
    console = Console()
    for number in range(arguments.rounds):
        for name, way in ways.items():
            costs[name].append(run(way, arguments.scenarios + 1) - run(way, 1))
        console.print(f"round {number + 1} of {arguments.rounds} is done", style="dim")
    table = Table(title=f"one scenario, median of {arguments.rounds} runs of {arguments.scenarios}")
    for heading in ("way", "wall, s", "ratio", "processor, s", "ratio", "messages"):
        table.add_column(heading, justify="left" if heading == "way" else "right")
    walls = {name: statistics.median(cost.wall for cost in found) for name, found in costs.items()}
    times = {name: statistics.median(cost.processor for cost in found) for name, found in costs.items()}
    for name in ways:
        table.add_row(
            name,
            f"{walls[name] / arguments.scenarios:.2f}",
            f"{walls[name] / walls[plain]:.2f}",
            f"{times[name] / arguments.scenarios:.2f}",
            f"{times[name] / times[plain]:.2f}",
            str(sent[name].total()),
        )
    console.print(table)
    if arguments.methods:
        for name, counts in sent.items():
            console.print(name, dict(counts.most_common(14)))


if __name__ == "__main__":
    main()
