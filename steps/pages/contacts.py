"""The pages of the Contacts section."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from playwright.sync_api import FilePayload, Locator, Page, expect


class ContactList:
    """The list of contacts, where each is found."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.rows = page.get_by_role("main").get_by_role("rowheader")

    def open_contact(self, name: str) -> None:
        """Go to the page of a contact."""
        self._page.goto(f"/contacts?{urlencode({'q': name})}")
        self._page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
        expect(self._page.get_by_role("heading", level=1, name=name)).to_be_visible()


class ContactForm:
    """The form in which a contact is added or changed."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._permission = page.get_by_label("I have this person's permission to send marketing email")
        self._permission_reason = page.get_by_label("How permission was given")
        self._save_button = page.get_by_role("button", name="Save")
        self.email_fields = page.get_by_role("group", name="Email addresses").get_by_role("textbox")

    def open(self) -> None:
        """Go to the form for a new contact."""
        self._page.goto("/contacts/add")

    def fill(self, values: Mapping[str, str]) -> None:
        """Fill in fields, by their labels."""
        for label, value in values.items():
            self._page.get_by_label(label, exact=True).fill(value)

    def save(self, *, permission: bool) -> None:
        """Say whether there is permission, and save."""
        self._permission.set_checked(permission)
        if permission:
            self._permission_reason.fill("Signed form at the counter")
        self._save_button.click()
        expect(self._page.get_by_role("status").filter(has_text="saved")).to_be_visible()


class ContactPage:
    """The page of one contact."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.history = page.get_by_role("table", name="Consent history").get_by_role("row")
        self.messages = page.get_by_role("table", name="Messages sent").get_by_role("row")
        self._edit = page.get_by_role("link", name="Edit")
        self._delete = page.get_by_role("main").get_by_role("button", name="Delete", exact=True)
        self._confirm_delete = page.get_by_role("dialog").get_by_role("button", name="Delete contact")
        self._send_email = page.get_by_role("link", name="Send Email")
        self.dialog = page.get_by_role("dialog")
        self.status_message = page.get_by_role("status").filter(has_text="Email status updated.")
        self.refusal = page.get_by_role("main").get_by_role("alert")

    def email(self, label: str) -> Locator:
        """Return the part of the page about an address field, such as "Email 1"."""
        return self._page.get_by_role("region", name=label)

    def expect_status(self, label: str, status: str) -> None:
        """Check the email status of an address field."""
        expect(self.email(label).get_by_text(status, exact=True)).to_be_visible()

    def answer(self, label: str, question: str) -> Locator:
        """Return what the page says about an address field, such as whether it "Can be opted in"."""
        return self.email(label).get_by_text(question, exact=True).locator("xpath=following-sibling::dd[1]")

    def opt_in_button(self, label: str) -> Locator:
        """Return the button that opts an address field in."""
        return self.email(label).get_by_role("button", name="Opt In", exact=True)

    def opt_out_button(self, label: str) -> Locator:
        """Return the button that opts an address field out."""
        return self.email(label).get_by_role("button", name="Opt Out", exact=True)

    def begin_opt_in(self, label: str) -> None:
        """Open the dialog that opts an address field in."""
        self.opt_in_button(label).click()
        expect(self.dialog).to_be_visible()

    def confirm_opt_in(self, permission: str) -> None:
        """Say in the dialog how permission was given, and confirm."""
        self.dialog.get_by_label("How permission was given").fill(permission)
        self.dialog.get_by_role("button", name="Confirm Opt-In").click()

    def opt_out(self, label: str) -> None:
        """Opt an address field out, and confirm that."""
        self.opt_out_button(label).click()
        self.dialog.get_by_role("button", name="Confirm Opt-Out").click()
        expect(self.status_message).to_be_visible()

    def another_window(self) -> Page:
        """Return an empty window of the same user."""
        return self._page.context.new_page()

    def message(self, kind: str, subject: str) -> Locator:
        """Return the row of a message that was sent to the contact."""
        return self.messages.filter(has_text=kind).filter(has_text=subject)

    def expect_messages(self, kinds: list[str]) -> None:
        """Check which kinds of message were sent to the contact, one of each, and no others."""
        if not kinds:
            expect(self._page.get_by_text("No message was sent to this contact yet.")).to_be_visible()
            return
        # The first row is the header.
        expect(self.messages).to_have_count(1 + len(kinds))
        for kind in kinds:
            expect(self.messages.filter(has=self._page.get_by_role("cell", name=kind, exact=True))).to_have_count(1)

    def expect_event(self, position: int, *texts: str | re.Pattern[str]) -> None:
        """Check an event of the consent history, the newest being number 1, by the texts of some of its cells."""
        event = self.history.nth(position)
        for text in texts:
            expect(event.get_by_role("cell", name=text, exact=True)).to_be_visible()

    def expect_history(self, events: Sequence[Sequence[str | re.Pattern[str]]]) -> None:
        """Check the whole consent history, newest first, each event by the texts of some of its cells."""
        expect(self.history).to_have_count(1 + len(events))
        for position, texts in enumerate(events, 1):
            self.expect_event(position, *texts)

    def open_message(self, subject: str) -> None:
        """Go to the page that shows a message."""
        self.messages.get_by_role("link", name=subject, exact=True).click()

    def edit(self) -> None:
        """Go to the form in which the contact is changed."""
        self._edit.click()

    def delete(self) -> None:
        """Delete the contact, and confirm that."""
        self._delete.click()
        self._confirm_delete.click()
        expect(self._page.get_by_role("status").filter(has_text="deleted")).to_be_visible()

    def write_email(self) -> None:
        """Go to the form for a one-to-one email."""
        self._send_email.click()


class OneToOneForm:
    """The form for a one-to-one email."""

    def __init__(self, page: Page) -> None:
        self._subject = page.get_by_label("Subject")
        self._message = page.get_by_label("Message", exact=True)
        self._send_button = page.get_by_role("button", name="Send Email")

    def send(self, subject: str) -> None:
        """Write a message and send it. Whether it went out, the contact's page tells."""
        self._subject.fill(subject)
        self._message.fill("Your order has left our warehouse this morning.")
        self._send_button.click()


class ImportPage:
    """The import of contacts from a CSV file, with its preview."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._file = page.get_by_label("CSV file")
        self._reason = page.get_by_label("How permission was given")
        self._preview_button = page.get_by_role("button", name="Preview")
        self._import_button = page.get_by_role("button", name="Import ")

    def import_file(self, text: str, permission: str) -> None:
        """Import a file.

        Args:
            text: the content of the CSV file.
            permission: the label of the choice that says who gave permission.
        """
        self._page.goto("/contacts/import")
        self._file.set_input_files(FilePayload(name="contacts.csv", mimeType="text/csv", buffer=text.encode()))
        self._page.get_by_role("radio", name=permission).check()
        if permission == "All of these people gave permission":
            self._reason.fill("Signed up at the fair")
        self._preview_button.click()
        self._import_button.click()
        expect(self._page.get_by_role("heading", name="Result of the import")).to_be_visible()
