"""The pages of the Reports section, except the Email Engagement Tracker."""

from playwright.sync_api import Page, expect


class ConsentHistoryReport:
    """The report that lists the consent history of all contacts."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.events = page.get_by_role("region", name="Events").get_by_role("row")

    def open(self) -> None:
        """Go to the report from the Reports section."""
        self._page.goto("/reports")
        self._page.get_by_role("main").get_by_role("link", name="Consent History", exact=True).click()

    def expect_newest(self, address: str, status: str) -> None:
        """Check to which status the newest event of an address led."""
        newest = self.events.filter(has=self._page.get_by_role("rowheader", name=address, exact=True)).first
        # Behind the time, the address and the outcome stand the statuses before and after.
        expect(newest.get_by_role("cell").nth(3)).to_have_text(status)
