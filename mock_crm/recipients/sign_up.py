"""Sign up with the public form."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_crm.contacts import consent, editing, search
from mock_crm.contacts.consent import Origin
from mock_crm.mail import delivery
from mock_crm.mail.delivery import Mailer
from mock_crm.rules import validation
from mock_crm.rules.contact_details import SIGN_UP_FORM, ContactDetails
from mock_crm.rules.email_status import EmailStatus, MessageKind, Trigger, Way
from mock_crm.storage.campaign_models import Message
from mock_crm.storage.models import Contact, EmailAddress

SUBJECT = "Please confirm your email address"
"""The subject of the confirmation request."""

NOT_AGAIN_WITHIN = timedelta(minutes=10)
"""The minimum time between two confirmation requests: the form must not flood a mailbox."""


def sign_up(session: Session, mailer: Mailer, name: str, email: str) -> None:
    """Sign up a person, and ask by mail for confirmation of the address.

    Contacts with a known address are not changed: anybody can fill in the form. An address that is already confirmed,
    or that a sign-up cannot change, gets no mail.

    Raises:
        InvalidInput: a value is not valid; nothing was changed. The field is `name` or `email`.
    """
    name = validation.one_line(name, "name", "The name", validation.MAX_NAME)
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
    # The sign-up has set the status of the address; adding it without permission does not change the status.
    return editing.add(session, details, SIGN_UP_FORM, origin, permission=None)


def _asked_lately(session: Session, mailer: Mailer, address: EmailAddress) -> bool:
    asked = select(Message.id).where(
        Message.address_id == address.id,
        Message.subject == SUBJECT,
        Message.kind == MessageKind.ONE_TO_ONE,
        Message.at > mailer.clock.now() - NOT_AGAIN_WITHIN,
    )
    return session.scalar(asked.limit(1)) is not None
