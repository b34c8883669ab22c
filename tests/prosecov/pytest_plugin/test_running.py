"""``pytest --prosecov`` as a user runs it, in projects of their own."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.prosecov.conftest import Project

WALK = {
    "articles/guide.md": """\
# Guide

Click **One**. Then a page opens.

Click Two. It opens more.

The end is near.
""",
    "features/guide/walk.feature": """\
Feature: Guide

  Scenario: Walk
    Given a page
    # > Click One.
    When the user clicks "One"
    # > Then a page opens.
    Then a page opens
    # > Click Two.
    When the user clicks "Two"
    # > It opens more.
    Then more opens

  Rule: The end
    > The end is near.

    Scenario: It comes
      When the user clicks "End"
      Then it opens
""",
}

ONE_RULE = """\
Feature: f
  Rule: r
    > {text}
    Scenario: s
      Then it opens
"""


def test_everything_is_proved(project: Project) -> None:
    project.write(WALK)
    ran = project.start("pytest", "--prosecov", "-W", "error")
    assert ran.status == 0
    assert set(project.verdicts().values()) == {"proved"}
    results = project.results()
    assert results["problems"] == []
    assert results["totals"]["coverage"] == 100
    assert results["totals"]["sentences"] == results["totals"]["proved"] == 5
    assert ran.lines("TOTAL")[0].split() == ["TOTAL", "5", "5", "0", "100%"]
    assert ran.lines("5 sentences: 5 proved; coverage 100%")


def test_without_the_option_nothing_happens(project: Project) -> None:
    project.write(WALK)
    ran = project.run("pytest")
    assert ran.status == 0
    assert "sentences" not in ran.output
    assert not (project.root / "build").exists()


def test_a_step_that_fails_contradicts_and_blocks_what_follows(project: Project) -> None:
    project.write(WALK)
    project.replace("features/guide/walk.feature", 'clicks "Two"', 'clicks "nothing"')
    ran = project.pytest()
    assert ran.status == 1
    assert project.verdicts() == {
        "Click One.": "proved",
        "Then a page opens.": "proved",
        "Click Two.": "contradicted",
        "It opens more.": "blocked",
        "The end is near.": "proved",
    }
    assert project.reason("Click Two.") == (
        'features/guide/walk.feature:3 failed at line 10, When the user clicks "nothing": '
        "AssertionError: there is no such button\nassert 'nothing' != 'nothing'"
    )
    assert ran.lines('^articles/guide.md:5: contradicted: "Click Two." - .*; correct the article, or the product')
    assert ran.lines('^articles/guide.md:5: blocked: "It opens more." - .* stopped at line 10')
    assert ran.lines(r"^  Guide +5 +3 +2 +\d+%  5$")


def test_an_undefined_step_blocks(project: Project) -> None:
    project.write(WALK)
    project.replace("features/guide/walk.feature", 'When the user clicks "Two"', "When the moon rises")
    ran = project.pytest()
    assert ran.status == 1
    assert project.verdicts()["Then a page opens."] == "proved"
    assert project.verdicts()["Click Two."] == "blocked"
    assert project.verdicts()["It opens more."] == "blocked"
    assert "no step definition matches" in project.reason("Click Two.")
    assert ran.lines("^features/guide/walk.feature:10: no step definition matches: When the moon rises; define it")


@pytest.mark.parametrize("tag", ["@skip", "@slow"])
def test_a_skipped_scenario_does_not_prove(project: Project, tag: str) -> None:
    project.write(WALK)
    project.write(
        {
            "conftest.py": "import pytest\n"
            "def pytest_collection_modifyitems(items):\n"
            "    for item in items:\n"
            '        if item.get_closest_marker("slow"):\n'
            '            item.add_marker(pytest.mark.skip(reason="too slow"))\n',
        }
    )
    project.replace("features/guide/walk.feature", "  Rule: The end", f"  {tag}\n  Rule: The end")
    ran = project.pytest()
    assert ran.status == 1
    assert project.verdicts()["The end is near."] == "not run"
    assert "was skipped" in project.reason("The end is near.")
    assert ran.lines('^articles/guide.md:7: not run: "The end is near."')


def test_a_step_that_skips_does_not_prove(project: Project) -> None:
    project.write(WALK)
    project.replace("features/guide/walk.feature", 'clicks "Two"', 'clicks "skip"')
    assert project.pytest().status == 1
    assert list(project.verdicts().values()) == ["proved", "proved", "not run", "not run", "proved"]
    assert "was skipped: not today" in project.reason("Click Two.")
    steps = project.results()["scenarios"][0]["steps"]
    assert [step["status"] for step in steps] == ["passed", "passed", "passed", "skipped", "not run"]


def test_expected_failures_do_not_prove(project: Project) -> None:
    project.write(WALK)
    project.replace("features/guide/walk.feature", "  Scenario: Walk", "  @xfail\n  Scenario: Walk")
    project.replace("features/guide/walk.feature", 'clicks "Two"', 'clicks "nothing"')
    project.replace("features/guide/walk.feature", "    Scenario: It", "    @xfail\n    Scenario: It")
    assert project.pytest().status == 1
    assert list(project.verdicts().values()) == ["proved", "proved", "contradicted", "blocked", "not run"]
    assert "failed as expected at line 11" in project.reason("Click Two.")
    assert "marked as failing; remove the mark" in project.reason("The end is near.")


def test_a_failure_after_the_steps_leaves_nothing_proved(project: Project) -> None:
    project.write(WALK)
    project.write(
        {
            "conftest.py": "import pytest\n"
            "@pytest.hookimpl(wrapper=True, tryfirst=True)\n"
            "def pytest_runtest_call(item):\n"
            "    yield\n"
            '    if item.name == "test_walk":\n'
            '        raise AssertionError("soft: no such text")\n'
        }
    )
    assert project.pytest().status == 1
    assert list(project.verdicts().values()) == ["contradicted"] * 4 + ["proved"]
    assert "failed outside of its steps: AssertionError: soft: no such text" in project.reason("Click One.")


def test_soft_failures_beside_a_hard_one_leave_nothing_proved(project: Project) -> None:
    project.write(WALK)
    project.replace("features/guide/walk.feature", 'clicks "Two"', 'clicks "nothing"')
    project.write(
        {
            "conftest.py": "import pytest\n"
            "@pytest.hookimpl(wrapper=True, tryfirst=True)\n"
            "def pytest_runtest_call(item):\n"
            "    try:\n"
            "        yield\n"
            "    except AssertionError as error:\n"
            '        raise ExceptionGroup("both", [error, AssertionError("soft")])\n'
        }
    )
    assert project.pytest().status == 1
    assert list(project.verdicts().values()) == ["contradicted"] * 4 + ["proved"]


@pytest.mark.parametrize("phase", ["setup", "teardown"])
def test_errors_around_a_scenario_do_not_prove(project: Project, phase: str) -> None:
    project.write(WALK)
    before, after = ("raise OSError('broken')", "") if phase == "setup" else ("", "raise OSError('broken')")
    project.write(
        {
            "conftest.py": "import pytest\n@pytest.fixture(autouse=True)\ndef around(request):\n"
            f"    if request.node.name == 'test_walk':\n        {before or 'pass'}\n    yield\n"
            f"    if request.node.name == 'test_walk':\n        {after or 'pass'}\n"
        }
    )
    assert project.pytest().status == 1
    verdict = "blocked" if phase == "setup" else "contradicted"
    assert list(project.verdicts().values()) == [verdict] * 4 + ["proved"]
    assert "OSError: broken" in project.reason("Click One.")


RERUN = """
import pytest
from _pytest.runner import runtestprotocol

