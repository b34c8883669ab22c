"""Page objects for the Reports section, without the Email Engagement Tracker."""

from collections import Counter

from playwright.sync_api import Page, expect

from steps.pages.tables import read_table


class ConsentHistoryReport:
    """The report that lists the consent history of all contacts."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._main = page.get_by_role("main")

    def read(self) -> list[dict[str, str]]:
        """Open the report from the Reports section, and return the entries on all of its pages, newest first."""
        self._page.goto("/reports")
        with self._page.expect_navigation():
            self._main.get_by_role("link", name="Consent History", exact=True).click()
        return _read_all_pages(self._page)

    def expect_entries(self, count: int) -> None:
        """Check how many entries there are, and that the report says so."""
        assert len(self.read()) == count
        expect(self._main.get_by_text(f"of {count} events")).to_be_visible()


class SentMessagesReport:
    """The report that lists all messages that were sent."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def count(self) -> Counter[tuple[str, str, str]]:
        """Return how many messages of each kind each contact got at each address: contact, address, kind."""
        self._page.goto("/reports/sent-messages")
        rows = _read_all_pages(self._page)
        recipients = [row["Recipient"].partition("\n") for row in rows]
        return Counter((name, address, row["Kind"]) for (name, _, address), row in zip(recipients, rows, strict=True))


def _read_all_pages(page: Page) -> list[dict[str, str]]:
    main = page.get_by_role("main")
    table, after = main.get_by_role("table"), main.get_by_role("link", name="Next", exact=True)
    if not table.count() and main.get_by_text("No message has been sent yet.").count():
        return []
    rows = read_table(table)
    while after.count():
        with page.expect_navigation():
            after.click()
        rows += read_table(table)
    return rows
