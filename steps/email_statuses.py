"""Steps for email statuses: as the list of contacts shows them, and what the page of a contact says about them."""

from pytest_bdd import then, when

from steps.pages.contacts import ContactList, ContactPage, Pages, Section
from steps.parsing import sentence
from steps.people import People


@when("the user looks for what each address may receive")
@when("the user looks for addresses that can be opted in or out")
def open_all_pages(people: People, contact_page: ContactPage, pages: Pages) -> None:
    """Open the page of each contact and read the section of each address."""
    for person in people:
        contact_page.open(person.name)
        pages[person.name] = contact_page.sections()


@then(sentence("{name:Name} is {status:Status}"))
def check_status(contact_page: ContactPage, name: str, status: str) -> None:
    """Check the email status of the first address."""
    contact_page.open(name)
    assert contact_page.sections()[0].status == status, f"{name}: {contact_page.sections()}"


@then(sentence("{field:Field} of {name:Name} is {status:Status}"))
def check_status_of_field(contact_page: ContactPage, field: str, name: str, status: str) -> None:
    """Check the email status of one address of a contact."""
    contact_page.open(name)
    contact_page.expect_status(field, status)


@then(sentence("the page of {name:Name} shows that {fields:Fields} are {status:Status}"))
def check_status_of_fields(contact_page: ContactPage, name: str, fields: list[str], status: str) -> None:
    """Check the email status of several addresses of a contact."""
    contact_page.open(name)
    assert [(section.label, section.status) for section in contact_page.sections()] == [(f, status) for f in fields]


@then(sentence("{count:d} of the addresses of {name:Name} are {status:Status}"))
def check_number_of_addresses(contact_page: ContactPage, count: int, name: str, status: str) -> None:
    """Check how many addresses of a contact have a status."""
    contact_page.open(name)
    statuses = [section.status for section in contact_page.sections()]
    assert statuses.count(status) == count, f"{name}: {statuses}"


@then("the contacts' pages show these statuses:")
def check_pages(contact_page: ContactPage, datatable: list[list[str]]) -> None:
    """Check the email status of each address, on the page of each contact."""
    header, *rows = datatable
    for name, *statuses in rows:
        contact_page.open(name)
        found = {section.label: section.status for section in contact_page.sections()}
        assert found == dict(zip(header[1:], statuses, strict=True)), name


@then("the email statuses are:")
def check_statuses(contact_list: ContactList, datatable: list[list[str]]) -> None:
    """Check the email status of each address, in the list of contacts."""
    found = contact_list.read_statuses()
    for name, *statuses in datatable[1:]:
        wanted = [status for status in statuses if status]
        of_name = [found_statuses for found_name, found_statuses in found if found_name == name]
        assert of_name, f"{name} is not in the list of contacts"
        assert all(statuses == wanted for statuses in of_name), f"{name}: {of_name}"


@then(sentence("all contacts are {status:Status}"))
def check_all(contact_list: ContactList, status: str) -> None:
    """Check that there are contacts, and that each of their addresses has the status."""
    found = contact_list.read_statuses()
    others = [(name, statuses) for name, statuses in found if set(statuses) != {status}]
    assert found, "there are no contacts"
    assert not others, f"not {status}: {others}"


@then("every contact keeps the status of each address")
def check_kept(people: People, contact_list: ContactList) -> None:
    """Check that each contact still has the statuses with which it was added before the scenario."""
    _check_changed(people, contact_list, [], "")


@then(sentence("only the addresses that were {before:Statuses} are {after:Status} now"))
def check_changed(people: People, contact_list: ContactList, before: list[str], after: str) -> None:
    """Check that the addresses with these statuses have changed, and that all others have kept theirs."""
    _check_changed(people, contact_list, before, after)


@then("the contact's page shows, for each address:")
def check_may_receive(pages: Pages, datatable: list[list[str]]) -> None:
    """Check the answer for each kind of email, and the reason that goes with each No."""
    for name, field, *answers, reason in datatable[1:]:
        [section] = [section for section in pages[name] if section.label == field]
        given = [section.answers[question] for question in ContactPage.QUESTIONS[:3]]
        assert given == [answer if answer == "Yes" else f"{answer}. {reason}" for answer in answers], (name, field)


@then(sentence("the contacts' pages offer opt-in for the {statuses:Statuses} addresses only"))
def check_opt_in_offered(pages: Pages, statuses: list[str]) -> None:
    """Check where the pages say that the address can be opted in, and offer it."""
    for name, section in _sections(pages):
        offered = section.answers["Can be opted in"] == "Yes" and "Opt In" in section.buttons
        assert offered == (section.status in statuses), f"{name}: {section}"


@then(sentence("the contacts' pages offer opt-out for the {statuses:Statuses} addresses only"))
def check_opt_out_offered(pages: Pages, statuses: list[str]) -> None:
    """Check where the pages say that the address can be opted out, and offer it."""
    for name, section in _sections(pages):
        offered = section.answers["Can be opted out"] == "Yes" and "Opt Out" in section.buttons
        assert offered == (section.status in statuses), f"{name}: {section}"


@then(sentence("no section of another address than the {status:Status} ones has an Opt In button"))
def check_no_button(pages: Pages, status: str) -> None:
    """Check that neither a button nor anything that looks like one is called Opt In."""
    for name, section in _sections(pages):
        if section.status != status:
            assert "Opt In" not in [*section.buttons, *section.lines], f"{name}: {section}"


@then("each section gives the reason why the address cannot be opted in:")
def check_reasons(pages: Pages, datatable: list[list[str]]) -> None:
    """Check the reason for each status."""
    for status, reason in datatable:
        answers = [s.answers["Can be opted in"] for _, s in _sections(pages) if s.status == status]
        assert answers, f"no section shows the status {status}"
        assert set(answers) == {f"No. {reason}"}, status


@then(sentence('the page of {name:Name} offers no opt-in and gives the reason "{reason}"'))
def check_no_opt_in(contact_page: ContactPage, name: str, reason: str) -> None:
    """Check that no address can be opted in, and why."""
    contact_page.open(name)
    for section in contact_page.sections():
        assert section.answers["Can be opted in"] == f"No. {reason}", section
        assert "Opt In" not in section.buttons, section


def _sections(pages: Pages) -> list[tuple[str, Section]]:
    return [(name, section) for name, sections in pages.items() for section in sections]


def _check_changed(people: People, contact_list: ContactList, before: list[str], after: str) -> None:
    found = dict(contact_list.read_statuses())
    for person in people:
        wanted = [after if status in before else status for status in person.statuses.values()]
        assert found.get(person.name) == wanted, f"{person.name}: {found.get(person.name)}"
