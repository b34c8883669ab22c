"""Steps for contacts: how they are added before a scenario, added and changed by hand, found and deleted."""

from pytest_bdd import given, then, when

from steps.pages.contacts import ContactFormPage, ContactList, ContactPage
from steps.pages.desk import Desk
from steps.parsing import MAIN_FIELD, STATUSES, sentence, split
from steps.people import SOURCES, NamedPerson, NewContact, People, address_for

FIELDS = ("Email 1", "Email 2", "Email 3")
ENGAGEMENTS = (None, 3.0, 60.0, 400.0)


@given(sentence("{count:d} {status:Status} contacts"))
def add_many(people: People, count: int, status: str) -> None:
    """Add contacts of several sources with one address of this status each. Some have engaged, some never did."""
    people.add_to_crm(
        *(
            NewContact(
                f"Contact {number:03}",
                {MAIN_FIELD: (f"contact-{number:03}@example.com", status)},
                source=SOURCES[number % len(SOURCES)],
                engaged_days_ago=ENGAGEMENTS[number % len(ENGAGEMENTS)],
            )
            for number in range(1, count + 1)
        )
    )


@given(sentence("the {status:Status} contact {name:Name}"))
@given(sentence("the {status:Status} contact {name:Name} is added after the search"))
def add_one(people: People, status: str, name: str) -> None:
    """Add a contact with one address of this status."""
    people.add_to_crm(NewContact(name, {MAIN_FIELD: (address_for(name), status)}))


@given(sentence("{count:d} {status:Status} contacts with the name {name:Name}"))
def add_namesakes(people: People, count: int, status: str, name: str) -> None:
    """Add contacts with one name, each with an address of its own."""
    addresses = [address_for(name, f"example-{number}.com") for number in range(count)]
    people.add_to_crm(*(NewContact(name, {MAIN_FIELD: (address, status)}) for address in addresses))


@given("a contact of each email status")
def add_one_of_each_status(people: People) -> None:
    """Add nine contacts. Each is named after the status of its address."""
    people.add_to_crm(*(NewContact(f"{status} Contact", {MAIN_FIELD: _email(status, 1)}) for status in STATUSES))


@given("a contact of each email status, with three addresses")
def add_three_addresses_of_each_status(people: People) -> None:
    """Add nine contacts. Each is named after the status of its three addresses."""
    people.add_to_crm(
        *(
            NewContact(f"{status} Contact", {label: _email(status, place) for place, label in enumerate(FIELDS, 1)})
            for status in STATUSES
        )
    )


@given(sentence("contacts with one {status:Status} address, in Email 1, Email 2 and Email 3"))
def add_one_for_each_field(people: People, status: str) -> None:
    """Add three contacts. Each has its only address in another field."""
    names = ("Ana Ruiz", "Ben Cole", "Cy Hall")
    people.add_to_crm(
        *(NewContact(name, {label: (address_for(name), status)}) for name, label in zip(names, FIELDS, strict=True))
    )


@given("these contacts:")
def add_table(people: People, datatable: list[list[str]]) -> None:
    """Add contacts with the status of each of their addresses."""
    header, *rows = datatable
    people.add_to_crm(
        *(
            NewContact(
                name,
                {
                    label: (address_for(name, f"{label.lower().replace(' ', '-')}.example.com"), status)
                    for label, status in zip(header[1:], statuses, strict=True)
                    if status
                },
            )
            for name, *statuses in rows
        )
    )


@given(sentence('all contacts have the tag "{tag}"'))
def tag_all(desk: Desk, tag: str) -> None:
    """Apply a tag to all contacts."""
    desk.tag_all_contacts(tag)


@given(sentence('a {status:Status} contact with "{text}" in name, company, address, source and tags'))
def add_near_miss(people: People, status: str, text: str) -> None:
    """Add a contact that mentions a text everywhere except in its status."""
    emails = {MAIN_FIELD: (f"{text.lower()}@example.com", status)}
    people.add_to_crm(NewContact(f"{text} Friend", emails, source=f"{text} list", company=text, tags=(text,)))


@given(sentence("{names:Names} share a {status:Status} address"))
def add_with_shared_address(people: People, names: list[str], status: str) -> None:
    """Add contacts with the same address in the same field."""
    people.add_to_crm(*(NewContact(name, {MAIN_FIELD: ("family@example.com", status)}) for name in names))


