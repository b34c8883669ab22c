"""Which faults of the CRM the features catch, and which sentences they say are wrong.

For each fault, run the features against the CRM with that fault:

    .venv/bin/python -m benchmarks.mock_crm.faults [NAME ...] [--sample N] [--everything] [--output FILE.json]

Without `--everything` only the scenarios run that judge the sentences which the fault contradicts. A fault is caught if
one of these sentences is contradicted, and missed if all scenarios passed. It is seen elsewhere if only other sentences
are contradicted. Anything else, such as a step that waited in vain for a button, is an error: the scenario was stopped,
but nothing contradicts a sentence.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pytest_bdd.scenario import make_python_name
from rich.console import Console
from rich.table import Table

from mock_crm.faults import FAULTS, Fault, named
from mock_crm.rules.errors import CrmError
from prosecov.articles.matching import ArticleIndex, Found
from prosecov.coverage.project import Project, read_project
from prosecov.settings import read_settings

ROOT = Path(__file__).parents[2]

Place = tuple[str, str]
"""The path of an article, and the text of a sentence."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the features say of a fault.

    Attributes:
        name: the fault.
        severity: plain or subtle.
        verdict: caught, missed, elsewhere, error, or not quoted.
        right: the contradicted sentences that the fault names.
        others: the contradicted sentences that it does not name: consequences of the fault, or mistakes.
        reason: why the first of them is contradicted; else the last line of pytest.
        scenarios: the number of scenarios that were chosen.
        seconds: how long the run took.
    """

    name: str
    severity: str
    verdict: str
    right: list[str]
    others: list[str]
    reason: str
    scenarios: int
    seconds: float


def concerned(fault: Fault, project: Project) -> tuple[set[Place], set[str]]:
    """Return the sentences that a fault contradicts, and the names of the scenarios that judge what it quotes."""
    names = {
        (feature.path, scenario.line): scenario.name for feature in project.features for scenario in feature.scenarios
    }
    sentences: set[Place] = set()
    scenarios: set[str] = set()
    for ledger in project.ledgers:
        index = ArticleIndex(ledger.article)
        for quotation in fault.contradicts:
            place = index.find(quotation)
            if not isinstance(place, Found):
                continue
            sentences |= {(ledger.article.path, sentence.text) for sentence in index.sentences_in(place.span)}
            for entry in ledger.entries:
                for claim in entry.claims:
                    if claim.span.start < place.span.end and place.span.start < claim.span.end:
                        judging = claim.quotation
                        scenarios |= {names[judging.path, stretch.scenario] for stretch in judging.stretches}
    return sentences, scenarios


def try_fault(fault: Fault, project: Project, *, everything: bool) -> Outcome:
    """Run the features against the CRM with a fault."""
    start = time.monotonic()
    sentences, scenarios = concerned(fault, project)
    folder = ROOT / "build" / "faults" / fault.name
    (folder / "results.json").unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "tests/test_features.py", "-q", "-p", "no:cacheprovider", "--tb=line"]
    command += ["--prosecov", f"--prosecov-report={folder}", "--prosecov-screenshots=off", "--screenshot=off"]
    command += [f"--output={folder / 'kept'}", "--crm-fault", fault.name]
    if not everything:
        command += ["-k", " or ".join(sorted(f"test_{make_python_name(name)}" for name in scenarios)) or "nothing"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = (run.stdout + run.stderr).strip().rpartition("\n")[2]
    results = folder / "results.json"
    if not results.exists():
        return _outcome(fault, "error", [], [], said, scenarios, start)
    right, others, reasons = _contradicted(json.loads(results.read_text()), sentences)
    if not scenarios:
        verdict = "not quoted"
    elif right:
        verdict = "caught"
    elif others:
        verdict = "elsewhere"
    else:
        verdict = "error" if " failed" in said or " error" in said else "missed"
    return _outcome(fault, verdict, right, others, next(iter(reasons), said), scenarios, start)


def _contradicted(results: Any, sentences: Collection[Place]) -> tuple[list[str], list[str], list[str]]:
    """Return the contradicted sentences among those expected and among the others, and the reasons."""
    red = [
        ((article["path"], sentence["text"]) in sentences, sentence["text"], sentence["reason"])
        for article in results["articles"]
        for sentence in article["sentences"]
        if sentence["verdict"] == "contradicted"
    ]
    red.sort(key=lambda found: not found[0])
    return (
        [text for is_right, text, _ in red if is_right],
        [text for is_right, text, _ in red if not is_right],
        [reason for _, _, reason in red],
    )


def _outcome(
    fault: Fault, verdict: str, right: list[str], others: list[str], reason: str, scenarios: set[str], start: float
) -> Outcome:
    seconds = round(time.monotonic() - start, 1)
    return Outcome(fault.name, fault.severity.value, verdict, right, others, reason, len(scenarios), seconds)


def show(outcomes: list[Outcome]) -> None:
    """Print a table, and how many faults of each class were caught."""
    table = Table(title="Faults of the CRM: is the sentence that each contradicts red, and how many others are?")
    for heading in ("fault", "class", "verdict", "right", "others", "s"):
        table.add_column(heading)
    for outcome in outcomes:
        counts = (str(len(outcome.right)), str(len(outcome.others)))
        table.add_row(outcome.name, outcome.severity, outcome.verdict, *counts, f"{outcome.seconds:.0f}")
    console = Console(width=120)
    console.print(table)
    for severity in ("plain", "subtle"):
        verdicts = [outcome.verdict for outcome in outcomes if outcome.severity == severity]
        counted = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in sorted(set(verdicts)))
        console.print(f"{severity}: {len(verdicts)} faults: {counted}")


def main() -> None:
    """Try the faults, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="a fault (default: all)")
    parser.add_argument("--sample", type=int, metavar="N", help="try N of them, the same ones every time")
    parser.add_argument("--everything", action="store_true", help="run all scenarios, to see all that turns red")
    parser.add_argument("--jobs", type=int, default=2, help="how many faults are tried at a time (default: 2)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the outcomes as JSON")
    arguments = parser.parse_args()
    try:
        chosen = [named(name) for name in arguments.names] or list(FAULTS.values())
    except CrmError as error:
        parser.error(str(error))
    if arguments.sample:
        chosen = random.Random(1).sample(chosen, min(arguments.sample, len(chosen)))
    project = read_project(read_settings(ROOT))
    outcomes: list[Outcome] = []
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for outcome in pool.map(lambda f: try_fault(f, project, everything=arguments.everything), chosen):
            outcomes.append(outcome)
            counts = f"{len(outcome.right)} right, {len(outcome.others)} others"
            print(
                f"{len(outcomes)}/{len(chosen)} {outcome.name}: {outcome.verdict}; {counts}",
                file=sys.stderr,
                flush=True,
            )
            if arguments.output:
                arguments.output.write_text(json.dumps([asdict(each) for each in outcomes], indent=2) + "\n")
    show(outcomes)


if __name__ == "__main__":
    main()