FAILED = []


def pytest_runtest_protocol(item, nextitem):
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, nextitem=nextitem, log=False)
    if any(report.failed for report in reports):
        for report in reports:
            if report.failed:
                report.outcome = "rerun"
            item.ihook.pytest_runtest_logreport(report=report)
        item._initrequest()
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def pytest_report_teststatus(report):
    if report.outcome == "rerun":
        return "rerun", "R", ("RERUN", {"yellow": True})
"""


def test_a_rerun_that_passes_is_flaky_and_does_not_prove(project: Project) -> None:
    project.write(WALK)
    project.write({"conftest.py": RERUN})
    project.replace(
        "tests/test_all.py",
        '    assert label != "nothing"',
        '    if label == "Two" and not os.path.exists("tried"):\n'
        '        open("tried", "w").close()\n'
        '        raise AssertionError("too early")\n'
        '    assert label != "nothing"',
    )
    ran = project.pytest()
    assert ran.status == 1
    assert list(project.verdicts().values()) == ["contradicted"] * 4 + ["proved"]
    assert "is flaky: it failed, then passed when it was run again: AssertionError: too early" in project.reason(
        "Click Two."
    )
    [quoted] = project.results()["articles"][0]["sentences"][0]["quoted_by"]
    assert quoted["is_flaky"]


def test_every_scenario_of_a_rule_and_every_example_counts(project: Project) -> None:
    project.write(
        {
            "articles/guide.md": "All of it opens. Each of it opens.",
            "features/guide/a.feature": """\
