"""Steps for finding and selecting contacts in the Email Engagement Tracker."""

from pytest_bdd import given, then, when

from steps.pages.tracker import EmailEngagementTracker
from steps.parsing import sentence


@when("the user opens the Email Engagement Tracker")
def open_tracker(tracker: EmailEngagementTracker) -> None:
    """Open the report."""
    tracker.open()


@when(sentence("the user searches for {status:Status} contacts"))
@given(sentence("the user searched the Email Engagement Tracker for {status:Status} contacts earlier"))
def search(tracker: EmailEngagementTracker, status: str) -> None:
    """Search for one email status."""
    tracker.search_for_status(status)


@given("the user searched with these filters earlier:")
def search_with_filters(tracker: EmailEngagementTracker, datatable: list[list[str]]) -> None:
    """Search with a value in each filter field."""
    tracker.search(dict(datatable))
    tracker.expect_found(1)


@when("the user starts a new search")
def start_new_search(tracker: EmailEngagementTracker) -> None:
    """Clear the earlier search."""
    tracker.start_new_search()


@when(sentence("the user selects all {status:Status} contacts"))
@given(sentence("all {status:Status} contacts are selected"))
def select_all(tracker: EmailEngagementTracker, status: str) -> None:
    """Search for one email status and select all results."""
    tracker.search_for_status(status)
    tracker.select_all_results()


@given("the first contact in the results is not selected")
def deselect_first(tracker: EmailEngagementTracker) -> None:
    """Remove the first result from the selection."""
    tracker.deselect_first_result()


@then("no New Search button is shown")
def check_no_new_search(tracker: EmailEngagementTracker) -> None:
    """Check that there are filters, but no button that clears an earlier search."""
    tracker.expect_no_new_search()


@then("the New Search button is shown above the filter fields")
def check_new_search(tracker: EmailEngagementTracker) -> None:
    """Check that the button is above each of the fields."""
    tracker.expect_new_search_above_filters()


@then("the filters are:")
def check_filters(tracker: EmailEngagementTracker, datatable: list[list[str]]) -> None:
    """Check the value of each filter field."""
    tracker.expect_filters(dict(datatable))


@then("the email status filter offers:")
def check_status_options(tracker: EmailEngagementTracker, datatable: list[list[str]]) -> None:
    """Check all options of the filter, in order."""
    tracker.expect_status_options([option for (option,) in datatable])


@then("no search results are shown")
def check_no_results(tracker: EmailEngagementTracker) -> None:
    """Check that the results of the earlier search are gone."""
    tracker.expect_no_results()


@then(sentence("the results are the {count:d} {status:Status} contacts"))
def check_results(tracker: EmailEngagementTracker, count: int, status: str) -> None:
    """Check on all pages of the results that each contact has the status."""
    tracker.expect_all_have_status(count, status)


@then(sentence("only the {status:Status} contact is found"))
def check_only_status(tracker: EmailEngagementTracker, status: str) -> None:
    """Check that the contact named after the status is the only result."""
    tracker.expect_names([f"{status} Contact"])


@then(sentence("only {name:Name} is found"))
def check_only_contact(tracker: EmailEngagementTracker, name: str) -> None:
    """Check that the contact is the only result."""
    tracker.expect_names([name])


@then(sentence("{count:d} of {total:d} contacts are selected"))
def check_selected(tracker: EmailEngagementTracker, count: int, total: int) -> None:
    """Check the number of selected contacts that the page shows."""
    tracker.expect_selected(count, total)


@then(sentence("all {count:d} contacts in the results have a check mark"))
def check_all_checked(tracker: EmailEngagementTracker, count: int) -> None:
    """Check the check boxes on all pages of the results."""
    tracker.expect_all_checked(count)
