"""Apply the links in a message: confirm an address, unsubscribe it, view the message."""

from sqlalchemy.orm import Session

from mock_crm.contacts import consent
from mock_crm.contacts.consent import Origin
from mock_crm.mail.delivery import Mailer
from mock_crm.rules.email_status import Trigger, Way
from mock_crm.rules.errors import NotFound
from mock_crm.storage.campaign_models import Message
from mock_crm.storage.models import EmailAddress


def address_of(session: Session, mailer: Mailer, action: str, token: str) -> EmailAddress:
    """Return the address that a `confirm` or `unsubscribe` link is for.

    Raises:
        NotFound: the token is not valid, or the address was deleted.
    """
    address = session.get(EmailAddress, mailer.links.read(action, token))
    if address is None:
        raise NotFound("This address does not exist any more.")
    return address


def confirm(session: Session, mailer: Mailer, token: str) -> EmailAddress:
    """Confirm the address that a link is for, and return it.

    Raises:
        NotFound: as in `address_of`.
    """
    address = address_of(session, mailer, "confirm", token)
    _apply(session, mailer, address, Trigger.CONFIRMATION, "Clicked the confirmation link.")
    return address


def unsubscribe(session: Session, mailer: Mailer, token: str, *, one_click: bool) -> EmailAddress:
    """Unsubscribe the address that a link is for, and return it. One click means: by a mail program (RFC 8058).

    Raises:
        NotFound: as in `address_of`.
    """
    address = address_of(session, mailer, "unsubscribe", token)
    reason = "Unsubscribed with one click in the mail program." if one_click else "Clicked the unsubscribe link."
    _apply(session, mailer, address, Trigger.UNSUBSCRIBE, reason)
    return address


def view(session: Session, mailer: Mailer, token: str) -> Message:
    """Return the message that a link shows, and record that its recipient viewed it.

    Raises:
        NotFound: the token is not valid, or the message was deleted.
    """
    message = session.get(Message, mailer.links.read("view", token))
    if message is None:
        raise NotFound("This message does not exist any more.")
    message.address.last_engaged_at = mailer.clock.now()
    return message


def _apply(session: Session, mailer: Mailer, address: EmailAddress, trigger: Trigger, reason: str) -> None:
    now = mailer.clock.now()
    address.last_engaged_at = now
    consent.change(session, address, trigger, Origin("Recipient", Way.LINK, now), reason)
