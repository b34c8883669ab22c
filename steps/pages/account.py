"""Page object for signing in."""

from playwright.sync_api import Page, expect


class SignInPage:
    """The page that asks for a name and the password."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def sign_in(self, name: str, password: str) -> None:
        """Sign in."""
        self._page.goto("/sign-in")
        self._page.get_by_label("Your name", exact=True).fill(name)
        self._page.get_by_label("Password", exact=True).fill(password)
        self._page.get_by_role("button", name="Sign in", exact=True).click()
        expect(self._page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()
