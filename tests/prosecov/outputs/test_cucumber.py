"""``pytest --cucumber-messages``: what Cucumber's own tools read, checked against their schema and rendered by them."""

import json
import os
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any

import playwright
import pytest
from cucumber_messages import AttachmentContentEncoding as Encoding
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, expect

from prosecov.outputs.cucumber.attachments import Attachments
from prosecov.results.scenario_record import StepRecord
from tests.prosecov.conftest import Project, Ran
from tests.prosecov.pytest_plugin.test_running import RERUN

FEATURE = """\
@top
Feature: All of it

  Background:
    Given a page

  Scenario: Simple
    When the user clicks "One"
    Then it opens

  @xfail
  Scenario: Known to fail
    When the user clicks "nothing"
    Then it opens

  @skip
  Scenario: Left out
    Then it opens

  Rule: A rule

    @slow
    Scenario Outline: Costs <cost (€)>
      When the user clicks "<cost (€)>"
      Then it opens

      Examples:
        | cost (€) |
        | One      |
        | nothing  |

      Examples: more
        | cost (€) |
        | skip     |
        | One      |

    Scenario: Undefined
      When the moon rises
      Then it opens

    Scenario: With a table
      When the user reads
        | a | b |
        | 1 | 2 |
      Then it opens
        \"""
        or more
        \"""

    Scenario: Ambiguous
      Then everything opens

    Scenario Outline: Without rows
      Then <thing> opens

      Examples:
        | thing |
"""
STEPS = """

@when(parsers.re("the user (?P<verb>reads)"))
def _(datatable: list[list[str]]) -> None:
    print("read", datatable)


@then("everything opens")
def _() -> None:
    pass
"""
CLICK = 'the user clicks "{}"'
GOOD = [("a page", "PASSED"), (CLICK.format("One"), "PASSED"), ("it opens", "PASSED")]
EVERYTHING = {
    "Simple": [GOOD],
    "Known to fail": [[("a page", "PASSED"), (CLICK.format("nothing"), "PENDING"), ("it opens", "SKIPPED")]],
    "Left out": [[("set-up", "SKIPPED"), ("a page", "SKIPPED"), ("it opens", "SKIPPED"), ("clean-up", "PASSED")]],
    "Costs One": [GOOD, GOOD],
    "Costs nothing": [[("a page", "PASSED"), (CLICK.format("nothing"), "FAILED"), ("it opens", "SKIPPED")]],
    "Costs skip": [[("a page", "PASSED"), (CLICK.format("skip"), "SKIPPED"), ("it opens", "SKIPPED")]],
    "Undefined": [[("a page", "PASSED"), ("the moon rises", "UNDEFINED"), ("it opens", "SKIPPED")]],
    "With a table": [[("a page", "PASSED"), ("the user reads", "PASSED"), ("it opens", "PASSED")]],
    "Ambiguous": [[("a page", "PASSED"), ("everything opens", "AMBIGUOUS")]],
    "Without rows": [[("a page", "PASSED"), ("<thing> opens", "PASSED")]],
}
TOOLS = Path(__file__).parents[2] / "node"
NODE = Path(playwright.__file__).parent / "driver" / ("node.exe" if os.name == "nt" else "node")
XDIST = ["-p", "xdist", "-n", "1"]


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder with Cucumber's own tools."""
    if not (TOOLS / "node_modules").is_dir():
        pytest.fail("Cucumber's tools are not installed; run sh .ci/setup-node, or npm ci in tests/node")
    return TOOLS


@pytest.fixture(scope="session")
def schema(tools: Path) -> Draft202012Validator:
    """The official schema of an envelope."""
    path = tools / "node_modules/@cucumber/messages/messages.schema.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


@pytest.fixture
def everything(project: Project) -> Project:
    project.write({"features/all.feature": FEATURE})
    tests = project.root / "tests/test_all.py"
    tests.write_text(tests.read_text(encoding="utf-8") + STEPS, encoding="utf-8")
    project.replace("pytest.ini", "    slow\n", "    slow\n    top\n")
    return project


