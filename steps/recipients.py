"""Steps for recipients: how they sign up, confirm and unsubscribe."""

from pytest_bdd import given, when

from steps.messages import BROADCAST, SEQUENCE
from steps.pages.contacts import ContactPage
from steps.pages.recipients import MailProgram, RecipientPage
from steps.parsing import sentence
from steps.people import People

CONFIRMATION = "Please confirm your email address"


@given(sentence("{name:Name} signed up with the form"))
@when(sentence("{name:Name} signs up with the form"))
def sign_up(recipient_page: RecipientPage, people: People, name: str) -> None:
    """Fill in the public sign-up form."""
    recipient_page.sign_up(name, people[name].address)


@when(sentence("{name:Name} confirms with the link in the email"))
def confirm(contact_page: ContactPage, mail_program: MailProgram, recipient_page: RecipientPage, name: str) -> None:
    """Follow the link in the email that asks for confirmation."""
    contact_page.open(name)
    contact_page.open_message(CONFIRMATION)
    recipient_page.confirm(mail_program.link("confirm"))


@when(sentence("{name:Name} unsubscribes with the link in the broadcast"))
def unsubscribe_in_broadcast(
    contact_page: ContactPage, mail_program: MailProgram, recipient_page: RecipientPage, name: str
) -> None:
    """Follow the unsubscribe link of the broadcast."""
    contact_page.open(name)
    contact_page.open_message(BROADCAST)
    recipient_page.unsubscribe(mail_program.link("unsubscribe"))


@when(sentence("{name:Name} unsubscribes with the link in message {number:d} of the sequence"))
def unsubscribe_in_sequence(
    contact_page: ContactPage, mail_program: MailProgram, recipient_page: RecipientPage, name: str, number: int
) -> None:
    """Follow the unsubscribe link of a message of the sequence."""
    contact_page.open(name)
    contact_page.open_message(f"{SEQUENCE} {number}")
    recipient_page.unsubscribe(mail_program.link("unsubscribe"))


@when(sentence("{name:Name} unsubscribes with one click in the mail program"))
def unsubscribe_with_one_click(contact_page: ContactPage, mail_program: MailProgram, name: str) -> None:
    """Send the request that a mail program sends for the header of the broadcast (RFC 8058)."""
    contact_page.open(name)
    contact_page.open_message(BROADCAST)
    mail_program.unsubscribe_with_one_click()
