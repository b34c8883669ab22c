"""What all pages have in common: the main navigation, the heading, and controls by role and name."""

from typing import Literal

from playwright.sync_api import Locator, Page


class PageFrame:
    """The frame around every page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.main_navigation = page.get_by_role("navigation", name="Main")
        self.heading = page.get_by_role("heading", level=1)

    def open_home(self) -> None:
        """Go to the home page."""
        self._page.goto("/")

    def open_reports(self) -> None:
        """Go to the Reports section."""
        self._page.goto("/reports")

    def main_link(self, label: str) -> Locator:
        """Return a link of the main navigation."""
        return self.main_navigation.get_by_role("link", name=label, exact=True)

    def control(self, role: Literal["link", "button", "radio", "checkbox"], name: str) -> Locator:
        """Return a control of the page's content."""
        return self._page.get_by_role("main").get_by_role(role, name=name, exact=True)

    def reports(self) -> Locator:
        """Return the links to the reports, in the Reports section."""
        return self._page.get_by_role("main").get_by_role("listitem").get_by_role("link")
