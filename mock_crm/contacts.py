"""Adding, changing, finding and deleting contacts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Select, delete, func, insert, or_, select
from sqlalchemy.orm import Session, selectinload

from mock_crm import consent
from mock_crm.consent import Origin
from mock_crm.errors import InvalidInput, NotFound
from mock_crm.models import EMAIL_FIELDS, Contact, ContactEmail, ContactTag, EmailAddress, Tag
from mock_crm.rules import EmailStatus, Trigger
from mock_crm.text import one_line

MAX_NAME = 100
"""The most characters that a name, a company or a tag may have."""

MAX_REASON = 500
"""The most characters that the sentence may have that says how permission was given."""

Permission = str | Mapping[int, str] | None
"""How permission to send marketing email was given: a sentence that goes for every address, a sentence for each
address field (1, 2 or 3) whose owner gave it, or None where nobody did."""

ContactIds = Select[int] | Collection[int]
"""Which contacts an action is for: their numbers, or the query for them where there may be very many."""


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """What is known of a contact.

    Attributes:
        given_name: the first name, or empty.
        family_name: the last name, or empty.
        company: the company, or empty.
        emails: the address of each field that is filled in, by its number (1, 2 or 3).
    """

    given_name: str = ""
    family_name: str = ""
    company: str = ""
    emails: Mapping[int, str] = field(default_factory=dict)


def add(session: Session, details: ContactDetails, source: str, origin: Origin, permission: Permission) -> Contact:
    """Add a contact.

    Args:
        session: a writing session.
        details: the contact's names and addresses.
        source: where the contact comes from, as the reports show it.
        origin: who adds it, and how.
        permission: how permission to send marketing email was given.

    Raises:
        InvalidInput: a value cannot be accepted; nothing was added.
    """
    details = checked(details)
    contact = Contact(source=source, created_at=origin.at)
    session.add(contact)
    _write(session, contact, details, origin, permission)
    return contact


def update(session: Session, contact: Contact, details: ContactDetails, origin: Origin, permission: Permission) -> None:
    """Change a contact. A changed address starts anew: with permission or without, whatever the old one had.

    Args:
        session: a writing session.
        contact: the contact to change.
        details: all that is known of the contact now; a field that is left out is emptied.
        origin: who changes it, and how.
        permission: how permission was given for the addresses that are new.

    Raises:
        InvalidInput: a value cannot be accepted; nothing was changed.
    """
    _write(session, contact, checked(details), origin, permission)


def checked(details: ContactDetails) -> ContactDetails:
    """Return a contact's details tidied, ready to be written.

    Raises:
        InvalidInput: a value cannot be accepted.
    """
    emails = {
        number: consent.read_address(text, f"email_{number}")[0]
        for number, text in details.emails.items()
        if text.strip()
    }
    if not emails:
        raise InvalidInput("Enter at least one email address.", "email_1")
    if len({address.casefold() for address in emails.values()}) < len(emails):
        raise InvalidInput("The same address is in two fields; enter it once.", f"email_{max(emails)}")
    return ContactDetails(
        given_name=one_line(details.given_name, "given_name", "The first name", MAX_NAME),
        family_name=one_line(details.family_name, "family_name", "The last name", MAX_NAME),
        company=one_line(details.company, "company", "The company", MAX_NAME),
        emails=emails,
    )


def checked_tag(name: str) -> str:
    """Return the name of a tag, tidied.

    Raises:
        InvalidInput: the name is empty, too long or not printable.
    """
    clean = one_line(name, "tag", "The tag", MAX_NAME)
    if not clean:
        raise InvalidInput("Enter the name of the tag.", "tag")
    return clean


def checked_reason(text: str, *, required: bool = False) -> str:
    """Return the sentence that says how permission was given, tidied; empty if there is none.

    Raises:
        InvalidInput: it is too long or not printable, or missing although it is required.
    """
    clean = one_line(text, "permission_reason", "The reason for the permission", MAX_REASON)
    if required and not clean:
        raise InvalidInput("Say how permission was given.", "permission_reason")
    return clean


def get(session: Session, contact_id: int) -> Contact:
    """Return a contact with its addresses and tags.

    Raises:
        NotFound: there is none of that number.
    """
    found = session.get(Contact, contact_id, options=[selectinload(Contact.emails), selectinload(Contact.tags)])
    if found is None:
        raise NotFound(f"There is no contact {contact_id}; it may have been deleted.")
    return found


def matching(text: str) -> Select[Contact]:
    """Return the query for the contacts whose names, company or addresses contain a text, in order of their names."""
    query = select(Contact).options(selectinload(Contact.emails), selectinload(Contact.tags))
    for word in text.split():
        query = query.where(
            or_(
                Contact.given_name.icontains(word, autoescape=True),
                Contact.family_name.icontains(word, autoescape=True),
                Contact.company.icontains(word, autoescape=True),
                Contact.emails.any(ContactEmail.address.has(EmailAddress.address.icontains(word, autoescape=True))),
            )
        )
    return query.order_by(func.lower(Contact.family_name), func.lower(Contact.given_name), Contact.id)


def sharing(session: Session, address: EmailAddress) -> list[Contact]:
    """Return the contacts that have an address, in order of their numbers."""
    query = select(Contact).join(ContactEmail).where(ContactEmail.address_id == address.id).order_by(Contact.id)
    return list(session.scalars(query))


def by_first_status(session: Session) -> dict[EmailStatus, int]:
    """Count the contacts by the status of their first address, which campaigns go to unless told otherwise."""
    first = select(func.min(ContactEmail.field)).where(ContactEmail.contact_id == Contact.id).scalar_subquery()
    query = (
        select(EmailAddress.status, func.count())
        .join(ContactEmail)
        .join(Contact, (Contact.id == ContactEmail.contact_id) & (ContactEmail.field == first.correlate(Contact)))
        .group_by(EmailAddress.status)
    )
    return dict(session.execute(query).all())


def remove(session: Session, contact_ids: ContactIds) -> int:
    """Delete contacts and return how many there were.

    Their addresses, the statuses of these and the consent history stay: who comes back is still unsubscribed.
    """
    return len(session.scalars(delete(Contact).where(Contact.id.in_(contact_ids)).returning(Contact.id)).all())


def tag_named(session: Session, name: str) -> Tag:
    """Return the tag of a name, made now if there is none.

    Raises:
        InvalidInput: the name is empty, too long or not printable.
    """
    clean = checked_tag(name)
    found = session.scalar(select(Tag).where(Tag.name == clean))
    if found is None:
        found = Tag(name=clean)
        session.add(found)
        session.flush()
    return found


def apply_tag(session: Session, tag: Tag, contact_ids: ContactIds) -> int:
    """Give contacts a tag and return how many did not have it before."""
    have = select(ContactTag.contact_id).where(ContactTag.tag_id == tag.id)
    lacking = select(Contact.id).where(Contact.id.in_(contact_ids), Contact.id.not_in(have))
    rows = [{"contact_id": contact_id, "tag_id": tag.id} for contact_id in session.scalars(lacking)]
    if rows:
        session.execute(insert(ContactTag), rows)
    return len(rows)


def remove_tag(session: Session, tag: Tag, contact_ids: ContactIds) -> int:
    """Take a tag from contacts and return how many had it."""
    query = delete(ContactTag).where(ContactTag.tag_id == tag.id, ContactTag.contact_id.in_(contact_ids))
    return len(session.scalars(query.returning(ContactTag.contact_id)).all())


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
