"""Steps for contacts who come in: by the import of a file, by a plugin, by hand, or as a changed address."""

from pytest_bdd import given, parsers, when

from steps.integrations import PERMISSION_NOTE
from steps.pages.contacts import ImportPage
from steps.pages.desk import Desk, import_text
from steps.parsing import sentence
from steps.people import NamedPerson, NewContact, People, address_for
from steps.plugin_client import PluginClient

IMPORT_NOTE = "Signed up at the fair"


@given(sentence("the user imported {name:Name} {permission:Permission}"))
@when(sentence("the user imports {name:Name} {permission:Permission}"))
def import_one(people: People, import_page: ImportPage, name: str, permission: bool) -> None:
    """Import a CSV file with one contact."""
    import_address(people, import_page, people[name].address, name, permission)


@when(sentence('the user imports "{address}" for {name:Name} {permission:Permission}'))
def import_address(people: People, import_page: ImportPage, address: str, name: str, permission: bool) -> None:
    """Import a CSV file with one contact that has this address."""
    text = import_text([NamedPerson(people[name].name, {"Email 1": address})])
    (import_page.import_with_permission if permission else import_page.import_without_permission)(text)


@given(sentence("the user imported {name:Name} with three addresses, {permission:Permission}"))
def import_three_addresses(people: People, desk: Desk, name: str, permission: bool) -> None:
    """Import a CSV file with one contact that has three addresses."""
    addresses = {f"Email {place}": address_for(name, f"email-{place}.example.com") for place in (1, 2, 3)}
    _import(desk, [people.introduce(name, addresses)], permission=permission)


@when(sentence("the user imports a file that names {name:Name} {count:d} times, {permission:Permission}"))
def import_many_times(people: People, desk: Desk, name: str, count: int, permission: bool) -> None:
    """Import a CSV file in which one contact has many rows."""
    _import(desk, [people[name]] * count, permission=permission)


@when(sentence("the user imports a file of {count:d} contacts {permission:Permission}"))
def import_many(people: People, desk: Desk, count: int, permission: bool) -> None:
    """Import a CSV file of contacts with numbers in their names."""
    _import(desk, [people[f"Contact {number:03}"] for number in range(1, count + 1)], permission=permission)


@when("the user imports a file with these columns:")
def import_with_column(people: People, import_page: ImportPage, datatable: list[list[str]]) -> None:
    """Import a CSV file that states for each contact whether there is permission."""
    import_page.import_with_permission_column(_text_with_columns(people, datatable))


@when("the user imports a file with these columns, as one without permission:")
def import_with_ignored_column(people: People, import_page: ImportPage, datatable: list[list[str]]) -> None:
    """Import a CSV file whose columns speak of permission, and state that nobody in it gave permission."""
    import_page.import_without_permission(_text_with_columns(people, datatable))


@when(parsers.re("the user (?P<way>imports|adds by hand) these contacts without permission:"))
def add_without_permission(people: People, desk: Desk, way: str, datatable: list[list[str]]) -> None:
    """Add contacts that have these addresses."""
    header, *rows = datatable
    arrivals = [people.introduce(name, _by_label(header[1:], addresses)) for name, *addresses in rows]
    if way == "imports":
        _import(desk, arrivals, permission=False)
    else:
        for person in arrivals:
            desk.add_contact(person, permission=False)


@given(sentence("these contacts came in {permission:Permission}:"))
@when(sentence("these contacts come in {permission:Permission}:"))
def come_in(people: People, desk: Desk, plugin: PluginClient, permission: bool, datatable: list[list[str]]) -> None:
    """Add contacts that have these addresses, each by the way that the table says."""
    header, *rows = datatable
    for name, way, *addresses in rows:
        if way == "changed address":
            people.add_to_crm(NewContact(name, {"Email 1": (address_for(name), "Hard Bounce")}))
        person = people.introduce(name, _by_label(header[2:], addresses))
        match way:
            case "by hand":
                desk.add_contact(person, permission=permission)
            case "import":
                _import(desk, [person], permission=permission)
            case "plugin":
                plugin.add(person, dict.fromkeys(person.addresses, PERMISSION_NOTE if permission else ""))
            case _:
                desk.change_contact(person, permission=permission)


@when(parsers.re("the user imports the addresses of all contacts again (?P<how>with.*)"))
def import_all_again(people: People, desk: Desk, how: str) -> None:
    """Import a CSV file with the contacts that were added before."""
    everybody = list(people)
    if how.endswith("in capital letters"):
        everybody = [NamedPerson(p.name, {label: a.upper() for label, a in p.addresses.items()}) for p in everybody]
    if "column" in how:
        column = {person.name: {"Permission": "yes" if "yes" in how else "no"} for person in everybody}
        desk.import_file(import_text(everybody, column), "column")
    else:
        _import(desk, everybody, permission=how.startswith("with permission"))


@given("the addresses of all contacts were added by a plugin with permission")
def add_all_again(people: People, desk: Desk, plugin: PluginClient) -> None:
    """Let a plugin that passes on permission add contacts with the addresses that were added before."""
    plugin.key = desk.connect_plugin(plugin.name, passes_permission=True)
    for person in people:
        plugin.add(person, dict.fromkeys(person.addresses, PERMISSION_NOTE))


def _import(desk: Desk, arrivals: list[NamedPerson], *, permission: bool) -> None:
    text = import_text(arrivals)
    if permission:
        desk.import_file(text, "everybody", IMPORT_NOTE)
    else:
        desk.import_file(text, "nobody")


def _text_with_columns(people: People, datatable: list[list[str]]) -> str:
    header, *rows = datatable
    columns = {name: dict(zip(header[1:], cells, strict=True)) for name, *cells in rows}
    return import_text([people[name] for name in columns], columns)


def _by_label(labels: list[str], addresses: list[str]) -> dict[str, str]:
    return {label: address for label, address in zip(labels, addresses, strict=True) if address}
