"""A run of ``pytest --prosecov`` over files that cannot be used: each is named, and nothing else is lost."""

import pytest

from tests.prosecov.conftest import Project

WORKERS: list[list[str]] = [[], ["-p", "xdist", "-n", "2"]]
GOOD = {
    "articles/guide.md": "# Guide\n\nThen a page opens.\n",
    "features/guide/a.feature": """\
Feature: f
  Scenario: s
    Given a page
    # > Then a page opens.
    When the user clicks "One"
    Then a page opens
""",
}
WRONG = [
    ("articles/empty.md", b"\n\n", "^articles/empty.md: the article states nothing; write a sentence"),
    ("articles/picture.md", b"\x89PNG\r\n\x1a\n\xff\xd8", "^articles/picture.md:1: is not UTF-8 text; save it as"),
    (
        "features/other/x.feature",
        b"Feature: f\n Scenario: s\n  Given x\n  oops",
        "^features/other/x.feature:4: G",
    ),
    ("pyproject.toml", b'[tool.prosecov]\narticles = ["articles", "gone.md"]\n', "^gone.md: no such file; check the"),
]


@pytest.fixture
def guide(project: Project) -> Project:
    project.write(GOOD)
    # What cannot be parsed must not keep pytest from collecting the rest.
    project.replace("tests/test_all.py", 'scenarios("../features")', 'scenarios("../features/guide")')
    return project


@pytest.mark.parametrize("arguments", WORKERS)
def test_a_run_names_all_of_it_and_judges_everything_else(guide: Project, arguments: list[str]) -> None:
    for name, content, _ in WRONG:
        path = guide.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    ran = guide.pytest(*arguments)
    assert ran.status == 1
    assert [len(ran.lines(message)) for _, _, message in WRONG] == [1] * len(WRONG)
    assert "Traceback" not in ran.output
    assert guide.verdicts() == {"Then a page opens.": "proved"}


@pytest.mark.parametrize(("name", "content", "message"), WRONG)
def test_each_of_it_fails_a_run(guide: Project, name: str, content: bytes, message: str) -> None:
    path = guide.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    ran = guide.pytest()
    assert ran.status == 1
    assert len(ran.lines(message)) == 1


@pytest.mark.parametrize("arguments", WORKERS)
def test_a_feature_that_pytest_cannot_collect_is_named_where_it_is_wrong(guide: Project, arguments: list[str]) -> None:
    (guide.root / "features/guide/x.feature").write_text(
        "Feature: f\n  Scenario: s\n    Given x\n    oops\n", encoding="utf-8"
    )
    ran = guide.pytest(*arguments)
    assert ran.status not in {0, 5}
    assert ran.lines("^features/guide/x.feature:4: Gherkin does not allow 'oops' here")
    assert guide.verdicts() == {"Then a page opens.": "not run"}


def test_duplicate_names_of_scenarios_are_a_problem_of_a_run(guide: Project) -> None:
    path = guide.root / "features/guide/a.feature"
    path.write_text(path.read_text(encoding="utf-8") + "\n  Scenario: s\n    Then it opens\n", encoding="utf-8")
    ran = guide.pytest()
    assert ran.status == 1
    assert ran.lines(r"^features/guide/a.feature:8: a second scenario is called 's' \(the first is on line 2\)")
    assert guide.verdicts() == {"Then a page opens.": "not run"}
