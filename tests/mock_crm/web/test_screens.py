"""Every screen in a browser: accessible, readable on a phone, and in need of no network."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FilePayload, Page, ViewportSize, expect
from sqlalchemy import Engine

from mock_crm import server
from mock_crm.mail.links import Links
from mock_crm.seeding import demo
from mock_crm.storage import settings
from mock_crm.storage.database import open_database, open_session
from mock_crm.web.app import create_app
from tests.accessibility import violations

WIDE = ViewportSize(width=1280, height=900)
NARROW = ViewportSize(width=390, height=900)

OPEN_DIALOG = "dialog[open]"

# axe looks at each element, and long tables hold hundreds of rows that differ in their words alone.
MARK_REPEATED_ROWS = """() => {
  const make = row => row.outerHTML.replace(/>[^<]*/g, '>').replace(/="[^"]*?\\d[^"]*"/g, '')
    .replace(/ (aria-label|title|value|datetime)="[^"]*"/g, '');
  for (const table of document.querySelectorAll('tbody')) {
    const seen = new Set();
    for (const row of table.rows) {
      row.toggleAttribute('data-repeated', seen.has(make(row)));
      seen.add(make(row));
    }
  }
}"""

NO_SCREEN = {
    "account.sign_in",  # Only there with a password; the tests of the account have it.
    "api.get_contact",
    "api.list_contacts",
    "bootstrap.static",
    "static",
}


@pytest.fixture(scope="module")
def crm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Links]]:
    """Yield the address of a CRM with demo data, and what makes the links in its messages."""
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'crm.sqlite'}")
    with server.start({"ENGINE": engine}) as running:
        links = Links(settings.secret_key(engine), running.url)
        with open_session(engine, writing=True) as session:
            demo.fill(session, links, datetime.now(UTC))
            session.commit()
        yield running.url, links
    engine.dispose()


@pytest.fixture(scope="module")
def screen(browser: Browser, crm: tuple[str, Links]) -> Iterator[Page]:
    """Yield the page of a context that all tests share; none may send a request to another host."""
    url, _ = crm
    context = browser.new_context(base_url=url, viewport=WIDE)
    elsewhere: list[str] = []
    context.on(
        "request",
        lambda asked: None if asked.url.startswith((url, "data:", "blob:")) else elsewhere.append(asked.url),
    )
    yield context.new_page()
    context.close()
    assert elsewhere == []


def check(page: Page, part: str | None = None) -> None:
    """Check that axe finds nothing on the page or a part of it, and that the page fits the screen, also on a phone.

    Of rows that are made alike axe is shown the first one; all of them with NIGHTLY set.
    """
    if not os.environ.get("NIGHTLY"):
        page.evaluate(MARK_REPEATED_ROWS)
    assert violations(page, part or "html", without="[data-repeated]") == []
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert excess == 0, f"{page.url} is {excess} pixels wider than a screen of {size['width']} pixels"


def test_every_page(screen: Page, crm: tuple[str, Links], engine: Engine) -> None:
    url, links = crm
    adapter = create_app({"ENGINE": engine}).url_map.bind(urlsplit(url).netloc)
    routes = {rule.endpoint for rule in adapter.map.iter_rules() if "GET" in (rule.methods or set())} - NO_SCREEN
    seen: set[str] = set()
    import_a_file(screen)
    seen |= {"imports.preview", "imports.result"}
    waiting = ["/", "/sign-up", "/sign-up/thanks", links.unsubscribe(1), links.confirm(1), links.view(1)]
    while waiting:
        path = urlsplit(waiting.pop(0)).path
        endpoint, _ = adapter.match(path, method="GET")
        if endpoint in seen or endpoint not in routes:
            continue
        seen.add(endpoint)
        screen.goto(path)
        check(screen)
        waiting += screen.get_by_role("link").evaluate_all("links => links.map(link => link.pathname)")
    assert routes - seen == set()


def import_a_file(screen: Page) -> None:
    rows = "Ana,Ruiz,ana.ruiz@example.com,yes\nBen,Cole,no address,no\n"
    file = FilePayload(
        name="people.csv", mimeType="text/csv", buffer=f"First name,Last name,Email,Permission\n{rows}".encode()
    )
    screen.goto("/contacts/import")
    screen.get_by_label("CSV file").set_input_files(file)
    screen.get_by_role("radio", name="A column of the file says so").check()
    screen.get_by_role("button", name="Preview").click()
    expect(screen.get_by_role("button", name="Import 1 contact")).to_be_visible()
    check(screen)
    screen.get_by_role("button", name="Import 1 contact").click()
    expect(screen.get_by_role("heading", level=1, name="Result of the import")).to_be_visible()
    check(screen)


def test_the_tracker_with_results_menu_and_every_dialog(screen: Page) -> None:
    screen.goto("/reports/email-engagement-tracker")
    screen.get_by_role("button", name="Search", exact=True).click()
    screen.get_by_role("checkbox", name="Select All").check()
    check(screen)
    actions = screen.get_by_role("button", name="Actions")
    actions.click()
    check(screen)
    labels = screen.get_by_role("listbox", name="Actions").get_by_role("option").all_inner_texts()
    assert labels[0] == "Update Opt-In/Out Status"
    assert len(labels) >= 5
    for label in labels:
        screen.get_by_role("combobox", name="Search actions").fill(label)
        screen.get_by_role("option", name=label).click()
        dialog = screen.get_by_role("dialog", name=label)
        expect(dialog).to_be_visible()
        check(screen, OPEN_DIALOG)
        dialog.get_by_role("button", name="Cancel").click()
        expect(dialog).to_be_hidden()
        actions.click()


@pytest.mark.parametrize(
    ("start", "link", "button"),
    [
        ("/contacts?q=example", None, "Delete"),
        ("/integrations", "Storefront", "Disconnect"),
    ],
)
def test_dialogs_that_ask_before_something_is_lost(screen: Page, start: str, link: str | None, button: str) -> None:
    screen.goto(start)
    main = screen.get_by_role("main")
    (main.get_by_role("link", name=link) if link else main.get_by_role("rowheader").first.get_by_role("link")).click()
    screen.get_by_role("main").get_by_role("button", name=button, exact=True).click()
    expect(screen.get_by_role("dialog")).to_be_visible()
    check(screen, OPEN_DIALOG)


def test_the_dialogs_that_opt_one_address_in_or_out(screen: Page) -> None:
    screen.goto("/contacts?q=example")
    screen.get_by_role("row").filter(has_text="Non-Marketable").first.get_by_role("link").click()
    dialog = screen.get_by_role("dialog")
    screen.get_by_role("button", name="Opt Out").first.click()
    expect(dialog.get_by_role("heading")).to_contain_text("Opt out Email")
    check(screen, OPEN_DIALOG)
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()
    screen.get_by_role("button", name="Opt In").first.click()
    expect(dialog.get_by_role("heading")).to_contain_text("Opt in Email")
    check(screen, OPEN_DIALOG)
    dialog.get_by_role("button", name="Confirm Opt-In").click()
    expect(dialog.get_by_role("alert")).to_have_text("Say how permission was given.")
    expect(dialog.get_by_label("How permission was given")).to_be_focused()
    check(screen, OPEN_DIALOG)


@pytest.mark.parametrize("path", ["/nothing-here", "/unsubscribe/made-up"])
def test_error_pages(screen: Page, path: str) -> None:
    answer = screen.goto(path)
    assert answer is not None
    assert answer.status == 404
    check(screen)
