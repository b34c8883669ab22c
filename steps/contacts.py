"""Contacts: how they come in, by hand and by import, and how they change."""

from playwright.sync_api import expect
from pytest_bdd import given, step, then, when

from steps.pages.contacts import ContactForm, ContactList, ContactPage, ImportPage
from steps.parsing import STATUSES, sentence
from steps.people import People, address_for

NO_PERMISSION = "No permission"
ALL_GAVE_PERMISSION = "All of these people gave permission"
PERMISSION_IN_A_COLUMN = "A column of the file says so"

MAIL_SERVERS = {
    "refuses for now": "soft-bounce.example.com",
    "refuses for good": "hard-bounce.example.com",
    "reports it as spam": "complaint.example.com",
}


@given(sentence("{count:d} {status:Status} contacts"))
def many_contacts(people: People, count: int, status: str) -> None:
    """So many contacts, each with one address of this email status."""
    people.are_in_the_crm(
        *(
            (f"Contact {number:03}", {"Email 1": (f"contact-{number:03}@example.com", status)})
            for number in range(1, count + 1)
        )
    )


@given(sentence("the {status:Status} contact {name:Name}"))
@given(sentence("the {status:Status} contact {name:Name} arrives"))
def one_contact(people: People, status: str, name: str) -> None:
    """A contact with one address of this email status."""
    people.are_in_the_crm((name, {"Email 1": (address_for(name), status)}))


@given(sentence("the {status:Status} contact {name:Name}, whose mail server {answer}"))
def contact_with_mail_server(people: People, status: str, name: str, answer: str) -> None:
    """A contact whose mail server refuses mail, or who reports it as spam."""
    people.are_in_the_crm((name, {"Email 1": (address_for(name, MAIL_SERVERS[answer]), status)}))


@given("a contact of each email status")
def contact_of_each_status(people: People) -> None:
    """Nine contacts, each named after the email status of its one address."""
    people.are_in_the_crm(
        *(
            (f"{status} Contact", {"Email 1": (f"{status.lower().replace(' ', '-')}@example.com", status)})
            for status in STATUSES
        )
    )


@given("these contacts:")
def contacts_of_a_table(people: People, datatable: list[list[str]]) -> None:
    """Contacts with the email status of each of their addresses."""
    header, *rows = datatable
    for name, *statuses in rows:
        emails = {
            label: (address_for(name, f"{label.lower().replace(' ', '-')}.example.com"), status)
            for label, status in zip(header[1:], statuses, strict=True)
            if status
        }
        people.are_in_the_crm((name, emails))


@given(sentence("{one:Name} and {other:Name} share a {status:Status} address"))
@given(sentence("{one:Name} and {other:Name} share an {status:Status} address"))
def shared_address(people: People, one: str, other: str, status: str) -> None:
    """Two contacts with the same address."""
    emails = {"Email 1": ("family@example.com", status)}
    people.are_in_the_crm((one, emails), (other, emails))


@step(sentence("the user imports {name:Name} {permission:Permission}"))
@given(sentence("the user imported {name:Name} {permission:Permission}"))
def import_one(people: People, import_page: ImportPage, name: str, permission: bool) -> None:
    """A CSV file with one contact, imported with or without permission for all of it."""
    import_address(people, import_page, people[name].address, name, permission)


@when(sentence('the user imports "{address}" for {name:Name} {permission:Permission}'))
def import_address(people: People, import_page: ImportPage, address: str, name: str, permission: bool) -> None:
    """A CSV file with one contact who has this address."""
    person = people[name]
    import_page.import_file(
        f"First name,Last name,Email\n{person.given_name},{person.family_name},{address}\n",
        ALL_GAVE_PERMISSION if permission else NO_PERMISSION,
    )


@when("the user imports a file whose permission column says:")
def import_with_column(people: People, import_page: ImportPage, datatable: list[list[str]]) -> None:
    """A CSV file that says for each contact whether there is permission."""
    lines = ["First name,Last name,Email,Permission"]
    for name, permission in datatable[1:]:
        person = people[name]
        lines.append(f"{person.given_name},{person.family_name},{person.address},{permission}")
    import_page.import_file("\n".join(lines), PERMISSION_IN_A_COLUMN)


@when(sentence("the user adds by hand {name:Name} {permission:Permission}"))
def add_by_hand(people: People, contact_form: ContactForm, name: str, permission: bool) -> None:
    """The form for a new contact."""
    add_with_address(people, contact_form, name, name, permission)


@when(sentence("the user adds by hand {name:Name} with the address of {owner:Name} {permission:Permission}"))
def add_with_address(people: People, contact_form: ContactForm, name: str, owner: str, permission: bool) -> None:
    """The form for a new contact, with an address that somebody has already."""
    person = people[name]
    contact_form.open()
    contact_form.fill(
        {"First name": person.given_name, "Last name": person.family_name, "Email 1": people[owner].address}
    )
    contact_form.save(permission=permission)


@given(sentence('the user changed the address of {name:Name} to "{address}" {permission:Permission}'))
@when(sentence('the user changes the address of {name:Name} to "{address}" {permission:Permission}'))
def change_address(
    contact_list: ContactList,
    contact_page: ContactPage,
    contact_form: ContactForm,
    name: str,
    address: str,
    permission: bool,
) -> None:
    """Another address in the field Email 1."""
    contact_list.open_contact(name)
    contact_page.edit()
    contact_form.fill({"Email 1": address})
    contact_form.save(permission=permission)


@given(sentence("the user deleted {name:Name}"))
@when(sentence("the user deletes {name:Name}"))
def delete_contact(contact_list: ContactList, contact_page: ContactPage, name: str) -> None:
    """The contact goes; what its addresses agreed to stays on record."""
    contact_list.open_contact(name)
    contact_page.delete()


@when("the user goes to add a contact by hand")
def go_to_add(contact_form: ContactForm) -> None:
    """The empty form."""
    contact_form.open()


@then("the form has these email fields:")
def form_has_fields(contact_form: ContactForm, datatable: list[list[str]]) -> None:
    """All email fields, in their order."""
    expect(contact_form.email_fields).to_have_count(len(datatable))
    for position, (label,) in enumerate(datatable):
        expect(contact_form.email_fields.nth(position)).to_have_accessible_name(label)
