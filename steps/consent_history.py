"""Steps for the consent history, on the page of a contact and in the report."""

import re

from pytest_bdd import then, when

from steps.pages.contacts import ContactPage
from steps.pages.reports import ConsentHistoryReport
from steps.parsing import sentence
from steps.people import People

THE_USER = re.compile("Local user|Ada")
"""The names of the user: without a password, and after signing in with one."""


@then(sentence("the consent history of {name:Name} shows, newest first:"))
def check_history(contact_page: ContactPage, people: People, name: str, datatable: list[list[str]]) -> None:
    """Check all entries. The columns of the table may be any of the columns of the history."""
    contact_page.open(name)
    found = contact_page.read_history()
    assert _compared(found, datatable[0], people, name) == datatable[1:]


@then(sentence("the newest entries in the consent history of {name:Name} are:"))
def check_newest_entries(contact_page: ContactPage, people: People, name: str, datatable: list[list[str]]) -> None:
    """Check as many of the newest entries as the table has."""
    contact_page.open(name)
    found = contact_page.read_history()[: len(datatable) - 1]
    assert _compared(found, datatable[0], people, name) == datatable[1:]


@then(sentence("the oldest of {count:d} entries in the consent history of {name:Name} are:"))
def check_oldest_entries(
    contact_page: ContactPage, people: People, count: int, name: str, datatable: list[list[str]]
) -> None:
    """Check how many entries all pages have, and as many of the oldest as the table has."""
    contact_page.open(name)
    found = contact_page.read_history()
    assert len(found) == count
    assert _compared(found[1 - len(datatable) :], datatable[0], people, name) == datatable[1:]


@then("the consent histories of all others show a refused bulk action for each address:")
def check_refusals(contact_page: ContactPage, people: People, datatable: list[list[str]]) -> None:
    """Check the newest entries of the contacts that are named after the status in each row."""
    for (change,) in datatable:
        name = f"{change.partition(' → ')[0]} Contact"
        contact_page.open(name)
        newest = contact_page.read_history()[: len(people[name].addresses)]
        wanted = [[address, change, "Refused", "Bulk action"] for address in people[name].addresses.values()]
        found = [[entry[column] for column in ("Address", "Change", "Outcome", "Way")] for entry in newest]
        assert sorted(found) == sorted(wanted), f"{name}: {found}"


@then(sentence('the consent history of {name:Name} gives the reason "{reason}" for "{change}"'))
def check_reason(contact_page: ContactPage, name: str, reason: str, change: str) -> None:
    """Check the reason of a change."""
    contact_page.open(name)
    found = contact_page.read_history()
    assert reason in [entry["Reason"] for entry in found if entry["Change"] == change], found


@when("the user opens the report on the consent history of all contacts")
def open_report(consent_history_report: ConsentHistoryReport) -> None:
    """Open the report and read all of its pages."""
    consent_history_report.open()


@then(sentence("the report has {count:d} entries"))
def check_report(consent_history_report: ConsentHistoryReport, count: int) -> None:
    """Check how many entries all pages of the report have, and that it says so."""
    consent_history_report.expect_entries(count)


@then(sentence("the report shows these entries of {name:Name}, newest first:"))
def check_entries_in_report(
    consent_history_report: ConsentHistoryReport, people: People, name: str, datatable: list[list[str]]
) -> None:
    """Check all entries for the address of the contact."""
    consent_history_report.expect_changes(people[name].address, datatable[1:])


def _compared(entries: list[dict[str, str]], columns: list[str], people: People, name: str) -> list[list[str]]:
    """Return the cells of these columns, with "the user" for the user and the email field for each address."""
    labels = {address: label for label, address in people[name].addresses.items()}

    def text(column: str, cell: str) -> str:
        if column == "who" and THE_USER.fullmatch(cell):
            return "the user"
        return labels.get(cell, cell) if column == "address" else cell

    return [[text(column, entry[column.capitalize()]) for column in columns] for entry in entries]
