"""``prosecov`` as a user runs it, in projects of their own."""

import os
import re

import pytest

from tests.prosecov.conftest import Project

ARTICLE = """\
# Guide

Click **One** to go on. Then a page opens.

Nothing is lost on the way.
"""
FEATURE = """\
Feature: Guide

  Scenario: Walk
    Given a page
    # > Click **One** to go on.
    When the user clicks "One"
    # > Then a page opens.
    Then a page opens

  Rule: Nothing is lost
    > Nothing is lost
    > on the way.

    Scenario: All is there
      When the user clicks "All"
      Then all opens
"""
GUIDE = {"articles/guide.md": ARTICLE, "features/guide/guide.feature": FEATURE}
PATH = "features/guide/guide.feature"


@pytest.fixture
def guide(project: Project) -> Project:
    project.write(GUIDE)
    return project


@pytest.fixture
def proved(guide: Project) -> Project:
    assert guide.pytest().status == 0
    return guide


def test_all_is_well_before_and_after_a_run(guide: Project) -> None:
    ran = guide.prosecov("check")
    assert ran.status == 0
    assert ran.output.splitlines() == [
        "nothing has run yet; run pytest --prosecov",
        "3 sentences: 3 not run; coverage 0%; scenarios were left out, so coverage does not count",
    ]
    assert guide.pytest().status == 0
    ran = guide.prosecov("check")
    assert ran.status == 0
    assert ran.output.splitlines() == ["3 sentences: 3 proved; coverage 100%"]


def test_a_changed_sentence_is_stale(proved: Project) -> None:
    proved.replace("articles/guide.md", "Then a page opens.", "Then a window opens.")
    ran = proved.prosecov("check")
    assert ran.status == 1
    assert ran.output.splitlines() == [
        (
            f"articles/guide.md:3: the text has changed since {PATH}:7 quoted it: Then a [-page-] {{+window+}} opens.; "
            "read the scenario again, then run prosecov accept"
        ),
        "read again:",
        f"  {PATH}:3: Walk",
        "3 sentences: 2 proved, 1 stale; coverage 73%",
    ]
    ran = proved.pytest()
    assert ran.status == 1
    assert proved.verdicts()["Then a window opens."] == "stale"
    assert ran.lines(r"Then a \[-page-\] \{\+window\+\} opens")


def test_a_removed_sentence_leaves_a_quotation_without_source(proved: Project) -> None:
    proved.replace("articles/guide.md", "Nothing is lost on the way.", "")
    ran = proved.prosecov("check")
    assert ran.status == 1
    assert ran.lines(f'^{PATH}:11: "Nothing is lost on the way." is nowhere in articles/guide.md; nearest is line 3')


def test_an_added_sentence_is_unclaimed(proved: Project) -> None:
    proved.replace("articles/guide.md", "on the way.", "on the way. Every day is a holiday.")
    ran = proved.prosecov("check")
    assert ran.status == 1
    assert ran.lines(
        '^articles/guide.md:5: unclaimed: "Every day is a holiday." - no scenario quotes it; quote it in a feature'
    )
    proved.write({"build/report/results.json": ""})
    (proved.root / "build/report/results.json").unlink()
    assert proved.prosecov("check").status == 1


def test_a_changed_step_loses_the_proof(proved: Project) -> None:
    proved.replace(PATH, 'clicks "All"', 'clicks "Most"')
    ran = proved.prosecov("check")
    assert ran.status == 1
    assert ran.output.splitlines() == [
        (
            f'articles/guide.md:5: lost its proof: "Nothing is lost on the way." - {PATH}:14 has changed since it ran; '
            "read the scenario again, then run it"
        ),
        "read again:",
        f"  {PATH}:14: All is there",
        "3 sentences: 2 proved, 1 not run; coverage 60%",
    ]


def test_the_check_after_a_partial_run_still_says_what_was_lost(guide: Project) -> None:
    assert guide.pytest("-k", "walk").status == 0
    ran = guide.prosecov("check")
    assert ran.status == 0
    guide.replace(PATH, "Then a page opens\n", "Then the page opens\n")
    ran = guide.prosecov("check")
    assert ran.status == 1
    assert len(ran.lines("lost its proof")) == 2


