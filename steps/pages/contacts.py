"""Page objects for the Contacts section."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playwright.sync_api import FilePayload, Locator, Page, expect

from steps.pages.desk import Desk
from steps.pages.eye import expect_drawn, expect_labels
from steps.pages.geometry import assert_at_bottom
from steps.pages.reading import READ_JS, expect_readable
from steps.pages.tables import read_all_pages, read_table


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
        with self._page.expect_navigation():
            self._save_button.click()

    def expect_email_fields(self, labels: Sequence[str]) -> None:
        """Check that the form has exactly these email fields, in this order."""
        expect_labels(self.email_fields, labels)


class ContactList:
    """The list of contacts, with its search."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._main = page.get_by_role("main")
        self._field = page.get_by_label("Search contacts", exact=True)
        self._search_button = self._main.get_by_role("button", name="Search", exact=True)
        self._table = self._main.get_by_role("table")
        self._names = self._table.get_by_role("rowheader")

    def open(self) -> None:
        """Open the list of all contacts."""
        self._page.goto("/contacts")

    def search(self, text: str) -> None:
        """Search for a text."""
        self._field.fill(text)
        with self._page.expect_navigation():
            self._search_button.click()

    def expect_names(self, names: Sequence[str]) -> None:
        """Check the names of all contacts in the list, in any order."""
        found = self._names.all_inner_texts()
        assert sorted(found) == sorted(names), f"{self._field.input_value()!r} finds {found}"

    def expect_count(self, count: int) -> None:
        """Check how many contacts are on all pages of the list, from the open one on."""
        assert len(read_all_pages(self._page, self._table)) == count

    def read_statuses(self) -> list[tuple[str, list[str]]]:
        """Return the name of each contact and the email statuses of its addresses, from all pages of the list."""
        self.open()
        rows = read_all_pages(self._page, self._table)
        addresses = [row["Email addresses"].split("\n") for row in rows]
        return [
            (row["Name"], [line.partition(" ")[2] for line in lines])
            for row, lines in zip(rows, addresses, strict=True)
        ]


@dataclass(frozen=True)
class Section:
    """The section of an address on the page of a contact, as the eye sees it.

    Attributes:
        label: its heading, such as "Email 1".
        status: the email status.
        answers: the answers to the questions about the address.
        buttons: the labels of the buttons.
        lines: everything that can be read, line by line.
    """

    label: str
    status: str
    answers: Mapping[str, str]
    buttons: Sequence[str]
    lines: Sequence[str]


Pages = dict[str, list[Section]]
"""The sections of the pages of contacts, by the name of the contact."""

# One call reads all sections.
_SECTIONS = f"""sections => {{ {READ_JS}
  return sections.map(section => {{
    const texts = selector => [...section.querySelectorAll(selector)].map(read);
    const answers = texts("dd");
    return {{
      label: texts("h2")[0],
      status: texts("h2 + *").join(" "),
      answers: Object.fromEntries(texts("dt").map((question, place) => [question, answers[place]])),
      buttons: texts("button"),
      lines: section.innerText.split("\\n").map(line => line.trim()).filter(Boolean),
    }};
  }});
}}"""


