"""Read and validate what plugins send: request bodies and query parameters."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mock_crm.integrations.contact_list import FILTERS
from mock_crm.rules.contact_details import EMAIL_FIELDS, MAX_REASON, ContactDetails
from mock_crm.rules.errors import InvalidInput
from mock_crm.rules.validation import one_line

_MAX_PAGE_SIZE = 1000


class _Body(BaseModel):
    # Keap's contacts have more properties; they are accepted and not stored.
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
        """Return the details of the contact.

        Raises:
            InvalidInput: an address is empty, or two are for the same field.
        """
        emails: dict[int, str] = {}
        for index, address in enumerate(self.email_addresses):
            if not address.email.strip():
                raise InvalidInput("The address is empty.", f"email_addresses[{index}].email")
            if address.number in emails:
                field = f"email_addresses[{index}].field"
                raise InvalidInput(f"{address.field} is used twice; use a different field for each address.", field)
            emails[address.number] = address.email
        company = self.company.company_name if self.company else None
        return ContactDetails(self.given_name or "", self.family_name or "", company or "", emails)

    def permission(self) -> Mapping[int, str]:
        """Return the opt-in reasons that are not empty, by the number of the address field.

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
        """Return the path in the body of a field of `ContactDetails`, such as `email_2`."""
        for index, address in enumerate(self.email_addresses):
            if field == f"email_{address.number}":
                return f"email_addresses[{index}].email"
        return "company.company_name" if field == "company" else field


@dataclass(frozen=True, slots=True)
class Listing:
    """The page of contacts that a plugin asks for.

    Attributes:
        filters: the fields to filter by, with their values.
        after: the id of the last contact of the page before, or 0.
        page_size: the number of contacts on a page.
    """

    filters: Sequence[tuple[str, str]]
    after: int
    page_size: int


def read_contact(body: bytes) -> ContactBody:
    """Return the contact in the body of a request.

    Raises:
        InvalidInput: it is not JSON, or not a contact; the message names each field that is not valid.
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
    """Read the query parameters of a request for contacts.

    Args:
        arguments: `filter`, with conditions such as `email==ada*` that are separated by semicolons; `page_size`; and
            `page_token`, the `next_page_token` of the page before.

    Raises:
        InvalidInput: a parameter is unknown, or its value is not valid.
    """
    if unknown := sorted(arguments.keys() - {"filter", "page_size", "page_token", "fields"}):
        raise InvalidInput(f"{unknown[0]}: not supported; use filter, page_size and page_token.")
    page_size = _whole_number(arguments, "page_size", _MAX_PAGE_SIZE)
    if not 1 <= page_size <= _MAX_PAGE_SIZE:
        raise InvalidInput(f"page_size: must be from 1 to {_MAX_PAGE_SIZE}.")
    filters = [_condition(text) for text in arguments.get("filter", "").split(";") if text]
    return Listing(filters, _whole_number(arguments, "page_token", 0), page_size)


def _condition(text: str) -> tuple[str, str]:
    name, _, value = text.partition("==")
    if name in FILTERS and value:
        return name, value
    raise InvalidInput(
        f"filter: “{text[:60]}” is not supported; use email, given_name or family_name, then == and a value."
    )


def _whole_number(arguments: Mapping[str, str], name: str, default: int) -> int:
    text = arguments.get(name, str(default))
    # A number of 18 digits fits in a 64-bit integer.
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise InvalidInput(f"{name}: must be a whole number.")
    return int(text)


def _path(parts: tuple[int | str, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).removeprefix(".")
