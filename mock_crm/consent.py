"""The one place where an email status changes, and where each change and each refusal is written down."""

from dataclasses import dataclass
from datetime import datetime

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email
from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_crm import rules
from mock_crm.errors import InvalidInput
from mock_crm.models import ConsentEvent, EmailAddress
from mock_crm.rules import Decision, Outcome, Trigger, Way
from mock_crm.text import ENCODED_WORD

# The library refuses these addresses, unless told otherwise in this way. The CRM takes them: their status, Invalid,
# says that they cannot exist.
SPECIAL_USE_DOMAIN_NAMES.remove("invalid")


@dataclass(frozen=True, slots=True)
class Origin:
    """Who asks for a change, by which way, and when.

    Attributes:
        who: the person or plugin, as the history shows it.
        way: the way by which the change comes in.
        at: the moment, in UTC.
        batch: what the changes of one bulk action or one import have in common; empty for a single change.
    """

    who: str
    way: Way
    at: datetime
    batch: str = ""


def read_address(text: str, field: str = "email") -> tuple[str, str]:
    """Check an email address and return it as written, tidied, and its domain.

    Whether mail arrives there is not asked: that needs the network, and the mail server tells in time.

    Raises:
        InvalidInput: it is no email address (RFC 5321, RFC 6531); the message says why.
    """
    try:
        valid = validate_email(text.strip(), check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise InvalidInput(f"“{_shorten(text)}” is no email address: {error}", field) from error
    if ENCODED_WORD.search(valid.normalized):
        raise InvalidInput(f"“{_shorten(text)}” is no email address that can be used: mail programs decode it.", field)
    return valid.normalized, valid.domain


def register(session: Session, text: str, trigger: Trigger, origin: Origin, reason: str = "") -> EmailAddress:
    """Return the record of an address after a contact came in with it: new, or known and perhaps changed.

    Args:
        session: a writing session.
        text: the address as it came in.
        trigger: `NO_PERMISSION`, `PERMISSION` or `SIGN_UP`.
        origin: who added it, and how.
        reason: how permission was given, or whatever else explains the status.

    Raises:
        InvalidInput: it is no email address.
    """
    written, domain = read_address(text)
    known = find(session, written)
    if known is not None:
        change(session, known, trigger, origin, reason)
        return known
    status = rules.first_status(trigger, domain)
    address = EmailAddress(key=written.casefold(), address=written, status=status, temporary_refusals=0)
    session.add(address)
    session.flush()
    _record(session, address, Decision(Outcome.CHANGED, status), None, origin, reason)
    return address


def find(session: Session, address: str) -> EmailAddress | None:
    """Return the record of an address, whatever its case, or None."""
    return session.scalar(select(EmailAddress).where(EmailAddress.key == address.casefold()))


def change(session: Session, address: EmailAddress, trigger: Trigger, origin: Origin, reason: str = "") -> Decision:
    """Apply a trigger to an address as far as the rules allow, and keep a record of the attempt.

    Returns:
        The decision. Where there was nothing to do, nothing is recorded.
    """
    decision = rules.decide(address.status, trigger)
    if decision.outcome is Outcome.NOTHING_TO_DO:
        return decision
    before = address.status
    if decision.outcome is Outcome.CHANGED:
        address.status = decision.to
    _record(session, address, decision, before, origin, decision.why or reason)
    return decision


def _record(
    session: Session,
    address: EmailAddress,
    decision: Decision,
    before: rules.EmailStatus | None,
    origin: Origin,
    reason: str,
) -> None:
    session.add(
        ConsentEvent(
            address_id=address.id,
            at=origin.at,
            outcome=decision.outcome,
            from_status=before,
            to_status=decision.to,
            who=origin.who,
            way=origin.way,
            reason=reason,
            batch=origin.batch,
        )
    )


def _shorten(text: str, length: int = 60) -> str:
    return text if len(text) <= length else f"{text[:length]}…"
