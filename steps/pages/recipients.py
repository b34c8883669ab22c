"""Page objects for recipients: the messages that they get, and the pages behind the links in these."""

import re
from email import message_from_string, policy
from email.message import EmailMessage

from playwright.sync_api import APIRequestContext, Page, expect


class MailProgram:
    """A mail program that shows the message whose page is open in the CRM.

    Args:
        page: the page of the message.
        request: an HTTP client for the CRM.
    """

    def __init__(self, page: Page, request: APIRequestContext) -> None:
        self._page = page
        self._request = request
        self._show_source = page.get_by_text("Source of the message, as the mail server got it", exact=True)
        self._source = page.get_by_label("Source", exact=True)

    def link(self, action: str) -> str:
        """Return the link in the message for an action, such as "unsubscribe"."""
        text = self._message().get_content()
        found = re.search(rf"https?://\S+/{action}/\S+", text)
        assert found, f"the message at {self._page.url} has no link to {action}: {text}"
        return found.group()

    def unsubscribe_with_one_click(self) -> None:
        """Unsubscribe by the header of the message (RFC 8058)."""
        message = self._message()
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        address = str(message["List-Unsubscribe"]).strip("<>")
        response = self._request.post(address, form={"List-Unsubscribe": "One-Click"})
        assert response.ok, f"the CRM answered {response.status} to the mail program: {response.text()[:300]}"

    def _message(self) -> EmailMessage:
        self._show_source.click()
        return message_from_string(self._source.inner_text(), _class=EmailMessage, policy=policy.default)


class RecipientPage:
    """The public pages: the sign-up form, and the pages behind the links in messages."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def sign_up(self, name: str, address: str) -> None:
        """Fill in the sign-up form."""
        self._page.goto("/sign-up")
        self._page.get_by_label("Your name", exact=True).fill(name)
        self._page.get_by_label("Email address", exact=True).fill(address)
        self._page.get_by_role("button", name="Sign up", exact=True).click()
        expect(self._page.get_by_role("heading", name="Check your inbox", exact=True)).to_be_visible()

    def unsubscribe(self, link: str) -> None:
        """Open an unsubscribe link and confirm."""
        self._page.goto(link)
        self._page.get_by_role("button", name="Unsubscribe", exact=True).click()
        expect(self._page.get_by_role("heading", name="You are unsubscribed", exact=True)).to_be_visible()

    def confirm(self, link: str) -> None:
        """Open a confirmation link and confirm."""
        self._page.goto(link)
        self._page.get_by_role("button", name="Confirm my address", exact=True).click()
        expect(
            self._page.get_by_role("heading", name="Thank you, your address is confirmed", exact=True)
        ).to_be_visible()
