"""Opting one contact in or out on the contact's page."""

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from steps.campaigns import KINDS
from steps.pages.contacts import ContactList, ContactPage
from steps.parsing import sentence

MAIN_FIELD = "Email 1"
PERMISSION = "Signed form at the counter"

MAY_RECEIVE = {
    "One-to-one email": "One-to-one",
    "Broadcasts": "Broadcast",
    "Sequence messages": "Sequence",
}


@when(sentence("the user opts in {name:Name}"))
@given(sentence("the user opted in {name:Name}"))
def opt_in(contact_list: ContactList, contact_page: ContactPage, name: str) -> None:
    """Opt-in of Email 1, with how permission was given."""
    opt_in_fields(contact_list, contact_page, [MAIN_FIELD], name)


@when(sentence("the user opts in {fields:Fields} of {name:Name}"))
def opt_in_fields(contact_list: ContactList, contact_page: ContactPage, fields: list[str], name: str) -> None:
    """Opt-in of some of the address fields, with how permission was given."""
    contact_list.open_contact(name)
    for label in fields:
        contact_page.begin_opt_in(label)
        contact_page.confirm_opt_in(PERMISSION)
        expect(contact_page.status_message).to_be_visible()


@when(sentence("the user opts in {name:Name} without saying how permission was given"))
def opt_in_without_permission(contact_list: ContactList, contact_page: ContactPage, name: str) -> None:
    """Opt-in with an empty field."""
    go_to_opt_in(contact_list, contact_page, name)
    contact_page.confirm_opt_in("")


@when(sentence("the user goes to opt in {name:Name}"))
@given(sentence("the user is about to opt in {name:Name}"))
def go_to_opt_in(contact_list: ContactList, contact_page: ContactPage, name: str) -> None:
    """As far as the dialog."""
    contact_list.open_contact(name)
    contact_page.begin_opt_in(MAIN_FIELD)


@when("the user goes through with the opt-in")
def go_through_with_opt_in(contact_page: ContactPage) -> None:
    """The dialog that is open already."""
    contact_page.confirm_opt_in(PERMISSION)


@when(sentence("the user opts out {name:Name}"))
@given(sentence("the user opted out {name:Name}"))
def opt_out(contact_list: ContactList, contact_page: ContactPage, name: str) -> None:
    """Opt-out of Email 1."""
    contact_list.open_contact(name)
    contact_page.opt_out(MAIN_FIELD)


@given(sentence("another user opts out {name:Name} meanwhile"))
def opt_out_elsewhere(contact_page: ContactPage, name: str) -> None:
    """Opt-out of Email 1 in another window, while this one stays as it is."""
    window = contact_page.another_window()
    opt_out(ContactList(window), ContactPage(window), name)
    window.close()


@then("the dialog asks how permission was given")
def dialog_asks(contact_page: ContactPage) -> None:
    """It stays open and says what is missing."""
    expect(contact_page.dialog.get_by_role("alert")).to_have_text("Say how permission was given.")


@then(sentence("the dialog names {name:Name}"))
def dialog_names(contact_page: ContactPage, name: str) -> None:
    """The other contact is mentioned before anything changes."""
    expect(contact_page.dialog.get_by_text(name)).to_be_visible()


@then(sentence("the newest entry of the consent history of {name:Name} is an opt-in with how permission was given"))
def opt_in_is_kept(contact_list: ContactList, contact_page: ContactPage, name: str) -> None:
    """The change came by the page, and the entry repeats what the user said."""
    contact_list.open_contact(name)
    contact_page.expect_event(1, "Non-Marketable → Opted-In", "Changed", "Page", PERMISSION)


@then("the opt-in is refused")
def opt_in_is_refused(contact_page: ContactPage) -> None:
    """The page says that the rules do not allow it."""
    expect(contact_page.refusal).to_contain_text("Opt-in does not change Unsubscribed.")


@then(sentence("the page offers no opt-in, because {reason}"))
def no_opt_in(contact_page: ContactPage, reason: str) -> None:
    """The contact's page has no button to opt in Email 1, and gives the reason."""
    expect(contact_page.answer(MAIN_FIELD, "Can be opted in")).to_have_text(f"No. {reason[0].upper()}{reason[1:]}.")
    expect(contact_page.opt_in_button(MAIN_FIELD)).to_have_count(0)


@then(sentence("the page offers no opt-out, because {reason}"))
def no_opt_out(contact_page: ContactPage, reason: str) -> None:
    """The contact's page has no button to opt out Email 1, and gives the reason."""
    expect(contact_page.answer(MAIN_FIELD, "Can be opted out")).to_have_text(f"No. {reason[0].upper()}{reason[1:]}.")
    expect(contact_page.opt_out_button(MAIN_FIELD)).to_have_count(0)


@then(sentence("the page promises the {status:Status} address exactly: {received}"))
def page_promises(contact_page: ContactPage, status: str, received: str) -> None:
    """For each kind of email the contact's page says yes, or no with the status as the reason."""
    for question, kind in MAY_RECEIVE.items():
        answer = "Yes" if kind in KINDS[received] else f"No. The email status is {status}, which gets"
        expect(contact_page.answer(MAIN_FIELD, question)).to_contain_text(answer)