class ContactPage:
    """The page of one contact.

    Args:
        page: the browser.
        desk: the user at work, who finds contacts.
    """

    QUESTIONS = ("One-to-one email", "Broadcasts", "Sequence messages", "Can be opted in", "Can be opted out")
    """The questions that the page answers for each address."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self._page = page
        self._desk = desk
        self._main = page.get_by_role("main")
        self._sections = page.get_by_role("region", name=re.compile("^Email [0-9]+$"))
        self._history = page.get_by_role("table", name="Consent history", exact=True)
        self._messages = page.get_by_role("table", name="Messages sent", exact=True).get_by_role("row")
        self._left_out = page.get_by_role("table", name="Left out of", exact=True)
        self._dialog = page.get_by_role("dialog")
        self._alert = self._main.get_by_role("alert")
        updated = self._main.get_by_role("status").filter(has_text="Email status updated.")
        self._answer = self._alert.or_(updated)

    def open(self, name: str) -> None:
        """Open the page of a contact."""
        self._page.goto(self._desk.contact_path(name))

    def edit(self) -> None:
        """Open the form in which the contact is changed."""
        self._main.get_by_role("link", name="Edit", exact=True).click()

    def delete(self) -> None:
        """Delete the contact and confirm."""
        self._main.get_by_role("button", name="Delete", exact=True).click()
        self._dialog.get_by_role("button", name="Delete contact", exact=True).click()
        self._page.get_by_role("status").filter(has_text="deleted").wait_for()

    def write_email(self) -> None:
        """Open the form for a one-to-one email."""
        self._main.get_by_role("link", name="Send Email", exact=True).click()

    def open_message(self, subject: str) -> None:
        """Open a message that was sent to the contact."""
        self._messages.get_by_role("link", name=subject, exact=True).click()
        self._page.get_by_role("heading", level=1, name=subject, exact=True).wait_for()

    def open_opt_in_dialog(self, label: str) -> None:
        """Open the dialog that opts in an address."""
        self._button(label, "Opt In").click()
        self._dialog.wait_for()

    def open_opt_out_dialog(self, label: str) -> None:
        """Open the dialog that opts out an address."""
        self._button(label, "Opt Out").click()
        self._dialog.wait_for()

    def confirm_opt_in(self, note: str) -> None:
        """Enter how permission was given, confirm, and wait for the answer of the CRM."""
        self._dialog.get_by_label("How permission was given", exact=True).fill(note)
        self._dialog.get_by_role("button", name="Confirm Opt-In", exact=True).click()
        self._answer.wait_for()

    def opt_in(self, label: str, note: str) -> None:
        """Opt in an address."""
        self.open_opt_in_dialog(label)
        self.confirm_opt_in(note)

    def opt_out(self, label: str) -> None:
        """Opt out an address."""
        self.open_opt_out_dialog(label)
        self._dialog.get_by_role("button", name="Confirm Opt-Out", exact=True).click()
        self._answer.wait_for()

    def sections(self) -> list[Section]:
        """Return the sections of all addresses, in order."""
        return [Section(**section) for section in self._sections.evaluate_all(_SECTIONS)]

    def expect_status(self, label: str, status: str) -> None:
        """Check the email status of an address."""
        expect(self._address(label).get_by_text(status, exact=True)).to_be_visible()

    def expect_at_bottom_of_dialog(self, name: str) -> None:
        """Check that a button is at the bottom of the dialog."""
        button = self._dialog.get_by_role("button", name=name, exact=True)
        assert_at_bottom(button, self._dialog)
        expect_drawn(button)

    def expect_problem_in_dialog(self, text: str) -> None:
        """Check that the dialog is still open and names this problem."""
        expect(self._dialog.get_by_role("alert")).to_have_text(text)
        expect(self._dialog.get_by_role("alert")).to_be_visible()

    def expect_names_in_dialog(self, names: Sequence[str]) -> None:
        """Check that the dialog mentions these contacts and no others."""
        expect_readable(self._dialog, f": {', '.join(names)}.")

    def expect_refusal(self, text: str) -> None:
        """Check that the CRM refused the change, and why."""
        expect(self._alert).to_contain_text(text)

    def expect_message(self, kind: str, subject: str, count: int = 1) -> None:
        """Check how often a message was sent to the contact."""
        of_kind = self._messages.filter(has=self._page.get_by_role("cell", name=kind, exact=True))
        row = of_kind.filter(has=self._page.get_by_role("link", name=subject, exact=True))
        expect(row).to_have_count(count)

    def read_left_out(self) -> list[dict[str, str]]:
        """Return the campaigns that left out the contact, by the names of the columns."""
        return read_table(self._left_out)

    def read_history(self) -> list[dict[str, str]]:
        """Return the entries on all pages of the consent history, newest first, by the names of the columns."""
        return read_all_pages(self._page, self._history)

    def _address(self, label: str) -> Locator:
        return self._page.get_by_role("region", name=label, exact=True)

    def _button(self, label: str, name: str) -> Locator:
        return self._address(label).get_by_role("button", name=name, exact=True)


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
        self._main.get_by_role("status").or_(self._main.get_by_role("alert")).wait_for()


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
        self._page.get_by_role("heading", name="Result of the import", exact=True).wait_for()
