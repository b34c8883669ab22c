"""Page objects for the Reports section, without the Email Engagement Tracker."""

from playwright.sync_api import Page, expect


class ConsentHistoryReport:
    """The report that lists the consent history of all contacts."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._events = page.get_by_role("region", name="Events", exact=True).get_by_role("row")

    def open(self) -> None:
        """Open the report from the Reports section."""
        self._page.goto("/reports")
        self._page.get_by_role("main").get_by_role("link", name="Consent History", exact=True).click()

    def expect_newest(self, address: str, status: str) -> None:
        """Check the new status in the newest entry of an address."""
        newest = self._events.filter(has=self._page.get_by_role("rowheader", name=address, exact=True)).first
        # The cells, without the row header: time, outcome, status before, status after.
        expect(newest.get_by_role("cell").nth(3)).to_have_text(status)
