"""The list of contacts that a plugin can page through and filter."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from mock_crm.storage.models import Contact, ContactEmail, EmailAddress

FILTERS = ("email", "given_name", "family_name")
"""The fields that the list can be filtered by."""


def page(filters: Sequence[tuple[str, str]], after: int, size: int) -> Select[Contact]:
    """Return the query for one page of the contacts, in the order of their ids.

    Args:
        filters: fields of `FILTERS` with the value that each must have; a value that ends in `*` is a prefix.
        after: the id of the last contact of the page before; 0 for the first page.
        size: the number of contacts.
    """
    conditions = [_condition(name, value) for name, value in filters]
    query = select(Contact).where(Contact.id > after, *conditions)
    return query.options(selectinload(Contact.emails), selectinload(Contact.tags)).order_by(Contact.id).limit(size)


def _condition(name: str, value: str) -> ColumnElement[bool]:
    match name:
        case "email":
            return Contact.emails.any(ContactEmail.address.has(_matches(EmailAddress.key, value.casefold())))
        case "given_name":
            return _matches(Contact.given_name, value)
        case _:
            return _matches(Contact.family_name, value)


def _matches(column: InstrumentedAttribute[str], value: str) -> ColumnElement[bool]:
    if value.endswith("*"):
        return column.istartswith(value[:-1], autoescape=True)
    return column == value
