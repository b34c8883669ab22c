"""Page objects for the Integrations section."""

from playwright.sync_api import Page


class IntegrationPage:
    """The settings of a plugin."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._passes_permission = page.get_by_label("Pass permission with each contact", exact=True)
        self._save_button = page.get_by_role("button", name="Save", exact=True)

    def change(self, name: str, *, passes_permission: bool) -> None:
        """Change whether a plugin passes on permission."""
        self._page.goto("/integrations")
        self._page.get_by_role("link", name=name, exact=True).click()
        self._passes_permission.set_checked(passes_permission)
        self._save_button.click()
        self._page.get_by_role("status").filter(has_text="saved").wait_for()