Feature: f
  Rule: r
    > All of it opens.
    Scenario: one
      When the user clicks "One"
      Then it opens
    Scenario: two
      When the user clicks "Two"
      Then nothing opens
  Rule: s
    > Each of it opens.
    Scenario Outline: each
      When the user clicks "One"
      Then <thing> opens
      Examples:
        | thing |
        | one   |
        | two   |
""",
        }
    )
    assert project.pytest().status == 1
    assert list(project.verdicts().values()) == ["contradicted", "proved"]
    assert "features/guide/a.feature:7 failed at line 9, Then nothing opens" in project.reason("All of it opens.")
    project.pytest("-k", "one")
    assert list(project.verdicts().values()) == ["not run", "not run"]
    assert project.reason("Each of it opens.") == "features/guide/a.feature:12 did not run for the example two"


def test_a_failing_given_blocks(project: Project) -> None:
    project.write(WALK)
    project.replace(
        "features/guide/walk.feature", '      When the user clicks "End"', "      Given a page\n      When it opens"
    )
    project.replace(
        "tests/test_all.py", '    """Open a page."""', '    """Open a page."""\n    assert not "a page", "no CRM"'
    )
    assert project.pytest().status == 1
    assert list(project.verdicts().values()) == ["blocked"] * 5
    assert "failed at line 18, Given a page: AssertionError: no CRM" in project.reason("The end is near.")


def test_setting_things_up_proves_nothing(project: Project) -> None:
    project.write(WALK)
    project.replace(
        "features/guide/walk.feature", '      When the user clicks "End"\n      Then it opens', "      Given a page"
    )
    assert project.pytest().status == 1
    assert list(project.verdicts().values()) == ["proved"] * 4 + ["not run"]
    assert "only sets things up; it needs a step that acts or checks" in project.reason("The end is near.")


def test_what_was_left_out_is_not_run_and_never_unclaimed(project: Project) -> None:
    project.write(WALK)
    for options in (["-k", "walk"], ["-m", "not slow", "-k", "walk"], ["tests/test_all.py::test_walk"]):
        ran = project.pytest(*options)
        assert ran.status == 0
        assert project.verdicts()["The end is near."] == "not run"
        assert project.results()["is_partial"]
        assert ran.lines("scenarios were left out, so coverage does not count")
        assert not ran.lines("The end is near")
    assert project.verdicts()["Click One."] == "proved"


def test_fail_under_counts_even_if_scenarios_are_left_out(project: Project) -> None:
    project.write(WALK)
    assert project.pytest("-k", "walk", "--prosecov-fail-under", "70").status == 0
    assert project.pytest("-k", "walk", "--prosecov-fail-under", "80").status == 1


def test_a_threshold_can_be_set(project: Project) -> None:
    project.write(WALK)
    project.write({"articles/guide.md": WALK["articles/guide.md"] + "\nNobody quotes this.\n"})
    assert project.pytest().status == 1
    project.write({"pyproject.toml": "[tool.prosecov]\nthreshold = 80\n"})
    assert project.pytest().status == 0


def test_stopping_at_the_first_failure_leaves_the_rest_not_run(project: Project) -> None:
    project.write(WALK)
    project.replace("features/guide/walk.feature", 'clicks "One"', 'clicks "nothing"')
    assert project.pytest("-x").status == 1
    assert list(project.verdicts().values()) == ["contradicted", "blocked", "blocked", "blocked", "not run"]


def test_last_failed_leaves_the_rest_not_run(project: Project) -> None:
    project.write(WALK)
    project.replace("features/guide/walk.feature", 'clicks "One"', 'clicks "nothing"')
    assert project.pytest("-p", "cacheprovider").status == 1
    assert project.verdicts()["The end is near."] == "proved"
    assert project.pytest("-p", "cacheprovider", "--lf").status == 1
    assert project.verdicts()["The end is near."] == "not run"


def test_append_keeps_what_has_not_changed(project: Project) -> None:
    project.write(WALK)
    assert project.pytest("-k", "walk").status == 0
    assert project.pytest("-k", "comes", "--prosecov-append").status == 0
    assert set(project.verdicts().values()) == {"proved"}
    project.replace("features/guide/walk.feature", 'clicks "Two"', 'clicks "Three"')
    assert project.pytest("-k", "comes", "--prosecov-append").status == 1
    assert list(project.verdicts().values()) == ["not run"] * 4 + ["proved"]
    assert project.reason("Click One.") == "features/guide/walk.feature:3 has changed since it ran"


def test_shards_add_up(project: Project) -> None:
    project.write(WALK)
    assert project.pytest("-k", "walk", "--prosecov-report", "one").status == 0
    assert project.pytest("-k", "comes", "--prosecov-report", "two").status == 0
    ran = project.prosecov("merge", "one", "two/results.json")
    assert ran.status == 0
    assert set(project.verdicts().values()) == {"proved"}
    assert ran.lines("TOTAL")[0].split() == ["TOTAL", "5", "5", "0", "100%"]
    ran = project.prosecov("merge", "one", "--report", "half")
    assert ran.status == 1
    assert project.verdicts("half")["The end is near."] == "not run"
    assert ran.lines('^articles/guide.md:7: not run: "The end is near."')


def test_under_xdist_it_is_the_same(project: Project) -> None:
    project.write(WALK)
    project.replace("features/guide/walk.feature", 'clicks "Two"', 'clicks "nothing"')
    ran = project.pytest("-p", "xdist", "-n", "2")
    assert ran.status == 1
    assert list(project.verdicts().values()) == ["proved", "proved", "contradicted", "blocked", "proved"]
    assert "there is no such button" in project.reason("Click Two.")
    assert {run["worker"] for run in project.results()["scenarios"]} <= {"gw0", "gw1"}
    project.replace("features/guide/walk.feature", 'clicks "nothing"', 'clicks "Two"')
    assert project.pytest("-p", "xdist", "-n", "1").status == 0
    assert project.pytest("-p", "xdist", "-n", "1", "-k", "walk").status == 0
    assert project.results()["is_partial"]
    project.replace("features/guide/walk.feature", 'clicks "Two"', 'knows "Two"')
    assert project.pytest("-p", "xdist", "-n", "1").lines("^features/guide/walk.feature:10: no step definition matches")


def test_what_a_crashed_worker_ran_is_not_run(project: Project) -> None:
    project.write(WALK)
    project.replace("features/guide/walk.feature", 'clicks "End"', 'clicks "crash"')
    ran = project.pytest("-p", "xdist", "-n", "2")
    assert ran.status != 0
    assert list(project.verdicts().values()) == ["proved"] * 4 + ["not run"]
    assert "its worker crashed" in project.reason("The end is near.")


def test_several_articles_have_a_table_and_verdicts_each(project: Project) -> None:
    project.write(WALK)
    project.write(
        {
            "articles/other.txt": "The Other Guide\nIt opens too.\nNobody says this.\n",
            "features/other/a.feature": ONE_RULE.format(text="It opens too."),
        }
    )
    ran = project.pytest()
    assert ran.status == 1
    assert [article["path"] for article in project.results()["articles"]] == ["articles/guide.md", "articles/other.txt"]
    assert project.verdicts()["It opens too."] == "proved"
    assert project.verdicts()["Nobody says this."] == "unclaimed"
    assert ran.lines(r"^  Guide +5 +5 +0 +100%$")
    assert ran.lines(r"^  The Other Guide +2 +1 +1 +50%  3$")
    assert ran.lines(
        '^articles/other.txt:3: unclaimed: "Nobody says this." - no scenario quotes it; quote it in a feature'
    )


def test_a_sentence_quoted_in_part_is_covered_in_part(project: Project) -> None:
    project.write(
        {
            "articles/guide.md": "It opens at once and it never closes again.",
            "features/guide/a.feature": ONE_RULE.format(text="It opens at once"),
        }
    )
    assert project.pytest().status == 1
    [sentence] = project.results()["articles"][0]["sentences"]
    assert sentence["verdict"] == "unclaimed"
    assert sentence["reason"] == 'no scenario quotes 5 of its 9 words, from "and it never closes again." on'
    assert (sentence["words"], sentence["proved_words"], sentence["unclaimed_words"]) == (9, 4, 5)
    assert [(part["start"], part["end"], part["verdict"]) for part in sentence["parts"]] == [
        (0, 16, "proved"),
        (17, 42, "unclaimed"),
    ]
    assert int(project.results()["totals"]["coverage"]) == 44


def test_a_sentence_quoted_in_part_by_what_was_left_out_is_not_run(project: Project) -> None:
    project.write(WALK)
    project.replace("features/guide/walk.feature", "> The end is near.", "> The end is")
    assert project.pytest("-k", "walk", "--prosecov-fail-under", "50").status == 0
    assert project.verdicts()["The end is near."] == "not run"


ADVICE = """\
Feature: Advice

  @advisory
  Rule: Be kind
    Nobody can see it.

    > Be kind.

  @reviewed({day})
  Rule: It is old
    > It is old.

  Rule: Something runs
    Scenario: It does
      When the user clicks "One"
      Then it opens
