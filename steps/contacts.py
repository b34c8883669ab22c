"""Steps for contacts: how they are added, imported, changed and deleted."""

from pytest_bdd import given, then, when

from steps.pages.contacts import ContactFormPage, ContactPage, ImportPage
from steps.parsing import MAIN_FIELD, STATUSES, sentence
from steps.people import NamedPerson, People, address_for


@given(sentence("{count:d} {status:Status} contacts"))
def add_many(people: People, count: int, status: str) -> None:
    """Add contacts with one address of this status each."""
    people.add_to_crm(
        *(
            (f"Contact {number:03}", {MAIN_FIELD: (f"contact-{number:03}@example.com", status)})
            for number in range(1, count + 1)
        )
    )


@given(sentence("the {status:Status} contact {name:Name}"))
@given(sentence("the {status:Status} contact {name:Name} is added after the search"))
def add_one(people: People, status: str, name: str) -> None:
    """Add a contact with one address of this status."""
    people.add_to_crm((name, {MAIN_FIELD: (address_for(name), status)}))


@given(sentence("the {status:Status} contact {name:Name}, whose mail server refuses messages temporarily"))
def add_one_refused_temporarily(people: People, status: str, name: str) -> None:
    """Add a contact at the domain for which the CRM simulates temporary refusals."""
    people.add_to_crm((name, {MAIN_FIELD: (address_for(name, "soft-bounce.example.com"), status)}))


@given(sentence("the {status:Status} contact {name:Name}, whose mail server refuses messages permanently"))
def add_one_refused_permanently(people: People, status: str, name: str) -> None:
    """Add a contact at the domain for which the CRM simulates permanent refusals."""
    people.add_to_crm((name, {MAIN_FIELD: (address_for(name, "hard-bounce.example.com"), status)}))


@given(sentence("the {status:Status} contact {name:Name}, who reports messages as spam"))
def add_one_who_reports_spam(people: People, status: str, name: str) -> None:
    """Add a contact at the domain for which the CRM simulates spam reports."""
    people.add_to_crm((name, {MAIN_FIELD: (address_for(name, "complaint.example.com"), status)}))


@given("a contact of each email status")
def add_one_of_each_status(people: People) -> None:
    """Add nine contacts. Each is named after the status of its address."""
    people.add_to_crm(
        *(
            (f"{status} Contact", {MAIN_FIELD: (f"{status.lower().replace(' ', '-')}@example.com", status)})
            for status in STATUSES
        )
    )


@given("these contacts:")
def add_table(people: People, datatable: list[list[str]]) -> None:
    """Add contacts with the status of each of their addresses."""
    header, *rows = datatable
    for name, *statuses in rows:
        emails = {
            label: (address_for(name, f"{label.lower().replace(' ', '-')}.example.com"), status)
            for label, status in zip(header[1:], statuses, strict=True)
            if status
        }
        people.add_to_crm((name, emails))


@given(sentence("{names:Names} share a {status:Status} address"))
@given(sentence("{names:Names} share an {status:Status} address"))
def add_with_shared_address(people: People, names: list[str], status: str) -> None:
    """Add contacts with the same address."""
    people.add_to_crm(*((name, {MAIN_FIELD: ("family@example.com", status)}) for name in names))


@given(sentence("the user imported {name:Name} {permission:Permission}"))
@when(sentence("the user imports {name:Name} {permission:Permission}"))
def import_one(people: People, import_page: ImportPage, name: str, permission: bool) -> None:
    """Import a CSV file with one contact."""
    import_address(people, import_page, people[name].address, name, permission)


@when(sentence('the user imports "{address}" for {name:Name} {permission:Permission}'))
def import_address(people: People, import_page: ImportPage, address: str, name: str, permission: bool) -> None:
    """Import a CSV file with one contact that has this address."""
    text = f"First name,Last name,Email\n{_cells(people[name], address)}\n"
    (import_page.import_with_permission if permission else import_page.import_without_permission)(text)


@when("the user imports a file with this permission column:")
def import_with_column(people: People, import_page: ImportPage, datatable: list[list[str]]) -> None:
    """Import a CSV file that states for each contact whether there is permission."""
    rows = [f"{_cells(people[name], people[name].address)},{permission}" for name, permission in datatable[1:]]
    import_page.import_with_permission_column("\n".join(["First name,Last name,Email,Permission", *rows]))


@when(sentence("the user adds {name:Name} by hand {permission:Permission}"))
def add_by_hand(people: People, contact_form: ContactFormPage, name: str, permission: bool) -> None:
    """Add a contact with the form."""
    _add_by_hand(contact_form, people[name], people[name].address, permission=permission)


@when(sentence("the user adds {name:Name} by hand {permission:Permission}, with the address of {owner:Name}"))
def add_by_hand_with_address(
    people: People, contact_form: ContactFormPage, name: str, permission: bool, owner: str
) -> None:
    """Add a contact with the form, with the address of another contact."""
    _add_by_hand(contact_form, people[name], people[owner].address, permission=permission)


@given(sentence('the user changed the address of {name:Name} to "{address}" {permission:Permission}'))
@when(sentence('the user changes the address of {name:Name} to "{address}" {permission:Permission}'))
def change_address(
    contact_page: ContactPage, contact_form: ContactFormPage, name: str, address: str, permission: bool
) -> None:
    """Enter another address for Email 1."""
    contact_page.open(name)
    contact_page.edit()
    contact_form.fill({MAIN_FIELD: address})
    contact_form.save(permission=permission)


@given(sentence("the user deleted {name:Name}"))
@when(sentence("the user deletes {name:Name}"))
def delete(contact_page: ContactPage, name: str) -> None:
    """Delete a contact."""
    contact_page.open(name)
    contact_page.delete()


@when("the user opens the form for a new contact")
def open_form(contact_form: ContactFormPage) -> None:
    """Open the empty form."""
    contact_form.open()


@then("the form has these email fields:")
def check_email_fields(contact_form: ContactFormPage, datatable: list[list[str]]) -> None:
    """Check all email fields, in order."""
    contact_form.expect_email_fields([label for (label,) in datatable])


def _cells(person: NamedPerson, address: str) -> str:
    return f"{person.given_name},{person.family_name},{address}"


def _add_by_hand(contact_form: ContactFormPage, person: NamedPerson, address: str, *, permission: bool) -> None:
    contact_form.open()
    contact_form.fill({"First name": person.given_name, "Last name": person.family_name, MAIN_FIELD: address})
    contact_form.save(permission=permission)
