"""Send messages. `deliver` is the only function that sends, so the rules apply to every message."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid

from sqlalchemy.orm import Session

from mock_crm.clock import Clock
from mock_crm.contacts import consent
from mock_crm.contacts.consent import Origin
from mock_crm.mail.links import Links
from mock_crm.mail.transport import Receipt, Sender
from mock_crm.rules import email_status, validation
from mock_crm.rules.email_status import MessageKind, Trigger, Way
from mock_crm.rules.errors import NotAllowed
from mock_crm.rules.messages import checked_message
from mock_crm.storage.campaign_models import Message
from mock_crm.storage.models import Contact, EmailAddress

FROM = Address("Brightwater", "hello", "brightwater.example")

# RFC 6532 allows UTF-8 in headers. Header lines have up to 998 characters (RFC 5322 section 2.1.1), because a folded
# link does not work. Lines of quoted-printable text have up to 76 characters (RFC 2045 section 6.7).
_HEADER_POLICY = SMTP.clone(utf8=True, max_line_length=998)
_TEXT_POLICY = _HEADER_POLICY.clone(max_line_length=76)


@dataclass(frozen=True, slots=True)
class Mailer:
    """The mail server, the clock and the links that sending a message needs."""

    sender: Sender
    clock: Clock
    links: Links


def deliver(
    session: Session,
    mailer: Mailer,
    kind: MessageKind,
    contact: Contact,
    address: EmailAddress,
    subject: str,
    body: str,
) -> Message:
    """Send one message, if the rules allow it, and store it with the answer of the mail server.

    A refusal by the mail server can change the status of the address.

    Raises:
        InvalidInput: the subject or the text is not valid; nothing was sent.
        NotAllowed: the status of the address does not allow a message of this kind; nothing was sent.
    """
    subject, body = checked_message(subject, body)
    if reason := email_status.why_not(address.status, kind):
        raise NotAllowed(reason)
    now = mailer.clock.now()
    message = Message(
        at=now, kind=kind, address=address, contact=contact, subject=subject, body=body, result="", source=""
    )
    session.add(message)
    session.flush()
    mail = _compose(mailer.links, message, contact.name)
    receipt = mailer.sender.send(address.address, mail)
    message.source = mail.as_bytes().decode()
    message.result = receipt.value
    _record_answer(session, address, receipt, Origin("Mail server", Way.BOUNCE, now))
    return message


def _compose(links: Links, message: Message, name: str) -> EmailMessage:
    unsubscribe = links.unsubscribe(message.address.id)
    mail = EmailMessage(policy=_TEXT_POLICY)
    mail["From"] = FROM
    # Address cannot split an address with a local part that only RFC 6531 allows.
    local_part, _, domain = message.address.address.rpartition("@")
    # The first and the last name can form an encoded word together.
    mail["To"] = Address("" if validation.ENCODED_WORD.search(name) else name, local_part, domain)
    mail["Subject"] = message.subject
    mail["Date"] = message.at
    mail["Message-ID"] = make_msgid(domain=FROM.domain)
    # One-click unsubscribe (RFC 8058).
    mail["List-Unsubscribe"] = f"<{unsubscribe}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    view = links.view(message.id)
    content = f"{message.body}\n\n-- \nView in your browser: {view}\nUnsubscribe: {unsubscribe}\n"
    # Quoted-printable keeps lines of any length; RFC 5321 section 4.5.3.1.6 limits the length of others.
    mail.set_content(content, cte="quoted-printable")
    mail.policy = _HEADER_POLICY
    return mail


def _record_answer(session: Session, address: EmailAddress, receipt: Receipt, origin: Origin) -> None:
    if receipt is Receipt.REFUSED_FOR_NOW:
        address.temporary_refusals += 1
        if address.temporary_refusals >= email_status.TEMPORARY_REFUSALS_TO_SOFT_BOUNCE:
            reason = f"The mail server refused for now {address.temporary_refusals} times in a row."
            consent.change(session, address, Trigger.REFUSED_FOR_NOW, origin, reason)
        return
    address.temporary_refusals = 0
    if receipt is Receipt.REFUSED_FOR_GOOD:
        consent.change(session, address, Trigger.REFUSED_FOR_GOOD, origin, "The mail server refused for good.")
    elif receipt is Receipt.REPORTED_AS_SPAM:
        consent.change(session, address, Trigger.COMPLAINT, origin, "The recipient reported a message as spam.")
