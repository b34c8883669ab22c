"""Steps for email statuses, and for what the page of a contact says about them."""

from pytest_bdd import then, when

from steps.pages.contacts import ContactPage
from steps.pages.tracker import EmailEngagementTracker
from steps.parsing import MAIN_FIELD, STATUSES, sentence


@when(sentence("the user opens the page of {name:Name}"))
def open_contact(contact_page: ContactPage, name: str) -> None:
    """Open the page of a contact."""
    contact_page.open(name)


@then(sentence("{name:Name} is {status:Status}"))
def check_status(contact_page: ContactPage, name: str, status: str) -> None:
    """Check the email status of Email 1."""
    contact_page.open(name)
    contact_page.expect_status(MAIN_FIELD, status)


@then(sentence("{field:Field} of {name:Name} is {status:Status}"))
def check_status_of_field(contact_page: ContactPage, field: str, name: str, status: str) -> None:
    """Check the email status of one address of a contact."""
    contact_page.open(name)
    contact_page.expect_status(field, status)


@then(sentence("{count:d} contacts are {status:Status}"))
@then(sentence("{count:d} contact is {status:Status}"))
def check_count(tracker: EmailEngagementTracker, count: int, status: str) -> None:
    """Search for the status and check how many contacts have it."""
    tracker.search_for_status(status)
    tracker.expect_found(count)


@then(sentence("no {status:Status} contact is left"))
def check_none(tracker: EmailEngagementTracker, status: str) -> None:
    """Search for the status and check that no contact has it."""
    tracker.search_for_status(status)
    tracker.expect_found(0)


@then("every contact except the Non-Marketable one keeps its status")
def check_other_statuses(tracker: EmailEngagementTracker) -> None:
    """Check that each contact still has the status in its name."""
    tracker.search_for_all()
    for status in STATUSES[1:]:
        tracker.expect_status(f"{status} Contact", status)


@then(sentence("the page of {name:Name} shows what each address may receive:"))
def check_may_receive(contact_page: ContactPage, name: str, datatable: list[list[str]]) -> None:
    """Check the answer for each kind of email, and the reason that goes with each No."""
    contact_page.open(name)
    for field, *answers, reason in datatable[1:]:
        contact_page.expect_may_receive(field, answers, reason)


@then(sentence("the page of {name:Name} offers opt-in"))
def check_opt_in_offered(contact_page: ContactPage, name: str) -> None:
    """Check that Email 1 can be opted in."""
    contact_page.open(name)
    contact_page.expect_opt_in_offered(MAIN_FIELD)


@then(sentence('the page of {name:Name} offers no opt-in and gives the reason "{reason}"'))
def check_no_opt_in(contact_page: ContactPage, name: str, reason: str) -> None:
    """Check that Email 1 cannot be opted in, and why."""
    contact_page.open(name)
    contact_page.expect_no_opt_in(MAIN_FIELD, reason)


@then(sentence('the page of {name:Name} offers no opt-out and gives the reason "{reason}"'))
def check_no_opt_out(contact_page: ContactPage, name: str, reason: str) -> None:
    """Check that Email 1 cannot be opted out, and why."""
    contact_page.open(name)
    contact_page.expect_no_opt_out(MAIN_FIELD, reason)