class Told:
    """A stream, with its references resolved."""

    def __init__(self, path: Path, schema: Draft202012Validator) -> None:
        self.envelopes: list[dict[str, Any]] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            envelope = json.loads(line)
            assert [(error.json_path, error.message) for error in schema.iter_errors(envelope)] == []
            self.envelopes.append(envelope)
        self.pickles = {pickle["id"]: pickle for pickle in self.all("pickle")}
        self.cases = {case["id"]: case for case in self.all("testCase")}
        self.starts = {start["id"]: start for start in self.all("testCaseStarted")}
        hooks = {hook["id"]: hook["name"] for hook in self.all("hook")}
        self.names = {
            step["id"]: hooks.get(step.get("hookId", "")) or texts[step["pickleStepId"]]
            for case in self.cases.values()
            for texts in [{step["id"]: step["text"] for step in self.pickles[case["pickleId"]]["steps"]}]
            for step in case["testSteps"]
        }

    def all(self, kind: str) -> list[dict[str, Any]]:
        """The envelopes of a kind, without the wrapping."""
        return [envelope[kind] for envelope in self.envelopes if kind in envelope]

    def scenario(self, started: str) -> str:
        """The name of the scenario of which an attempt is."""
        return str(self.pickles[self.cases[self.starts[started]["testCaseId"]]["pickleId"]]["name"])

    def results(self) -> dict[str, list[list[tuple[str, str]]]]:
        """Steps with their statuses of each attempt, by name of the scenario; hooks only if one did not pass."""
        attempts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for finished in self.all("testStepFinished"):
            step = (self.names[finished["testStepId"]], finished["testStepResult"]["status"])
            attempts[finished["testCaseStartedId"]].append(step)
        results: dict[str, list[list[tuple[str, str]]]] = defaultdict(list)
        for started, steps in attempts.items():
            bare = [(name, status) for name, status in steps if name not in {"set-up", "clean-up"}]
            is_quiet = all(status == "PASSED" for name, status in set(steps) - set(bare))
            results[self.scenario(started)].append(bare if is_quiet else steps)
        return dict(results)

    def message(self, name: str, scenario: str) -> str:
        """What is said of a step or hook."""
        [message] = [
            finished["testStepResult"].get("message", "")
            for finished in self.all("testStepFinished")
            if self.names[finished["testStepId"]] == name and self.scenario(finished["testCaseStartedId"]) == scenario
        ]
        return str(message)

    @property
    def is_success(self) -> bool:
        """What the stream says of the run."""
        [finished] = self.all("testRunFinished")
        return bool(finished["success"])


@pytest.fixture
def run(schema: Draft202012Validator) -> Any:
    """Run pytest with the option and without ``--prosecov``; return what it told."""

    def run(
        project: Project, *arguments: str, option: str = "--cucumber-messages=out/messages.ndjson"
    ) -> tuple[Ran, Told]:
        ran = project.run("pytest", "-p", "no:cacheprovider", "-W", "error", option, *arguments)
        return ran, Told(project.root / "out/messages.ndjson", schema)

    return run


@pytest.mark.parametrize("arguments", [[], ["--prosecov"], ["--prosecov", *XDIST]])
def test_every_scenario_is_told_as_it_ran(everything: Project, run: Any, arguments: list[str]) -> None:
    ran, told = run(everything, *arguments)
    assert ran.status == 1
    assert told.results() == EVERYTHING
    assert not told.is_success
    assert "there is no such button" in told.message(CLICK.format("nothing"), "Costs nothing")
    assert told.message(CLICK.format("skip"), "Costs skip") == "not today"
    assert "the moon rises" in told.message("the moon rises", "Undefined")
    workers = {start.get("workerId") for start in told.starts.values()}
    assert workers == ({"gw0"} if "-n" in arguments else {None})
    assert ran.lines("Cucumber Messages: .*out/messages.ndjson")


def test_features_are_told_as_gherkin_has_them(everything: Project, run: Any) -> None:
    _, told = run(everything)
    [source] = told.all("source")
    assert (source["uri"], source["data"]) == ("features/all.feature", FEATURE)
    [document] = told.all("gherkinDocument")
    [rule] = [child["rule"] for child in document["feature"]["children"] if "rule" in child]
    assert rule["name"] == "A rule"
    pickles = {pickle["name"]: pickle for pickle in told.all("pickle")}
    assert [tag["name"] for tag in pickles["Costs skip"]["tags"]] == ["@top", "@slow"]
    table, text = [step["argument"] for step in pickles["With a table"]["steps"] if "argument" in step]
    assert [[cell["value"] for cell in row["cells"]] for row in table["dataTable"]["rows"]] == [["a", "b"], ["1", "2"]]
    assert text["docString"]["content"] == "or more"


def test_steps_point_to_their_definitions(everything: Project, run: Any) -> None:
    _, told = run(everything, *XDIST)
    definitions = {definition["id"]: definition for definition in told.all("stepDefinition")}
    patterns: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for case in told.cases.values():
        for step in case["testSteps"]:
            for own_id in step.get("stepDefinitionIds", ()):
                pattern = definitions[own_id]["pattern"]
                patterns[told.names[step["id"]]].add((pattern["source"], pattern["type"]))
                assert definitions[own_id]["sourceReference"]["uri"] == "tests/test_all.py"
    assert patterns[CLICK.format("One")] == {('the user clicks "{label}"', "CUCUMBER_EXPRESSION")}
    assert patterns["the user reads"] == {("the user (?P<verb>reads)", "REGULAR_EXPRESSION")}
    assert {source for source, _ in patterns["everything opens"]} == {"{thing} opens", "everything opens"}
    assert "the moon rises" not in patterns


