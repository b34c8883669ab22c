"""Steps for messages: one-to-one email, broadcasts and sequences."""

from pytest_bdd import given, step, then, when

from steps.controls import TestControls
from steps.pages.campaigns import BroadcastPage, SequencePage
from steps.pages.contacts import ContactPage, OneToOneForm
from steps.parsing import sentence

ONE_TO_ONE = "About your order"
BROADCAST = "Half price this week"
SEQUENCE = "Welcome"


@given(sentence("a sequence with a message after {days:Days}"))
def add_sequence_of_one(controls: TestControls, days: int) -> None:
    """Add a sequence with one message."""
    controls.add_sequence(SEQUENCE, [days])


@given(sentence("a sequence with messages after {first:Days} and {second:Days}"))
def add_sequence_of_two(controls: TestControls, first: int, second: int) -> None:
    """Add a sequence with two messages. The second delay starts when the first message is sent."""
    controls.add_sequence(SEQUENCE, [first, second])


@when("the user starts the sequence for all contacts")
def start_sequence(sequence_page: SequencePage) -> None:
    """Start the sequence for all contacts in the CRM."""
    sequence_page.start_for_all(SEQUENCE)


@given(sentence("the sequence was started for {name:Name} {days:Days} ago"))
def start_sequence_earlier(controls: TestControls, sequence_page: SequencePage, name: str, days: int) -> None:
    """Start the sequence, let days pass, and send the messages that are due."""
    sequence_page.start_for_all(SEQUENCE)
    sequence_page.expect_started(name)
    controls.let_days_pass(days)


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
@when(sentence("the user tries to send {name:Name} a one-to-one email"))
def send_one_to_one(contact_page: ContactPage, one_to_one_form: OneToOneForm, name: str) -> None:
    """Send an email from the page of a contact."""
    contact_page.open(name)
    contact_page.write_email()
    one_to_one_form.send(ONE_TO_ONE)


@when(sentence("the user sends {name:Name} {count:d} one-to-one emails"))
def send_several_one_to_one(contact_page: ContactPage, one_to_one_form: OneToOneForm, name: str, count: int) -> None:
    """Send several emails from the page of a contact."""
    for _ in range(count):
        send_one_to_one(contact_page, one_to_one_form, name)


@when("the user sends a broadcast to all contacts")
@given("the user sent a broadcast to all contacts")
def send_broadcast(broadcast_page: BroadcastPage) -> None:
    """Send a broadcast to all contacts."""
    broadcast_page.send_to_all(BROADCAST)


@when(sentence('the user sends the broadcast "{subject}" to all contacts'))
@given(sentence('the user sent the broadcast "{subject}" to all contacts'))
def send_broadcast_with_subject(broadcast_page: BroadcastPage, subject: str) -> None:
    """Send a broadcast with this subject to all contacts."""
    broadcast_page.send_to_all(subject)


@then(sentence("{name:Name} receives the one-to-one email"))
def check_one_to_one(contact_page: ContactPage, name: str) -> None:
    """Check that the contact got the email, once."""
    contact_page.open(name)
    contact_page.expect_message("One-to-one", ONE_TO_ONE)


@then(sentence("{name:Name} receives the broadcast"))
def check_broadcast(contact_page: ContactPage, name: str) -> None:
    """Check that the contact got the broadcast, once."""
    contact_page.open(name)
    contact_page.expect_message("Broadcast", BROADCAST)


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


@then(sentence("{name:Name} is left out of the broadcast because of the status {status:Status}"))
def check_left_out(broadcast_page: BroadcastPage, contact_page: ContactPage, name: str, status: str) -> None:
    """Check that the broadcast lists the contact as left out, and that the contact did not get it."""
    broadcast_page.expect_left_out(BROADCAST, name, f"The email status is {status}")
    contact_page.open(name)
    contact_page.expect_message("Broadcast", BROADCAST, count=0)


@step(sentence("message {number:d} of the sequence is held for {name:Name} because of the status {status:Status}"))
def check_held(sequence_page: SequencePage, contact_page: ContactPage, number: int, name: str, status: str) -> None:
    """Check that the sequence lists the message as held, and that the contact did not get it."""
    sequence_page.expect_held(SEQUENCE, name, f"The email status is {status}")
    contact_page.open(name)
    contact_page.expect_message("Sequence", f"{SEQUENCE} {number}", count=0)


@then(sentence("{name:Name} has received:"))
def check_received(contact_page: ContactPage, name: str, datatable: list[list[str]]) -> None:
    """Check how many messages of each kind the contact got."""
    contact_page.open(name)
    for kind, count in zip(("One-to-one", "Broadcast", "Sequence"), datatable[1], strict=True):
        contact_page.expect_messages(kind, int(count))
