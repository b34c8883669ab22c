"""Validate contacts: names, companies, tags, addresses, and how permission was given."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mock_crm.rules import validation
from mock_crm.rules.errors import InvalidInput
from mock_crm.rules.validation import MAX_NAME, one_line

EMAIL_FIELDS = (1, 2, 3)
"""The numbers of the address fields of a contact: Email 1, Email 2 and Email 3."""

ADDED_BY_HAND = "Added by hand"
CSV_IMPORT = "CSV import"
SIGN_UP_FORM = "Sign-up form"
"""The sources of contacts, as the reports show them. The contacts of a plugin have its name as their source."""

MAX_REASON = 500
"""The maximum number of characters of the reason for a permission."""


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """The names, the company and the addresses of a contact.

    Attributes:
        given_name: the first name, or empty.
        family_name: the last name, or empty.
        company: the company, or empty.
        emails: the addresses by the number of their field: 1, 2 or 3.
    """

    given_name: str = ""
    family_name: str = ""
    company: str = ""
    emails: Mapping[int, str] = field(default_factory=dict)


def checked(details: ContactDetails) -> ContactDetails:
    """Return valid details of a contact, with normalized white space and addresses.

    Raises:
        InvalidInput: a value is not valid.
    """
    emails = {
        number: validation.email_address(text, f"email_{number}")[0]
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


def checked_email_field(number: int | None) -> int | None:
    """Return a valid number of an address field, or None for the first address of each contact.

    Raises:
        InvalidInput: there is no such field.
    """
    if number is None or number in EMAIL_FIELDS:
        return number
    raise InvalidInput(f"There is no Email {number}; choose one of Email 1, Email 2 and Email 3.", "address")


def no_address(number: int | None) -> str:
    """Return the reason why a campaign cannot reach a contact without an address in a field, or without any."""
    return f"The contact has no {f'address in Email {number}' if number else 'email address'}."


def checked_tag(name: str) -> str:
    """Return a valid name of a tag, stripped.

    Raises:
        InvalidInput: the name is empty, too long or not printable.
    """
    clean = one_line(name, "tag", "The tag", MAX_NAME)
    if not clean:
        raise InvalidInput("Enter the name of the tag.", "tag")
    return clean


def checked_reason(text: str, *, required: bool = False) -> str:
    """Return a valid reason for a permission, stripped; empty if there is none.

    Raises:
        InvalidInput: it is too long or not printable, or it is required and empty.
    """
    clean = one_line(text, "permission_reason", "The reason for the permission", MAX_REASON)
    if required and not clean:
        raise InvalidInput("Say how permission was given.", "permission_reason")
    return clean
