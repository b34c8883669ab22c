"""Sending mail: every message of every kind goes through `deliver`, which asks the rules first."""

from email.message import EmailMessage
from enum import StrEnum
from typing import Protocol


class Receipt(StrEnum):
    """What the recipient's mail server answered. The value is what *Sent messages* shows."""

    ACCEPTED = "Accepted"
    REFUSED_FOR_NOW = "Refused for now"
    REFUSED_FOR_GOOD = "Refused for good"
    REPORTED_AS_SPAM = "Accepted, then reported as spam"


class Sender(Protocol):
    """Hands a message to a mail server."""

    def send(self, recipient: str, mail: EmailMessage) -> Receipt:
        """Send a message to one address and return the server's answer."""
        ...


class OutboxSender:
    """A mail server that delivers nowhere: the outbox table has every message.

    Some mailboxes answer in a way of their own, so that bounces can be seen without a network, as the mailbox
    simulators of large mail services do.
    """

    ANSWERS = {  # noqa: RUF012
        "soft-bounce.example.com": Receipt.REFUSED_FOR_NOW,
        "hard-bounce.example.com": Receipt.REFUSED_FOR_GOOD,
        "complaint.example.com": Receipt.REPORTED_AS_SPAM,
    }

    def send(self, recipient: str, mail: EmailMessage) -> Receipt:  # noqa: ARG002
        """Return the answer of the recipient's mailbox, by its domain."""
        return self.ANSWERS.get(recipient.rpartition("@")[2].casefold(), Receipt.ACCEPTED)
