"""What it costs to set up one scenario: fresh data and a fresh browser context, beside other ways to get them.

Run it with `.venv/bin/python -m benchmarks.scenario_setup`. All ways are measured in turn, round by round, in one
run, so that a noisy machine disturbs them alike; read the ratios.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright
from rich.console import Console
from rich.progress import track
from rich.table import Table

from mock_crm import server
from mock_crm.storage.database import open_database
from prosecov.product import browsers
from steps.controls import TestControls
from steps.people import NewContact, People

CONTACTS = 3
BUDGET_MS = 150


def fresh_data(controls: TestControls) -> None:
    """Empty the running CRM and put contacts into it, as each scenario does."""
    controls.reset()
    People(controls).add_to_crm(
        *(NewContact(f"Contact {n}", {"Email 1": (f"c{n}@example.com", "Non-Marketable")}) for n in range(CONTACTS))
    )


def fresh_crm(playwright: Playwright, folder: Path) -> None:
    """Start another CRM with a database of its own, and put contacts into it."""
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".sqlite") as file:
        engine = open_database(f"sqlite:///{file.name}")
        with server.start({"ENGINE": engine, "TEST_CONTROLS": True}) as running:
            request = playwright.request.new_context(base_url=running.url)
            fresh_data(TestControls(request))
            request.dispose()
        engine.dispose()


def fresh_context(launched: Browser, url: str) -> None:
    """Open a context that is traced, and a page in it, in the running browser, as each scenario does."""
    context = launched.new_context(base_url=url)
    context.tracing.start(snapshots=True)
    context.new_page()
    context.tracing.stop()
    context.close()


def fresh_browser(playwright: Playwright, url: str) -> None:
    """Start another browser, with a context and a page."""
    launched = launch(playwright)
    fresh_context(launched, url)
    launched.close()


def launch(playwright: Playwright) -> Browser:
    """Start the browser that the suite drives."""
    executable = browsers.find_browser(Path(playwright.chromium.executable_path))
    if executable is None:
        raise SystemExit(browsers.MISSING)
    return playwright.chromium.launch(executable_path=executable, args=browsers.launch_arguments())


def milliseconds(action: Callable[[], None]) -> float:
    """Return how long an action takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30, help="how often each way is measured (default: 30)")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        engine = open_database(f"sqlite:///{folder}/crm.sqlite")
        launched = launch(playwright)
        with server.start({"ENGINE": engine, "TEST_CONTROLS": True}) as running:
            request = playwright.request.new_context(base_url=running.url)
            controls = TestControls(request)

            def set_up() -> None:
                fresh_data(controls)
                fresh_context(launched, running.url)

            ways: dict[str, Callable[[], None]] = {
                "one scenario: data and context": set_up,
                "  data: reset and seed the running CRM": lambda: fresh_data(controls),
                "  data: a CRM and a database of its own": lambda: fresh_crm(playwright, Path(folder)),
                "  context in the running browser": lambda: fresh_context(launched, running.url),
                "  context in a browser of its own": lambda: fresh_browser(playwright, running.url),
            }
            for action in ways.values():
                action()
            times: dict[str, list[float]] = {name: [] for name in ways}
            for _ in track(range(rounds), "measuring", transient=True):
                for name, action in ways.items():
                    times[name].append(milliseconds(action))
            request.dispose()
        launched.close()
        engine.dispose()
    show(times)


def show(times: dict[str, list[float]]) -> None:
    """Print the medians, and each as a ratio to the set-up of one scenario."""
    table = Table(title=f"{len(next(iter(times.values())))} rounds, {CONTACTS} contacts, milliseconds")
    for heading in ("way", "median", "slowest in ten", "ratio"):
        table.add_column(heading, justify="left" if heading == "way" else "right")
    whole = statistics.median(next(iter(times.values())))
    for name, values in times.items():
        median, slow = statistics.median(values), statistics.quantiles(values, n=10)[-1]
        table.add_row(name, f"{median:.0f}", f"{slow:.0f}", f"{median / whole:.2f}")
    console = Console()
    console.print(table)
    console.print(
        f"the budget for one scenario is {BUDGET_MS} ms at the median: {'kept' if whole <= BUDGET_MS else 'MISSED'}"
    )


if __name__ == "__main__":
    main()
