"""Which faults of the CRM the features catch.

For each fault, run the scenarios that judge the sentences which it contradicts, and no others, against the CRM with
that fault:

    .venv/bin/python -m benchmarks.mock_crm.faults [NAME ...] [--output FILE.json]

A fault is caught if a check failed. It is missed if all scenarios passed. Anything else, such as a step that waited in
vain for a button, is an error: the scenario was stopped, but nothing contradicts the sentence.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from mock_crm.faults import FAULTS, Fault, named
from mock_crm.rules.errors import CrmError
from prosecov.articles.matching import ArticleIndex, Found
from prosecov.coverage.project import Project, read_project
from prosecov.settings import read_settings

ROOT = Path(__file__).parents[2]
_FAILED = re.compile(r"^(?:FAILED|ERROR) \S+?::(\w+)(?:\[.*\])?(?: - (.*))?$", re.MULTILINE)
# The errors of a failed check, and those of a step that does not find on the screen what the article speaks of.
_CHECKS = ("AssertionError", "prosecov.browser.screen.errors.")
_NO_TESTS = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the features say of a fault.

    Attributes:
        name: the fault.
        severity: plain or subtle.
        verdict: caught, missed, error, or not quoted.
        scenario: the scenario that failed.
        message: the first line of its error.
        scenarios: the number of scenarios that judge the contradicted sentences.
        seconds: how long the run took.
    """

    name: str
    severity: str
    verdict: str
    scenario: str
    message: str
    scenarios: int
    seconds: float


def scenarios_of(fault: Fault, project: Project) -> set[str]:
    """Return the names of the scenarios that judge the sentences which a fault contradicts."""
    names = {
        (feature.path, scenario.line): scenario.name for feature in project.features for scenario in feature.scenarios
    }
    found: set[str] = set()
    for ledger in project.ledgers:
        index = ArticleIndex(ledger.article)
        for quotation in fault.contradicts:
            place = index.find(quotation)
            if not isinstance(place, Found):
                continue
            for entry in ledger.entries:
                for claim in entry.claims:
                    if claim.span.start < place.span.end and place.span.start < claim.span.end:
                        judging = claim.quotation
                        found |= {names[judging.path, stretch.scenario] for stretch in judging.stretches}
    return found


def judge(fault: Fault, scenarios: Collection[str]) -> Outcome:
    """Run scenarios against the CRM with a fault."""
    start = time.monotonic()
    tests = " or ".join(sorted(f"test_{_python_name(name)}" for name in scenarios))
    command = [sys.executable, "-m", "pytest", "tests/test_features.py", "-x", "-q", "-k", tests, "--tb=line"]
    options = ["-p", "no:cacheprovider", "--screenshot=off", f"--output=build/faults/{fault.name}"]
    run = subprocess.run(
        [*command, *options, "--crm-fault", fault.name],
        cwd=ROOT,
        # The line of the error is as long as the terminal is wide.
        env={**os.environ, "COLUMNS": "500"},
        capture_output=True,
        text=True,
        check=False,
    )
    failed = _FAILED.search(run.stdout)
    message = (failed[2] or "").strip() if failed else ""
    if not scenarios or run.returncode == _NO_TESTS:
        verdict = "not quoted"
    elif run.returncode == 0:
        verdict = "missed"
    elif run.returncode == 1 and failed and failed[0].startswith("FAILED") and message.startswith(_CHECKS):
        verdict = "caught"
    else:
        verdict = "error"
    seconds = round(time.monotonic() - start, 1)
    scenario = failed[1].removeprefix("test_").replace("_", " ") if failed else ""
    return Outcome(fault.name, fault.severity.value, verdict, scenario, message, len(scenarios), seconds)


def _python_name(name: str) -> str:
    # As pytest-bdd names the test of a scenario.
    return re.sub(r"\W", "", re.sub(r"\s+", "_", name)).lower()


def show(outcomes: list[Outcome]) -> None:
    """Print a table, and how many faults of each class were caught."""
    table = Table(title="Faults of the CRM, and the scenario that sees each")
    for heading in ("fault", "class", "verdict", "scenario", "s"):
        table.add_column(heading, overflow="fold")
    for outcome in outcomes:
        table.add_row(outcome.name, outcome.severity, outcome.verdict, outcome.scenario, f"{outcome.seconds:.0f}")
    console = Console(width=160)
    console.print(table)
    for severity in ("plain", "subtle"):
        verdicts = [outcome.verdict for outcome in outcomes if outcome.severity == severity]
        counted = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in sorted(set(verdicts)))
        console.print(f"{severity}: {len(verdicts)} faults: {counted}")


def main() -> None:
    """Judge the faults, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="a fault (default: all)")
    parser.add_argument("--jobs", type=int, default=2, help="how many faults are tried at a time (default: 2)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the outcomes as JSON")
    arguments = parser.parse_args()
    try:
        chosen = [named(name) for name in arguments.names] or list(FAULTS.values())
    except CrmError as error:
        parser.error(str(error))
    project = read_project(read_settings(ROOT))
    outcomes: list[Outcome] = []
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for outcome in pool.map(lambda fault: judge(fault, scenarios_of(fault, project)), chosen):
            outcomes.append(outcome)
            print(f"{len(outcomes)}/{len(chosen)} {outcome.name}: {outcome.verdict}", file=sys.stderr, flush=True)
            if arguments.output:
                arguments.output.write_text(json.dumps([asdict(each) for each in outcomes], indent=2) + "\n")
    show(outcomes)


if __name__ == "__main__":
    main()