def test_a_good_run_is_a_success(everything: Project, run: Any) -> None:
    ran, told = run(everything, "-k", "simple or table or skip or costs")
    assert ran.status == 1
    ran, told = run(everything, "-k", "simple or table or skip or left")
    assert ran.status == 0
    assert told.is_success
    assert set(told.results()) == {"Simple", "With a table", "Costs skip", "Left out"}
    assert len(told.pickles) == 11


def test_each_attempt_is_told(everything: Project, run: Any) -> None:
    everything.write({"conftest.py": RERUN})
    everything.replace(
        "tests/test_all.py",
        '    assert label != "nothing"',
        '    if label == "One" and not os.path.exists("tried"):\n'
        '        open("tried", "w").close()\n'
        '        raise AssertionError("too early")\n'
        '    assert label != "nothing"',
    )
    ran, told = run(everything, "-k", "simple")
    assert ran.status == 0
    early = [("a page", "PASSED"), (CLICK.format("One"), "FAILED"), ("it opens", "SKIPPED")]
    assert told.results() == {"Simple": [early, GOOD]}
    assert [start["attempt"] for start in told.starts.values()] == [0, 1]
    assert [finished["willBeRetried"] for finished in told.all("testCaseFinished")] == [True, False]
    assert told.is_success


AROUND = """
import pytest

@pytest.fixture(autouse=True)
def around():
    {before}
    yield
    {after}
"""


@pytest.mark.parametrize("arguments", [[], XDIST])
def test_failures_around_the_steps_are_those_of_hooks(everything: Project, run: Any, arguments: list[str]) -> None:
    broken = "raise OSError('broken')"
    everything.write({"conftest.py": AROUND.format(before=broken, after="")})
    _, told = run(everything, "-k", "simple", *arguments)
    left = [(name, "SKIPPED") for name, _ in GOOD]
    assert told.results() == {"Simple": [[("set-up", "FAILED"), *left, ("clean-up", "PASSED")]]}
    assert "OSError: broken" in told.message("set-up", "Simple")
    everything.write({"conftest.py": AROUND.format(before="", after=broken)})
    _, told = run(everything, "-k", "simple", *arguments)
    assert told.results() == {"Simple": [[("set-up", "PASSED"), *GOOD, ("clean-up", "FAILED")]]}
    assert "OSError: broken" in told.message("clean-up", "Simple")
    assert not told.is_success


def test_failures_that_no_step_is_to_blame_for_are_not_lost(everything: Project, run: Any) -> None:
    everything.write(
        {
            "conftest.py": "import pytest\n"
            "@pytest.hookimpl(wrapper=True, tryfirst=True)\n"
            "def pytest_runtest_call(item):\n"
            "    yield\n"
            '    if item.name == "test_simple":\n'
            '        raise AssertionError("soft: no such text")\n'
            "def pytest_bdd_before_scenario(scenario):\n"
            '    if scenario.name == "With a table":\n'
            '        raise OSError("no CRM")\n'
        }
    )
    everything.replace("features/all.feature", "    Scenario: Ambiguous\n", "    @xfail\n    Scenario: Ambiguous\n")
    everything.replace("pytest.ini", "addopts =", "xfail_strict = true\naddopts =")
    _, told = run(everything, "-k", "simple or table or ambiguous")
    results = told.results()
    assert results["Simple"] == [[("set-up", "PASSED"), *GOOD, ("clean-up", "FAILED")]]
    assert "soft: no such text" in told.message("clean-up", "Simple")
    assert [results["With a table"][0][place] for place in (0, -1)] == [("set-up", "FAILED"), ("clean-up", "PASSED")]
    assert "no CRM" in told.message("set-up", "With a table")
    assert results["Ambiguous"][0][-1] == ("clean-up", "FAILED")
    assert "XPASS(strict)" in told.message("clean-up", "Ambiguous")


def test_what_a_crashed_worker_ran_is_told_as_unknown(everything: Project, run: Any) -> None:
    everything.replace("features/all.feature", 'When the user clicks "One"', 'When the user clicks "crash"')
    ran, told = run(everything, *XDIST)
    assert ran.status != 0
    unknown = [("a page", "UNKNOWN"), (CLICK.format("crash"), "UNKNOWN"), ("it opens", "UNKNOWN")]
    expected = {"Simple": [[("set-up", "PASSED"), *unknown, ("clean-up", "FAILED")]]}
    assert told.results() == EVERYTHING | expected
    assert "crashed" in told.message("clean-up", "Simple")
    everything.write({"conftest.py": AROUND.format(before="import os; os._exit(1)", after="")})
    _, told = run(everything, "-k", "simple", *XDIST)
    assert told.results() == {"Simple": [[("set-up", "UNKNOWN"), *unknown, ("clean-up", "FAILED")]]}


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
LEFT = """
from pathlib import Path

import pytest

@pytest.fixture(autouse=True)
def around(request):
    yield
    request.node.user_properties.append(("playwright_screenshot", "left/one.png"))
    request.node.user_properties.append(("playwright_trace", "left/the trace.zip"))
"""


