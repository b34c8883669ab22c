"""The Email Engagement Tracker: finding contacts, selecting them, and updating their opt-in status."""

from playwright.sync_api import expect
from pytest_bdd import given, step, then, when

from steps.pages.tracker import EmailEngagementTracker
from steps.parsing import STATUSES, sentence

PAGE_LENGTH = 50


@when("the user opens the Email Engagement Tracker")
def open_tracker(tracker: EmailEngagementTracker) -> None:
    """The report, as it is after what happened before."""
    tracker.open()


@step(sentence("the user searches for {status:Status} contacts"))
@given(sentence("the user searched the Email Engagement Tracker for {status:Status} contacts earlier"))
def search(tracker: EmailEngagementTracker, status: str) -> None:
    """A search for one email status."""
    tracker.search(status=status)


@given("the user searched with these filters earlier:")
def search_with_filters(tracker: EmailEngagementTracker, datatable: list[list[str]]) -> None:
    """A search with a value in each of the filter fields."""
    tracker.open()
    tracker.set_filters(dict(datatable))
    tracker.search_button.click()
    tracker.expect_found(1)


@when("the user starts a new search")
def new_search(tracker: EmailEngagementTracker) -> None:
    """The New Search button."""
    tracker.new_search_button.click()


@then("no New Search button is shown")
def no_new_search(tracker: EmailEngagementTracker) -> None:
    """The filters are there, but no button to clear an earlier search."""
    expect(tracker.search_button).to_be_visible()
    expect(tracker.new_search_button).to_have_count(0)


@then("the New Search button stands above the filter fields")
def new_search_above(tracker: EmailEngagementTracker) -> None:
    """The button is there, above each of the fields."""
    tracker.expect_new_search_above_filters()


@then("the filters show:")
def filters_show(tracker: EmailEngagementTracker, datatable: list[list[str]]) -> None:
    """The value of each filter field."""
    tracker.expect_filters(dict(datatable))


@then("the email status filter offers:")
def filter_offers(tracker: EmailEngagementTracker, datatable: list[list[str]]) -> None:
    """All options of the filter, in their order."""
    expect(tracker.status_filter.get_by_role("option")).to_have_text([option for (option,) in datatable])


@then(sentence("the results are the {count:d} {status:Status} contacts"))
def results_are(tracker: EmailEngagementTracker, count: int, status: str) -> None:
    """So many contacts were found, and each that is shown has the status."""
    tracker.expect_found(count)
    expect(tracker.statuses(status)).to_have_count(min(count, PAGE_LENGTH))


@then(sentence("only the {status:Status} contact is found"))
def only_status_found(tracker: EmailEngagementTracker, status: str) -> None:
    """One result: the contact that is named after the status."""
    expect(tracker.rows).to_have_text([f"{status} Contact"])


@then(sentence("only {name:Name} is found"))
def only_contact_found(tracker: EmailEngagementTracker, name: str) -> None:
    """One result."""
    expect(tracker.rows).to_have_text([name])


@step(sentence("the user selects all {status:Status} contacts"))
@given(sentence("all {status:Status} contacts are selected"))
def select_all_of(tracker: EmailEngagementTracker, status: str) -> None:
    """All results of a search for one status, on every page."""
    tracker.search(status=status)
    tracker.select_everything()


@when("the user takes the first contact out of the selection")
def deselect_first(tracker: EmailEngagementTracker) -> None:
    """The check mark of the first result goes."""
    tracker.contact_boxes.first.uncheck()


@then(sentence("{count:d} of {total:d} contacts are selected"))
def are_selected(tracker: EmailEngagementTracker, count: int, total: int) -> None:
    """The screen says how many."""
    tracker.expect_selected(count, total)


@then("Select All is no longer checked")
def select_all_unchecked(tracker: EmailEngagementTracker) -> None:
    """Not every result is selected now."""
    expect(tracker.select_all).not_to_be_checked()


@then("every contact on both pages of the results shows a check mark")
def all_checked(tracker: EmailEngagementTracker) -> None:
    """60 results: 50 on the first page, 10 on the second."""
    tracker.expect_page_checked(PAGE_LENGTH)
    tracker.next_page.click()
    tracker.expect_page_checked(10)


@step(sentence("the user opts in all {status:Status} contacts in bulk"))
@given(sentence("the user opted in all {status:Status} contacts in bulk"))
def opt_in_all_of(tracker: EmailEngagementTracker, status: str) -> None:
    """Bulk opt-in of Email 1 for all contacts that are found under a status."""
    select_all_of(tracker, status)
    opt_in_selected(tracker)


@when("the user opts in all contacts in bulk")
@given("the user opted in all contacts in bulk")
def opt_in_everybody(tracker: EmailEngagementTracker) -> None:
    """Bulk opt-in of Email 1 for all contacts, whatever their status."""
    update_everybody(tracker, ["Email 1"], "Opt-In")


@when(sentence("the user opts in {fields:Fields} of all contacts in bulk"))
def opt_in_fields(tracker: EmailEngagementTracker, fields: list[str]) -> None:
    """Bulk opt-in of some of the address fields."""
    update_everybody(tracker, fields, "Opt-In")


@when("the user opts out all contacts in bulk")
def opt_out_everybody(tracker: EmailEngagementTracker) -> None:
    """Opt-Out of Email 1 for all contacts."""
    update_everybody(tracker, ["Email 1"], "Opt-Out")


@when("the user opts in the selected contacts")
def opt_in_selected(tracker: EmailEngagementTracker) -> None:
    """Bulk opt-in of Email 1 for the contacts that are selected."""
    tracker.open_update_dialog()
    tracker.dialog.process(["Email 1"], "Opt-In")
    expect(tracker.message).to_be_visible()


@when("the user processes the action without choosing anything")
def process_nothing(tracker: EmailEngagementTracker) -> None:
    """Process Action in the dialog as it opens."""
    select_all_of(tracker, STATUSES[0])
    tracker.open_update_dialog()
    tracker.dialog.process_button.click()


@then("the dialog asks for the email fields and for the status")
def dialog_asks(tracker: EmailEngagementTracker) -> None:
    """It stays open and names both."""
    expect(tracker.dialog.problem).to_have_text("Select the email fields to update and Opt-In or Opt-Out.")


@then(sentence("the message says that {count:d} email addresses changed from {before:Status} to {after:Status}"))
@then(sentence("the message says that {count:d} email address changed from {before:Status} to {after:Status}"))
def message_counts_changes(tracker: EmailEngagementTracker, count: int, before: str, after: str) -> None:
    """The message above the page."""
    addresses = "email address" if count == 1 else "email addresses"
    expect(tracker.message).to_contain_text(f"{count} {addresses} changed from {before} to {after}.")


@then(sentence("the message says that {count:d} were left as they were:"))
def message_counts_rest(tracker: EmailEngagementTracker, count: int, datatable: list[list[str]]) -> None:
    """The message counts what was left, by status."""
    by_status = ", ".join(f"{number} {status}" for status, number in datatable)
    expect(tracker.message).to_contain_text(f"{count} left as they were: {by_status}.")


@then(sentence("no {status:Status} contact is left"))
def none_left(tracker: EmailEngagementTracker, status: str) -> None:
    """A new search for the status finds nobody."""
    tracker.search(status=status)
    tracker.expect_found(0)


def update_everybody(tracker: EmailEngagementTracker, fields: list[str], status: str) -> None:
    """Opt all contacts in or out."""
    tracker.search()
    tracker.select_everything()
    tracker.open_update_dialog()
    tracker.dialog.process(fields, status)
    expect(tracker.message).to_be_visible()
