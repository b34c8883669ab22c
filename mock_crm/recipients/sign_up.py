"""Signing up by the public form."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_crm.contacts import consent, editing, search
from mock_crm.contacts.consent import Origin
from mock_crm.mail import delivery
from mock_crm.mail.delivery import Mailer
from mock_crm.rules import validation
from mock_crm.rules.contact_details import MAX_NAME, SIGN_UP_FORM, ContactDetails
from mock_crm.rules.email_status import EmailStatus, MessageKind, Trigger, Way
from mock_crm.storage.models import Contact, EmailAddress, Message

SUBJECT = "Please confirm your email address"
"""The subject of the message that asks to confirm a sign-up."""

NOT_AGAIN_WITHIN = timedelta(minutes=10)
"""How soon an address may be asked again: the form must not let anybody flood another person's mailbox."""


def sign_up(session: Session, mailer: Mailer, name: str, email: str) -> None:
    """Take a sign-up, and ask the owner of the address by mail to confirm it.

    An address that is known keeps its contacts as they are: the form cannot tell who types. One that is
    confirmed already, or that a sign-up cannot change, gets no mail.

    Args:
        session: a writing session.
        mailer: how to send.
        name: the name as the person gives it; it may be empty.
        email: the address.

    Raises:
        InvalidInput: a value cannot be accepted; nothing was changed. The field is `name` or `email`.
    """
    name = validation.one_line(name, "name", "The name", MAX_NAME)
    written, _ = validation.email_address(email)
    now = mailer.clock.now()
    origin = Origin(SIGN_UP_FORM, Way.FORM, now)
    address = consent.register(session, written, Trigger.SIGN_UP, origin, "Signed up by the form.")
    owners = search.sharing(session, address)
    contact = owners[0] if owners else _add(session, name, written, origin)
    if address.status is EmailStatus.UNCONFIRMED and not _asked_lately(session, mailer, address):
        body = (
            "You, or somebody in your name, signed up for mail from Brightwater.\n\n"
            f"Confirm that this is your address: {mailer.links.confirm(address.id)}\n\n"
            "If it was not you, ignore this message, or unsubscribe below.\n"
        )
        delivery.deliver(session, mailer, MessageKind.ONE_TO_ONE, contact, address, SUBJECT, body)


def _add(session: Session, name: str, email: str, origin: Origin) -> Contact:
    given_name, _, family_name = name.rpartition(" ")
    if not given_name:
        given_name, family_name = family_name, ""
    details = ContactDetails(given_name=given_name, family_name=family_name, emails={1: email})
    # The address has its status from the sign-up; to add it without permission takes nothing from it.
    return editing.add(session, details, SIGN_UP_FORM, origin, permission=None)


def _asked_lately(session: Session, mailer: Mailer, address: EmailAddress) -> bool:
    asked = select(Message.id).where(
        Message.address_id == address.id,
        Message.subject == SUBJECT,
        Message.kind == MessageKind.ONE_TO_ONE,
        Message.at > mailer.clock.now() - NOT_AGAIN_WITHIN,
    )
    return session.scalar(asked.limit(1)) is not None
