"""What pictures and the reading of screens add to a run of features in a browser.

    python -m benchmarks.prosecov.evidence_cost [ROUNDS] [SCENARIOS]

Runs scenarios of 6 steps on a page with a table of 50 rows, in turn without the plugin and with it, and prints the
least time of each, as seconds on the clock and as processor time of pytest, Playwright and the browser, the difference
for one scenario, and the size of the pictures. Each sentence is quoted by a scenario of its own.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from prosecov.product import browsers

ROWS = "".join(
    f'<tr><td><input type="checkbox" aria-label="Select {n}"></td><th scope="row"><a href="#">Contact {n}</a></th>'
    f"<td>contact-{n}@example.com</td><td>Non-Marketable</td></tr>"
    for n in range(50)
)
PAGE = f"""<!doctype html><title>Contacts</title><h1>Contacts</h1>
<nav><a href="#">Home</a> <a href="#">Reports</a></nav>
<label>Search <input></label> <button onclick="document.querySelector('p').textContent = 'Found'">Go</button><p></p>
<table><tr><th></th><th>Name</th><th>Address</th><th>Status</th></tr>{ROWS}</table>"""
TESTS = """
import pytest
from pathlib import Path
from playwright.sync_api import expect
from pytest_bdd import given, parsers, scenarios, then, when

scenarios("features")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": %r, "args": %r}


@given("the contacts")
def _(page):
    page.set_content(Path("page.html").read_text())


@when(parsers.parse("the user types {text}"))
def _(page, text):
    page.get_by_label("Search").fill(text)


@when("the user clicks Go")
def _(page):
    page.get_by_role("button", name="Go").click()


@then(parsers.parse("the field shows {text}"))
def _(page, text):
    expect(page.get_by_label("Search")).to_have_value(text)


@then("contacts are found")
def _(page):
    expect(page.get_by_role("paragraph")).to_have_text("Found")


@then("there are 50")
def _(page):
    expect(page.get_by_role("checkbox")).to_have_count(50)
"""
STEPS = """    Given the contacts
    When the user types {number}
    Then the field shows {number}
    When the user clicks Go
    Then contacts are found
    And there are 50
"""
PLUGINS = ("pytest_bdd.plugin", "pytest_base_url.plugin", "pytest_playwright.pytest_playwright")
COMMAND = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(f"-p{name}" for name in PLUGINS)]
VARIANTS = {
    "without prosecov": (),
    "nothing read": ("-pprosecov.pytest_plugin", "--prosecov", "--prosecov-screenshots=off"),
    "screens read": ("-pprosecov.pytest_plugin", "--prosecov", "--prosecov-screenshots=failures"),
    "a picture each": ("-pprosecov.pytest_plugin", "--prosecov", "--prosecov-screenshots=quoted"),
    "a picture of each step": ("-pprosecov.pytest_plugin", "--prosecov", "--prosecov-screenshots=all"),
}


def write_project(root: Path, scenarios: int) -> None:
    """Write an article whose every sentence is quoted by a scenario of its own."""
    sentences = [f"A search for {number} finds 50 contacts." for number in range(scenarios)]
    features = (f"  Scenario: s{n}\n    > {text}\n\n{STEPS.format(number=n)}\n" for n, text in enumerate(sentences))
    with sync_playwright() as playwright:
        executable = str(browsers.find_browser(Path(playwright.chromium.executable_path)))
    files = {
        "articles/guide.md": "# Guide\n\n" + "\n\n".join(sentences),
        "features/guide/all.feature": "Feature: f\n" + "".join(features),
        "test_all.py": TESTS % (executable, browsers.launch_arguments()),
        "page.html": PAGE,
        "pytest.ini": "[pytest]\n",
    }
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")


def seconds(root: Path, *options: str) -> tuple[float, float]:
    """Time on the clock, and processor time, of one run."""
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([*COMMAND, *options], cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(rounds: int, scenarios: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_project(root, scenarios)
        runs = [{name: seconds(root, *options) for name, options in VARIANTS.items()} for _ in range(rounds)]
        sizes = [file.stat().st_size for file in (root / "build/report/pictures").iterdir()]
    least = {name: tuple(min(run[name][kind] for run in runs) for kind in (0, 1)) for name in VARIANTS}
    plain = least["without prosecov"]
    for name, times in least.items():
        clock, processor = (1000 * (mine - base) / scenarios for mine, base in zip(times, plain, strict=True))
        sys.stdout.write(f"{name}: {times[0]:.1f} s, processor {times[1]:.1f} s")
        sys.stdout.write(f"; adds {clock:.0f} ms, processor {processor:.0f} ms a scenario\n")
    sys.stdout.write(f"{len(sizes)} pictures, {sum(sizes) / len(sizes) / 1000:.1f} kB each\n")


if __name__ == "__main__":
    main(*(int(argument) for argument in (sys.argv[1:] + ["2", "20"][len(sys.argv) - 1 :])[:2]))