def test_accept_renews_quotations_and_nothing_else(proved: Project) -> None:
    path = proved.root / PATH
    path.write_bytes(
        b"\xef\xbb\xbf"
        + path.read_bytes().replace(b"\n", b"\r\n").replace(b"Then a page opens\r", b"Then a page opens  \r")
    )
    proved.replace("articles/guide.md", "Then a page opens.", "Then a **big** page opens.")
    proved.replace("articles/guide.md", "**One** to go on.", "**One** at last to go on.")
    proved.replace("articles/guide.md", "Nothing is lost on the way.", "Nothing at all is lost on the way.")
    before = path.read_bytes()
    ran = proved.prosecov("accept", "--yes")
    assert ran.status == 0
    assert ran.lines(f"^{PATH}:5 quotes articles/guide.md:3")
    assert ran.lines(r"^  Click One \{\+at last\+\} to go on\.")
    assert ran.lines("^renewed 3, left 0")
    expected = (
        before.replace(b"# > Click **One** to", b"# > Click **One** at last to")
        .replace(b"# > Then a page", b"# > Then a big page")
        .replace(b"    > Nothing is lost\r\n    > on the way.", b"    > Nothing at all is lost on the way.")
    )
    assert path.read_bytes() == expected
    ran = proved.prosecov("check")
    assert len(ran.lines("lost its proof")) == 3


def test_accept_asks(proved: Project) -> None:
    proved.replace("articles/guide.md", "Then a page opens.", "Then a big page opens.")
    before = (proved.root / PATH).read_bytes()
    ran = proved.prosecov("accept", stdin="n\n")
    assert ran.status == 1
    assert ran.lines("renewed 0, left 1")
    assert (proved.root / PATH).read_bytes() == before
    ran = proved.prosecov("accept", stdin="y\n")
    assert ran.status == 0
    assert b"# > Then a big page opens." in (proved.root / PATH).read_bytes()
    assert proved.prosecov("accept").output.splitlines() == ["renewed 0, left 0"]


def test_accept_keeps_the_section_and_says_what_is_ambiguous(guide: Project) -> None:
    guide.write(
        {
            "articles/guide.md": "# A\n\nNo. One page opens.\n\n# B\n\nNo, never. One page opens at last.\n",
            PATH: "Feature: f\n  Rule: r\n    > [B] No, not ever. One page\n    Scenario: s\n      Then it opens\n",
        }
    )
    assert guide.prosecov("accept", "--yes").status == 0
    assert "    > [B] No, never. One page\n" in (guide.root / PATH).read_text(encoding="utf-8")


LINT = [
    (
        "    Scenario: All is there",
        "    Scenario: Walk",
        ":14: a second scenario is called 'Walk' \\(the first is on line 3\\)",
    ),
    (
        "      Then all opens\n",
        "",
        ":14: the scenario 'All is there' has no Then, so it checks nothing; say what is to be",
    ),
    (
        "    Given a page\n",
        "    # > Then a page opens.\n    Given a page\n",
        ":4: a quotation above a Given, .*: Given a page; move",
    ),
    ('clicks "All"', "dreams", ":15: no step definition matches: When the user dreams; define it, or reword the step"),
    (
        FEATURE[FEATURE.index("    Scenario: All") :],
        "",
        ":10: the rule 'Nothing is lost' quotes, but has no scenario that could prove it; add a scenario",
    ),
    (
        "    Scenario: All is there\n",
        "    Scenario Outline: All is there\n",
        ":14: the scenario 'All is there' is an outline without examples; it runs once",
    ),
    (
        "  Rule: Nothing is lost\n",
        "  # > Nothing is lost on the way.\n  Rule: Nothing is lost\n",
        ":10: a quotation in a comment that is not directly above a scenario's step, where nothing judges it; move it",
    ),
    (
        "      Then all opens\n",
        "      Then all opens\n\n    Scenario: Empty\n",
        ":18: the scenario 'Empty' has no steps, so it",
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), LINT)
def test_what_could_be_green_and_prove_nothing_is_a_problem(guide: Project, old: str, new: str, message: str) -> None:
    guide.replace(PATH, old, new)
    ran = guide.prosecov("check")
    assert ran.status == 1
    assert ran.lines(f"^{PATH}{message}")


