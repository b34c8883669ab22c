"""Opting one address of a contact in or out."""

from sqlalchemy.orm import Session

from mock_crm import consent, contacts, rules
from mock_crm.consent import Origin
from mock_crm.errors import NotFound
from mock_crm.models import Contact, EmailAddress
from mock_crm.rules import Decision, Trigger


def address_in(contact: Contact, field: int) -> EmailAddress:
    """Return the address in a field of a contact, 1, 2 or 3.

    Raises:
        NotFound: the contact has none there.
    """
    for email in contact.emails:
        if email.field == field:
            return email.address
    raise NotFound(f"{contact.name} has no Email {field}; it may have been removed.")


def opt_in(session: Session, address: EmailAddress, permission: str, origin: Origin) -> Decision:
    """Opt an address in, as far as the rules allow; a refused attempt is kept in the history as well.

    Args:
        session: a writing session.
        address: the address.
        permission: how permission was given.
        origin: who asks.

    Raises:
        InvalidInput: the address could be opted in, but nothing acceptable says how permission was given.
    """
    if rules.allows(address.status, Trigger.OPT_IN):
        permission = contacts.checked_reason(permission, required=True)
    return consent.change(session, address, Trigger.OPT_IN, origin, permission)


def opt_out(session: Session, address: EmailAddress, origin: Origin) -> Decision:
    """Opt an address out, as far as the rules allow; a refused attempt is kept in the history as well."""
    return consent.change(session, address, Trigger.OPT_OUT, origin, "Opted out on the contact's page.")
