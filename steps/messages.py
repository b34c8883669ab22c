"""Steps for messages: one-to-one email, broadcasts and sequences."""

from collections import Counter

from pytest_bdd import given, parsers, step, then, when

from steps.controls import TestControls
from steps.pages.campaigns import BroadcastPage, SequencePage
from steps.pages.contacts import ContactPage, OneToOneForm
from steps.pages.desk import ALL_CONTACTS, FIRST_ADDRESS, Desk
from steps.pages.reports import SentMessagesReport
from steps.parsing import sentence
from steps.people import People

ONE_TO_ONE = "About your order"
BROADCAST = "Half price this week"
SEQUENCE = "Welcome"
KINDS = {"one-to-one emails": "One-to-one", "broadcasts": "Broadcast", "sequence messages": "Sequence"}
"""The kinds of message as the reports show them, by their names in the features."""


@given(sentence("a sequence with a message after {days:DayList}"))
@given(sentence("a sequence with messages after {days:DayList}"))
def add_sequence(controls: TestControls, days: list[int]) -> None:
    """Add a sequence. The delay of a message starts when the message before is sent."""
    controls.add_sequence(SEQUENCE, days)


@when("the user starts the sequence for all contacts")
def start_sequence(sequence_page: SequencePage) -> None:
    """Start the sequence for all contacts in the CRM."""
    sequence_page.start_for_all(SEQUENCE)


@when(parsers.re("the user starts the sequence for all contacts (?P<where>on its page|as a bulk action)"))
def start_sequence_somewhere(desk: Desk, where: str) -> None:
    """Start the sequence for all contacts in the CRM, on one of the pages that can do it."""
    if where == "on its page":
        desk.start_sequence(SEQUENCE)
    else:
        desk.start_sequence_in_bulk(SEQUENCE)


@given(sentence("the sequence was started {days:Days} ago"))
def start_sequence_earlier(controls: TestControls, desk: Desk, days: int) -> None:
    """Start the sequence for all contacts, let days pass, and send the messages that are due."""
    desk.start_sequence(SEQUENCE)
    controls.let_days_pass(days)


@given(sentence("{days:Days} has passed"))
@when(sentence("{days:Days} passes"))
@when(sentence("{days:Days} pass"))
def let_days_pass(controls: TestControls, days: int) -> None:
    """Move the clock of the CRM forward and send the messages that are due."""
    controls.let_days_pass(days)


@when("the CRM sends the messages that are due")
def send_due_messages(controls: TestControls) -> None:
    """Send the messages of sequences that are due."""
    controls.send_due_messages()


@when(sentence("the user sends {name:Name} a one-to-one email"))
@given(sentence("the user sent {name:Name} a one-to-one email"))
def send_one_to_one(contact_page: ContactPage, one_to_one_form: OneToOneForm, name: str) -> None:
    """Send an email from the page of a contact."""
    contact_page.open(name)
    contact_page.write_email()
    one_to_one_form.send(ONE_TO_ONE)


@when(sentence("the user sends {count:d} one-to-one email to each address"))
@when(sentence("the user sends {count:d} one-to-one emails to each address"))
def send_one_to_one_to_all(people: People, desk: Desk, count: int) -> None:
    """Send emails to each address of each contact."""
    for person in people:
        for label in person.addresses:
            for _ in range(count):
                desk.send_one_to_one(person.name, label, ONE_TO_ONE)


@when("the user tries to send a one-to-one email to each address")
def try_to_send_one_to_one_to_all(people: People, desk: Desk) -> None:
    """Send an email to each address of each contact. The CRM may refuse to send it."""
    for person in people:
        for label in person.addresses:
            desk.send_one_to_one(person.name, label, ONE_TO_ONE, may_be_refused=True)


@when("the user sends a broadcast to all contacts")
@given("the user sent a broadcast to all contacts")
def send_broadcast(broadcast_page: BroadcastPage) -> None:
    """Send a broadcast to all contacts."""
    broadcast_page.send_to_all(BROADCAST)


@given(sentence('the user sent the broadcast "{subject}" to all contacts'))
def send_broadcast_with_subject(broadcast_page: BroadcastPage, subject: str) -> None:
    """Send a broadcast with this subject to all contacts."""
    broadcast_page.send_to_all(subject)


@given(sentence('the user wrote the broadcast "{subject}" to all contacts'))
def write_broadcast(desk: Desk, subject: str) -> None:
    """Write a broadcast with this subject to all contacts, and do not send it."""
    desk.write_broadcast(subject)


@when(sentence('the user sends the broadcast "{subject}"'))
def send_written_broadcast(desk: Desk, subject: str) -> None:
    """Send a broadcast that was written before."""
    desk.send_broadcast(subject)


