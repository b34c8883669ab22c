"""How large the report of many scenarios is, and how long it takes to write and to open.

    python -m benchmarks.prosecov.report_scale [SCENARIOS]

Each scenario has 8 steps, proves a sentence of its own, and leaves a picture of 20 KB; there are 50 sentences to an
article. Prints a line for the report with its files beside it and one for the single file:
the size of everything, the seconds to write it, and the median of the seconds until a browser has opened it from
disk and then a proof with its picture.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, CDPSession, sync_playwright

from prosecov.articles import Article
from prosecov.coverage.assess import assess
from prosecov.coverage.project import read_project
from prosecov.geometry import Box
from prosecov.outputs.html import write_report
from prosecov.product import browsers
from prosecov.results.runs import Outcome, ScenarioRun, StepResult, StepStatus
from prosecov.results.verdicts import Results
from prosecov.settings import Settings

SCENARIOS, SENTENCES, STEPS = 500, 50, 8
ROUNDS = 5
SLOWEST, LARGEST = 1.0, 20_000_000


def write_project(root: Path, scenarios: int) -> None:
    """Write articles, and a feature for each that quotes all of its sentences."""
    for first in range(0, scenarios, SENTENCES):
        texts = [
            f"Click Button {number} to open the page of number {number}." for number in range(first, first + SENTENCES)
        ]
        article, feature = root / f"articles/a{first}.md", root / f"features/a{first}/all.feature"
        for path in (article, feature):
            path.parent.mkdir(parents=True, exist_ok=True)
        article.write_text(f"# Article {first}\n\n" + "\n\n".join(texts), encoding="utf-8")
        steps = "      When one\n" + "      And two\n" * (STEPS - 2) + "      Then three\n"
        rules = (f"  Rule: {text}\n    > {text}\n\n    Scenario: {text}\n{steps}" for text in texts)
        feature.write_text("Feature: f\n\n" + "".join(rules), encoding="utf-8")


def record(root: Path, report: Path) -> tuple[Results, list[Article]]:
    """Make up what a run of all scenarios would have recorded, pictures included."""
    project = read_project(Settings(root))
    shot = picture()
    runs: list[ScenarioRun] = []
    (report / "evidence").mkdir(parents=True)
    for feature in project.features:
        for scenario in feature.scenarios:
            name = f"evidence/{len(runs)}.webp"
            (report / name).write_bytes(shot)
            steps = [
                StepResult(step.line, step.keyword, step.kind.value, step.text, StepStatus.PASSED, 0.1)
                for step in scenario.all_steps[:-1]
            ]
            last = scenario.all_steps[-1]
            box = Box(500.0, 300.0, 120.0, 40.0)
            steps.append(StepResult(last.line, "Then", "then", last.text, StepStatus.PASSED, 0.1, name, box))
            quotations = tuple(sorted(scenario.quotations))
            runs.append(
                ScenarioRun(
                    f"{feature.path}::{scenario.line}",
                    feature.path,
                    scenario.line,
                    scenario.name,
                    scenario.rule or "",
                    {},
                    scenario.fingerprint,
                    quotations,
                    Outcome.PASSED,
                    is_flaky=False,
                    is_attributed=True,
                    started=float(len(runs)),
                    seconds=1.0,
                    worker="",
                    steps=tuple(steps),
                )
            )
    results = assess(project, runs, None, datetime.now(UTC))
    return results, [ledger.article for ledger in project.ledgers]


def picture() -> bytes:
    """A picture of about 20 KB, as large as a screen."""
    noise = Image.frombytes("L", (56, 42), random.Random(7).randbytes(56 * 42))
    data = BytesIO()
    noise.resize((1280, 720)).save(data, "webp", quality=10)
    return data.getvalue()


def seconds_to_open(chromium: Browser, page_file: Path) -> tuple[float, float, float]:
    """How long it takes until the page is there and a key on a sentence works.

    Returns:
        The median seconds by the clock, the median seconds of processor time that the page's own thread takes, and
        the median seconds by the clock from a key on a sentence to its proof with its picture.
    """
    loads, processor, proofs = [], [], []
    for _ in range(ROUNDS):
        page = chromium.new_page()
        page.goto(page_file.with_name("report.css").as_uri())  # What is opened next from disk shares its process.
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        before = thread_seconds(session)
        began = time.perf_counter()
        page.goto(page_file.as_uri(), wait_until="commit")
        sentence = page.locator("article:not([hidden]) a.sentence[tabindex='0']")
        sentence.focus()
        loads.append(time.perf_counter() - began)
        processor.append(thread_seconds(session) - before)
        began = time.perf_counter()
        sentence.press("Enter")
        page.wait_for_function("document.querySelector('#proof img')?.naturalWidth === 1280")
        proofs.append(time.perf_counter() - began)
        page.close()
    return statistics.median(loads), statistics.median(processor), statistics.median(proofs)


def thread_seconds(session: CDPSession) -> float:
    """The processor time that the page's thread has taken so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration")


def main(arguments: list[str]) -> int:
    """Measure; return 1 if the report is too large or too slow."""
    scenarios = int(arguments[0]) if arguments else SCENARIOS
    is_fine = True
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root, report = Path(folder), Path(folder, "report")
        write_project(root, scenarios)
        results, articles = record(root, report)
        options = browsers.launch_arguments()
        chromium = playwright.chromium.launch(
            executable_path=browsers.find_browser(Path(playwright.chromium.executable_path)), args=options
        )
        for name, is_single_file in (("index.html", False), ("single.html", True)):
            page = report / name
            began = time.perf_counter()
            write_report(results, articles, page, is_single_file=is_single_file)
            written = time.perf_counter() - began
            pictures = 0 if is_single_file else sum(file.stat().st_size for file in report.rglob("*.webp"))
            size = page.stat().st_size + pictures
            load, processor, proof = seconds_to_open(chromium, page)
            is_fine = is_fine and load < SLOWEST and size < LARGEST
            opened = f"open in {load:.2f} s ({processor:.2f} s of processor), a proof in {proof:.2f} s"
            sys.stdout.write(
                f"{scenarios} scenarios, {name}: {size / 1e6:.1f} MB, written in {written:.2f} s, {opened}\n"
            )
        chromium.close()
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
