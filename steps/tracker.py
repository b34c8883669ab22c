"""Steps for finding and selecting contacts in the Email Engagement Tracker."""

from pytest_bdd import given, then, when

from steps.pages.tracker import EmailEngagementTracker
from steps.parsing import sentence
from steps.people import People


@when("the user opens the Email Engagement Tracker")
def open_tracker(tracker: EmailEngagementTracker) -> None:
    """Open the report."""
    tracker.open()


@when(sentence("the user searches for {wanted:Wanted} contacts"))
@given(sentence("the user searched the Email Engagement Tracker for {wanted:Wanted} contacts earlier"))
def search(tracker: EmailEngagementTracker, wanted: str) -> None:
    """Search for one email status, or for all."""
    tracker.search_for_status(wanted)


@when("the user searches with these filters:")
@given("the user searched with these filters earlier:")
def search_with_filters(tracker: EmailEngagementTracker, datatable: list[list[str]]) -> None:
    """Search with a value in each filter field."""
    tracker.search(dict(datatable))


@given(sentence("the user changed the email status filter to {status:Status}, without a search"))
def change_filter(tracker: EmailEngagementTracker, status: str) -> None:
    """Select another email status, and do not search."""
    tracker.set_filters({"Email status": status})


@when("the user starts a new search")
@given("the user started a new search")
def start_new_search(tracker: EmailEngagementTracker) -> None:
    """Clear the earlier search."""
    tracker.start_new_search()


@when(sentence("the user selects all {status:Status} contacts"))
@given(sentence("all {status:Status} contacts are selected"))
def select_all(tracker: EmailEngagementTracker, status: str) -> None:
    """Search for one email status and select all results."""
    tracker.search_for_status(status)
    tracker.select_all_results()


@when(sentence("the user selects all results on page {number:d}"))
def select_all_on_page(tracker: EmailEngagementTracker, number: int) -> None:
    """Open a page of the results of the last search, and select all results there."""
    tracker.open(number)
    tracker.select_all_results()


@when("the user selects all results again")
@given("the user selected all results")
@given("the user cleared the selection with Select All")
def select_all_results(tracker: EmailEngagementTracker) -> None:
    """Click Select All, which selects all results of the last search, or none if all are selected."""
    tracker.select_all_results()


@given(sentence("contact {position:d} in the results is not selected"))
@given(sentence("contact {position:d} in the results is selected again"))
def toggle(tracker: EmailEngagementTracker, position: int) -> None:
    """Add a contact to the selection, or take it out."""
    tracker.toggle(position)


@given(sentence("contacts {positions:Numbers} in the results are not selected"))
@given(sentence("contacts {positions:Numbers} in the results are selected"))
def toggle_several(tracker: EmailEngagementTracker, positions: list[int]) -> None:
    """Add contacts to the selection, or take them out."""
    for position in positions:
        tracker.toggle(position)


@then("no New Search button is shown")
def check_no_new_search(tracker: EmailEngagementTracker) -> None:
    """Check that there are filters, but no button that clears an earlier search."""
    tracker.expect_no_new_search()


@then("the New Search button is shown")
def check_new_search(tracker: EmailEngagementTracker) -> None:
    """Check that there is a button that clears the earlier search."""
    tracker.expect_new_search()


@then("the New Search button is above the filter fields")
def check_new_search_above(tracker: EmailEngagementTracker) -> None:
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
def check_results(tracker: EmailEngagementTracker, people: People, count: int, status: str) -> None:
    """Check on all pages that the results are the contacts with the status, and show it."""
    names = [person.name for person in people if status in person.statuses.values()]
    assert len(names) == count
    tracker.expect_all_have_status(names, status)


@then(sentence("only the {status:Status} contact is found"))
def check_only_status(tracker: EmailEngagementTracker, status: str) -> None:
    """Check that the contact named after the status is the only result."""
    tracker.expect_names([f"{status} Contact"])


@then(sentence("only {name:Name} is found"))
def check_only_contact(tracker: EmailEngagementTracker, name: str) -> None:
    """Check that the contact is the only result."""
    tracker.expect_names([name])


@then(sentence("only {names:Names} are found"))
def check_only_contacts(tracker: EmailEngagementTracker, names: list[str]) -> None:
    """Check that the contacts are the only results."""
    tracker.expect_names(names)


@then(sentence("{count:d} contacts are {status:Status}"))
def check_count(tracker: EmailEngagementTracker, count: int, status: str) -> None:
    """Search for the status and check how many contacts have it."""
    tracker.search_for_status(status)
    tracker.expect_found(count)


@then(sentence("no {status:Status} contact is left"))
def check_none(tracker: EmailEngagementTracker, status: str) -> None:
    """Search for the status and check that no contact has it."""
    tracker.search_for_status(status)
    tracker.expect_found(0)


@then(sentence("only contact {number:d} is {status:Status}"))
def check_only_one(tracker: EmailEngagementTracker, number: int, status: str) -> None:
    """Search for the status and check that only this one of the contacts with a number has it."""
    check_only_these(tracker, [number], status)


@then(sentence("only contacts {numbers:Numbers} are {status:Status}"))
def check_only_these(tracker: EmailEngagementTracker, numbers: list[int], status: str) -> None:
    """Search for the status and check that only these of the contacts with a number have it."""
    tracker.search_for_status(status)
    tracker.expect_names([f"Contact {number:03}" for number in numbers])


@then(sentence("contacts {numbers:Numbers} are still {status:Status}"))
def check_still(tracker: EmailEngagementTracker, numbers: list[int], status: str) -> None:
    """Search for the status and check that these of the contacts with a number have it."""
    tracker.search_for_status(status)
    tracker.expect_among_names([f"Contact {number:03}" for number in numbers])


@then("every contact in the results is selected")
def check_selected(tracker: EmailEngagementTracker) -> None:
    """Check the number of selected contacts that the page shows."""
    tracker.expect_all_selected()


@then("every contact in the results has a check mark")
def check_all_checked(tracker: EmailEngagementTracker) -> None:
    """Check the check boxes on all pages of the results, as the eye sees them."""
    tracker.expect_all_checked()


@then("the Select All check box is at the top left of the list")
def check_select_all(tracker: EmailEngagementTracker) -> None:
    """Check the position of Select All."""
    tracker.expect_select_all_at_top_left()