def test_undefined_steps_of_examples_are_named_as_they_run(guide: Project) -> None:
    guide.replace(
        PATH,
        '      When the user clicks "All"\n      Then all opens\n',
        "      When the user <does>\n      Then all opens\n      Examples:\n        | does |\n        | flies |\n"
        '        | clicks "All" |\n',
    )
    ran = guide.prosecov("check")
    assert ran.status == 1
    assert len(ran.lines("no step definition matches")) == 1
    assert ran.lines(f"^{PATH}:15: no step definition matches: When the user flies")


STEPS = """

@then("all opens")
def _() -> None:
    \"\"\"See all of it.\"\"\"


@then("the sun shines")
def _() -> None:
    pass
"""


def test_ambiguous_and_unused_definitions_are_problems(guide: Project) -> None:
    tests = guide.root / "tests/test_all.py"
    tests.write_text(tests.read_text(encoding="utf-8") + STEPS, encoding="utf-8")
    ran = guide.prosecov("check")
    assert ran.status == 1
    assert ran.lines(
        f"^{PATH}:16: 2 step definitions match, and one of them wins silently: Then all opens; "
        r"keep one of tests/test_all.py:\d+, tests/test_all.py:\d+$"
    )
    assert ran.lines(r"^tests/test_all.py:\d+: no step uses this definition: then 'the sun shines'; delete it$")


def test_a_nearer_definition_may_stand_in_for_a_farther_one(guide: Project) -> None:
    guide.write({"conftest.py": "from pytest_bdd import then\n" + STEPS.split('\n\n\n@then("the sun', maxsplit=1)[0]})
    ran = guide.prosecov("check")
    assert not ran.lines("step definitions match")
    assert ran.lines("^conftest.py:4: no step uses this definition: then 'all opens'")


def test_a_scenario_that_no_test_runs_is_a_problem(guide: Project) -> None:
    guide.replace("tests/test_all.py", 'scenarios("../features")', 'scenarios("../features/other")')
    guide.write({"features/other/a.feature": "Feature: o\n  Scenario: o\n    Then it opens\n"})
    ran = guide.prosecov("check")
    assert ran.status == 1
    assert ran.lines(f"^{PATH}:3: no test runs the scenario 'Walk'; bind its folder")


def test_the_catalogue_is_kept_until_steps_change(guide: Project) -> None:
    guide.prosecov("check")
    catalogue = guide.root / "build/report/steps.json"
    stamp = catalogue.stat().st_mtime_ns
    guide.replace("articles/guide.md", "on the way.", "on our way.")
    assert guide.prosecov("check").lines("on \\[-the-\\] {\\+our\\+} way")
    assert catalogue.stat().st_mtime_ns == stamp
    guide.replace(PATH, 'clicks "All"', "dreams")
    assert guide.prosecov("check").lines("no step definition matches: When the user dreams")
    assert catalogue.stat().st_mtime_ns != stamp
    guide.replace("tests/test_all.py", "@given", '@when("the user dreams")\ndef _() -> None:\n    pass\n\n\n@given')
    assert guide.prosecov("check").lines("no step") == []
    catalogue.write_text("{}", encoding="utf-8")
    assert guide.prosecov("check").status == 1


