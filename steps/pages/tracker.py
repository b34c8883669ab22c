"""Page objects for the Email Engagement Tracker: its filters, its results and its bulk actions."""

import re
from collections.abc import Iterator
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from steps.pages.geometry import assert_above

_CONTACT = re.compile(r"^Select (?!All$)")


class EmailEngagementTracker:
    """The report in which contacts are found by email status and updated together."""

    FILTERS = ("Email status", "Address or name contains", "Source", "Last engagement")
    RESULTS_PER_PAGE = 50

    def __init__(self, page: Page) -> None:
        self._page = page
        self._filters = page.get_by_role("search", name="Email engagement", exact=True)
        self._search_button = self._filters.get_by_role("button", name="Search", exact=True)
        self._new_search_button = page.get_by_role("button", name="New Search", exact=True)
        self._results = page.get_by_role("region", name="Search results", exact=True)
        self._names = self._results.get_by_role("rowheader")
        self._contact_boxes = self._results.get_by_role("checkbox", name=_CONTACT)
        self._checked_boxes = self._results.get_by_role("checkbox", name=_CONTACT, checked=True)
        self._select_all = self._results.get_by_role("checkbox", name="Select All", exact=True)
        self._actions_button = self._results.get_by_role("button", name="Actions", exact=True)
        self._actions = page.get_by_role("listbox", name="Actions", exact=True)
        self._message = page.get_by_role("main").get_by_role("status").filter(has_text=re.compile(r"\bchanged\b"))
        self.dialog = UpdateStatusDialog(page)

    def open(self) -> None:
        """Open the report. It shows the results of the last search, if there was one."""
        self._page.goto("/reports/email-engagement-tracker")

    def search(self, filters: dict[str, str]) -> None:
        """Search with these filters; all others keep their values."""
        self.open()
        for label, value in filters.items():
            if label == "Address or name contains":
                self._filter(label).fill(value)
            else:
                self._filter(label).select_option(label=value)
        self._search_button.click()
        expect(self._results).to_be_visible()

    def search_for_status(self, status: str) -> None:
        """Search for all contacts with an email status."""
        self.search({"Email status": status})

    def search_for_all(self) -> None:
        """Search for all contacts."""
        self.search({"Email status": "Any status"})

    def start_new_search(self) -> None:
        """Clear the last search."""
        self._new_search_button.click()

    def select_all_results(self) -> None:
        """Select all contacts in the results, on every page."""
        self._select_all.click()

    def deselect_first_result(self) -> None:
        """Remove the first contact in the results from the selection."""
        self._contact_boxes.first.uncheck()

    def search_actions(self, text: str) -> None:
        """Open the list of bulk actions and type into its search field."""
        self._actions_button.click()
        self._page.get_by_role("combobox", name="Search actions", exact=True).press_sequentially(text)

    def open_update_dialog(self) -> None:
        """Open the dialog that updates the opt-in status of the selected contacts."""
        self._actions_button.click()
        self._actions.get_by_role("option", name="Update Opt-In/Out Status", exact=True).click()
        expect(self.dialog.window).to_be_visible()

    def update_status(self, fields: list[str], status: str) -> None:
        """Apply Opt-In or Opt-Out to some of the email fields of the selected contacts."""
        self.open_update_dialog()
        self.dialog.process(fields, status)
        expect(self._message).to_be_visible()

    def expect_no_new_search(self) -> None:
        """Check that the page has filters, but no New Search button."""
        expect(self._search_button).to_be_visible()
        expect(self._new_search_button).to_have_count(0)

    def expect_new_search_above_filters(self) -> None:
        """Check that New Search is shown above every filter field."""
        for label in self.FILTERS:
            assert_above(self._new_search_button, self._filter(label))

    def expect_filters(self, values: dict[str, str]) -> None:
        """Check the values of filter fields."""
        for label, value in values.items():
            if label == "Address or name contains":
                expect(self._filter(label)).to_have_value(value)
            else:
                expect(self._filter(label).get_by_role("option", selected=True)).to_have_text(value)

    def expect_status_options(self, options: list[str]) -> None:
        """Check all options of the email status filter, in order."""
        expect(self._filter("Email status").get_by_role("option")).to_have_text(options)

    def expect_no_results(self) -> None:
        """Check that the page shows filters, but no results of a search."""
        expect(self._search_button).to_be_visible()
        expect(self._results).to_have_count(0)

    def expect_found(self, count: int) -> None:
        """Check how many contacts the search found."""
        contacts = "contact" if count == 1 else "contacts"
        found = self._results.get_by_role("status").filter(has_text="found")
        expect(found).to_have_text(f"{count} {contacts} found")

    def expect_names(self, names: list[str]) -> None:
        """Check the names of all contacts in the results."""
        expect(self._names).to_have_text(names)

    def expect_status(self, name: str, status: str) -> None:
        """Check the email status of a contact in the results."""
        row = self._results.get_by_role("row").filter(has=self._page.get_by_role("rowheader", name=name, exact=True))
        expect(row.get_by_text(status, exact=True)).to_be_visible()

    def expect_all_have_status(self, count: int, status: str) -> None:
        """Check that the search found so many contacts, and that each of them has the status."""
        for rows in self._pages_of_results(count):
            expect(self._names).to_have_count(rows)
            expect(self._results.get_by_role("cell").get_by_text(status, exact=True)).to_have_count(rows)

    def expect_all_checked(self, count: int) -> None:
        """Check that the search found so many contacts, and that each of them has a check mark."""
        for rows in self._pages_of_results(count):
            expect(self._names).to_have_count(rows)
            expect(self._checked_boxes).to_have_count(rows)

    def expect_actions(self, names: list[str]) -> None:
        """Check the names of all bulk actions in the list."""
        expect(self._actions.get_by_role("option")).to_have_text(names)

    def expect_selected(self, count: int, total: int) -> None:
        """Check how many contacts are selected according to the page."""
        selected = self._results.get_by_role("status").filter(has_text="selected")
        expect(selected).to_contain_text(f"{count} of {total} contacts selected")

    def expect_message(self, text: str) -> None:
        """Check the message that follows a bulk action."""
        expect(self._message).to_contain_text(text)

    def _filter(self, label: str) -> Locator:
        return self._filters.get_by_label(label, exact=True)

    def _pages_of_results(self, count: int) -> Iterator[int]:
        """Open each page of the results in turn and yield how many of the contacts it has."""
        self.open()
        self.expect_found(count)
        pages = -(-count // self.RESULTS_PER_PAGE)
        for number in range(1, pages + 1):
            if number > 1:
                self._results.get_by_role("link", name="Next", exact=True).click()
                expect(self._results.get_by_text(f"Page {number} of {pages}", exact=True)).to_be_visible()
            yield min(self.RESULTS_PER_PAGE, count - (number - 1) * self.RESULTS_PER_PAGE)


class UpdateStatusDialog:
    """The dialog that updates the opt-in status of the selected contacts."""

    def __init__(self, page: Page) -> None:
        self.window = page.get_by_role("dialog", name="Update Opt-In/Out Status", exact=True)
        self._process_button = self.window.get_by_role("button", name="Process Action", exact=True)
        self._problem = self.window.get_by_role("alert")

    def process(self, fields: list[str], status: str) -> None:
        """Select email fields and a status, and process the action."""
        self.process_incomplete(fields, status)
        expect(self.window).to_be_hidden()

    def process_incomplete(self, fields: list[str], status: str | None) -> None:
        """Process the action with what is given, even if a field or the status is missing."""
        for label in fields:
            self.window.get_by_role("checkbox", name=label, exact=True).check()
        if status is not None:
            self.window.get_by_role("radio", name=status, exact=True).check()
        self._process_button.click()

    def expect_controls(self, role: Literal["checkbox", "radio"], labels: list[str]) -> None:
        """Check that the dialog has exactly these check boxes or radio buttons, in this order."""
        controls = self.window.get_by_role(role)
        expect(controls).to_have_count(len(labels))
        for position, label in enumerate(labels):
            expect(controls.nth(position)).to_have_accessible_name(label)

    def expect_problem(self, text: str) -> None:
        """Check that the dialog is still open and names this problem."""
        expect(self._problem).to_have_text(text)
