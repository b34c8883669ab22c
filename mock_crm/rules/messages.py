"""Validate messages: the subject and the text of an email, and the delay of a sequence message."""

from dataclasses import dataclass, replace

from mock_crm.rules import validation
from mock_crm.rules.errors import InvalidInput

MAX_MESSAGES = 20
"""The maximum number of messages of a sequence."""

MAX_DELAY_DAYS = 365
"""The maximum number of days between two messages of a sequence."""


@dataclass(frozen=True, slots=True)
class SequenceMessage:
    """A message of a sequence.

    Attributes:
        delay_days: the delay in days after the message before, or after the start.
        subject: one line.
        body: the text of the message.
    """

    delay_days: int
    subject: str
    body: str


def checked_sequence_message(message: SequenceMessage, index: int) -> SequenceMessage:
    """Return a valid message of a sequence, with normalized white space.

    Raises:
        InvalidInput: a value is not valid. The field is `messages-INDEX-NAME`.
    """
    prefix = f"messages-{index}-"
    if not 0 <= message.delay_days <= MAX_DELAY_DAYS:
        raise InvalidInput(f"Enter a number of days from 0 to {MAX_DELAY_DAYS}.", f"{prefix}delay_days")
    try:
        subject, body = checked_message(message.subject, message.body)
    except InvalidInput as error:
        raise InvalidInput(str(error), prefix + error.field) from error
    return replace(message, subject=subject, body=body)


MAX_SUBJECT = 200
"""The maximum number of characters of a subject."""

MAX_BODY = 100_000
"""The maximum number of characters of the text of a message."""


def checked_message(subject: str, body: str) -> tuple[str, str]:
    """Return the valid subject and text of a message, with normalized white space.

    Raises:
        InvalidInput: one of them is empty, too long, or has characters that are not allowed in mail. The field is
            `subject` or `body`.
    """
    subject = validation.one_line(subject, "subject", "The subject", MAX_SUBJECT)
    if not subject:
        raise InvalidInput("Enter a subject.", "subject")
    body = validation.several_lines(body, "body", "The message", MAX_BODY)
    if not body.strip():
        raise InvalidInput("Enter the text of the message.", "body")
    return subject, body
