"""Page objects for the Contacts section."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from urllib.parse import urlencode

from playwright.sync_api import FilePayload, Locator, Page, expect


class ContactFormPage:
    """The form in which a contact is added or changed."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._permission = page.get_by_label("I have this person's permission to send marketing email", exact=True)
        self._permission_note = page.get_by_label("How permission was given", exact=True)
        self._save_button = page.get_by_role("button", name="Save", exact=True)
        self.email_fields = page.get_by_role("group", name="Email addresses", exact=True).get_by_role("textbox")

    def open(self) -> None:
        """Open the form for a new contact."""
        self._page.goto("/contacts/add")

    def fill(self, values: Mapping[str, str]) -> None:
        """Fill in fields by their labels."""
        for label, value in values.items():
            self._page.get_by_label(label, exact=True).fill(value)

    def save(self, *, permission: bool) -> None:
        """State whether there is permission, and save."""
        self._permission.set_checked(permission)
        if permission:
            self._permission_note.fill("Signed form at the counter")
        self._save_button.click()
        expect(self._page.get_by_role("status").filter(has_text="Contact saved.")).to_be_visible()

    def expect_email_fields(self, labels: Sequence[str]) -> None:
        """Check that the form has exactly these email fields, in this order."""
        expect(self.email_fields).to_have_count(len(labels))
        for position, label in enumerate(labels):
            expect(self.email_fields.nth(position)).to_have_accessible_name(label)


