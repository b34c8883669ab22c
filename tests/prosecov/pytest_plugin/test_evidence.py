"""What a run sees in the browser: pictures, the controls in them, and what failed screens said."""

import textwrap
from typing import Any

import pytest
from PIL import Image

from tests.prosecov.conftest import Project, new_project

PLUGINS = ("-p", "pytest_base_url.plugin", "-p", "pytest_playwright.pytest_playwright")
PAGE = """\
<!doctype html>
<title>A shop</title>
<h1>Orders</h1>
<nav aria-label="Main"><a href="#">Home</a></nav>
<label>Status <select><option>Any</option><option selected>Paid</option></select></label>
<div style="height: 1500px">A long way down</div>
<button onclick="document.querySelector('dialog').showModal()">Open</button>
<button onclick="window.open('about:blank').document.write('<h1>Invoice</h1><button>Print</button>')">Invoice</button>
<dialog aria-label="New order"><p>Pay now</p><form method="dialog"><button>Process</button></form></dialog>
"""
STEPS = '''
import threading
from pathlib import Path

from playwright.sync_api import Error, expect
from pytest_bdd import given, parsers, scenarios, then, when

scenarios("../features")


@given("an order")
def _() -> None:
    """Nothing on a screen."""


@given("the shop")
def _(page) -> None:
    page.set_content(Path("page.html").read_text())


@when(parsers.parse('the user clicks "{label}"'))
def _(page, label) -> None:
    page.get_by_role("button", name=label).click(timeout=1500)


@when("the user types on the keyboard")
def _(page) -> None:
    page.keyboard.press("Tab")


@when("the user clicks everything")
def _(page) -> None:
    page.click("text=Open")
    page.locator("dialog").get_by_role("button").click()


@when("the user opens the invoice", target_fixture="invoice")
def _(page):
    with page.expect_popup() as popup:
        page.get_by_role("button", name="Invoice").click()
    return popup.value


@then("the invoice can be printed")
def _(invoice) -> None:
    expect(invoice.get_by_role("button")).to_have_text("Print")


@then(parsers.parse('the dialog "{name}" is open'))
def _(page, name) -> None:
    expect(page.get_by_role("dialog", name=name)).to_be_visible(timeout=300)


@then("no dialog is open")
def _(page) -> None:
    expect(page.get_by_role("dialog")).to_be_hidden()


@then("the status is paid")
def _(page) -> None:
    assert page.get_by_role("combobox").get_by_role("option", selected=True).inner_text() == "Paid"


@when("the page is closed")
def _(page) -> None:
    page.close()


@when("the page crashes")
def _(page) -> None:
    try:
        page.goto("chrome://crash", timeout=1000)
    except Error:
        pass


@when("the page asks something")
def _(page) -> None:
    page.on("dialog", lambda dialog: None)
    page.evaluate("setTimeout(() => confirm('Really?'), 0)")


@then("it fails")
def _() -> None:
    assert not "a reason"


@then("it is fine")
def _() -> None:
    """It always is."""
'''
ARTICLE = "# Shop\n\nClick **Open**. A dialog opens.\n\nIt can be paid.\n"
WALK = """\
Feature: Shop

  Scenario: Walk
    Given an order
    Given the shop
    # > Click Open.
    When the user clicks "Open"
    # > A dialog opens.
    Then the dialog "New order" is open

  Rule: Paying
    > It can be paid.

    Scenario: Paid
      Given the shop
      Then the status is paid
      When the user types on the keyboard
      Then the status is paid

  Rule: Nobody quotes it

    Scenario: Unquoted
      Given the shop
      Then the status is paid
"""


@pytest.fixture
def shop(project: Project, browser_type_launch_args: dict[str, Any]) -> Project:
    """A project whose steps drive a page with the browser of this project."""
    return as_shop(project, browser_type_launch_args)


@pytest.fixture(scope="module")
def shown_shop(tmp_path_factory: pytest.TempPathFactory, browser_type_launch_args: dict[str, Any]) -> Project:
    """The same project after a run, which no test changes."""
    shop = as_shop(new_project(tmp_path_factory.mktemp("shop")), browser_type_launch_args)
    assert shop.pytest(*PLUGINS).lines("3 passed")
    return shop


def as_shop(project: Project, browser_type_launch_args: dict[str, Any]) -> Project:
    """Add an article, its feature, a page, and steps that drive it."""
    arguments = {**browser_type_launch_args, "executable_path": str(browser_type_launch_args["executable_path"])}
    launch = f"""
        import pytest

        @pytest.fixture(scope="session")
        def browser_type_launch_args(browser_type_launch_args):
            return {{**browser_type_launch_args, **{arguments!r}}}
        """
    project.write(
        {
            "conftest.py": textwrap.dedent(launch),
            "page.html": PAGE,
            "articles/shop.md": ARTICLE,
            "features/shop/walk.feature": WALK,
            "tests/test_all.py": STEPS,
        }
    )
    return project


def scenario(shop: Project, name: str = "Walk") -> dict[str, Any]:
    """The record of a scenario."""
    [found] = [run for run in shop.results()["scenarios"] if run["name"] == name]
    return dict(found)


