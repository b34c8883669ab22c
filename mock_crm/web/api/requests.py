"""What plugins send: the bodies and the query parameters, checked and turned into what the CRM's services take."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from mock_crm.contacts import MAX_REASON, ContactDetails
from mock_crm.errors import InvalidInput
from mock_crm.models import EMAIL_FIELDS, Contact, ContactEmail, EmailAddress
from mock_crm.text import one_line

_MOST_PER_PAGE = 1000


class _Body(BaseModel):
    # Keap's contacts have many more properties, which this CRM has no place for.
    model_config = ConfigDict(strict=True, extra="ignore")


class CompanyBody(_Body):
    """The `company` of a contact."""

    company_name: str | None = None


class EmailAddressBody(_Body):
    """One of the `email_addresses` of a contact. An opt-in reason that is not empty is the permission."""

    email: str
    field: Literal["EMAIL1", "EMAIL2", "EMAIL3"]
    opt_in_reason: str | None = None

    @property
    def number(self) -> int:
        """Return the number of the address field, from 1."""
        return int(self.field.removeprefix("EMAIL"))


class ContactBody(_Body):
    """The body of a request to create a contact."""

    given_name: str | None = None
    family_name: str | None = None
    company: CompanyBody | None = None
    email_addresses: Annotated[list[EmailAddressBody], Field(min_length=1, max_length=len(EMAIL_FIELDS))]

    def details(self) -> ContactDetails:
        """Return what the CRM keeps of the contact.

        Raises:
            InvalidInput: an address is empty, or two are for the same field.
        """
        emails: dict[int, str] = {}
        for index, address in enumerate(self.email_addresses):
            if not address.email.strip():
                raise InvalidInput("The address is empty.", f"email_addresses[{index}].email")
            if address.number in emails:
                field = f"email_addresses[{index}].field"
                raise InvalidInput(f"{address.field} is there twice; each address needs a field of its own.", field)
            emails[address.number] = address.email
        company = self.company.company_name if self.company else None
        return ContactDetails(self.given_name or "", self.family_name or "", company or "", emails)

    def permission(self) -> Mapping[int, str]:
        """Return the opt-in reasons by the number of the address field, where there are any.

        Raises:
            InvalidInput: a reason is too long or not printable.
        """
        reasons = {
            address.number: one_line(
                address.opt_in_reason or "", f"email_addresses[{index}].opt_in_reason", "The reason", MAX_REASON
            )
            for index, address in enumerate(self.email_addresses)
        }
        return {number: reason for number, reason in reasons.items() if reason}

    def path_of(self, field: str) -> str:
        """Return where in the body a field is that the CRM calls by a name of its own, such as `email_2`."""
        for index, address in enumerate(self.email_addresses):
            if field == f"email_{address.number}":
                return f"email_addresses[{index}].email"
        return "company.company_name" if field == "company" else field


@dataclass(frozen=True, slots=True)
class Listing:
    """Which contacts a plugin asks for.

    Attributes:
        query: the query for one contact more than the page holds, so that it shows whether there is a next page.
        page_size: how many contacts the page holds.
    """

    query: Select[Contact]
    page_size: int


def read_contact(body: bytes) -> ContactBody:
    """Return the contact in the body of a request.

    Raises:
        InvalidInput: it is no JSON, or not in the shape of a contact; the message names each offending field.
    """
    try:
        return ContactBody.model_validate_json(body)
    except ValidationError as error:
        problems = [
            f"{_path(problem['loc'])}: {problem['msg']}" if problem["loc"] else problem["msg"]
            for problem in error.errors(include_url=False, include_context=False, include_input=False)
        ]
        raise InvalidInput("; ".join(problems)) from error


def read_listing(arguments: Mapping[str, str]) -> Listing:
    """Return the query that the parameters of a request for contacts stand for.

    Args:
        arguments: `filter` with `email`, `given_name` and `family_name`, such as `email==ada*`, several with a
            semicolon between them; `page_size`; and `page_token`, the `next_page_token` of the page before.

    Raises:
        InvalidInput: a parameter is not one of these, or its value makes no sense.
    """
    if unknown := sorted(arguments.keys() - {"filter", "page_size", "page_token", "fields"}):
        raise InvalidInput(f"{unknown[0]}: not supported; use filter, page_size and page_token.")
    page_size = _whole_number(arguments, "page_size", _MOST_PER_PAGE)
    if not 1 <= page_size <= _MOST_PER_PAGE:
        raise InvalidInput(f"page_size: must be from 1 to {_MOST_PER_PAGE}.")
    query = select(Contact).where(Contact.id > _whole_number(arguments, "page_token", 0))
    for condition in filter(None, arguments.get("filter", "").split(";")):
        query = query.where(_condition(condition))
    query = query.options(selectinload(Contact.emails), selectinload(Contact.tags))
    return Listing(query.order_by(Contact.id).limit(page_size + 1), page_size)


def _condition(text: str) -> ColumnElement[bool]:
    name, _, value = text.partition("==")
    if name == "email" and value:
        return Contact.emails.any(ContactEmail.address.has(_matches(EmailAddress.key, value.casefold())))
    if name == "given_name" and value:
        return _matches(Contact.given_name, value)
    if name == "family_name" and value:
        return _matches(Contact.family_name, value)
    raise InvalidInput(
        f"filter: “{text[:60]}” is not supported; use email, given_name or family_name, then == and a value."
    )


def _matches(column: InstrumentedAttribute[str], value: str) -> ColumnElement[bool]:
    if value.endswith("*"):
        return column.istartswith(value[:-1], autoescape=True)
    return column == value


def _whole_number(arguments: Mapping[str, str], name: str, default: int) -> int:
    text = arguments.get(name, str(default))
    # Eighteen digits are what every database holds.
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise InvalidInput(f"{name}: must be a whole number.")
    return int(text)


def _path(parts: tuple[int | str, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).removeprefix(".")
