"""Page objects for the Email Engagement Tracker: its filters, its results and its bulk actions."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from steps.pages.eye import count_marks, expect_drawn, expect_gone, expect_labels
from steps.pages.geometry import assert_above, assert_at_bottom, assert_at_top_left
from steps.pages.reading import expect_readable
from steps.pages.tables import read_table

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
        self._found_message = self._results.get_by_role("status").filter(has_text="found")
        self._table = self._results.get_by_role("table")
        self._contact_boxes = self._results.get_by_role("checkbox", name=_CONTACT)
        self._checked_boxes = self._results.get_by_role("checkbox", name=_CONTACT, checked=True)
        self._select_all = self._results.get_by_role("checkbox", name="Select All", exact=True)
        self._actions_button = self._results.get_by_role("button", name="Actions", exact=True)
        self._actions = page.get_by_role("listbox", name="Actions", exact=True)
        self._search_actions = page.get_by_role("combobox", name="Search actions", exact=True)
        self._message = page.get_by_role("main").get_by_role("status").filter(has_text=re.compile(r"\bchanged\b"))
        self.dialog = UpdateStatusDialog(page)

    def open(self, number: int = 1) -> None:
        """Open the report. It shows this page of the results of the last search, if there was one."""
        self._page.goto(f"/reports/email-engagement-tracker{f'?page={number}' if number > 1 else ''}")

    def search(self, filters: dict[str, str]) -> None:
        """Search with these filters; all others keep their values."""
        self.open()
        self.set_filters(filters)
        self._search_button.click()
        self._results.wait_for()

    def set_filters(self, filters: dict[str, str]) -> None:
        """Set filters, without a search."""
        for label, value in filters.items():
            if label == "Address or name contains":
                self._filter(label).fill(value)
            else:
                self._filter(label).select_option(label=value)

    def search_for_status(self, status: str) -> None:
        """Search for all contacts with an email status, which can be "Any status"."""
        self.search({"Email status": status})

    def start_new_search(self) -> None:
        """Clear the last search."""
        with self._page.expect_navigation():
            self._new_search_button.click()

    def select_all_results(self) -> None:
        """Select all contacts in the results, on every page."""
        self._select_all.click()

    def toggle(self, position: int) -> None:
        """Add a contact to the selection, or take it out, by its position in the results, from 1."""
        number, row = divmod(position - 1, self.RESULTS_PER_PAGE)
        self.open(number + 1)
        self._contact_boxes.nth(row).click()

    def open_actions(self) -> None:
        """Open the list of bulk actions."""
        self._actions_button.click()

    def search_actions(self, text: str) -> None:
        """Type into the search field of the list of bulk actions."""
        self._search_actions.fill(text)

    def open_update_dialog(self) -> None:
        """Open the dialog that updates the opt-in status of the selected contacts."""
        self.open_actions()
        self._actions.get_by_role("option", name="Update Opt-In/Out Status", exact=True).click()
        self.dialog.window.wait_for()

    def update_status(self, fields: Sequence[str], status: str) -> None:
        """Apply Opt-In or Opt-Out to some of the email fields of the selected contacts."""
        self.open_update_dialog()
        self.dialog.choose(fields, status)
        self.process()

    def process(self) -> None:
        """Process the action of the open dialog, and wait for the message that follows."""
        self.dialog.process()
        self._message.wait_for()

    def expect_no_new_search(self) -> None:
        """Check that the page has filters, but no New Search button."""
        expect(self._search_button).to_be_visible()
        expect(self._page.get_by_text("New Search", exact=True).filter(visible=True)).to_have_count(0)

    def expect_new_search(self) -> None:
        """Check that New Search is shown, under this name for the eye as well."""
        expect(self._new_search_button).to_have_text("New Search", use_inner_text=True)
        expect_drawn(self._new_search_button)

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

    def expect_status_options(self, options: Sequence[str]) -> None:
        """Check all options of the email status filter, in order."""
        expect(self._filter("Email status").get_by_role("option")).to_have_text(options)

    def expect_no_results(self) -> None:
        """Check that the page shows filters, but no results of a search."""
        expect(self._search_button).to_be_visible()
        expect(self._results).to_have_count(0)
        expect(self._contact_boxes).to_have_count(0)

    def expect_found(self, count: int) -> None:
        """Check how many contacts the search found."""
        contacts = "contact" if count == 1 else "contacts"
        expect(self._found_message).to_have_text(f"{count} {contacts} found")

    def expect_names(self, names: Sequence[str]) -> None:
        """Check that these contacts are all that the search found, in any order."""
        self.expect_found(len(names))
        found = [row["Name"] for row in self._rows(len(names))]
        assert sorted(found) == sorted(names), f"found: {found}"

    def expect_among_names(self, names: Sequence[str]) -> None:
        """Check that these contacts are among those that the search found."""
        found = {row["Name"] for row in self._rows(self._found())}
        assert found.issuperset(names), f"found: {sorted(found)}"

    def expect_all_have_status(self, names: Sequence[str], status: str) -> None:
        """Check that these contacts are all that the search found, and that each of them has the status."""
        self.open()
        self.expect_names(names)
        self.open()
        others = [row["Name"] for row in self._rows(len(names)) if not _has_status(row, status)]
        assert not others, f"not {status}: {others}"

    def expect_all_checked(self) -> None:
        """Check that a check mark is drawn for each contact in the results."""
        self.open()
        for rows in self._pages_of_results(self._found()):
            expect(self._contact_boxes).to_have_count(rows)
            expect(self._checked_boxes).to_have_count(rows)
            marks = count_marks(self._page, self._contact_boxes)
            assert marks == rows, f"check marks are drawn for {marks} of {rows} contacts on {self._page.url}"

    def expect_actions(self, names: Sequence[str]) -> None:
        """Check the names of all bulk actions in the list."""
        expect(self._actions).to_be_visible()
        expect(self._actions.get_by_role("option")).to_have_text(names, use_inner_text=True)

    def expect_actions_shown(self) -> None:
        """Check that the list of bulk actions is open, and that each of them can be seen."""
        expect(self._actions.get_by_role("option").nth(1)).to_be_visible()
        for option in self._actions.get_by_role("option").all():
            expect_drawn(option)

    def expect_actions_above_list(self) -> None:
        """Check that the Actions button is above the list of results."""
        assert_above(self._actions_button, self._table)
        expect_drawn(self._actions_button)

    def expect_select_all_at_top_left(self) -> None:
        """Check that Select All is in the top left corner of the list of results."""
        assert_at_top_left(self._select_all, self._table)
        expect_drawn(self._select_all)

    def expect_all_selected(self) -> None:
        """Check that the page says that all contacts in the results are selected."""
        found = self._found()
        selected = self._results.get_by_role("status").filter(has_text="selected")
        expect(selected).to_contain_text(f"{found} of {found} contacts selected")

    def expect_message(self, text: str) -> None:
        """Check the message that follows a bulk action."""
        expect(self._message).to_have_text(text)
        expect_readable(self._message, text)

    def expect_dialog_gone(self) -> None:
        """Check that nothing of the dialog can be seen, and that it covers nothing."""
        expect(self.dialog.window).to_have_count(0)
        expect_gone(self._page, ("Email fields to update", "Status to apply", "Process Action"))

    def _found(self) -> int:
        return int(self._found_message.inner_text().partition(" ")[0])

    def _filter(self, label: str) -> Locator:
        return self._filters.get_by_label(label, exact=True)

    def _rows(self, count: int) -> list[dict[str, str]]:
        """Return the rows on all pages of the results, from the open page on."""
        return [row for _ in self._pages_of_results(count) for row in read_table(self._table)] if count else []

    def _pages_of_results(self, count: int) -> Iterator[int]:
        """Show each page of the results in turn, from the open first one, and yield how many contacts it has."""
        self.expect_found(count)
        pages = -(-count // self.RESULTS_PER_PAGE)
        for number in range(1, pages + 1):
            if number > 1:
                with self._page.expect_navigation():
                    self._results.get_by_role("link", name="Next", exact=True).click()
            yield min(self.RESULTS_PER_PAGE, count - (number - 1) * self.RESULTS_PER_PAGE)


class UpdateStatusDialog:
    """The dialog that updates the opt-in status of the selected contacts."""

    def __init__(self, page: Page) -> None:
        self.window = page.get_by_role("dialog", name="Update Opt-In/Out Status", exact=True)
        self._process_button = self.window.get_by_role("button", name="Process Action", exact=True)
        self._cancel_button = self.window.get_by_role("button", name="Cancel", exact=True)
        self._problem = self.window.get_by_role("alert")

    def choose(self, fields: Sequence[str], *statuses: str) -> None:
        """Select email fields, and one status after the other."""
        for label in fields:
            self.window.get_by_role("checkbox", name=label, exact=True).check()
        for status in statuses:
            self.window.get_by_role("radio", name=status, exact=True).check()

    def process(self) -> None:
        """Process the action with what is selected."""
        self._process_button.click()

    def cancel(self) -> None:
        """Close the dialog without processing the action."""
        self._cancel_button.click()
        self.window.wait_for(state="hidden")

    def expect_controls(self, role: Literal["checkbox", "radio"], labels: Sequence[str]) -> None:
        """Check that the dialog shows exactly these check boxes or radio buttons, in this order."""
        expect_labels(self.window.get_by_role(role), labels)

    def expect_only_status(self, status: str) -> None:
        """Check that one radio button is selected, and no other."""
        expect(self.window.get_by_role("radio", checked=True)).to_have_count(1)
        expect(self.window.get_by_role("radio", name=status, exact=True)).to_be_checked()

    def expect_problem(self, text: str) -> None:
        """Check that the dialog is still open and names this problem."""
        expect(self._problem).to_have_text(text)

    def expect_button_at_bottom(self) -> None:
        """Check that Process Action is at the bottom of the dialog."""
        assert_at_bottom(self._process_button, self.window)
        expect_drawn(self._process_button)


def _has_status(row: dict[str, str], status: str) -> bool:
    return any(row[f"Email {number}"].partition("\n")[2] == status for number in (1, 2, 3))
