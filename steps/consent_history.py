"""Steps for the consent history, on the page of a contact and in the report."""

import re
from collections.abc import Sequence

from pytest_bdd import then

from steps.pages.contacts import ContactPage
from steps.pages.reports import ConsentHistoryReport
from steps.parsing import sentence
from steps.people import People

THE_USER = re.compile("^(Local user|Ada)$")
"""The names of the user: without a password, and after signing in with one."""


@then(sentence("the consent history of {name:Name} shows, newest first:"))
def check_history(contact_page: ContactPage, name: str, datatable: list[list[str]]) -> None:
    """Check all entries. The columns of the table may be any of the columns of the history."""
    contact_page.open(name)
    contact_page.expect_history([_texts(row) for row in datatable[1:]])


@then(sentence("the newest entry in the consent history of {name:Name} is:"))
def check_newest_entry(contact_page: ContactPage, name: str, datatable: list[list[str]]) -> None:
    """Check the newest entry."""
    contact_page.open(name)
    contact_page.expect_event(1, *_texts(datatable[1]))


@then(sentence("the report on the consent history of all contacts shows that {name:Name} is {status:Status}"))
def check_report(consent_history_report: ConsentHistoryReport, people: People, name: str, status: str) -> None:
    """Check the newest entry for the address of the contact."""
    consent_history_report.open()
    consent_history_report.expect_newest(people[name].address, status)


def _texts(row: Sequence[str]) -> list[str | re.Pattern[str]]:
    return [THE_USER if text == "the user" else text for text in row]
