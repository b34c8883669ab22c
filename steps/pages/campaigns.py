"""The pages of the Campaigns section."""

from playwright.sync_api import Locator, Page, expect


class BroadcastPage:
    """A broadcast: written, reviewed and sent."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._subject = page.get_by_label("Subject")
        self._message = page.get_by_label("Message", exact=True)
        self._recipients = page.get_by_label("Recipients")
        self._save_button = page.get_by_role("button", name="Save and review")
        self._send_button = page.get_by_role("button", name="Send broadcast")
        self.left_out = page.get_by_role("table", name="Left out").get_by_role("row")

    def send_to_all(self, subject: str) -> None:
        """Write a broadcast to all contacts, review it and send it."""
        self._page.goto("/campaigns/broadcasts/new")
        self._subject.fill(subject)
        self._message.fill("Everything in the shop is half the price this week.")
        self._recipients.select_option(label="All contacts")
        self._save_button.click()
        self._send_button.click()
        expect(self._page.get_by_role("status").filter(has_text="sent")).to_be_visible()

    def open(self, subject: str) -> None:
        """Go to the page of a broadcast."""
        self._page.goto("/campaigns")
        self._page.get_by_role("link", name=subject, exact=True).click()
        expect(self._page.get_by_role("heading", level=1, name=subject)).to_be_visible()


class SequencePage:
    """A follow-up sequence: whom it was started for, and how far each has come."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._recipients = page.get_by_label("Start for contacts")
        self._start_button = page.get_by_role("button", name="Start sequence")

    def open(self, name: str) -> None:
        """Go to the page of a sequence."""
        self._page.goto("/campaigns")
        self._page.get_by_role("link", name=name, exact=True).click()
        expect(self._page.get_by_role("heading", level=1, name=name)).to_be_visible()

    def start_for_all(self) -> None:
        """Start the sequence for all contacts."""
        self._recipients.select_option(label="All contacts")
        self._start_button.click()
        expect(self._page.get_by_role("status").filter(has_text="started")).to_be_visible()

    def progress(self, contact: str) -> Locator:
        """Return the row that says how far a contact has come."""
        return self._page.get_by_role("table", name="Contacts in it").get_by_role("row").filter(has_text=contact)
