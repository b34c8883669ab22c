"""Steps for opting one contact in or out, on the page of the contact."""

from pytest_bdd import given, parsers, then, when

from steps.pages.contacts import ContactPage
from steps.pages.desk import Desk
from steps.parsing import MAIN_FIELD, sentence
from steps.people import People

PERMISSION_NOTE = "Signed form at the counter"


@when(sentence("the user opts in {name:Name}"))
@given(sentence("the user opted in {name:Name}"))
def opt_in(contact_page: ContactPage, name: str) -> None:
    """Opt in Email 1."""
    opt_in_field(contact_page, MAIN_FIELD, name)


@when(sentence("the user opts in {field:Field} of {name:Name}"))
@given(sentence("the user opted in {field:Field} of {name:Name}"))
def opt_in_field(contact_page: ContactPage, field: str, name: str) -> None:
    """Opt in one address of a contact."""
    contact_page.open(name)
    contact_page.opt_in(field, PERMISSION_NOTE)


@given("the user opted in each of these addresses")
def opt_in_all(people: People, contact_page: ContactPage) -> None:
    """Opt in each address of each contact."""
    for person in people:
        for label in person.addresses:
            opt_in_field(contact_page, label, person.name)


@given(sentence('the user opted in {field:Field} of {name:Name} with the permission note "{note}"'))
def opt_in_with_note(contact_page: ContactPage, field: str, name: str, note: str) -> None:
    """Opt in an address and enter how permission was given."""
    contact_page.open(name)
    contact_page.opt_in(field, note)


@when(parsers.re("the user tries to opt in (?P<field>Email [123]) of (?P<name>.+) with (?P<note>no .*|only spaces)"))
def opt_in_without_note(contact_page: ContactPage, field: str, name: str, note: str) -> None:
    """Confirm the opt-in of an address with an empty field, or with one that looks empty."""
    contact_page.open(name)
    contact_page.open_opt_in_dialog(field)
    contact_page.confirm_opt_in("   " if note == "only spaces" else "")


@when(sentence("the user opens the opt-in dialog of {name:Name}"))
@given(sentence("the user has opened the opt-in dialog of {name:Name}"))
def open_opt_in_dialog(people: People, contact_page: ContactPage, name: str) -> None:
    """Open the dialog that opts in the first address."""
    contact_page.open(name)
    contact_page.open_opt_in_dialog(next(iter(people[name].addresses)))


@when(sentence("the user opens the opt-out dialog of {name:Name}"))
def open_opt_out_dialog(contact_page: ContactPage, name: str) -> None:
    """Open the dialog that opts out Email 1."""
    contact_page.open(name)
    contact_page.open_opt_out_dialog(MAIN_FIELD)


@when("the user confirms the opt-in")
@given("the user confirmed the opt-in")
def confirm_opt_in(contact_page: ContactPage) -> None:
    """Confirm the dialog that is open."""
    contact_page.confirm_opt_in(PERMISSION_NOTE)


@when(sentence("the user opts out {name:Name}"))
@given(sentence("the user opted out {name:Name}"))
def opt_out(contact_page: ContactPage, name: str) -> None:
    """Opt out Email 1."""
    opt_out_field(contact_page, MAIN_FIELD, name)


@when(sentence("the user opts out {field:Field} of {name:Name}"))
@given(sentence("the user opted out {field:Field} of {name:Name}"))
def opt_out_field(contact_page: ContactPage, field: str, name: str) -> None:
    """Opt out one address of a contact."""
    contact_page.open(name)
    contact_page.opt_out(field)


@given("the user opted out each of these addresses")
def opt_out_all(people: People, contact_page: ContactPage) -> None:
    """Opt out each address of each contact."""
    for person in people:
        for label in person.addresses:
            opt_out_field(contact_page, label, person.name)


@given(sentence("in the meantime, another user opts out {name:Name}"))
def opt_out_meanwhile(people: People, desk: Desk, name: str) -> None:
    """Opt out the first address, while a page of the contact is open."""
    desk.opt_out(name, next(iter(people[name].addresses)))


@given("in the meantime, another user opts out all contacts in bulk")
def opt_out_in_bulk_meanwhile(desk: Desk) -> None:
    """Opt out Email 1 of all contacts, while a page of a contact is open."""
    desk.opt_out_in_bulk(MAIN_FIELD)


@then("the dialog asks how permission was given")
def check_dialog_asks(contact_page: ContactPage) -> None:
    """Check that the dialog names what is missing."""
    contact_page.expect_problem_in_dialog("Say how permission was given.")


@then(sentence("the dialog names only {names:Names}"))
def check_dialog_names(contact_page: ContactPage, names: list[str]) -> None:
    """Check that the dialog mentions these contacts, and no others."""
    contact_page.expect_names_in_dialog(names)


@then(parsers.re("the (?P<button>Confirm Opt-In|Confirm Opt-Out) button is at the bottom of the dialog"))
def check_button_at_bottom(contact_page: ContactPage, button: str) -> None:
    """Check the position of the button."""
    contact_page.expect_at_bottom_of_dialog(button)


@then(sentence("the opt-in is refused because of the status {status:Status}"))
def check_refused(contact_page: ContactPage, status: str) -> None:
    """Check that the page says why nothing changed."""
    contact_page.expect_refusal(f"Opt-in does not change {status}.")
