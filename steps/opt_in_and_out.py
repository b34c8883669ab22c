"""Steps for opting one contact in or out, on the page of the contact."""

from pytest_bdd import given, then, when

from steps.pages.contacts import ContactPage
from steps.parsing import MAIN_FIELD, sentence

PERMISSION_NOTE = "Signed form at the counter"


@when(sentence("the user opts in {name:Name}"))
@given(sentence("the user opted in {name:Name}"))
def opt_in(contact_page: ContactPage, name: str) -> None:
    """Opt in Email 1."""
    opt_in_field(contact_page, MAIN_FIELD, name)


@when(sentence("the user opts in {field:Field} of {name:Name}"))
def opt_in_field(contact_page: ContactPage, field: str, name: str) -> None:
    """Opt in one address of a contact."""
    contact_page.open(name)
    contact_page.opt_in(field, PERMISSION_NOTE)


@when(sentence('the user opts in {name:Name} with the permission note "{note}"'))
@given(sentence('the user opted in {name:Name} with the permission note "{note}"'))
def opt_in_with_note(contact_page: ContactPage, name: str, note: str) -> None:
    """Opt in Email 1 and enter how permission was given."""
    contact_page.open(name)
    contact_page.opt_in(MAIN_FIELD, note)


@when(sentence("the user opts in {name:Name} without a permission note"))
def opt_in_without_note(contact_page: ContactPage, name: str) -> None:
    """Confirm the opt-in of Email 1 with an empty field."""
    contact_page.open(name)
    contact_page.open_opt_in_dialog(MAIN_FIELD)
    contact_page.confirm_opt_in("")


@when(sentence("the user opens the opt-in dialog of {name:Name}"))
@given(sentence("the user has opened the opt-in dialog of {name:Name}"))
def open_opt_in_dialog(contact_page: ContactPage, name: str) -> None:
    """Open the dialog that opts in Email 1."""
    contact_page.open(name)
    contact_page.open_opt_in_dialog(MAIN_FIELD)


@when("the user confirms the opt-in")
def confirm_opt_in(contact_page: ContactPage) -> None:
    """Confirm the dialog that is open."""
    contact_page.confirm_opt_in(PERMISSION_NOTE)


@when(sentence("the user opts out {name:Name}"))
@given(sentence("the user opted out {name:Name}"))
def opt_out(contact_page: ContactPage, name: str) -> None:
    """Opt out Email 1."""
    contact_page.open(name)
    contact_page.opt_out(MAIN_FIELD)


@given(sentence("another user has opted out {name:Name} in the meantime"))
def opt_out_in_another_window(contact_page: ContactPage, name: str) -> None:
    """Opt out Email 1 in a second window."""
    with contact_page.in_another_window() as other_page:
        opt_out(other_page, name)


@then("the dialog asks how permission was given")
def check_dialog_asks(contact_page: ContactPage) -> None:
    """Check that the dialog names what is missing."""
    contact_page.expect_problem_in_dialog("Say how permission was given.")


@then(sentence("the dialog names {name:Name}"))
def check_dialog_names(contact_page: ContactPage, name: str) -> None:
    """Check that the dialog mentions a contact."""
    contact_page.expect_name_in_dialog(name)


@then(sentence("the opt-in is refused because of the status {status:Status}"))
def check_refused(contact_page: ContactPage, status: str) -> None:
    """Check that the page says why nothing changed."""
    contact_page.expect_refusal(f"Opt-in does not change {status}.")
