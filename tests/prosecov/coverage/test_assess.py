"""From runs to verdicts, without pytest: features and articles as text, runs made up."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from prosecov.articles import parse_article
from prosecov.coverage.assess import assess, is_good
from prosecov.coverage.ledger import build_ledger
from prosecov.coverage.project import Project
from prosecov.features import Feature, parse_feature
from prosecov.results.runs import Outcome, ScenarioRun, StepResult, StepStatus
from prosecov.results.verdicts import Results
from prosecov.settings import Settings

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ARTICLE = """\
# Statuses

| Status       | Broadcasts |
| ------------ | ---------- |
| Opted-In     | Yes        |
| Unsubscribed | No         |
| Invalid      | No         |

- **Opted-In**: the address has permission.
- **Unsubscribed**: the recipient left.

Every status has a colour.
"""
FEATURE = """\
Feature: Statuses

  Rule: Each status allows some kinds of email
    > | Opted-In     | Yes        |
    > | Unsubscribed | No         |
    > | Invalid      | No         |

    > Opted-In: the address has permission.

    > Unsubscribed: the recipient left.

    > Every status has a colour.

    Scenario Outline: One contact of each status
      Given the <status> contact Ana Ruiz
      When the user sends a broadcast
      Then Ana Ruiz received: <received>

      Examples:
        | status       | received |
        | Opted-In     | yes      |
        | Unsubscribed | no       |
        | Invalid      | no       |
"""


def runs_of(feature: Feature, failing: Mapping[str, str] | None = None) -> list[ScenarioRun]:
    """Make up a run for each row of each scenario; those of which an example value is ``failing`` fail in a Then."""
    found = []
    for scenario in feature.scenarios:
        for number, row in enumerate(scenario.rows):
            message = next(
                (m for value, m in (failing or {}).items() if value in {*dict(row).values(), scenario.name}), ""
            )
            steps = tuple(
                StepResult(
                    step.line,
                    step.keyword,
                    step.kind.value,
                    step.text,
                    StepStatus.FAILED if message and step is scenario.all_steps[-1] else StepStatus.PASSED,
                )
                for step in scenario.all_steps
            )
            found.append(
                ScenarioRun(
                    f"{scenario.name}-{number}",
                    feature.path,
                    scenario.line,
                    scenario.name,
                    scenario.rule or "",
                    dict(row),
                    scenario.fingerprint,
                    tuple(sorted(scenario.quotations)),
                    Outcome.FAILED if message else Outcome.PASSED,
                    False,
                    True,
                    0.0,
                    1.0,
                    "",
                    steps,
                    message,
                )
            )
    return found


def assessed(source: str, failing: Mapping[str, str] | None = None, article: str = ARTICLE) -> Results:
    """Judge a feature of which some scenarios or rows fail."""
    feature = parse_feature(source, "features/a/f.feature")
    ledger = build_ledger(parse_article(article, "articles/a.md"), [feature])
    project = Project(Settings(Path()), (ledger,), (feature,), (), ())
    return assess(project, runs_of(feature, failing), None, NOW)


def verdicts(results: Results) -> dict[str, str]:
    """The verdict of each sentence, by its first word."""
    return {s.text.split(" ")[0]: s.verdict.value for article in results.articles for s in article.sentences}


def test_a_row_of_an_outline_judges_the_row_of_the_table_that_it_names() -> None:
    results = assessed(FEATURE, {"Unsubscribed": "Ana Ruiz received it"})
    assert verdicts(results) == {
        "Opted-In": "proved",
        "Unsubscribed": "contradicted",
        "Invalid": "proved",
        "Opted-In:": "proved",
        "Unsubscribed:": "contradicted",
        "Every": "contradicted",
    }
    assert results.problems == ()


def test_a_table_row_that_no_example_names_is_judged_by_all_of_them() -> None:
    results = assessed(
        FEATURE.replace("| Invalid      | no       |", "| Soft Bounce  | no       |"), {"Soft Bounce": "no"}
    )
    assert verdicts(results)["Invalid"] == "contradicted"
    assert verdicts(results)["Opted-In"] == "proved"


def test_a_failed_scenario_that_quotes_nothing_is_a_problem_of_the_run() -> None:
    scenario = "Scenario: Something else\n      Given a page\n      Then nothing happens\n"
    unquoted = f"{FEATURE}\n  Rule: Another\n    {scenario}"
    assert is_good(assessed(unquoted), 100)
    results = assessed(unquoted, {"Something else": "it happened\nmore"})
    [problem] = results.problems
    assert str(problem) == (
        "features/a/f.feature:26: the scenario 'Something else' failed, and it quotes no sentence that could show it:"
        " it happened; correct it, or quote what it proves"
    )
    assert results.totals.coverage == 100
    assert not is_good(results, 100)


def test_a_check_that_would_have_passed_anyway_proves_nothing() -> None:
    feature = parse_feature(FEATURE, "features/a/f.feature")
    ledger = build_ledger(parse_article(ARTICLE, "articles/a.md"), [feature])
    project = Project(Settings(Path()), (ledger,), (feature,), (), ())
    runs = [
        replace(
            run,
            steps=tuple(replace(step, vacuous="it held before") if step.kind == "then" else step for step in run.steps),
        )
        for run in runs_of(feature)
    ]
    results = assess(project, runs, None, NOW)
    assert set(verdicts(results).values()) == {"vacuous"}
    assert not is_good(results, 0.1)
    assert "passed, but proves nothing: it held before" in results.articles[0].sentences[0].reason


def test_a_failed_check_that_no_quotation_covers_is_a_problem_of_the_run() -> None:
    source = """\
Feature: Statuses
  Scenario: The walk
    # > Every status has a colour.
    When the user looks
    Then there are colours
    #
    Then no dialog is open
"""
    results = assessed(source, {"The walk": "a dialog is open\nmore"})
    assert verdicts(results)["Every"] == "proved"
    [problem] = results.problems
    assert str(problem) == (
        "features/a/f.feature:7: failed, and no quotation covers it: Then no dialog is open: a dialog is open; correct"
        " it, or quote what it proves above it"
    )


def test_a_quotation_at_a_feature_is_judged_by_the_scenarios_that_say_so() -> None:
    source = FEATURE.replace("Feature: Statuses\n", "Feature: Statuses\n  > Every status has a colour.\n").replace(
        "    > Every status has a colour.\n\n", ""
    )
    more = "\n    {}\n    Scenario: Colours\n      When the user looks\n      Then there are colours\n"
    tagged = assessed(source + more.format("@proves-feature"), {"Unsubscribed": "Ana Ruiz received it"})
    assert verdicts(tagged)["Every"] == "proved"
    assert tagged.problems == ()
    failed = assessed(source + more.format("@proves-feature"), {"Colours": "all is grey"})
    assert verdicts(failed)["Every"] == "contradicted"
    open_to_all = assessed(source + more.format("@slow"))
    assert verdicts(open_to_all)["Every"] == "not run"
    [problem] = open_to_all.problems
    assert str(problem) == (
        "features/a/f.feature:2: none of the 2 scenarios says that it proves this quotation of the Feature; tag those"
        " that do @proves-feature, or move the quotation to the Rule that proves it"
    )
