"""What all pages have in common."""

from playwright.sync_api import Page


class PageFrame:
    """The frame around every page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open_home(self) -> None:
        """Go to the home page."""
        self._page.goto("/")