"""


def test_advice_with_a_reason_and_a_fresh_review_stand(project: Project) -> None:
    today = datetime.now(UTC).date()
    project.write(
        {
            "articles/guide.md": "Be kind. It is old.",
            "features/guide/a.feature": ADVICE.format(day=today - timedelta(days=180)),
        }
    )
    ran = project.pytest()
    assert project.verdicts() == {"Be kind.": "advisory", "It is old.": "reviewed"}
    assert project.reason("Be kind.") == "Nobody can see it."
    assert project.reason("It is old.") == f"reviewed on {today - timedelta(days=180)}, holds until {today}"
    assert ran.lines("1 advisory, 1 reviewed; coverage 0%")
    project.write({"pyproject.toml": "[tool.prosecov]\nreview-days = 179\nthreshold = 0\n"})
    assert project.pytest().lines('"It is old." - the review of .* expired on')
    assert project.verdicts()["It is old."] == "unclaimed"


@pytest.mark.parametrize("day", ["", "soon", "2026-02-30", "2999-01-01"])
def test_advice_without_a_reason_and_reviews_without_a_day_do_not_count(project: Project, day: str) -> None:
    feature = ADVICE.format(day=day).replace("    Nobody can see it.\n", "").replace("@reviewed()", "@reviewed")
    project.write({"articles/guide.md": "Be kind. It is old.", "features/guide/a.feature": feature})
    ran = project.pytest()
    assert ran.status == 1
    assert set(project.verdicts().values()) == {"unclaimed"}
    assert ran.lines("^features/guide/a.feature:4: @advisory without a reason on 'Be kind'; write the reason")
    assert ran.lines("^features/guide/a.feature:9: @reviewed.* names no day in the past; write the day")


def test_wrong_settings_are_one_line(project: Project) -> None:
    project.write(WALK)
    project.write({"pyproject.toml": "[tool.prosecov]\nthreshold = 'high'\n"})
    ran = project.pytest()
    assert ran.status == 4
    assert ran.output.strip() == (
        "ERROR: pyproject.toml:2: threshold = 'high' in [tool.prosecov]; it should be a number"
    )


WALK_WITH_FAILURES = """\
Feature: Guide

  Scenario: The procedure
    # > Click Reports.
    When the user clicks "Reports"
    # > The menu opens.
    Then nothing opens
    # > The page opens.
    Then it opens
    # > Then click Save.
    When the user clicks "nothing"
    # > The end opens.
    Then it opens