@pytest.mark.parametrize("arguments", [[], XDIST])
def test_what_a_scenario_left_is_attached(everything: Project, run: Any, arguments: list[str]) -> None:
    everything.write({"conftest.py": LEFT, "left/the trace.zip": "zip"})
    (everything.root / "left/one.png").write_bytes(PICTURE)
    _, told = run(everything, "-k", "table", *arguments)
    log, picture, trace = told.all("attachment")
    assert (log["mediaType"], log["body"]) == ("text/x.cucumber.log+plain", "read [['a', 'b'], ['1', '2']]\n")
    assert (picture["mediaType"], picture["contentEncoding"]) == ("image/png", "BASE64")
    assert picture["body"].startswith("iVBORw0KGgo")
    assert (trace["mediaType"], trace["body"]) == ("text/uri-list", "../left/the%20trace.zip")
    assert {told.names[attachment["testStepId"]] for attachment in (log, picture, trace)} == {"clean-up"}


def test_the_picture_of_a_step_is_attached_to_it(tmp_path: Path) -> None:
    evidence = Attachments(tmp_path / "report", tmp_path, tmp_path)
    (tmp_path / "report/pictures").mkdir(parents=True)
    (tmp_path / "report/pictures/abc.webp").write_bytes(b"RIFF")
    step: StepRecord = {
        "line": 3,
        "keyword": "Then",
        "kind": "then",
        "text": "it opens",
        "status": "passed",
        "seconds": 1.0,
        "screenshot": "pictures/abc.webp",
        "control": None,
    }
    [picture] = evidence.of_step(step)
    assert (picture.media_type, picture.content_encoding, picture.body) == ("image/webp", Encoding.base64, "UklGRg==")
    assert list(evidence.of_step({**step, "screenshot": "pictures/gone.webp"})) == []
    assert list(evidence.of_step({**step, "screenshot": ""})) == []
    assert list(evidence.of_step(None)) == []


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["--continue-on-collection-errors"], 1)])
def test_a_feature_that_is_no_gherkin_is_no_success(
    everything: Project, run: Any, arguments: list[str], status: int
) -> None:
    everything.write({"features/broken.feature": "Feature: x\n  Scenario: y\n    Given a page\n  oops\n"})
    ran, told = run(everything, *arguments)
    assert ran.status == status
    assert told.results() == {}
    assert not told.is_success


def test_a_run_without_scenarios_is_told_as_well(project: Project, run: Any) -> None:
    project.write({"tests/test_all.py": "def test_one() -> None:\n    assert True\n"})
    ran, told = run(project)
    assert ran.status == 0
    assert [next(iter(envelope)) for envelope in told.envelopes] == [
        "meta",
        "hook",
        "hook",
        "testRunStarted",
        "testRunFinished",
    ]
    assert told.is_success


def test_a_file_that_cannot_be_written_is_one_line(everything: Project) -> None:
    ran = everything.run("pytest", "--cucumber-messages", "tests")
    assert ran.status == 4
    assert ran.output.strip().startswith("ERROR: --cucumber-messages ")
    assert ran.output.strip().endswith("/tests: cannot be written (Is a directory); use another path")


def test_cucumbers_own_formatter_renders_it(everything: Project, run: Any, tools: Path, browser: Browser) -> None:
    everything.write({"conftest.py": LEFT, "left/the trace.zip": "zip"})
    (everything.root / "left/one.png").write_bytes(PICTURE)
    run(everything, *XDIST)
    page_file = everything.root / "out/page.html"
    subprocess.run([NODE, tools / "render.mjs", everything.root / "out/messages.ndjson", page_file], check=True)
    context = browser.new_context(offline=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(page_file.as_uri())
    for status, count in {"passed": 5, "skipped": 2, "pending": 1, "undefined": 1, "ambiguous": 1, "failed": 1}.items():
        expect(page.get_by_role("checkbox", name=f"{status} {count}", exact=True)).to_be_visible()
    expect(page.get_by_text("5 / 11").first).to_be_visible()
    for name in ("Rule: A rule", "Scenario: Undefined", "Scenario Outline: Costs <cost (€)>"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_text("No step definition found.")).to_be_visible()
    expect(page.get_by_text("there is no such button").first).to_be_attached()
    assert errors == []
    context.close()
