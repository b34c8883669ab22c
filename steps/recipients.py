"""What recipients do: sign up, confirm, unsubscribe."""

from playwright.sync_api import APIRequestContext
from pytest_bdd import given, step, when

from steps.campaigns import BROADCAST, SEQUENCE
from steps.pages.contacts import ContactList, ContactPage
from steps.pages.recipients import Mailbox, RecipientPage
from steps.parsing import sentence
from steps.people import People


@step(sentence("{name:Name} signs up by the form"))
@given(sentence("{name:Name} signed up by the form"))
def sign_up(recipient_page: RecipientPage, people: People, name: str) -> None:
    """The public sign-up form."""
    recipient_page.sign_up(name, people[name].address)


@when(sentence("{name:Name} confirms by the link in the email"))
def confirm(
    contact_list: ContactList, contact_page: ContactPage, mailbox: Mailbox, recipient_page: RecipientPage, name: str
) -> None:
    """The link in the message that asks for confirmation."""
    contact_list.open_contact(name)
    contact_page.open_message("Please confirm your email address")
    recipient_page.confirm(mailbox.link("confirm"))


@when(sentence("{name:Name} unsubscribes by the link in the broadcast"))
def unsubscribe_from_broadcast(
    contact_list: ContactList, contact_page: ContactPage, mailbox: Mailbox, recipient_page: RecipientPage, name: str
) -> None:
    """The link at the end of the message."""
    contact_list.open_contact(name)
    contact_page.open_message(BROADCAST)
    recipient_page.unsubscribe(mailbox.link("unsubscribe"))


@when(sentence("{name:Name} unsubscribes by the link in message {number:d} of the sequence"))
def unsubscribe_from_sequence(
    contact_list: ContactList,
    contact_page: ContactPage,
    mailbox: Mailbox,
    recipient_page: RecipientPage,
    name: str,
    number: int,
) -> None:
    """The link at the end of the message."""
    contact_list.open_contact(name)
    contact_page.open_message(f"{SEQUENCE} {number}")
    recipient_page.unsubscribe(mailbox.link("unsubscribe"))


@when(sentence("{name:Name} unsubscribes with one click in the mail program"))
def one_click(
    contact_list: ContactList, contact_page: ContactPage, mailbox: Mailbox, crm_request: APIRequestContext, name: str
) -> None:
    """The request that a mail program sends by the message's header (RFC 8058)."""
    contact_list.open_contact(name)
    contact_page.open_message(BROADCAST)
    response = crm_request.post(mailbox.one_click_link(), form={"List-Unsubscribe": "One-Click"})
    assert response.ok, f"the CRM answered {response.status} to the mail program: {response.text()[:300]}"
