"""Steps for opting many contacts in or out at once."""

from pytest_bdd import given, then, when

from steps.pages.tracker import EmailEngagementTracker
from steps.parsing import MAIN_FIELD, sentence, split

ANY = "Any status"


@when(sentence("the user opts in all {status:Status} contacts in bulk"))
@given(sentence("the user opted in all {status:Status} contacts in bulk"))
def opt_in_all_of(tracker: EmailEngagementTracker, status: str) -> None:
    """Opt in Email 1 of all contacts with an email status."""
    apply_to_status(tracker, "Opt-In", [MAIN_FIELD], status)


@when("the user opts in all contacts in bulk")
def opt_in_all(tracker: EmailEngagementTracker) -> None:
    """Opt in Email 1 of all contacts."""
    apply_to_status(tracker, "Opt-In", [MAIN_FIELD], ANY)


@when(sentence("the user applies {choice:Choice} to {fields:Fields} of all contacts"))
@given(sentence("the user applied {choice:Choice} to {fields:Fields} of all contacts"))
def apply_to_all(tracker: EmailEngagementTracker, choice: str, fields: list[str]) -> None:
    """Opt in or opt out some of the email fields of all contacts."""
    apply_to_status(tracker, choice, fields, ANY)


@when(sentence("the user applies {choice:Choice} to {fields:Fields} of all {status:Status} contacts"))
def apply_to_status(tracker: EmailEngagementTracker, choice: str, fields: list[str], status: str) -> None:
    """Opt in or opt out some of the email fields of all contacts with an email status."""
    tracker.search_for_status(status)
    tracker.select_all_results()
    tracker.update_status(fields, choice)


@when("the user opts in the selected contacts")
def opt_in_selected(tracker: EmailEngagementTracker) -> None:
    """Opt in Email 1 of the selected contacts."""
    tracker.update_status([MAIN_FIELD], "Opt-In")


@when("the user opts out the selected contacts")
def opt_out_selected(tracker: EmailEngagementTracker) -> None:
    """Opt out Email 1 of the selected contacts."""
    tracker.update_status([MAIN_FIELD], "Opt-Out")


@when("the user opens the bulk actions")
def open_actions(tracker: EmailEngagementTracker) -> None:
    """Open the list of bulk actions."""
    tracker.open_actions()


@when("the user opens the dialog that updates the opt-in status")
def open_dialog(tracker: EmailEngagementTracker) -> None:
    """Open the dialog for the selected contacts."""
    tracker.open_update_dialog()


@when(sentence("the user selects {field:Field}, {first:Choice} and {second:Choice} in the dialog"))
def select_both(tracker: EmailEngagementTracker, field: str, first: str, second: str) -> None:
    """Open the dialog and select an email field, and one status after the other."""
    tracker.open_update_dialog()
    tracker.dialog.choose([field], first, second)


@when(sentence("the user processes {field:Field} with {first:Choice} first, and {second:Choice} instead"))
def process_second_choice(tracker: EmailEngagementTracker, field: str, first: str, second: str) -> None:
    """Select an email field, and one status after the other, and process the action."""
    select_both(tracker, field, first, second)
    tracker.process()


@given(sentence("the user selected {field:Field} and {choice:Choice} in the dialog and closed it"))
def select_and_close(tracker: EmailEngagementTracker, field: str, choice: str) -> None:
    """Open the dialog, make selections, and close it without processing the action."""
    tracker.open_update_dialog()
    tracker.dialog.choose([field], choice)
    tracker.dialog.cancel()


@when("the user clicks Process Action with these selections:")
def process_incomplete(tracker: EmailEngagementTracker, datatable: list[list[str]]) -> None:
    """Process the action for the selected contacts with the email fields and the status of the table, if any."""
    [[fields, choice]] = datatable
    tracker.open_update_dialog()
    tracker.dialog.choose(split(fields), *([choice] if choice else []))
    tracker.dialog.process()


@then("the bulk actions are shown")
def check_actions(tracker: EmailEngagementTracker) -> None:
    """Check that the list of bulk actions is open."""
    tracker.expect_actions_shown()


@then("the Actions button is above the list")
def check_actions_button(tracker: EmailEngagementTracker) -> None:
    """Check the position of the button that opens the bulk actions."""
    tracker.expect_actions_above_list()


@then(sentence('each of these searches offers only "{name}":'))
def check_searches(tracker: EmailEngagementTracker, name: str, datatable: list[list[str]]) -> None:
    """Check which bulk actions each text finds."""
    for (text,) in datatable:
        tracker.search_actions(text)
        tracker.expect_actions([name])


@then("the dialog shows these check boxes:")
def check_fields(tracker: EmailEngagementTracker, datatable: list[list[str]]) -> None:
    """Check all check boxes of the dialog, in order."""
    tracker.dialog.expect_controls("checkbox", [label for (label,) in datatable])


@then("the dialog shows these radio buttons:")
def check_statuses(tracker: EmailEngagementTracker, datatable: list[list[str]]) -> None:
    """Check all radio buttons of the dialog, in order."""
    tracker.dialog.expect_controls("radio", [label for (label,) in datatable])


@then(sentence("only the radio button {choice:Choice} is selected"))
def check_choice(tracker: EmailEngagementTracker, choice: str) -> None:
    """Check that no other radio button is selected."""
    tracker.dialog.expect_only_status(choice)


@then("the Process Action button is at the bottom of the dialog")
def check_button(tracker: EmailEngagementTracker) -> None:
    """Check the position of the button."""
    tracker.dialog.expect_button_at_bottom()


@then("nothing of the dialog is left on the screen")
def check_dialog_gone(tracker: EmailEngagementTracker) -> None:
    """Check that the dialog is closed for the eye as well."""
    tracker.expect_dialog_gone()


@then(sentence('the dialog says "{text}"'))
def check_problem(tracker: EmailEngagementTracker, text: str) -> None:
    """Check that the dialog is open and names this problem."""
    tracker.dialog.expect_problem(text)


@then(sentence('the message says "{text}"'))
def check_message(tracker: EmailEngagementTracker, text: str) -> None:
    """Check the message that follows a bulk action."""
    tracker.expect_message(text)


@then(sentence('the message says "{changed}", and {count:d} kept their status:'))
def check_kept(tracker: EmailEngagementTracker, changed: str, count: int, datatable: list[list[str]]) -> None:
    """Check the message: what changed, and how many addresses of each status did not."""
    by_status = ", ".join(f"{number} {status}" for status, number in datatable)
    tracker.expect_message(f"{changed}. {count} left as they were: {by_status}.")
