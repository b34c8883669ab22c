"""Find contacts."""

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from mock_crm.rules.errors import NotFound
from mock_crm.storage.models import Contact, ContactEmail, EmailAddress


def others_who_share(session: Session, contact: Contact) -> dict[int, list[Contact]]:
    """Return the other contacts with the same address, by the number of the address field."""
    return {
        email.field: [other for other in sharing(session, email.address) if other.id != contact.id]
        for email in contact.emails
    }


def get(session: Session, contact_id: int) -> Contact:
    """Return a contact with its addresses and tags.

    Raises:
        NotFound: there is no contact with this id.
    """
    found = session.get(Contact, contact_id, options=[selectinload(Contact.emails), selectinload(Contact.tags)])
    if found is None:
        raise NotFound(f"There is no contact {contact_id}; it may have been deleted.")
    return found


def matching(text: str) -> Select[Contact]:
    """Return the query for the contacts that match a search, in the order of their names.

    Args:
        text: words, each of which must be a part of a name, the company or an address.
    """
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
    """Return the contacts with an address, in the order of their ids."""
    query = select(Contact).join(ContactEmail).where(ContactEmail.address_id == address.id).order_by(Contact.id)
    return list(session.scalars(query))
