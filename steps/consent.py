"""Email statuses and their history, as the page of a contact shows them."""

import re

from playwright.sync_api import expect
from pytest_bdd import then, when

from steps.pages.contacts import ContactList, ContactPage
from steps.pages.reports import ConsentHistoryReport
from steps.pages.tracker import EmailEngagementTracker
from steps.parsing import STATUSES, sentence
from steps.people import People

# The name of the user depends on whether the CRM asks users to sign in.
WHO = {"the user": re.compile("^(Local user|Ada)$")}


@then(sentence("{name:Name} is {status:Status}"))
def contact_has_status(contact_list: ContactList, contact_page: ContactPage, name: str, status: str) -> None:
    """The email status of the contact's Email 1."""
    contact_list.open_contact(name)
    contact_page.expect_status("Email 1", status)


@then(sentence("{fields:Fields} of {name:Name} is {status:Status}"))
def address_has_status(
    contact_list: ContactList, contact_page: ContactPage, fields: list[str], name: str, status: str
) -> None:
    """The email status of one address of a contact."""
    contact_list.open_contact(name)
    for label in fields:
        contact_page.expect_status(label, status)


@then("every contact but the Non-Marketable one has the status it had")
def other_statuses_stay(tracker: EmailEngagementTracker) -> None:
    """Each contact is still found under the status that it is named after."""
    tracker.search()
    for status in STATUSES[1:]:
        expect(tracker.result(f"{status} Contact").get_by_text(status, exact=True)).to_be_visible()


@when(sentence("the user opens the page of {name:Name}"))
def open_contact(contact_list: ContactList, name: str) -> None:
    """The page of one contact."""
    contact_list.open_contact(name)


@then(sentence("the consent history of {name:Name} shows a bulk action from {before:Status} to {after:Status}"))
def history_shows_change(
    contact_list: ContactList, contact_page: ContactPage, name: str, before: str, after: str
) -> None:
    """The newest event is a change by a bulk action."""
    contact_list.open_contact(name)
    contact_page.expect_event(1, f"{before} → {after}", "Changed", "Bulk action")


@then(sentence("the consent history of {name:Name} shows a refused bulk action from {before:Status} to {after:Status}"))
def history_shows_refusal(
    contact_list: ContactList, contact_page: ContactPage, name: str, before: str, after: str
) -> None:
    """The newest event is a bulk action that the rules refused."""
    contact_list.open_contact(name)
    contact_page.expect_event(1, f"{before} → {after}", "Refused", "Bulk action")


@then("the consent history shows, newest first:")
def history_shows(contact_page: ContactPage, datatable: list[list[str]]) -> None:
    """All events, each with the change of status, its outcome and the way by which it came."""
    contact_page.expect_history(datatable[1:])


@then("the consent history says of each entry, newest first:")
def history_says(contact_page: ContactPage, datatable: list[list[str]]) -> None:
    """Who, by which way and why, for all events."""
    contact_page.expect_history([(WHO.get(who, who), way, reason) for who, way, reason in datatable[1:]])


@then(sentence("the report on the consent history of all contacts shows that {name:Name} is {status:Status}"))
def report_shows(consent_history: ConsentHistoryReport, people: People, name: str, status: str) -> None:
    """The newest entry for the contact's address."""
    consent_history.open()
    consent_history.expect_newest(people[name].address, status)
