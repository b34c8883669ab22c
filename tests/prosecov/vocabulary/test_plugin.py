"""The vocabulary as a plugin of a project."""

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from prosecov.vocabulary.phrases import phrase
from tests.prosecov.conftest import Project


@given(st.text(min_size=1).filter(lambda text: "\n" not in text))
def test_a_label_may_hold_anything(label: str) -> None:
    quoted = '"' + label.replace("\\", "\\\\").replace('"', '\\"') + '"'
    parser = phrase("the user clicks {kind:Kind}{name:Text}{place:Place}{optional:Optional}")
    arguments = parser.parse_arguments(f"the user clicks the button {quoted} in {quoted} if it is there")
    assert arguments is not None
    assert (arguments["kind"], arguments["name"], arguments["optional"]) == ("button", label, True)


CONFTEST = """
import pytest

pytest_plugins = ["prosecov.vocabulary"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {{**browser_type_launch_args, "executable_path": {browser!r}, "args": ["--no-sandbox"]}}


@pytest.fixture(scope="session")
def screen_patience():
    return 0.5
"""
TESTS = """
from pytest_bdd import given, scenarios

scenarios("../features")


@given("the contacts")
def _(page):
    page.set_content("<title>Contacts</title><button onclick='this.remove()'>Send Email</button><button>Edit</button>")
"""
FEATURE = """\
Feature: Contacts
  Scenario: What is there
    Given the contacts
    When the user clicks the button "Send Email"
    Then "Send Email" is not shown
    And "Edit" is shown

  Scenario: What is not
    Given the contacts
    When the user clicks "Send Emails" in the list
    Then "Edit" is shown

  Scenario: What was renamed
    Given the contacts
    When the user clicks "Send Emails"
    Then "Edit" is shown
"""
NOTED = """\
Feature: Contacts
  Scenario: What is noted
    Given the contacts
    When the user clicks "correction button"
    Then the message "Edited" is shown
"""
PROPERTIES = """

def pytest_runtest_logreport(report):
    if report.when == "call":
        print(dict(report.user_properties))
"""


def test_what_is_noted_of_a_step_is_kept_with_the_test(
    project: Project, browser_type_launch_args: dict[str, object]
) -> None:
    browser = os.fspath(Path(str(browser_type_launch_args["executable_path"])))
    project.write(
        {
            "conftest.py": CONFTEST.format(browser=browser) + PROPERTIES,
            "pyproject.toml": '[tool.prosecov.names]\n"correction" = "Edit"\n',
            "tests/test_all.py": TESTS.replace("<button>Edit", "<p role=status>Edited</p><button>Edit"),
            "features/contacts.feature": NOTED,
        }
    )
    plugins = ("pytest_playwright.pytest_playwright", "pytest_base_url.plugin")
    ran = project.run("pytest", "-p", "no:cacheprovider", "-s", *(f"-p{plugin}" for plugin in plugins))
    assert ran.lines(r"1 passed")
    assert ran.lines(
        r"'prosecov_name': '.*contacts.feature:4: .*\"correction button\" is declared to be \"Edit button\""
    )
    assert ran.lines(r"'prosecov_vacuous': '.*contacts.feature:5: .*held before the last action as well")


def test_a_project_uses_it_as_a_plugin(project: Project, browser_type_launch_args: dict[str, object]) -> None:
    browser = os.fspath(Path(str(browser_type_launch_args["executable_path"])))
    project.write(
        {
            "conftest.py": CONFTEST.format(browser=browser),
            "tests/test_all.py": TESTS,
            "features/contacts.feature": FEATURE,
        }
    )
    plugins = ("pytest_playwright.pytest_playwright", "pytest_base_url.plugin")
    ran = project.run("pytest", "-p", "no:cacheprovider", *(f"-p{plugin}" for plugin in plugins), "-rN", "--tb=short")
    assert ran.lines(r"2 failed, 1 passed")
    assert ran.lines(r'StepDefinitionNotFoundError.*clicks "Send Emails" in the list')
    assert ran.lines(r'NothingFound: no "Send Emails" on this screen')
    assert ran.lines(r'E +The nearest: button "Send Email"')
    assert not ran.lines("playwright._impl|Call log")


def test_the_picture_of_a_step_marks_its_control(project: Project, browser_type_launch_args: dict[str, object]) -> None:
    browser = os.fspath(Path(str(browser_type_launch_args["executable_path"])))
    project.write(
        {
            "conftest.py": CONFTEST.format(browser=browser),
            "tests/test_all.py": TESTS,
            "features/contacts.feature": FEATURE.partition("  Scenario: What is not")[0],
        }
    )
    plugins = ("pytest_playwright.pytest_playwright", "pytest_base_url.plugin")
    project.pytest(*(f"-p{plugin}" for plugin in plugins), "--prosecov-screenshots=all")
    [scenario] = project.results()["scenarios"]
    click, gone, shown = scenario["steps"][1:]
    assert all(step["screenshot"] for step in (click, gone, shown))
    assert click["control"]["width"] > shown["control"]["width"] > 0
    assert gone["control"] is None
