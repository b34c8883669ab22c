"""The wheel of this project, installed in an empty environment without extras, and used by another project."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PathDistribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
SOURCES = ("pyproject.toml", "README.md", "prosecov", "steps")
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


@dataclass(frozen=True)
class Elsewhere:
    """An environment into which the wheel is installed, and a project."""

    wheel: Path
    scripts: Path
    project: Path

    def run(self, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the environment in the project's folder."""
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "PYTHON", "GITHUB"))
        }
        return subprocess.run(
            [self.scripts / command, *arguments],
            cwd=self.project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    """Build the wheel and install it; what it requires is borrowed from the environment of this test."""
    folder = tmp_path_factory.mktemp("elsewhere")
    # The build writes into the folder that it builds.
    source = folder / "source"
    source.mkdir()
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-deps", "--no-index"]
    subprocess.run([*pip, "wheel", *offline, "--no-build-isolation", "-w", folder, source], check=True)
    [wheel] = folder.glob("prosecov-*.whl")
    environment = folder / "environment"
    venv.create(environment, symlinks=os.name != "nt")
    paths = sysconfig.get_paths(vars={"base": str(environment), "platbase": str(environment)})
    scripts = Path(paths["scripts"])
    subprocess.run([*pip, "--python", scripts / "python", "install", *offline, wheel], check=True)
    site = Path(paths["purelib"])
    [metadata] = site.glob("prosecov-*.dist-info")
    for borrowed in _files_of(_with_requirements(PathDistribution(metadata).requires or ())):
        (site / borrowed.name).symlink_to(borrowed)
    project = folder / "project"
    for name, content in PROJECT.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return Elsewhere(wheel, scripts, project)


def _with_requirements(requirements: Iterable[str]) -> set[str]:
    """Return the names of all distributions that pip would install for some requirements."""
    names: set[str] = set()
    todo = [Requirement(text) for text in requirements]
    while todo:
        requirement = todo.pop()
        is_wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if is_wanted and requirement.name not in names:
            names.add(requirement.name)
            todo += [Requirement(text) for text in distribution(requirement.name).requires or ()]
    return names


def _files_of(names: Iterable[str]) -> set[Path]:
    """Return the folders and files that some distributions have in the folder of all packages."""
    found: set[Path] = set()
    for name in names:
        own = distribution(name)
        tops = {file.parts[0] for file in own.files or () if file.parts[0] not in {"..", "__pycache__"}}
        found |= {Path(str(own.locate_file(top))) for top in tops}
    return found


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
            ["python", "-m", "pytest", "--prosecov"],
            ("playwright.py", ""),
            4,
            'ERROR: Pillow is not installed; run pip install "prosecov[browser]"\n\n',
        ),
        (
            ["prosecov", "illustrate"],
            ("conftest.py", ""),
            2,
            'Error: Pillow is not installed; run pip install "prosecov[browser]"\n',
        ),
    ],
    ids=["cucumber", "steps", "screenshots", "illustrate"],
)
def test_a_missing_extra_is_one_line(
    elsewhere: Elsewhere, command: list[str], file: tuple[str, str], status: int, message: str
) -> None:
    path = elsewhere.project / file[0]
    path.write_text(file[1], encoding="utf-8")
    ran = elsewhere.run(*command)
    path.unlink()
    assert (ran.returncode, ran.stdout + ran.stderr) == (status, message)
