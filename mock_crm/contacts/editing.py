"""Add and change contacts."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from mock_crm.contacts import consent
from mock_crm.contacts.consent import Origin
from mock_crm.rules.contact_details import EMAIL_FIELDS, ContactDetails, checked
from mock_crm.rules.email_status import Trigger
from mock_crm.storage.models import Contact, ContactEmail

Permission = str | Mapping[int, str] | None
"""How permission to send marketing email was given: one reason for all addresses, a reason for each address field with
permission, or None without permission."""


def add(session: Session, details: ContactDetails, source: str, origin: Origin, permission: Permission) -> Contact:
    """Add a contact.

    Raises:
        InvalidInput: a value is not valid; nothing was added.
    """
    details = checked(details)
    contact = Contact(source=source, created_at=origin.at)
    session.add(contact)
    _write(session, contact, details, origin, permission)
    return contact


def update(session: Session, contact: Contact, details: ContactDetails, origin: Origin, permission: Permission) -> None:
    """Change a contact. Omitted fields are emptied, and new addresses do not inherit the status of old ones.

    Raises:
        InvalidInput: a value is not valid; nothing was changed.
    """
    _write(session, contact, checked(details), origin, permission)


def _write(session: Session, contact: Contact, details: ContactDetails, origin: Origin, permission: Permission) -> None:
    contact.given_name = details.given_name
    contact.family_name = details.family_name
    contact.company = details.company
    present = {email.field: email for email in contact.emails}
    for number in EMAIL_FIELDS:
        text = details.emails.get(number, "")
        email = present.get(number)
        if email is not None and email.address.key == text.casefold():
            email.address.address = text
        elif text:
            given = permission.get(number) if isinstance(permission, Mapping) else permission
            trigger = Trigger.NO_PERMISSION if given is None else Trigger.PERMISSION
            address = consent.register(session, text, trigger, origin, given or "No permission was given.")
            if email is None:
                contact.emails.append(ContactEmail(field=number, address=address))
            else:
                email.address = address
        elif email is not None:
            contact.emails.remove(email)
    contact.emails.sort(key=lambda email: email.field)
    session.flush()