def test_tests_that_cannot_be_collected_are_a_problem_and_not_the_only_one(guide: Project) -> None:
    guide.replace("tests/test_all.py", "import os", "import nothing_of_that_name")
    guide.replace("articles/guide.md", "Then a page opens.", "Then a window opens.")
    ran = guide.prosecov("check")
    assert ran.status == 1
    assert ran.lines(
        "^tests/test_all.py: pytest cannot collect it: .*nothing_of_that_name.*; run pytest to see all of it"
    )
    assert ran.lines("the text has changed since")
    guide.write({"conftest.py": "import nothing_of_that_name"})
    ran = guide.prosecov("check")
    assert ran.status == 2
    assert ran.lines("pytest cannot collect the tests: .*nothing_of_that_name")
    assert ran.lines("the text has changed since")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("articles/empty.md", b"\n\n", "^articles/empty.md: the article states nothing; write a sentence"),
        ("articles/picture.md", b"\x89PNG\r\n\x1a\n\xff\xd8", "^articles/picture.md:1: is not UTF-8 text; save it as"),
        ("features/guide/x.feature", b"Feature: f\n Scenario: s\n  Given x\n  oops", "x.feature:4: Gherkin does not"),
        ("pyproject.toml", b'[tool.prosecov]\narticles = ["gone.md"]\n', "^gone.md: no such file; check the path"),
        ("pyproject.toml", b"[tool.prosecov]\nthreshhold = 1\n", "^pyproject.toml:2: no setting 'threshhold' in"),
    ],
)
def test_wrong_input_is_named_and_never_a_traceback(guide: Project, name: str, content: bytes, message: str) -> None:
    (guide.root / name).write_bytes(content)
    ran = guide.prosecov("check")
    assert ran.status == 2
    assert ran.lines(message)


@pytest.mark.parametrize("command", [["merge", "build/report"], ["accept"], ["steps"]])
def test_every_command_names_wrong_input(proved: Project, command: list[str]) -> None:
    proved.write({"articles/empty.md": "", "features/guide/x.feature": "Feature"})
    ran = proved.prosecov(*command)
    assert ran.status == 2
    assert ran.lines("^articles/empty.md: the article states nothing")
    assert ran.lines("^features/guide/x.feature:1: Gherkin does not allow 'Feature' here")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "results.json: no such file"),
        ("{", "results.json:1: is no results file: EOF while parsing an object; run pytest --prosecov again"),
        ("[]", "results.json: is no results file: should be a table of keys and values"),
        ('{"schema": 0}', "results.json: is no results file: schema should be 1; run pytest --prosecov again"),
        (
            '{"schema": 1, "scenarios": [{}], "articles": [], "is_partial": false}',
            "scenarios.0.nodeid is missing; run pytest",
        ),
    ],
)
def test_a_broken_record_is_one_line(guide: Project, content: str | None, message: str) -> None:
    if content is not None:
        guide.write({"results.json": content})
    ran = guide.prosecov("merge", "results.json")
    assert ran.status == 2
    assert len(ran.output.splitlines()) == 1
    assert message in ran.output


def test_wrong_calls_exit_with_2(guide: Project) -> None:
    for arguments in (["merge"], ["chekc"], ["check", "--loud"], ["--root", "nowhere", "check"]):
        assert guide.prosecov(*arguments).status == 2
    assert guide.prosecov("--help").status == 0


def test_the_root_is_found_from_below(guide: Project) -> None:
    below = Project(guide.root / "articles")
    assert below.prosecov("check").status == 0
    assert guide.prosecov("--root", os.fspath(guide.root), "check").status == 0


def test_steps_lists_definitions_with_docstrings_and_uses(guide: Project) -> None:
    tests = guide.root / "tests/test_all.py"
    tests.write_text(tests.read_text(encoding="utf-8") + STEPS, encoding="utf-8")
    ran = guide.prosecov("steps")
    assert ran.status == 0
    blocks = re.split(r"\n(?=\w)", ran.output)
    [click] = [block for block in blocks if block.startswith("when the user clicks")]
    assert click.splitlines()[:2] == ['when the user clicks "{label}"', "    Click something."]
    assert re.fullmatch(rf"    tests/test_all\.py:\d+, used 2 times: {PATH}:6, {PATH}:15", click.splitlines()[2])
    [given] = [block for block in blocks if block.startswith("given a page")]
    assert f"used once: {PATH}:4" in given
    [unused] = [block for block in blocks if block.startswith("then the sun shines")]
    assert "unused" in unused
    assert "trace" not in ran.output