"""


def test_a_walk_goes_on_after_a_failed_check_and_stops_at_a_failed_action(project: Project) -> None:
    project.write(
        {
            "articles/guide.md": "# Guide\n\nClick Reports. The menu opens. The page opens."
            " Then click Save. The end opens.\n",
            "features/guide/walk.feature": WALK_WITH_FAILURES,
        }
    )
    ran = project.pytest()
    assert ran.status == 1
    assert project.verdicts() == {
        "Click Reports.": "proved",
        "The menu opens.": "contradicted",
        "The page opens.": "proved",
        "Then click Save.": "contradicted",
        "The end opens.": "blocked",
    }
    assert "nothing opens" in project.reason("The menu opens.")
    assert "there is no such button" in project.reason("Then click Save.")


def test_an_action_that_cannot_be_done_contradicts_nothing(project: Project) -> None:
    project.write(
        {
            "articles/guide.md": "# Guide\n\nReports open.\n",
            "features/guide/a.feature": "Feature: Guide\n\n  Rule: Open\n    > Reports open.\n\n    Scenario: One\n"
            "      When it takes too long\n      Then it opens\n",
        }
    )
    steps = (project.root / "tests/test_all.py").read_text(encoding="utf-8")
    late = '\n\n@when("it takes too long")\ndef _() -> None:\n    raise TimeoutError("10 s exceeded")\n'
    project.write({"tests/test_all.py": steps + late})
    assert project.pytest().status == 1
    assert project.verdicts() == {"Reports open.": "blocked"}
    assert "failed at line 7, When it takes too long: TimeoutError: 10 s exceeded" in project.reason("Reports open.")
