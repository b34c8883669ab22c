"""Without the packages of an extra: what works all the same, and what says which extra to install."""

import importlib
import sys

import pytest

from prosecov.errors import missing_extra
from tests.prosecov.conftest import Project, Ran

BLOCKER = "import sys\n\nfor name in {!r}:\n    sys.modules[name] = None\n"
LOADER = """
import importlib, pkgutil, sys

for name in sys.argv[1:]:
    package = importlib.import_module(name)
    if name.startswith("prosecov.browser"):
        for module in pkgutil.iter_modules(package.__path__, f"{name}."):
            importlib.import_module(module.name)
print("loaded", sorted({name.partition(".")[0] for name in sys.modules} & {"playwright", "PIL"}))
"""
LIGHT = (
    "prosecov.cli",
    "prosecov.pytest_plugin",
    *(f"prosecov.browser.{name}" for name in ("screen", "find", "check")),
)


def without(project: Project, packages: tuple[str, ...], *arguments: str) -> Ran:
    """Run a module as if some packages were not installed."""
    project.write({"without/sitecustomize.py": BLOCKER.format(packages)})
    return project.start(*arguments, variables={"PYTHONPATH": str(project.root / "without")})


def test_the_message_names_the_package_and_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(ModuleNotFoundError) as missing:
        importlib.import_module("PIL")
    message = 'Pillow is not installed; run pip install "prosecov[browser]"'
    assert missing_extra(missing.value) == message
    wrapped = ImportError("cannot import a plugin")
    wrapped.__cause__ = missing.value
    assert missing_extra(wrapped) == message


def test_an_import_that_fails_for_another_reason_is_no_missing_extra() -> None:
    with pytest.raises(ModuleNotFoundError) as missing:
        importlib.import_module("prosecov.no_such_module")
    assert missing_extra(missing.value) == ""


def test_only_what_drives_a_browser_loads_playwright(project: Project) -> None:
    project.write({"loader.py": LOADER})
    assert project.start("loader", *LIGHT).output == "loaded []\n"
    assert project.start("loader", *LIGHT, "prosecov.browser.record").output == "loaded ['playwright']\n"


def test_the_vocabulary_says_in_one_line_what_to_install(project: Project) -> None:
    project.write({"conftest.py": 'pytest_plugins = ["prosecov.vocabulary"]\n'})
    ran = without(project, ("playwright",), "pytest", "--prosecov")
    assert ran.status == pytest.ExitCode.USAGE_ERROR
    assert ran.output.strip() == 'ERROR: Playwright is not installed; run pip install "prosecov[browser]"'


def test_screens_are_recorded_without_pillow(project: Project) -> None:
    project.write(
        {
            "conftest.py": "import playwright.sync_api\n",
            "features/a.feature": "Feature: A\n  Scenario: One\n    Given a page\n",
        }
    )
    ran = without(project, ("PIL",), "pytest", "--prosecov")
    assert ran.lines("1 passed")
    assert not ran.lines("Pillow")
