"""Page objects for the Campaigns section."""

import re

from playwright.sync_api import Locator, Page, expect


class BroadcastPage:
    """The form and the page of a broadcast."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._subject = page.get_by_label("Subject", exact=True)
        self._message = page.get_by_label("Message", exact=True)
        self._recipients = page.get_by_label("Recipients", exact=True)
        self._save_button = page.get_by_role("button", name="Save and review", exact=True)
        self._send_button = page.get_by_role("button", name=re.compile(r"^Send broadcast to \d+ contacts?$"))

    def send_to_all(self, subject: str) -> None:
        """Write a broadcast to all contacts and send it."""
        self._page.goto("/campaigns/broadcasts/new")
        self._subject.fill(subject)
        self._message.fill("Everything in the shop is half the price this week.")
        self._recipients.select_option(label="All contacts")
        self._save_button.click()
        self._send_button.click()
        self._page.get_by_role("status").filter(has_text="sent").wait_for()


class SequencePage:
    """The page of a sequence."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._recipients = page.get_by_label("Start for contacts", exact=True)
        self._start_button = page.get_by_role("button", name="Start sequence", exact=True)

    def open(self, name: str) -> None:
        """Open the page of a sequence."""
        self._page.goto("/campaigns")
        self._page.get_by_role("link", name=name, exact=True).click()
        self._page.get_by_role("heading", level=1, name=name, exact=True).wait_for()

    def start_for_all(self, name: str) -> None:
        """Start a sequence for all contacts."""
        self.open(name)
        self._recipients.select_option(label="All contacts")
        self._start_button.click()
        self._page.get_by_role("status").filter(has_text="started").wait_for()

    def expect_held(self, name: str, contact: str, reason: str) -> None:
        """Open a sequence and check that its next message is held for a contact, and why."""
        self.open(name)
        expect(self._progress(contact)).to_contain_text(f"Held {reason}")

    def _progress(self, contact: str) -> Locator:
        rows = self._page.get_by_role("table", name="Contacts in it", exact=True).get_by_role("row")
        return rows.filter(has=self._page.get_by_role("rowheader", name=contact, exact=True))
