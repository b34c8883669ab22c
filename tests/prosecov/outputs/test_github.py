"""What CI is shown: JUnit properties, GitHub's annotations and job summary."""

from pathlib import Path, PurePosixPath
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from prosecov.errors import Problem
from prosecov.outputs.github import SUMMARY_LIMIT, Job, job_summary, publish, workflow_commands
from prosecov.results.verdicts import ArticleResult, Results, SentenceResult, Verdict
from tests.prosecov.conftest import Project, Ran

GUIDE = {
    "articles/guide.md": """\
# Guide

Click **One**. Then a page | opens.

## The end: 100%, done

The end is near.
""",
    "articles/other.txt": "The Other Guide\nIt opens too.\n",
    "features/guide/walk.feature": """\
Feature: Guide

  Scenario: Walk
    # > Click One. Then a page
    When the user clicks "One"
    # > opens.
    Then a page opens

  Rule: The end
    > The end is near.

    Scenario Outline: It comes
      When the user clicks "<label>"
      Then it opens

      Examples:
        | label |
        | End   |
        | Stop  |
""",
    "features/other/a.feature": """\
Feature: f
  > It opens too.
  @proves-feature
  Scenario: s
    Given a page
    Then it opens
  @proves-feature
  Scenario: t
    Then it opens
""",
}


@pytest.fixture
def guide(project: Project) -> Project:
    project.write(GUIDE)
    return project


@pytest.mark.parametrize(("family", "workers"), [("xunit1", []), ("xunit2", ["-p", "xdist", "-n", "1"])])
def test_junit_names_the_lines_that_a_scenario_quotes(guide: Project, workers: list[str], family: str) -> None:
    guide.replace("features/guide/walk.feature", "| Stop  |", "| nothing |")
    ran = guide.pytest("--junitxml=junit.xml", "-W", "error", "-o", f"junit_family={family}", *workers)
    assert ran.status == 1
    quotes = {
        case.attrib["name"]: [
            (element.attrib["name"], element.attrib["value"]) for element in case.findall("properties/property")
        ]
        for case in ElementTree.parse(guide.root / "junit.xml").iter("testcase")
    }
    assert quotes == {
        "test_walk": [("prosecov.quotes", "articles/guide.md:3")],
        "test_it_comes[End]": [("prosecov.quotes", "articles/guide.md:7")],
        "test_it_comes[nothing]": [("prosecov.quotes", "articles/guide.md:7")],
        "test_s": [("prosecov.quotes", "articles/other.txt:2")],
        "test_t": [("prosecov.quotes", "articles/other.txt:2")],
    }


def test_junit_has_no_properties_without_the_option(guide: Project) -> None:
    assert guide.run("pytest", "--junitxml=junit.xml").status == 0
    assert "prosecov" not in (guide.root / "junit.xml").read_text(encoding="utf-8")


def on_github(project: Project, *arguments: str) -> tuple[Ran, str]:
    """Run a command as a step of a job does, in a repository of which the project is a folder."""
    summary = project.root / "summary.md"
    summary.write_text("", encoding="utf-8")
    variables = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(project.root.parent),
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_SERVER_URL": "https://git.example",
        "GITHUB_REPOSITORY": "us/docs",
        "GITHUB_SHA": "abc",
        "GITHUB_RUN_ID": "7",
    }
    ran = project.run(*arguments, variables=variables)
    return ran, summary.read_text(encoding="utf-8")


def commands(ran: Ran, project: Project) -> list[tuple[str, str, str, str]]:
    """File, line, title and message of each annotation, read as GitHub's runner reads them."""
    read = []
    for line in ran.lines("^::"):
        command, rest = line.removeprefix("::").split(" ", 1)
        properties, message = rest.split("::", 1)
        fields = dict(pair.split("=", 1) for pair in properties.split(","))
        assert command == "error"
        assert set(fields) == {"file", "line", "title"}
        file = PurePosixPath(unquote(fields["file"])).relative_to(project.root.name)
        read.append((file.as_posix(), fields["line"], unquote(fields["title"]), unquote(message)))
    return read


def test_github_is_shown_what_a_run_found(guide: Project) -> None:
    guide.replace("features/guide/walk.feature", "| Stop  |", "| nothing |")
    guide.replace("articles/other.txt", "It opens too.", "It opens too. 100% of it, always: yes.")
    ran, summary = on_github(guide, "pytest", "-p", "no:cacheprovider", "--prosecov", "-p", "xdist", "-n", "2")
    assert ran.status == 1
    found = commands(ran, guide)
    assert [(file, line, title) for file, line, title, _ in found] == [
        ("articles/guide.md", "7", "prosecov: contradicted"),
        ("articles/other.txt", "2", "prosecov: unclaimed"),
    ]
    assert found[0][3].startswith('contradicted: "The end is near." - features/guide/walk.feature:12 failed at line 13')
    assert '"100% of it, always: yes."' in found[1][3]
    assert [f"{file}:{line}: {message}" for file, line, _, message in found] == [
        line for line in ran.output.splitlines() if line.startswith("articles/") and ": " in line
    ]
    assert summary.splitlines()[0] == "## Prose coverage: 50%"
    link = f"https://git.example/us/docs/blob/abc/{guide.root.name}/articles/guide.md"
    assert f"### [articles/guide.md]({link})" in summary
    assert "| Guide | 2 | 2 | 0 | 100% |  |" in summary
    assert "| The end: 100%, done | 1 | 0 | 1 | 0% | 7 |" in summary
    assert f"- [articles/guide.md:7]({link}?plain=1#L7): contradicted: " in summary
    assert "`build/report`; see [the artifacts of this run](https://git.example/us/docs/actions/runs/7)" in summary


