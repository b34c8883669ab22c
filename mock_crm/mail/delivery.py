"""Sending mail: every message of every kind goes through `deliver`, which asks the rules first."""

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
from mock_crm.storage.models import Contact, EmailAddress, Message

FROM = Address("Brightwater", "hello", "brightwater.example")

# RFC 6532 lets names and subjects stand as they are. Lines may have 998 characters (RFC 5322 section 2.1.1), and
# a link in a header needs them: folded, it would no longer be a link. Quoted-printable text has lines of 76
# (RFC 2045 section 6.7).
_HEADER_POLICY = SMTP.clone(utf8=True, max_line_length=998)
_TEXT_POLICY = _HEADER_POLICY.clone(max_line_length=76)


@dataclass(frozen=True, slots=True)
class Mailer:
    """What it takes to send: the mail server, the clock, and the links that go into a message."""

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
    """Send one message, if the rules allow it at this moment, and keep it with the server's answer.

    A refusal by the server changes the status of the address as section 4 of the design says.

    Args:
        session: a writing session.
        mailer: how to send.
        kind: the kind of the message.
        contact: whom it is for.
        address: the address to send it to.
        subject: one line, without line breaks.
        body: the text of the message.

    Raises:
        InvalidInput: the subject or the text is one that `checked_message` refuses; nothing was sent.
        NotAllowed: no message of this kind may go to the address's status; nothing was sent.
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
    _learn(session, address, receipt, Origin("Mail server", Way.BOUNCE, now))
    return message


def _compose(links: Links, message: Message, name: str) -> EmailMessage:
    unsubscribe = links.unsubscribe(message.address.id)
    mail = EmailMessage(policy=_TEXT_POLICY)
    mail["From"] = FROM
    # In two parts, as Address would refuse to take apart what RFC 6531 allows before the @.
    local_part, _, domain = message.address.address.rpartition("@")
    # First and last name may be harmless each, and make an encoded word together.
    mail["To"] = Address("" if validation.ENCODED_WORD.search(name) else name, local_part, domain)
    mail["Subject"] = message.subject
    mail["Date"] = message.at
    mail["Message-ID"] = make_msgid(domain=FROM.domain)
    # RFC 8058: the header that lets a mail program unsubscribe with one click.
    mail["List-Unsubscribe"] = f"<{unsubscribe}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    view = links.view(message.id)
    content = f"{message.body}\n\n-- \nView in your browser: {view}\nUnsubscribe: {unsubscribe}\n"
    # Lines of any length survive it, which RFC 5321 section 4.5.3.1.6 does not promise of others.
    mail.set_content(content, cte="quoted-printable")
    mail.policy = _HEADER_POLICY
    return mail


def _learn(session: Session, address: EmailAddress, receipt: Receipt, origin: Origin) -> None:
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
