"""The wheel of this project, installed in an empty environment without extras, and used by another project."""

import json
import shutil
import socket
import zipfile
from pathlib import Path

import pytest

from tests.prosecov.elsewhere import ROOT, Elsewhere, build_wheel, install

NOT_PACKAGED = {"__pycache__", "README.md"}
PROJECT = {
    "articles/tea.md": """\
# Making tea

Boil the water. Then **tea leaves** go into the pot.

You may add milk.
""",
    "features/tea/tea.feature": """\
Feature: Tea

  Scenario: The procedure
    # > Boil the water.
    When the water is boiled
    # > Then tea leaves go into the pot.
    Then the pot holds leaves

  Rule: Milk is allowed
    > You may add milk.

    Scenario: Milk
      Given a cup of tea
      When milk is added
      Then nobody complains
""",
    "tests/test_tea.py": """\
from pytest_bdd import given, scenarios, then, when

scenarios("../features")


@given("a cup of tea", target_fixture="cup")
def _():
    return ["tea"]


@when("the water is boiled", target_fixture="pot")
def _():
    return ["leaves"]


@then("the pot holds leaves")
def _(pot):
    assert "leaves" in pot


@when("milk is added")
def _(cup):
    cup.append("milk")


@then("nobody complains")
def _(cup):
    assert len(cup) == 2
""",
}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    """Build the wheel, install it without extras, and write a project."""
    folder = tmp_path_factory.mktemp("elsewhere")
    wheel = build_wheel(folder)
    project = folder / "project"
    for name, content in PROJECT.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return Elsewhere(wheel, install(wheel, folder / "environment"), project)


def test_the_wheel_contains_prosecov_and_nothing_else(elsewhere: Elsewhere) -> None:
    with zipfile.ZipFile(elsewhere.wheel) as archive:
        packaged = set(archive.namelist())
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "prosecov").rglob("*")
        if path.is_file() and not NOT_PACKAGED & {path.name, path.parent.name}
    }
    assert files
    assert {name for name in packaged if ".dist-info/" not in name} == files


def test_neither_the_extras_nor_the_crm_come_along(elsewhere: Elsewhere) -> None:
    names = ["playwright", "PIL", "cucumber_messages", "mock_crm", "flask"]
    code = f"from importlib.util import find_spec; print([name for name in {names} if find_spec(name)])"
    assert elsewhere.run("python", "-c", code).stdout == "[]\n"


def test_prosecov_comes_from_the_wheel(elsewhere: Elsewhere) -> None:
    ran = elsewhere.run("python", "-c", "import prosecov; print(prosecov.__file__)")
    assert Path(ran.stdout.strip()).is_relative_to(elsewhere.scripts.parent)
    assert not Path(ran.stdout.strip()).is_relative_to(ROOT)


def test_an_article_with_its_feature_and_steps_gets_its_report(elsewhere: Elsewhere) -> None:
    ran = elsewhere.run("python", "-m", "pytest", "--prosecov")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "3 sentences: 3 proved; coverage 100%" in ran.stdout
    report = elsewhere.project / "build/report"
    results = json.loads((report / "results.json").read_text(encoding="utf-8"))
    verdicts = {sentence["text"]: sentence["verdict"] for sentence in results["articles"][0]["sentences"]}
    assert verdicts == {
        "Boil the water.": "proved",
        "Then tea leaves go into the pot.": "proved",
        "You may add milk.": "proved",
    }
    assert "You may add milk." in (report / "index.html").read_text(encoding="utf-8")
    ran = elsewhere.run("prosecov", "steps")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "tests/test_tea.py:6, used once: features/tea/tea.feature:13" in ran.stdout
    ran = elsewhere.run("prosecov", "check")
    assert (ran.returncode, ran.stdout) == (0, "3 sentences: 3 proved; coverage 100%\n")
    article = elsewhere.project / "articles/tea.md"
    article.write_text(article.read_text(encoding="utf-8").replace("add milk", "add some milk"), encoding="utf-8")
    ran = elsewhere.run("prosecov", "check")
    assert ran.returncode == 1
    assert ran.stdout.startswith("articles/tea.md:5: the text has changed since features/tea/tea.feature:10 quoted it")


@pytest.mark.parametrize(
    ("command", "file", "status", "message"),
    [
        (
            ["python", "-m", "pytest", "--cucumber-messages", "messages.ndjson"],
            ("conftest.py", ""),
            4,
            'ERROR: cucumber-messages is not installed; run pip install "prosecov[cucumber]"\n\n',
        ),
        (
            ["python", "-m", "pytest"],
            ("conftest.py", 'pytest_plugins = ["prosecov.vocabulary"]'),
            4,
            'ERROR: Playwright is not installed; run pip install "prosecov[browser]"\n\n',
        ),
        (
            ["prosecov", "illustrate"],
            ("conftest.py", ""),
            2,
            'Error: Pillow is not installed; run pip install "prosecov[browser]"\n',
        ),
    ],
    ids=["cucumber", "steps", "illustrate"],
)
def test_a_missing_extra_is_one_line(
    elsewhere: Elsewhere, command: list[str], file: tuple[str, str], status: int, message: str
) -> None:
    path = elsewhere.project / file[0]
    path.write_text(file[1], encoding="utf-8")
    ran = elsewhere.run(*command)
    path.unlink()
    assert (ran.returncode, ran.stdout + ran.stderr) == (status, message)


def test_the_example_proves_its_article(elsewhere: Elsewhere, tmp_path: Path) -> None:
    project = tmp_path / "django-admin"
    shutil.copytree(ROOT / "examples/django-admin", project, ignore=shutil.ignore_patterns("build", "__pycache__"))
    settings = project / "pyproject.toml"
    free = settings.read_text(encoding="utf-8").replace("8765", str(_free_port()))
    settings.write_text(free, encoding="utf-8")
    scripts = install(elsewhere.wheel, tmp_path / "environment", "browser", beside=["django"])
    outside = Elsewhere(elsewhere.wheel, scripts, project)
    ran = outside.run("prosecov", "derive", "--check")
    assert ran.returncode == 0, ran.stdout
    ran = outside.run("python", "-m", "pytest", "--prosecov")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "21 sentences: 20 proved, 1 advisory; coverage 100%" in ran.stdout
    assert len((project / "conftest.py").read_text(encoding="utf-8").splitlines()) <= 20


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