def pictures(shop: Project) -> set[str]:
    """The names of all pictures beside the results."""
    return {f"pictures/{file.name}" for file in (shop.root / "build/report/pictures").glob("*")}


def shown(shop: Project) -> list[bool]:
    """Which steps of the walk have a picture."""
    return [bool(step["screenshot"]) for step in scenario(shop)["steps"]]


def open_picture(shop: Project, path: str) -> Image.Image:
    """A picture of the report."""
    file = shop.root / "build/report" / path
    assert file.stat().st_size < 25_000
    return Image.open(file).convert("RGB")


def test_every_step_of_a_walk_has_a_picture_and_other_scenarios_one(shown_shop: Project) -> None:
    assert shown(shown_shop) == [False, True, True, True]
    assert [bool(step["screenshot"]) for step in scenario(shown_shop, "Paid")["steps"]] == [False, False, False, True]
    assert not any(step["screenshot"] for step in scenario(shown_shop, "Unquoted")["steps"])
    sentences = shown_shop.results()["articles"][0]["sentences"]
    last = scenario(shown_shop, "Paid")["steps"][-1]["screenshot"]
    assert [sentence["screenshot"] for sentence in sentences] == [
        *(step["screenshot"] for step in scenario(shown_shop)["steps"][2:]),
        last,
    ]


def test_a_when_shows_the_screen_as_the_user_acts(shown_shop: Project) -> None:
    _, _, click, check = scenario(shown_shop)["steps"]
    before, after = open_picture(shown_shop, click["screenshot"]), open_picture(shown_shop, check["screenshot"])
    assert before.size == after.size == (1280, 720)
    # An open modal dialog darkens what is behind it, as the first pixel is.
    assert before.getpixel((0, 0)) == (255, 255, 255)
    assert after.getpixel((0, 0)) != (255, 255, 255)
    box = click["control"]
    assert box["y"] + box["height"] <= 720
    assert box["y"] > 300, "the button is far below; the screen has to be scrolled"
    inside = before.crop((box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]))
    assert before.getpixel((int(box["x"]) - 3, int(box["y"]) - 3)) == (255, 255, 255)
    assert len(inside.getcolors(10_000) or []) > 5, "there is a button with a text"
    assert check["control"]["width"] > 100
    assert check["control"]["x"] > box["x"]


TROUBLE = """\
Feature: Trouble

  Rule: Trouble
    > It can be paid.

    Scenario: No such button
      Given the shop
      When the user clicks "Process"

    Scenario: No step
      Given the shop
      Then nobody knows

    Scenario: Closed
      Given the shop
      When the page is closed
      Then it is fine

    Scenario: Closed and failed
      Given the shop
      When the page is closed
      Then it fails

    Scenario: Crashed
      Given the shop
      When the page crashes
      Then it is fine

    Scenario: Asked
      Given the shop
      When the page asks something
      Then it fails

    Scenario: Two pages
      Given the shop
      When the user opens the invoice
      Then the invoice can be printed

    Scenario: Several controls
      Given the shop
      When the user clicks everything
      Then no dialog is open

    Scenario: No control
      Given the shop
      When the user types on the keyboard
"""


def test_trouble_with_pictures_changes_no_outcome(shop: Project) -> None:
    shop.write({"features/shop/walk.feature": TROUBLE})
    ran = shop.pytest(*PLUGINS, "-p", "xdist", "-n", "1", "--prosecov-screenshots", "all")
    assert ran.lines("4 failed, 5 passed")
    runs = {run["name"]: run for run in shop.results()["scenarios"]}

    failed = runs["No such button"]
    assert failed["message"].count("TimeoutError: Locator.click: Timeout 1500ms exceeded") == 1
    assert failed["screenshot"] == failed["steps"][-1]["screenshot"] != ""
    assert '- heading "Orders"' in failed["said"]
    assert failed["url"] == "about:blank"
    assert failed["steps"][-1]["control"] is None
    assert runs["No step"]["screenshot"] == runs["No step"]["steps"][-1]["screenshot"] != ""

    assert [bool(step["screenshot"]) for step in runs["Closed"]["steps"]] == [True, False, False]
    assert runs["Closed and failed"]["message"].startswith("AssertionError")
    assert (runs["Closed and failed"]["screenshot"], runs["Closed and failed"]["said"]) == ("", "")
    assert [bool(step["screenshot"]) for step in runs["Crashed"]["steps"]] == [True, False, False]
    assert runs["Asked"]["message"].startswith("AssertionError")
    assert runs["Asked"]["screenshot"] == ""

    opens, prints = runs["Two pages"]["steps"][1:]
    assert opens["screenshot"] != prints["screenshot"]
    assert prints["control"]["y"] < 200 < opens["control"]["y"]
    # What was clicked last stands in the dialog, which is closer to the middle than the button that opens it.
    assert runs["Several controls"]["steps"][1]["control"]["x"] > opens["control"]["x"]
    assert runs["No control"]["steps"][1]["screenshot"]
    assert runs["No control"]["steps"][1]["control"] is None
    assert {step["screenshot"] for run in runs.values() for step in run["steps"]} - {""} == pictures(shop)


