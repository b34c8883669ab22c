"""The Email Engagement Tracker: its filters, its results, and the bulk actions."""

import re

from playwright.sync_api import Locator, Page, expect

from steps.pages.geometry import assert_above

_ONE_CONTACT = re.compile(r"^Select (?!All$)")


class EmailEngagementTracker:
    """The report in which contacts are found by email status and updated together."""

    FILTERS = ("Email status", "Address or name contains", "Source", "Last engagement")

    def __init__(self, page: Page) -> None:
        self._page = page
        self.filters = page.get_by_role("search", name="Email engagement")
        self.status_filter = self.filters.get_by_label("Email status")
        self.search_button = self.filters.get_by_role("button", name="Search", exact=True)
        self.new_search_button = page.get_by_role("button", name="New Search")
        self.results = page.get_by_role("region", name="Search results")
        self.rows = self.results.get_by_role("rowheader")
        self.contact_boxes = self.results.get_by_role("checkbox", name=_ONE_CONTACT)
        self.select_all = self.results.get_by_role("checkbox", name="Select All")
        self.actions_button = self.results.get_by_role("button", name="Actions")
        self.action_search = page.get_by_role("combobox", name="Search actions")
        self.action_list = page.get_by_role("listbox", name="Actions")
        self.message = page.get_by_role("main").get_by_role("status").first
        self.next_page = self.results.get_by_role("link", name="Next")
        self.dialog = UpdateStatusDialog(page)

    def open(self) -> None:
        """Go to the report by its address."""
        self._page.goto("/reports/email-engagement-tracker")

    def filter(self, label: str) -> Locator:
        """Return the filter field of a label."""
        return self.filters.get_by_label(label)

    def set_filters(self, values: dict[str, str]) -> None:
        """Set filter fields, by their labels."""
        for label, value in values.items():
            field = self.filter(label)
            if label == "Address or name contains":
                field.fill(value)
            else:
                field.select_option(label=value)

    def search(self, **filters: str) -> None:
        """Search for contacts of an email status, or for all contacts."""
        self.open()
        self.set_filters({"Email status": filters.get("status", "Any status")})
        self.search_button.click()
        expect(self.results).to_be_visible()

    def select_everything(self) -> None:
        """Select all results, on every page."""
        self.select_all.check()

    def open_update_dialog(self) -> None:
        """Open the dialog that updates the opt-in status of the selected contacts."""
        self.choose_action("Update Opt-In/Out Status")
        expect(self.dialog.window).to_be_visible()

    def choose_action(self, label: str) -> None:
        """Find an action by its name and select it."""
        self.actions_button.click()
        self.action_search.fill(label)
        self.action(label).click()

    def action(self, label: str) -> Locator:
        """Return the bulk action of a name."""
        return self.action_list.get_by_role("option", name=label, exact=True)

    def result(self, name: str) -> Locator:
        """Return the row of a contact."""
        return self.results.get_by_role("row").filter(has=self._page.get_by_role("rowheader", name=name, exact=True))

    def statuses(self, status: str) -> Locator:
        """Return every mention of an email status in the results."""
        return self.results.get_by_role("cell").get_by_text(status, exact=True)

    def expect_filters(self, values: dict[str, str]) -> None:
        """Check what filter fields show, by their labels."""
        for label, value in values.items():
            field = self.filter(label)
            if label == "Address or name contains":
                expect(field).to_have_value(value)
            else:
                expect(field.get_by_role("option", selected=True)).to_have_text(value)

    def expect_found(self, count: int) -> None:
        """Check how many contacts the search found, on all pages."""
        contacts = "contact" if count == 1 else "contacts"
        expect(self.results.get_by_role("status").filter(has_text="found")).to_have_text(f"{count} {contacts} found")

    def expect_selected(self, count: int, total: int) -> None:
        """Check how many contacts the screen says are selected."""
        expect(self.results.get_by_role("status").filter(has_text="selected")).to_contain_text(
            f"{count} of {total} contacts selected"
        )

    def expect_page_checked(self, rows: int) -> None:
        """Check that this page of the results has so many contacts and that each shows a check mark."""
        expect(self.rows).to_have_count(rows)
        checked = self.results.get_by_role("checkbox", name=_ONE_CONTACT, checked=True)
        expect(checked).to_have_count(rows)

    def expect_new_search_above_filters(self) -> None:
        """Check that New Search is there and stands above every filter field."""
        for label in self.FILTERS:
            assert_above(self.new_search_button, self.filter(label))


class UpdateStatusDialog:
    """The dialog "Update Opt-In/Out Status"."""

    def __init__(self, page: Page) -> None:
        self.window = page.get_by_role("dialog", name="Update Opt-In/Out Status")
        self.process_button = self.window.get_by_role("button", name="Process Action")
        self.problem = self.window.get_by_role("alert")

    def field(self, label: str) -> Locator:
        """Return the check box of an email field."""
        return self.window.get_by_role("checkbox", name=label)

    def status(self, label: str) -> Locator:
        """Return the radio button of a status."""
        return self.window.get_by_role("radio", name=label)

    def process(self, fields: list[str], status: str) -> None:
        """Choose email fields and a status, and process the action."""
        for label in fields:
            self.field(label).check()
        self.status(status).check()
        self.process_button.click()
        expect(self.window).to_be_hidden()
