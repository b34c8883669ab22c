"""Page objects for recipients: the messages that they get, and the pages behind the links in these."""

import re
from email import message_from_string, policy
from email.message import EmailMessage

from playwright.sync_api import APIRequestContext, Page


class MailProgram:
    """A mail program, which shows messages and follows their links.

    Args:
        page: the page of a message in the CRM.
        request: an HTTP client for the CRM.
    """

    def __init__(self, page: Page, request: APIRequestContext) -> None:
        self._page = page
        self._request = request
        self._show_source = page.get_by_text("Source of the message, as the mail server got it", exact=True)
        self._source = page.get_by_label("Source", exact=True)

    def link(self, action: str) -> str:
        """Return the link for an action, such as "unsubscribe", in the message whose page is open."""
        self._show_source.click()
        return self.link_in(self._source.inner_text(), action)

    def link_in(self, source: str, action: str) -> str:
        """Return the link for an action, such as "unsubscribe", in a message."""
        text = _message(source).get_content()
        found = re.search(rf"https?://\S+/{action}/\S+", text)
        assert found, f"the message has no link to {action}: {text}"
        return found.group()

    def unsubscribe_with_link(self, source: str) -> None:
        """Unsubscribe with the link in a message, in another browser."""
        self._post(self.link_in(source, "unsubscribe"), {})

    def unsubscribe_with_one_click(self, source: str) -> None:
        """Unsubscribe by the header of a message (RFC 8058)."""
        message = _message(source)
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        self._post(str(message["List-Unsubscribe"]).strip("<>"), {"List-Unsubscribe": "One-Click"})

    def _post(self, address: str, form: dict[str, str | float | bool]) -> None:
        response = self._request.post(address, form=form)
        assert response.ok, f"the CRM answered {response.status} to the mail program: {response.text()[:300]}"


def _message(source: str) -> EmailMessage:
    return message_from_string(source, _class=EmailMessage, policy=policy.default)


class RecipientPage:
    """The public pages: the sign-up form, and the pages behind the links in messages."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, link: str) -> None:
        """Open a link, and do nothing more."""
        self._page.goto(link)

    def sign_up(self, name: str, address: str) -> None:
        """Fill in the sign-up form."""
        self._page.goto("/sign-up")
        self._page.get_by_label("Your name", exact=True).fill(name)
        self._page.get_by_label("Email address", exact=True).fill(address)
        self._press("Sign up")

    def unsubscribe(self, link: str) -> None:
        """Open an unsubscribe link and confirm."""
        self.open(link)
        self._press("Unsubscribe")

    def confirm(self, link: str) -> None:
        """Open a confirmation link and confirm."""
        self.open(link)
        self._press("Confirm my address")

    def _press(self, button: str) -> None:
        with self._page.expect_navigation():
            self._page.get_by_role("button", name=button, exact=True).click()
