"""Page objects for the Reports section, without the Email Engagement Tracker."""

from collections import Counter

from playwright.sync_api import Page, expect

from steps.pages.tables import read_all_pages


class ConsentHistoryReport:
    """The report that lists the consent history of all contacts."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._main = page.get_by_role("main")
        self._table = self._main.get_by_role("table")

    def read(self) -> list[dict[str, str]]:
        """Open the report from the Reports section, and return the entries on all of its pages, newest first."""
        self._page.goto("/reports")
        with self._page.expect_navigation():
            self._main.get_by_role("link", name="Consent History", exact=True).click()
        return read_all_pages(self._page, self._table)

    def expect_entries(self, count: int) -> None:
        """Check how many entries there are, and that the report says so."""
        assert len(self.read()) == count
        expect(self._main.get_by_text(f"of {count} events")).to_be_visible()


class SentMessagesReport:
    """The report that lists all messages that were sent."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._table = page.get_by_role("main").get_by_role("table")

    def count(self) -> Counter[tuple[str, str, str]]:
        """Return how many messages of each kind each contact got at each address: contact, address, kind."""
        self._page.goto("/reports/sent-messages")
        if self._page.get_by_text("No message has been sent yet.").count():
            return Counter()
        rows = read_all_pages(self._page, self._table)
        recipients = [row["Recipient"].partition("\n") for row in rows]
        return Counter((name, address, row["Kind"]) for (name, _, address), row in zip(recipients, rows, strict=True))
