"""Hand messages to a mail server."""

from email.message import EmailMessage
from enum import StrEnum
from typing import Protocol


class Receipt(StrEnum):
    """The answer of the recipient's mail server. The value is the text on the pages."""

    ACCEPTED = "Accepted"
    REFUSED_FOR_NOW = "Refused for now"
    REFUSED_FOR_GOOD = "Refused for good"
    REPORTED_AS_SPAM = "Accepted, then reported as spam"


class Sender(Protocol):
    """A connection to a mail server."""

    def send(self, recipient: str, mail: EmailMessage) -> Receipt:
        """Send a message to one address and return the answer of the server."""
        ...


class OutboxSender:
    """A simulated mail server: it delivers nothing, and simulates a bounce or a complaint for some domains.

    Attributes:
        answers: the answer for single addresses, in lower case; it precedes that for their domain.
    """

    ANSWERS = {  # noqa: RUF012
        "soft-bounce.example.com": Receipt.REFUSED_FOR_NOW,
        "hard-bounce.example.com": Receipt.REFUSED_FOR_GOOD,
        "complaint.example.com": Receipt.REPORTED_AS_SPAM,
    }

    def __init__(self) -> None:
        self.answers: dict[str, Receipt] = {}

    def send(self, recipient: str, mail: EmailMessage) -> Receipt:  # noqa: ARG002
        """Return the simulated answer for the recipient."""
        address = recipient.casefold()
        return self.answers.get(address) or self.ANSWERS.get(address.rpartition("@")[2], Receipt.ACCEPTED)