@given(sentence("{names:Names} share a {status:Status} address, in different fields"))
@given(sentence("{names:Names} share an {status:Status} address, in different fields"))
def add_with_address_in_different_fields(people: People, names: list[str], status: str) -> None:
    """Add contacts with the same address, the first one in Email 1, the next one in Email 2, and so on."""
    people.add_to_crm(
        *(
            NewContact(name, {FIELDS[place % len(FIELDS)]: ("family@example.com", status)})
            for place, name in enumerate(names)
        )
    )


@when(sentence("the user adds {name:Name} by hand {permission:Permission}"))
def add_by_hand(people: People, contact_form: ContactFormPage, name: str, permission: bool) -> None:
    """Add a contact with the form."""
    _add_by_hand(contact_form, people[name], people[name].address, permission=permission)


@when(sentence("the user adds all contacts by hand again {permission:Permission}"))
def add_all_by_hand(people: People, desk: Desk, permission: bool) -> None:
    """Add contacts with the names and addresses of those that were added before."""
    for person in people:
        desk.add_contact(person, permission=permission)


@when(
    sentence(
        "the user adds {name:Name} by hand {permission:Permission}, with the address of {owner:Name} in capital letters"
    )
)
def add_by_hand_with_address(
    people: People, contact_form: ContactFormPage, name: str, permission: bool, owner: str
) -> None:
    """Add a contact with the form, with the address of another contact."""
    _add_by_hand(contact_form, people[name], people[owner].address.upper(), permission=permission)


@given(sentence('the user changed the address of {name:Name} to "{address}" {permission:Permission}'))
def change_address(
    contact_page: ContactPage, contact_form: ContactFormPage, name: str, address: str, permission: bool
) -> None:
    """Enter another address for Email 1."""
    contact_page.open(name)
    contact_page.edit()
    contact_form.fill({MAIN_FIELD: address})
    contact_form.save(permission=permission)


@when(sentence("the user replaces every address with a new one {permission:Permission}"))
def replace_all_addresses(people: People, desk: Desk, permission: bool) -> None:
    """Enter another address for each address of each contact."""
    for person in people:
        for label, address in person.addresses.items():
            person.addresses[label] = f"new.{address}"
        desk.change_contact(person, permission=permission)


@given(sentence("the user deleted {name:Name}"))
def delete(contact_page: ContactPage, name: str) -> None:
    """Delete a contact."""
    contact_page.open(name)
    contact_page.delete()


@given("all contacts were deleted in bulk")
def delete_all(desk: Desk) -> None:
    """Delete all contacts together."""
    desk.delete_all_contacts()


@when("the user opens the form for a new contact")
def open_form(contact_form: ContactFormPage) -> None:
    """Open the empty form."""
    contact_form.open()


@when("the user opens the list of contacts")
def open_list(contact_list: ContactList) -> None:
    """Open the list of contacts."""
    contact_list.open()


@when(sentence('the user searches the list of contacts for "{text}"'))
def search_list(contact_list: ContactList, text: str) -> None:
    """Open the list of contacts and search for a text."""
    contact_list.open()
    contact_list.search(text)


@then(sentence("{count:d} contacts are listed"))
def check_count_in_list(contact_list: ContactList, count: int) -> None:
    """Check how many contacts all pages of the list have."""
    contact_list.expect_count(count)


@then("the form has these email fields:")
def check_email_fields(contact_form: ContactFormPage, datatable: list[list[str]]) -> None:
    """Check all email fields, in order."""
    contact_form.expect_email_fields([label for (label,) in datatable])


@then("these searches find:")
def check_searches(contact_list: ContactList, datatable: list[list[str]]) -> None:
    """Search for each text, without the quotation marks that keep its spaces, and check which contacts are found."""
    for text, names in datatable[1:]:
        contact_list.search(text.strip('"'))
        contact_list.expect_names(split(names))


def _email(status: str, place: int) -> tuple[str, str]:
    return f"{status.lower().replace(' ', '-')}@email-{place}.example.com", status


def _add_by_hand(contact_form: ContactFormPage, person: NamedPerson, address: str, *, permission: bool) -> None:
    contact_form.open()
    contact_form.fill({"First name": person.given_name, "Last name": person.family_name, MAIN_FIELD: address})
    contact_form.save(permission=permission)
