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

    Tests can set the answer for an address.
    """

    ANSWERS = {  # noqa: RUF012
        "soft-bounce.example.com": Receipt.REFUSED_FOR_NOW,
        "hard-bounce.example.com": Receipt.REFUSED_FOR_GOOD,
        "complaint.example.com": Receipt.REPORTED_AS_SPAM,
    }

    def __init__(self) -> None:
        self._answers: dict[str, Receipt] = {}

    def answer(self, recipient: str, receipt: Receipt) -> None:
        """Set the answer to the messages to an address from now on."""
        self._answers[recipient.casefold()] = receipt

    def reset(self) -> None:
        """Return to the answers for the domains."""
        self._answers.clear()

    def send(self, recipient: str, mail: EmailMessage) -> Receipt:  # noqa: ARG002
        """Return the simulated answer: the one for the address if it was set, else the one for the domain."""
        by_domain = self.ANSWERS.get(recipient.rpartition("@")[2].casefold(), Receipt.ACCEPTED)
        return self._answers.get(recipient.casefold(), by_domain)
