"""The walkthrough of bulk opt-in as a plain Playwright script: the same actions and checks, written by hand.

`benchmarks.walk` measures it beside the features; `.venv/bin/python -m benchmarks.plain_walk` runs it alone.
"""

import argparse
import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from benchmarks.messages import count_messages
from mock_crm import server
from mock_crm.storage.database import open_database
from prosecov.product import browsers
from steps.controls import TestControls
from steps.parsing import STATUSES
from steps.people import NewContact, People


def prepare(controls: TestControls) -> None:
    """Give the CRM the contacts of the scenario, as its steps do."""
    controls.reset()
    people = People(controls)
    people.add_to_crm(
        *(
            NewContact(
                f"Contact {number:03}",
                {"Email 1": (f"contact-{number:03}@example.com", "Non-Marketable")},
                engaged_days_ago=(None, 3.0, 60.0, 400.0)[number % 4],
            )
            for number in range(1, 61)
        )
    )
    people.add_to_crm(
        *(
            NewContact(f"{status} Contact", {"Email 1": (f"{status.lower().replace(' ', '-')}@example.com", status)})
            for status in STATUSES
        )
    )


def walk(page: Page) -> None:  # noqa: PLR0915 - a script, as one writes it
    """Perform the procedure and check what the article says of it."""
    page.goto("/reports/email-engagement-tracker")
    filters = page.get_by_role("search", name="Email engagement", exact=True)
    status = filters.get_by_label("Email status", exact=True)
    status.select_option(label="Confirmed")
    filters.get_by_role("button", name="Search", exact=True).click()
    results = page.get_by_role("region", name="Search results", exact=True)
    results.wait_for()

    page.goto("/")
    navigation = page.get_by_role("navigation", name="Main", exact=True)
    expect(navigation.get_by_role("link").nth(1)).to_be_visible()
    reports = navigation.get_by_role("link", name="Reports", exact=True)
    expect(reports).to_be_visible()

    reports.click()
    main = page.get_by_role("main")
    expect(page.get_by_role("heading", level=1)).to_have_text("Reports")
    expect(main.get_by_role("listitem").nth(1)).to_be_visible()
    tracker = main.get_by_role("link", name="Email Engagement Tracker", exact=True)
    expect(tracker).to_be_visible()

    tracker.click()
    expect(filters).to_be_visible()
    new_search = page.get_by_role("button", name="New Search", exact=True)
    assert _bottom(new_search) <= _top(status)

    if new_search.is_visible():
        new_search.click()
    for field in ("Email status", "Source", "Last engagement"):
        expect(filters.get_by_label(field, exact=True)).to_have_js_property("selectedIndex", 0)
    expect(filters.get_by_label("Address or name contains", exact=True)).to_have_value("")
    expect(status.get_by_role("option")).to_contain_text(["Non-Marketable", "Unconfirmed", "Confirmed"])

    status.select_option(label="Non-Marketable")
    filters.get_by_role("button", name="Search", exact=True).click()
    rows = results.locator("tbody tr")
    expect(rows.filter(has_text="Non-Marketable")).to_have_count(50)
    expect(rows).to_have_count(50)

    results.get_by_role("checkbox", name="Select All", exact=True).check()
    expect(results.get_by_role("checkbox", checked=True)).to_have_count(51)

    results.get_by_role("button", name="Actions", exact=True).click()
    actions = page.get_by_role("listbox", name="Actions", exact=True)
    expect(actions).to_be_visible()
    expect(actions.get_by_role("option").nth(1)).to_be_visible()
    update = actions.get_by_role("option", name="Update Opt-In/Out Status", exact=True)
    expect(update).to_be_visible()
    page.get_by_role("combobox", name="Search actions", exact=True).fill("Update Opt-In/Out Status")
    update.click()

    dialog = page.get_by_role("dialog", name="Update Opt-In/Out Status", exact=True)
    expect(dialog).to_be_visible()
    for name in ("Email 1", "Email 2"):
        expect(dialog.get_by_role("checkbox", name=name, exact=True)).to_be_visible()
    dialog.get_by_role("checkbox", name="Email 1", exact=True).check()
    for name in ("Opt-In", "Opt-Out"):
        expect(dialog.get_by_role("radio", name=name, exact=True)).to_be_visible()
    dialog.get_by_role("radio", name="Opt-In", exact=True).click()
    dialog.get_by_role("button", name="Process Action", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("main").get_by_role("status").filter(has_text=re.compile(r"\bchanged\b"))).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def _top(control: Locator) -> float:
    box = control.bounding_box()
    assert box is not None
    return box["y"]


def _bottom(control: Locator) -> float:
    box = control.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def scenario(launched: Browser, controls: TestControls, url: str) -> None:
    """Run the procedure on fresh data, in a fresh context."""
    prepare(controls)
    context = launched.new_context(base_url=url)
    walk(context.new_page())
    context.close()


def main() -> None:
    """Run the script several times in one process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=1)
    parser.add_argument("--count-messages", type=Path, help="write how many messages were sent to this file")
    arguments = parser.parse_args()
    if arguments.count_messages:
        count_messages(arguments.count_messages)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        executable = browsers.find_browser(Path(playwright.chromium.executable_path))
        if executable is None:
            raise SystemExit(browsers.MISSING)
        engine = open_database(f"sqlite:///{folder}/crm.sqlite")
        launched = playwright.chromium.launch(executable_path=executable, args=browsers.launch_arguments())
        with server.start({"ENGINE": engine, "TEST_CONTROLS": True}) as running:
            request = playwright.request.new_context(base_url=running.url)
            for _ in range(arguments.repetitions):
                scenario(launched, TestControls(request), running.url)
            request.dispose()
        launched.close()
        engine.dispose()


if __name__ == "__main__":
    main()