@when("the user sends broadcasts to:")
def send_broadcasts(desk: Desk, datatable: list[list[str]]) -> None:
    """Send a broadcast to each choice of recipients and address."""
    for number, (recipients, address) in enumerate(datatable[1:], 1):
        desk.write_broadcast(f"{BROADCAST} {number}", recipients, address)
        desk.send_broadcast(f"{BROADCAST} {number}")


@when("the user tries to send each of them a message of each kind")
def send_each_kind(people: People, controls: TestControls, desk: Desk) -> None:
    """Send a one-to-one email to each address, broadcasts to each choice of address, and two sequence messages."""
    try_to_send_one_to_one_to_all(people, desk)
    send_broadcasts(
        desk, [[], *([ALL_CONTACTS, address] for address in (FIRST_ADDRESS, "Email 1", "Email 2", "Email 3"))]
    )
    controls.add_sequence(SEQUENCE, [1, 1])
    desk.start_sequence(SEQUENCE)
    controls.let_days_pass(1)
    controls.let_days_pass(1)


@then(sentence("{name:Name} receives the one-to-one email"))
def check_one_to_one(contact_page: ContactPage, name: str) -> None:
    """Check that the contact got the email, once."""
    contact_page.open(name)
    contact_page.expect_message("One-to-one", ONE_TO_ONE)


@then(sentence('{name:Name} receives the broadcast "{subject}"'))
def check_broadcast_with_subject(contact_page: ContactPage, name: str, subject: str) -> None:
    """Check that the contact got the broadcast with this subject, once."""
    contact_page.open(name)
    contact_page.expect_message("Broadcast", subject)


@then(sentence('{name:Name} does not receive the broadcast "{subject}"'))
def check_no_broadcast(contact_page: ContactPage, name: str, subject: str) -> None:
    """Check that the contact did not get the broadcast with this subject."""
    contact_page.open(name)
    contact_page.expect_message("Broadcast", subject, count=0)


@then(sentence("{name:Name} receives message {number:d} of the sequence"))
def check_sequence_message(contact_page: ContactPage, name: str, number: int) -> None:
    """Check that the contact got the message, once."""
    contact_page.open(name)
    contact_page.expect_message("Sequence", f"{SEQUENCE} {number}")


@then(sentence("{name:Name} does not receive message {number:d} of the sequence"))
def check_no_sequence_message(contact_page: ContactPage, name: str, number: int) -> None:
    """Check that the contact did not get the message."""
    contact_page.open(name)
    contact_page.expect_message("Sequence", f"{SEQUENCE} {number}", count=0)


@then(
    sentence(
        "the page of {name:Name} names {count:d} broadcasts that left out the contact"
        " because of the status {status:Status}"
    )
)
def check_left_out(contact_page: ContactPage, name: str, count: int, status: str) -> None:
    """Check how many broadcasts left out the contact, and why."""
    contact_page.open(name)
    left_out = contact_page.read_left_out()
    assert [row["Kind"] for row in left_out] == ["Broadcast"] * count, left_out
    assert all(row["Reason"].startswith(f"The email status is {status},") for row in left_out), left_out


@step(sentence("message {number:d} of the sequence is held for {name:Name} because of the status {status:Status}"))
def check_held(sequence_page: SequencePage, contact_page: ContactPage, number: int, name: str, status: str) -> None:
    """Check that the sequence lists the message as held, and that the contact did not get it."""
    sequence_page.expect_held(SEQUENCE, name, f"The email status is {status}")
    check_no_sequence_message(contact_page, name, number)


@then("these messages are received:")
def check_received(people: People, sent_messages_report: SentMessagesReport, datatable: list[list[str]]) -> None:
    """Check the number of messages of the kinds in the table at each address, and that no other address got any."""
    header, *rows = datatable
    kinds = [KINDS[column] for column in header[2:]]
    wanted = Counter(
        {
            (name, people[name].addresses[label], kind): int(count)
            for name, label, *counts in rows
            for kind, count in zip(kinds, counts, strict=True)
        }
    )
    received = Counter({key: count for key, count in sent_messages_report.count().items() if key[2] in kinds})
    assert received == wanted, f"received: {dict(received)}"


@then("each of them has received:")
def check_each_received(people: People, sent_messages_report: SentMessagesReport, datatable: list[list[str]]) -> None:
    """Check that each contact got this number of messages of each kind, at its only address."""
    counts = dict(zip(datatable[0], datatable[1], strict=True))
    received = sent_messages_report.count()
    for person in people:
        of_person = {column: received[person.name, person.address, kind] for column, kind in KINDS.items()}
        assert of_person == {column: int(count) for column, count in counts.items()}, f"{person.name}: {of_person}"
