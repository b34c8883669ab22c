"""Steps for opting many contacts in or out at once."""

from pytest_bdd import given, then, when

from steps.pages.tracker import EmailEngagementTracker
from steps.parsing import MAIN_FIELD, sentence


@when(sentence("the user opts in all {status:Status} contacts in bulk"))
@given(sentence("the user opted in all {status:Status} contacts in bulk"))
def opt_in_all_of(tracker: EmailEngagementTracker, status: str) -> None:
    """Opt in Email 1 of all contacts with an email status."""
    tracker.search_for_status(status)
    tracker.select_all_results()
    tracker.update_status([MAIN_FIELD], "Opt-In")


@when("the user opts in all contacts in bulk")
def opt_in_all(tracker: EmailEngagementTracker) -> None:
    """Opt in Email 1 of all contacts."""
    opt_in_fields(tracker, [MAIN_FIELD])


@when(sentence("the user opts in {fields:Fields} of all contacts in bulk"))
def opt_in_fields(tracker: EmailEngagementTracker, fields: list[str]) -> None:
    """Opt in some of the email fields of all contacts."""
    tracker.search_for_all()
    tracker.select_all_results()
    tracker.update_status(fields, "Opt-In")


@when("the user opts out all contacts in bulk")
def opt_out_all(tracker: EmailEngagementTracker) -> None:
    """Opt out Email 1 of all contacts."""
    tracker.search_for_all()
    tracker.select_all_results()
    tracker.update_status([MAIN_FIELD], "Opt-Out")


@when("the user opts in the selected contacts")
def opt_in_selected(tracker: EmailEngagementTracker) -> None:
    """Opt in Email 1 of the selected contacts."""
    tracker.update_status([MAIN_FIELD], "Opt-In")


@when(sentence('the user searches the bulk actions for "{text}"'))
def search_actions(tracker: EmailEngagementTracker, text: str) -> None:
    """Search in the list of bulk actions."""
    tracker.search_actions(text)


@when("the user opens the dialog that updates the opt-in status")
def open_dialog(tracker: EmailEngagementTracker) -> None:
    """Open the dialog for the selected contacts."""
    tracker.open_update_dialog()


@when("the user processes Opt-In without an email field")
def process_without_field(tracker: EmailEngagementTracker) -> None:
    """Process the action for the selected contacts with a status only."""
    tracker.open_update_dialog()
    tracker.dialog.process_incomplete([], "Opt-In")


@when("the user processes Email 1 without a status")
def process_without_status(tracker: EmailEngagementTracker) -> None:
    """Process the action for the selected contacts with an email field only."""
    tracker.open_update_dialog()
    tracker.dialog.process_incomplete([MAIN_FIELD], None)


@then(sentence('only the bulk action "{name}" is offered'))
def check_only_action(tracker: EmailEngagementTracker, name: str) -> None:
    """Check that the list of bulk actions shows one action."""
    tracker.expect_actions([name])


@then("the dialog has these check boxes:")
def check_fields(tracker: EmailEngagementTracker, datatable: list[list[str]]) -> None:
    """Check all check boxes of the dialog, in order."""
    tracker.dialog.expect_controls("checkbox", [label for (label,) in datatable])


@then("the dialog has these radio buttons:")
def check_statuses(tracker: EmailEngagementTracker, datatable: list[list[str]]) -> None:
    """Check all radio buttons of the dialog, in order."""
    tracker.dialog.expect_controls("radio", [label for (label,) in datatable])


@then(sentence('the dialog says "{text}"'))
def check_problem(tracker: EmailEngagementTracker, text: str) -> None:
    """Check that the dialog is open and names this problem."""
    tracker.dialog.expect_problem(text)


@then(sentence("the message says that {count:d} email addresses changed from {before:Status} to {after:Status}"))
@then(sentence("the message says that {count:d} email address changed from {before:Status} to {after:Status}"))
def check_changed(tracker: EmailEngagementTracker, count: int, before: str, after: str) -> None:
    """Check the number of changed addresses in the message."""
    addresses = "email address" if count == 1 else "email addresses"
    tracker.expect_message(f"{count} {addresses} changed from {before} to {after}.")


@then(sentence("the message says that {count:d} email addresses kept their status:"))
def check_kept(tracker: EmailEngagementTracker, count: int, datatable: list[list[str]]) -> None:
    """Check the number of unchanged addresses of each status in the message."""
    by_status = ", ".join(f"{number} {status}" for status, number in datatable)
    tracker.expect_message(f"{count} left as they were: {by_status}.")
