"""Steps for recipients: how they sign up, confirm and unsubscribe, and what their mail servers do."""

from pytest_bdd import given, parsers, when

from steps.controls import TestControls
from steps.messages import BROADCAST, ONE_TO_ONE, SEQUENCE
from steps.pages.contacts import ContactPage
from steps.pages.desk import Desk
from steps.pages.recipients import MailProgram, RecipientPage
from steps.parsing import sentence, split
from steps.people import People

CONFIRMATION = "Please confirm your email address"
ANSWERS = {
    "accept messages": "Accepted",
    "refuse messages temporarily": "Refused for now",
    "refuse messages permanently": "Refused for good",
    "report messages as spam": "Accepted, then reported as spam",
}
_REFUSAL = "|".join(ANSWERS)
_REFUSAL_OF_ONE = _REFUSAL.replace(" messages", "s messages")


@given(parsers.re(rf"the mail server of (?P<name>\w+ \w+) (?P<answer>{_REFUSAL_OF_ONE})"))
def set_answer(controls: TestControls, people: People, name: str, answer: str) -> None:
    """Set what the mail server of a contact does with messages from now on."""
    set_answers(controls, people, name, answer.replace("s messages", " messages"))


@given(parsers.re(rf"the mail servers of (?P<names>\w+ \w+ and \w+ \w+) (?P<answer>{_REFUSAL})"))
def set_answers(controls: TestControls, people: People, names: str, answer: str) -> None:
    """Set what the mail servers of contacts do with messages from now on."""
    for name in split(names):
        for address in people[name].addresses.values():
            controls.answer_messages(address, ANSWERS[answer])


@given(sentence("one-to-one emails to each address were {answers:Answers}"))
@when(sentence("one-to-one emails to each address are {answers:Answers}"))
def send_with_answers(controls: TestControls, people: People, desk: Desk, answers: list[str]) -> None:
    """Send an email to each address for each answer that the mail servers give."""
    for answer in answers:
        for person in people:
            for label, address in person.addresses.items():
                controls.answer_messages(address, "Refused for now" if answer == "refused" else "Accepted")
                desk.send_one_to_one(person.name, label, ONE_TO_ONE)


@given(sentence("{name:Name} signed up with the form"))
@when(sentence("{name:Name} signs up with the form"))
def sign_up(recipient_page: RecipientPage, people: People, name: str) -> None:
    """Fill in the public sign-up form."""
    recipient_page.sign_up(name, people[name].address)


@when(sentence('{name:Name} signs up with the address "{address}"'))
def sign_up_with_address(recipient_page: RecipientPage, name: str, address: str) -> None:
    """Fill in the public sign-up form with an address."""
    recipient_page.sign_up(name, address)


@when(sentence("{name:Name} opens the link in the email"))
def open_confirmation(desk: Desk, recipient_page: RecipientPage, mail_program: MailProgram, name: str) -> None:
    """Open the page that asks for confirmation, and leave it."""
    recipient_page.open(mail_program.link_in(desk.newest_message(name), "confirm"))


@when(sentence("{name:Name} confirms with the link in the email"))
@given(sentence("{name:Name} confirmed with the link in the email"))
def confirm(contact_page: ContactPage, mail_program: MailProgram, recipient_page: RecipientPage, name: str) -> None:
    """Follow the link in the email that asks for confirmation."""
    contact_page.open(name)
    contact_page.open_message(CONFIRMATION)
    recipient_page.confirm(mail_program.link("confirm"))


@when(sentence("{name:Name} unsubscribes with the link in the broadcast"))
@given(sentence("{name:Name} unsubscribed with the link in the broadcast"))
def unsubscribe_in_broadcast(
    contact_page: ContactPage, mail_program: MailProgram, recipient_page: RecipientPage, name: str
) -> None:
    """Follow the unsubscribe link of the broadcast."""
    contact_page.open(name)
    contact_page.open_message(BROADCAST)
    recipient_page.unsubscribe(mail_program.link("unsubscribe"))


@when(sentence("{names:Names} unsubscribe with the link in the broadcast"))
def unsubscribe_several(desk: Desk, mail_program: MailProgram, names: list[str]) -> None:
    """Follow the unsubscribe link of the newest message to each contact, which is the broadcast."""
    for name in names:
        mail_program.unsubscribe_with_link(desk.newest_message(name))


@when(sentence("{name:Name} unsubscribes with the link in message {number:d} of the sequence"))
def unsubscribe_in_sequence(
    contact_page: ContactPage, mail_program: MailProgram, recipient_page: RecipientPage, name: str, number: int
) -> None:
    """Follow the unsubscribe link of a message of the sequence."""
    contact_page.open(name)
    contact_page.open_message(f"{SEQUENCE} {number}")
    recipient_page.unsubscribe(mail_program.link("unsubscribe"))


@when(sentence("{name:Name} unsubscribes with one click in the mail program"))
@given(sentence("in the meantime, {name:Name} unsubscribes with one click in the mail program"))
def unsubscribe_with_one_click(desk: Desk, mail_program: MailProgram, name: str) -> None:
    """Send the request that a mail program sends for the header of the newest message (RFC 8058)."""
    mail_program.unsubscribe_with_one_click(desk.newest_message(name))


@given(sentence("in the meantime, {name:Name} unsubscribes with the link in the email"))
def unsubscribe_meanwhile(desk: Desk, mail_program: MailProgram, name: str) -> None:
    """Follow the unsubscribe link of the newest message, while a page of the contact is open."""
    mail_program.unsubscribe_with_link(desk.newest_message(name))
