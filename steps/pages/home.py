"""Page object for the home page."""

from playwright.sync_api import Page


class HomePage:
    """The page on which every user starts."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self) -> None:
        """Open the home page."""
        self._page.goto("/")
