"""What recipients see: their messages, and the pages behind the links in these."""

import re

from playwright.sync_api import Page, expect


class Mailbox:
    """A message as its recipient reads it, in the CRM's record of sent messages."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._show_source = page.get_by_text("Source of the message")
        self._source = page.get_by_label("Source", exact=True)

    def link(self, action: str) -> str:
        """Return the address of a link in the message that is open, such as the one to "unsubscribe"."""
        self._show_source.click()
        text = self._source.inner_text()
        found = re.search(rf"https?://\S+/{action}/[^\s>]+", text)
        assert found, f"the message at {self._page.url} has no link to {action}"
        return found.group()


class RecipientPage:
    """The pages that recipients reach by the links in their messages, and the sign-up form."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def sign_up(self, name: str, address: str) -> None:
        """Fill in the public sign-up form."""
        self._page.goto("/sign-up")
        self._page.get_by_label("Your name").fill(name)
        self._page.get_by_label("Email address").fill(address)
        self._page.get_by_role("button", name="Sign up").click()
        expect(self._page.get_by_role("heading", name="Check your inbox")).to_be_visible()

    def unsubscribe(self, link: str) -> None:
        """Follow an unsubscribe link and go through with it."""
        self._page.goto(link)
        self._page.get_by_role("button", name="Unsubscribe").click()
        expect(self._page.get_by_role("heading", name="You are unsubscribed")).to_be_visible()

    def confirm(self, link: str) -> None:
        """Follow a confirmation link and go through with it."""
        self._page.goto(link)
        self._page.get_by_role("button", name="Confirm my address").click()
        expect(self._page.get_by_role("heading", name="Thank you")).to_be_visible()
