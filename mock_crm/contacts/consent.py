"""The only place where an email status changes; every change and every refusal is recorded in the history."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_crm.rules import contact_details, email_status
from mock_crm.rules.email_status import Decision, Outcome, Trigger, Way
from mock_crm.rules.errors import NotFound
from mock_crm.rules.validation import email_address
from mock_crm.storage.models import ConsentEvent, Contact, EmailAddress


@dataclass(frozen=True, slots=True)
class Origin:
    """Who requested a change, how, and when.

    Attributes:
        who: the user or the plugin, as the history shows it.
        way: the part of the CRM through which the change was requested.
        at: the time, in UTC.
        batch: the id that the changes of one bulk action or import share; empty for a single change.
    """

    who: str
    way: Way
    at: datetime
    batch: str = ""


def register(session: Session, text: str, trigger: Trigger, origin: Origin, reason: str = "") -> EmailAddress:
    """Return the record of an address for a new or changed contact. The status of a known address may change.

    The trigger is `NO_PERMISSION`, `PERMISSION` or `SIGN_UP`.

    Raises:
        InvalidInput: the text is not a valid email address.
    """
    written, domain = email_address(text)
    known = find(session, written)
    if known is not None:
        change(session, known, trigger, origin, reason)
        return known
    status = email_status.first_status(trigger, domain)
    address = EmailAddress(key=written.casefold(), address=written, status=status, temporary_refusals=0)
    session.add(address)
    session.flush()
    _record(session, address, Decision(Outcome.CHANGED, status), None, origin, reason)
    return address


def find(session: Session, address: str) -> EmailAddress | None:
    """Return the record of an address, or None. The case of letters is ignored."""
    return session.scalar(select(EmailAddress).where(EmailAddress.key == address.casefold()))


def change(session: Session, address: EmailAddress, trigger: Trigger, origin: Origin, reason: str = "") -> Decision:
    """Change the status of an address if the rules allow it, and record the change or the refusal.

    Returns:
        The decision. If there was nothing to do, nothing is recorded.
    """
    decision = email_status.decide(address.status, trigger)
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
    before: email_status.EmailStatus | None,
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


def address_in(contact: Contact, field: int) -> EmailAddress:
    """Return the address in an address field of a contact.

    Raises:
        NotFound: the field is empty.
    """
    for email in contact.emails:
        if email.field == field:
            return email.address
    raise NotFound(f"{contact.name} has no Email {field}; it may have been removed.")


def opt_in(session: Session, address: EmailAddress, permission: str, origin: Origin) -> Decision:
    """Opt in an address if the rules allow it, and record the change or the refusal.

    Raises:
        InvalidInput: the address can be opted in, but the reason for the permission is not valid.
    """
    if email_status.allows(address.status, Trigger.OPT_IN):
        permission = contact_details.checked_reason(permission, required=True)
    return change(session, address, Trigger.OPT_IN, origin, permission)


def opt_out(session: Session, address: EmailAddress, origin: Origin) -> Decision:
    """Opt out an address if the rules allow it, and record the change or the refusal."""
    return change(session, address, Trigger.OPT_OUT, origin, "Opted out on the contact's page.")
