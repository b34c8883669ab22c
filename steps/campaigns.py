"""One-to-one email, broadcasts and sequences, and who receives them."""

from playwright.sync_api import expect
from pytest_bdd import given, step, then, when

from steps.controls import TestControls
from steps.pages.campaigns import BroadcastPage, SequencePage
from steps.pages.contacts import ContactList, ContactPage, OneToOneForm
from steps.parsing import sentence

ONE_TO_ONE = "About your order"
BROADCAST = "Half price this week"
SEQUENCE = "Welcome"

KINDS = {
    "nothing": [],
    "one-to-one email": ["One-to-one"],
    "one-to-one email, broadcast and sequence": ["Broadcast", "One-to-one", "Sequence"],
}


@given(sentence("a sequence with a message after {days:Days}"))
def sequence_of_one(controls: TestControls, days: int) -> None:
    """A follow-up sequence of one message."""
    controls.add_sequence(SEQUENCE, [days])


@given(sentence("a sequence with messages after {first:Days} and {second:Days}"))
def sequence_of_two(controls: TestControls, first: int, second: int) -> None:
    """A follow-up sequence of two messages, the second so many days after the first."""
    controls.add_sequence(SEQUENCE, [first, second])


@step("the user starts the sequence for all contacts")
def start_sequence(sequence_page: SequencePage) -> None:
    """The sequence begins for everybody in the CRM."""
    sequence_page.open(SEQUENCE)
    sequence_page.start_for_all()


@given(sentence("the sequence was started for {name:Name} {days:Days} ago"))
def sequence_started_earlier(controls: TestControls, sequence_page: SequencePage, name: str, days: int) -> None:
    """The sequence began in the past, and what was due since then went out or was held."""
    start_sequence(sequence_page)
    expect(sequence_page.progress(name)).to_be_visible()
    controls.let_days_pass(days)


@when(sentence("{days:Days} passes"))
@when(sentence("{days:Days} pass"))
def days_pass(controls: TestControls, days: int) -> None:
    """The clock goes on, and the CRM sends what is due."""
    controls.let_days_pass(days)


@when("the due messages go out")
def send_due_messages(controls: TestControls) -> None:
    """The CRM sends what is due now."""
    controls.send_what_is_due()


@when(sentence("the user sends {name:Name} a one-to-one email"))
@when(sentence("the user tries to send {name:Name} a one-to-one email"))
def send_one_to_one(
    contact_list: ContactList, contact_page: ContactPage, one_to_one_form: OneToOneForm, name: str
) -> None:
    """A personal message from the contact's page."""
    contact_list.open_contact(name)
    contact_page.write_email()
    one_to_one_form.send(ONE_TO_ONE)


@when(sentence("the user sends {name:Name} {count:d} one-to-one emails"))
def send_several(
    contact_list: ContactList, contact_page: ContactPage, one_to_one_form: OneToOneForm, name: str, count: int
) -> None:
    """Personal messages, one after the other."""
    for _ in range(count):
        send_one_to_one(contact_list, contact_page, one_to_one_form, name)


@step("the user sends a broadcast to all contacts")
@given("the user sent a broadcast to all contacts")
def send_broadcast(broadcast_page: BroadcastPage) -> None:
    """A broadcast, written, reviewed and sent."""
    broadcast_page.send_to_all(BROADCAST)


@then(sentence("{name:Name} receives the one-to-one email"))
def receives_one_to_one(contact_list: ContactList, contact_page: ContactPage, name: str) -> None:
    """The message is among those sent to the contact."""
    contact_list.open_contact(name)
    expect(contact_page.message("one-to-one", ONE_TO_ONE)).to_have_count(1)


@then(sentence("{name:Name} receives the broadcast"))
def receives_broadcast(contact_list: ContactList, contact_page: ContactPage, name: str) -> None:
    """The broadcast is among the messages sent to the contact."""
    contact_list.open_contact(name)
    expect(contact_page.message("broadcast", BROADCAST)).to_have_count(1)


@then(sentence("{name:Name} receives message {number:d} of the sequence"))
def receives_sequence_message(contact_list: ContactList, contact_page: ContactPage, name: str, number: int) -> None:
    """The message is among those sent to the contact."""
    contact_list.open_contact(name)
    expect(contact_page.message("sequence", f"{SEQUENCE} {number}")).to_have_count(1)


@then(sentence("{name:Name} is left out of the broadcast for being {status:Status}"))
def left_out_of_broadcast(
    broadcast_page: BroadcastPage, contact_list: ContactList, contact_page: ContactPage, name: str, status: str
) -> None:
    """The broadcast names the contact and the reason, and nothing went to the contact."""
    broadcast_page.open(BROADCAST)
    expect(broadcast_page.left_out.filter(has_text=name)).to_contain_text(f"The email status is {status}")
    contact_list.open_contact(name)
    expect(contact_page.message("broadcast", BROADCAST)).to_have_count(0)


@then(sentence("message {number:d} of the sequence is held for {name:Name} for being {status:Status}"))
def held(
    sequence_page: SequencePage,
    contact_list: ContactList,
    contact_page: ContactPage,
    number: int,
    name: str,
    status: str,
) -> None:
    """The sequence names the contact and the reason, and the message did not go to the contact."""
    sequence_page.open(SEQUENCE)
    expect(sequence_page.progress(name)).to_contain_text(f"The email status is {status}")
    contact_list.open_contact(name)
    expect(contact_page.message("sequence", f"{SEQUENCE} {number}")).to_have_count(0)


@then(sentence("{name:Name} received exactly: {received}"))
def received_exactly(contact_list: ContactList, contact_page: ContactPage, name: str, received: str) -> None:
    """These kinds of email, once each, and no others."""
    contact_list.open_contact(name)
    contact_page.expect_messages(KINDS[received])