class ContactPage:
    """The page of one contact."""

    ANSWERS = ("One-to-one email", "Broadcasts", "Sequence messages", "Can be opted in", "Can be opted out")
    """The questions that the page answers for each address, in order."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._main = page.get_by_role("main")
        self._history = page.get_by_role("table", name="Consent history", exact=True).get_by_role("row")
        self._messages = page.get_by_role("table", name="Messages sent", exact=True).get_by_role("row")
        self._dialog = page.get_by_role("dialog")
        self._updated = self._main.get_by_role("status").filter(has_text="Email status updated.")
        self._alert = self._main.get_by_role("alert")

    def open(self, name: str) -> None:
        """Find a contact in the list of contacts and open its page."""
        self._page.goto(f"/contacts?{urlencode({'q': name})}")
        self._main.get_by_role("link", name=name, exact=True).click()
        expect(self._page.get_by_role("heading", level=1, name=name, exact=True)).to_be_visible()

    @contextmanager
    def in_another_window(self) -> Iterator["ContactPage"]:
        """Yield a contact page in a second window, which is closed afterwards."""
        window = self._page.context.new_page()
        yield ContactPage(window)
        window.close()

    def edit(self) -> None:
        """Open the form in which the contact is changed."""
        self._main.get_by_role("link", name="Edit", exact=True).click()

    def delete(self) -> None:
        """Delete the contact and confirm."""
        self._main.get_by_role("button", name="Delete", exact=True).click()
        self._dialog.get_by_role("button", name="Delete contact", exact=True).click()
        expect(self._page.get_by_role("status").filter(has_text="deleted")).to_be_visible()

    def write_email(self) -> None:
        """Open the form for a one-to-one email."""
        self._main.get_by_role("link", name="Send Email", exact=True).click()

    def open_message(self, subject: str) -> None:
        """Open a message that was sent to the contact."""
        self._messages.get_by_role("link", name=subject, exact=True).click()
        expect(self._page.get_by_role("heading", level=1, name=subject, exact=True)).to_be_visible()

    def open_opt_in_dialog(self, label: str) -> None:
        """Open the dialog that opts in an address."""
        self._button(label, "Opt In").click()
        expect(self._dialog).to_be_visible()

    def confirm_opt_in(self, note: str) -> None:
        """Enter how permission was given, confirm, and wait for the answer of the CRM."""
        self._dialog.get_by_label("How permission was given", exact=True).fill(note)
        self._dialog.get_by_role("button", name="Confirm Opt-In", exact=True).click()
        expect(self._alert.or_(self._updated)).to_be_visible()

    def opt_in(self, label: str, note: str) -> None:
        """Opt in an address."""
        self.open_opt_in_dialog(label)
        self.confirm_opt_in(note)
        expect(self._updated).to_be_visible()

    def opt_out(self, label: str) -> None:
        """Opt out an address."""
        self._button(label, "Opt Out").click()
        self._dialog.get_by_role("button", name="Confirm Opt-Out", exact=True).click()
        expect(self._updated).to_be_visible()

    def expect_status(self, label: str, status: str) -> None:
        """Check the email status of an address."""
        expect(self._address(label).get_by_text(status, exact=True)).to_be_visible()

    def expect_may_receive(self, label: str, answers: Sequence[str], reason: str) -> None:
        """Check which kinds of email an address may receive.

        Args:
            label: the label of the address, such as "Email 1".
            answers: "Yes" or "No" for one-to-one email, broadcasts and sequence messages.
            reason: the reason that each No is given with.
        """
        for question, answer in zip(self.ANSWERS[:3], answers, strict=True):
            self._expect_answer(label, question, answer if answer == "Yes" else f"{answer}. {reason}")

    def expect_opt_in_offered(self, label: str) -> None:
        """Check that an address can be opted in."""
        self._expect_answer(label, "Can be opted in", "Yes")
        expect(self._button(label, "Opt In")).to_be_enabled()

    def expect_no_opt_in(self, label: str, reason: str) -> None:
        """Check that an address cannot be opted in, and the reason that the page gives."""
        self._expect_answer(label, "Can be opted in", f"No. {reason}")
        expect(self._button(label, "Opt In")).to_have_count(0)

    def expect_no_opt_out(self, label: str, reason: str) -> None:
        """Check that an address cannot be opted out, and the reason that the page gives."""
        self._expect_answer(label, "Can be opted out", f"No. {reason}")
        expect(self._button(label, "Opt Out")).to_have_count(0)

    def expect_problem_in_dialog(self, text: str) -> None:
        """Check that the dialog is still open and names this problem."""
        expect(self._dialog.get_by_role("alert")).to_have_text(text)

    def expect_name_in_dialog(self, name: str) -> None:
        """Check that the dialog mentions a contact."""
        expect(self._dialog.get_by_text(name)).to_be_visible()

    def expect_refusal(self, text: str) -> None:
        """Check that the CRM refused the change, and why."""
        expect(self._alert).to_contain_text(text)

    def expect_message(self, kind: str, subject: str, count: int = 1) -> None:
        """Check how often a message was sent to the contact."""
        row = self._of_kind(kind).filter(has=self._page.get_by_role("link", name=subject, exact=True))
        expect(row).to_have_count(count)

    def expect_messages(self, kind: str, count: int) -> None:
        """Check how many messages of one kind were sent to the contact."""
        expect(self._of_kind(kind)).to_have_count(count)

    def expect_event(self, position: int, *texts: str | re.Pattern[str]) -> None:
        """Check the texts of an entry in the consent history. The newest entry has the position 1."""
        for text in texts:
            expect(self._history.nth(position).get_by_role("cell", name=text, exact=True)).to_be_visible()

    def expect_history(self, events: Sequence[Sequence[str | re.Pattern[str]]]) -> None:
        """Check the texts of all entries in the consent history, newest first."""
        expect(self._history).to_have_count(len(events) + 1)  # The first row is the header.
        for position, texts in enumerate(events, 1):
            self.expect_event(position, *texts)

    def _address(self, label: str) -> Locator:
        return self._page.get_by_role("region", name=label, exact=True)

    def _button(self, label: str, name: str) -> Locator:
        return self._address(label).get_by_role("button", name=name, exact=True)

    def _of_kind(self, kind: str) -> Locator:
        return self._messages.filter(has=self._page.get_by_role("cell", name=kind, exact=True))

    def _expect_answer(self, label: str, question: str, answer: str) -> None:
        position = self.ANSWERS.index(question)
        expect(self._address(label).get_by_role("term").nth(position)).to_have_text(question)
        expect(self._address(label).get_by_role("definition").nth(position)).to_have_text(answer)


class OneToOneForm:
    """The form for a one-to-one email."""

    def __init__(self, page: Page) -> None:
        self._main = page.get_by_role("main")
        self._subject = page.get_by_label("Subject", exact=True)
        self._message = page.get_by_label("Message", exact=True)
        self._send_button = page.get_by_role("button", name="Send Email", exact=True)

    def send(self, subject: str) -> None:
        """Write an email, send it, and wait for the answer of the CRM, which may refuse to send it."""
        self._subject.fill(subject)
        self._message.fill("Your order has left our warehouse this morning.")
        self._send_button.click()
        expect(self._main.get_by_role("status").or_(self._main.get_by_role("alert"))).to_be_visible()


class ImportPage:
    """The import of contacts from a CSV file, with its preview."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._file = page.get_by_label("CSV file", exact=True)
        self._permission_note = page.get_by_label("How permission was given", exact=True)
        self._preview_button = page.get_by_role("button", name="Preview", exact=True)
        self._import_button = page.get_by_role("button", name=re.compile(r"^Import \d+ contacts?$"))

    def import_without_permission(self, text: str) -> None:
        """Import a CSV file of people who gave no permission."""
        self._choose(text, "No permission")
        self._import()

    def import_with_permission(self, text: str) -> None:
        """Import a CSV file of people who all gave permission."""
        self._choose(text, "All of these people gave permission")
        self._permission_note.fill("Signed up at the fair")
        self._import()

    def import_with_permission_column(self, text: str) -> None:
        """Import a CSV file with a column that states who gave permission."""
        self._choose(text, "A column of the file says so")
        self._import()

    def _choose(self, text: str, permission: str) -> None:
        self._page.goto("/contacts/import")
        self._file.set_input_files(FilePayload(name="contacts.csv", mimeType="text/csv", buffer=text.encode()))
        self._page.get_by_role("radio", name=permission, exact=True).check()

    def _import(self) -> None:
        self._preview_button.click()
        self._import_button.click()
        expect(self._page.get_by_role("heading", name="Result of the import", exact=True)).to_be_visible()