def test_pictures_of_earlier_runs_go_unless_they_are_needed(shop: Project) -> None:
    shop.pytest(*PLUGINS, "-k", "walk")
    walk = pictures(shop)
    assert len(walk) == 3
    shop.pytest(*PLUGINS, "-k", "paid", "--prosecov-append")
    both = pictures(shop)
    assert both > walk
    shop.pytest(*PLUGINS, "-k", "paid")
    assert pictures(shop) == both - walk
    shop.prosecov("merge", "build/report", "--report", "sum")
    merged = shop.results("sum")["scenarios"][0]["steps"][-1]["screenshot"]
    assert (shop.root / "sum" / merged).is_file()


def test_no_pictures_if_none_are_wanted(shop: Project) -> None:
    shop.write({"pyproject.toml": '[tool.prosecov]\nscreenshots = "off"\n'})
    shop.replace("features/shop/walk.feature", 'clicks "Open"\n    # >', 'clicks "Process"\n    # >')
    assert shop.pytest(*PLUGINS, "-k", "walk").lines("1 failed")
    assert pictures(shop) == set()
    assert '- heading "Orders"' in scenario(shop)["said"]
    shop.pytest(*PLUGINS, "-k", "walk", "--prosecov-screenshots", "failures")
    assert shown(shop) == [False, False, True, False]


def test_playwright_is_as_it_was_after_the_run(shop: Project) -> None:
    shop.write(
        {
            "tests/conftest.py": "from playwright.sync_api import Expect, Locator, Page\n"
            "BEFORE = Locator.click, Page.goto, Expect.__call__\n"
            "def pytest_runtest_call(item):\n"
            "    assert Locator.click is not BEFORE[0]\n"
            "def pytest_unconfigure(config):\n"
            "    print('restored', (Locator.click, Page.goto, Expect.__call__) == BEFORE)\n"
        }
    )
    shop.write({"features/shop/walk.feature": "Feature: f\n  Scenario: s\n    Then it is fine\n"})
    assert shop.pytest(*PLUGINS, "-s").lines("restored True")


def test_a_suite_without_playwright_does_not_load_it(project: Project) -> None:
    project.write(
        {
            "articles/guide.md": "A page opens.",
            "features/guide/a.feature": "Feature: f\n  > A page opens.\n  Scenario: s\n"
            '    Given a page\n    When the user clicks "One"\n    Then a page opens\n',
            "conftest.py": "import sys\n"
            "def pytest_unconfigure(config):\n"
            "    print('loaded', [name for name in sys.modules if name.split('.')[0] in ('playwright', 'PIL')])\n",
        }
    )
    ran = project.pytest()
    assert ran.status == 0
    assert ran.lines(r"loaded \[\]")
    assert project.results()["scenarios"][0]["controls"] == []


def test_a_wrong_choice_is_an_error(project: Project) -> None:
    project.write({"pyproject.toml": '[tool.prosecov]\nscreenshots = "many"\n'})
    ran = project.pytest()
    assert ran.status == 4
    assert ran.lines("pyproject.toml:2: screenshots = 'many' .*; it should be 'quoted', 'all', 'failures' or 'off'")


def test_labels_are_compared_with_what_the_run_saw(shop: Project) -> None:
    shop.write(
        {
            "articles/shop.md": "# Shop\n\nClick **Opens**. The dialog says **Pay now**.\n",
            "features/shop/walk.feature": """\
Feature: Shop

  Scenario: Walk
    Given the shop
    # > Click Opens.
    When the user clicks "Open"
    # > The dialog says Pay now.
    Then the dialog "New order" is open

  Scenario: Other
    Then it is fine
""",
        }
    )
    problem = '^articles/shop.md:3: "Opens" is on no screen; "Open" is$'
    ran = shop.pytest(*PLUGINS)
    assert ran.lines(problem)
    unmentioned = shop.results()["articles"][0]["unmentioned"]
    assert {"screen": "New order", "role": "button", "name": "Process"} in unmentioned
    assert {"screen": "Orders", "role": "link", "name": "Home"} in unmentioned
    assert not any(control["name"] == "Pay now" for control in unmentioned)

    shop.replace("pytest.ini", "-p prosecov.pytest_plugin", f"-p prosecov.pytest_plugin {' '.join(PLUGINS)}")
    assert shop.prosecov("check").lines(problem)
    shop.replace("articles/shop.md", "**Opens**", "**Open**")
    shop.replace("articles/shop.md", "**Pay now**", "**Pay Now**")
    checked = shop.prosecov("check")
    assert not checked.lines("Opens. is on no screen")
    assert checked.lines('^articles/shop.md:3: "Pay Now" is on no screen; "Pay now" is$')

    assert not shop.pytest(*PLUGINS, "-k", "walk").lines("is on no screen"), "what was left out may have shown it"
    shop.replace("features/shop/walk.feature", 'clicks "Open"', 'clicks "Process"')
    ran = shop.pytest(*PLUGINS)
    assert ran.lines("1 failed")
    assert not ran.lines("is on no screen"), "what did not run may have shown it"
