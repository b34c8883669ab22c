"""What recipients see: their messages, and the pages behind the links in these."""

import re
from email import message_from_string, policy
from email.message import EmailMessage

from playwright.sync_api import Page, expect


class Mailbox:
    """A message that was sent, read as a mail program reads it: from its source."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._show_source = page.get_by_text("Source of the message")
        self._source = page.get_by_label("Source", exact=True)

    def link(self, action: str) -> str:
        """Return the address of a link in the text of the message, such as the one to "unsubscribe"."""
        text = self._message().get_content()
        found = re.search(rf"https?://\S+/{action}/\S+", text)
        assert found, f"the message at {self._page.url} has no link to {action}: {text}"
        return found.group()

    def one_click_link(self) -> str:
        """Return the address to which a mail program posts when the recipient unsubscribes there (RFC 8058)."""
        message = self._message()
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        return str(message["List-Unsubscribe"]).strip("<>")

    def _message(self) -> EmailMessage:
        self._show_source.click()
        return message_from_string(self._source.inner_text(), _class=EmailMessage, policy=policy.default)


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