def test_github_is_shown_what_a_check_and_a_merge_found(guide: Project) -> None:
    assert guide.pytest().status == 0
    guide.replace("articles/guide.md", "The end is near.", "The end is far.")
    for arguments in (["check"], ["merge", "build/report", "--report", "build/sum"]):
        ran, summary = on_github(guide, "prosecov.cli", *arguments)
        assert ran.status == 1
        [found] = commands(ran, guide)
        assert found[:3] == ("articles/guide.md", "7", "prosecov")
        assert "The end is [-near.-] {+far.+}" in found[3]
        assert "\\[\\-near.\\-\\] \\{\\+far.\\+\\}" in summary


def test_problems_of_features_are_annotated_where_they_are(guide: Project) -> None:
    guide.replace("features/guide/walk.feature", "    Then a page opens", "    Then the sun shines")
    guide.write({"features/other/b.feature": "Feature: g\n  Scenario: u\n    Given a page\n"})
    ran, _ = on_github(guide, "prosecov.cli", "check")
    assert [(file, line) for file, line, _, _ in commands(ran, guide)] == [
        ("features/guide/walk.feature", "7"),
        ("features/other/b.feature", "2"),
    ]


def test_nothing_is_shown_anywhere_else(guide: Project) -> None:
    guide.replace("articles/guide.md", "The end is near.", "The end is far.")
    summary = guide.root / "summary.md"
    ran = guide.run("prosecov.cli", "check", variables={"GITHUB_STEP_SUMMARY": str(summary)})
    assert ran.status == 1
    assert not ran.lines("^::")
    assert not summary.exists()


JOB = Job(PurePosixPath("."), None, "", "")


def test_annotations_are_escaped_by_the_runners_rules() -> None:
    [line] = workflow_commands([Problem("a, b/50%: c.md", 0, "one\r\n50% :: two", "do, it")], JOB)
    assert line == "::error file=a%2C b/50%25%3A c.md,line=1,title=prosecov::one%0D%0A50%25 :: two; do, it"


def sentence(number: int) -> SentenceResult:
    return SentenceResult(
        number, f"Sentence {number}.", f"Section {number}", Verdict.UNCLAIMED, "", 0, 9, 2, 0, 0, 2, (), ()
    )


def results(sentences: int) -> Results:
    article = ArticleResult("articles/a.md", "A", tuple(sentence(number) for number in range(1, sentences + 1)))
    return Results((article,), (), (), False, "2026-01-31T00:00:00+00:00")


def test_a_short_summary_is_open_and_a_long_one_closed() -> None:
    assert "<details>" not in job_summary(results(3), [Problem("a.md", 1, "wrong")], "build", JOB)
    found = [Problem("a.md", line, "wrong") for line in range(1, 40)]
    long = job_summary(results(40), found, "build", JOB)
    assert long.count("<details>") == long.count("</details>") == 2
    assert "<summary>39 findings</summary>" in long


@pytest.mark.parametrize("limit", [1024 * 1024, 100_000, 5_000, 600, 10])
def test_a_summary_is_never_longer_than_github_takes(limit: int) -> None:
    found = [Problem("articles/a.md", line, f"wrong: {'ä' * 500}") for line in range(1, 5_000)]
    text = job_summary(results(20), found, "build", JOB, limit)
    assert len(text.encode()) <= limit
    shown = text.count("- articles/a.md:")
    if limit > 4_000:
        assert shown > 0
        assert f"- and {len(found) - shown} more; see the log" in text
    assert text.count("<details>") == text.count("</details>")


def test_text_is_shown_as_it_is_and_is_no_markup() -> None:
    found = [Problem("a.md", 2, "<b>bold</b> **so** [link](x) | `code`\nnext & last")]
    text = job_summary(results(1), found, "build", JOB)
    assert "&lt;b&gt;bold&lt;/b&gt; \\*\\*so\\*\\* \\[link\\]\\(x\\) \\| \\`code\\` next &amp; last" in text


def test_the_summary_counts_what_the_step_wrote_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    summary.write_bytes(b"x" * (SUMMARY_LIMIT - 100))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    lines: list[str] = []
    publish(results(3), [Problem("a.md", 1, "wrong")], "build", tmp_path, lines.append)
    assert len(lines) == 1
    assert summary.stat().st_size <= SUMMARY_LIMIT
