"""Page objects for the Reports section, without the Email Engagement Tracker."""

from collections import Counter
from collections.abc import Sequence

from playwright.sync_api import Page, expect

from steps.pages.tables import read_all_pages


class ConsentHistoryReport:
    """The report that lists the consent history of all contacts."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._entries: list[dict[str, str]] = []
        self._main = page.get_by_role("main")
        self._table = self._main.get_by_role("table")

    def open(self) -> None:
        """Open the report from the Reports section, and read all of its pages."""
        self._page.goto("/reports")
        with self._page.expect_navigation():
            self._main.get_by_role("link", name="Consent History", exact=True).click()
        self._entries = read_all_pages(self._page, self._table)

    def expect_entries(self, count: int) -> None:
        """Check how many entries there are, and that the report says so."""
        assert len(self._entries) == count
        expect(self._main.get_by_text(f"of {count} events")).to_be_visible()

    def expect_changes(self, address: str, changes: Sequence[Sequence[str]]) -> None:
        """Check the statuses before and after each change of an address, newest first."""
        found = [[entry["From"], entry["To"]] for entry in self._entries if entry["Address"] == address]
        assert found == changes, f"{address}: {found}"


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
