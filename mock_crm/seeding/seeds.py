"""Add contacts whose addresses have a given status and a consent history that leads to it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlalchemy import insert, select
from sqlalchemy.orm import Session, selectinload

from mock_crm.contacts import bulk
from mock_crm.rules import contact_details, email_status
from mock_crm.rules.contact_details import CSV_IMPORT, ContactDetails
from mock_crm.rules.email_status import EmailStatus
from mock_crm.rules.errors import InvalidInput
from mock_crm.seeding import histories
from mock_crm.storage.models import ConsentEvent, Contact, ContactEmail, ContactTag, EmailAddress

DaysAgo = Annotated[float, Field(ge=0, le=36_500)]
"""A number of days before now, possibly fractional."""


class SeedEmail(BaseModel, frozen=True, extra="forbid"):
    """An address of a contact to add.

    Attributes:
        field: the number of the address field.
        address: the address; a known address must be given with its current status.
        status: its email status.
    """

    field: Literal[1, 2, 3]
    address: str
    status: EmailStatus


class SeedContact(BaseModel, frozen=True, extra="forbid"):
    """A contact to add.

    Attributes:
        emails: the addresses, at least one.
        given_name: the first name, or empty.
        family_name: the last name, or empty.
        company: the company, or empty.
        source: `CSV import`, `Added by hand`, `Sign-up form`, or the name of a plugin.
        tags: the names of the contact's tags.
        days_ago: how long ago the contact was added; at least as long ago as the last engagement.
        engaged_days_ago: how long ago the contact last engaged; None for never.
    """

    emails: list[SeedEmail]
    given_name: str = ""
    family_name: str = ""
    company: str = ""
    source: str = CSV_IMPORT
    tags: list[str] = []
    days_ago: DaysAgo = 0
    engaged_days_ago: DaysAgo | None = None

    @property
    def age(self) -> timedelta:
        """Return how long ago the contact was added."""
        return timedelta(days=max(self.days_ago, self.engaged_days_ago or 0))


def seed_contacts(session: Session, seeds: Sequence[SeedContact], now: datetime) -> list[Contact]:
    """Add contacts with their history, and return them in the order of the seeds.

    Raises:
        InvalidInput: a value is not valid, or an address has two statuses. The message begins with the index of the
            seed, such as `[2]`. Nothing was added.
    """
    checked = [_checked(seed, position) for position, seed in enumerate(seeds)]
    address_ids = _add_addresses(session, checked, now)
    rows: list[dict[str, Any]] = [
        {
            "given_name": seed.given_name,
            "family_name": seed.family_name,
            "company": seed.company,
            "source": seed.source,
            "created_at": now - seed.age,
        }
        for seed in checked
    ]
    if not rows:
        return []
    ids = session.scalars(insert(Contact).returning(Contact.id, sort_by_parameter_order=True), rows).all()
    emails = [
        {"contact_id": contact_id, "field": email.field, "address_id": address_ids[email.address.casefold()]}
        for contact_id, seed in zip(ids, checked, strict=True)
        for email in seed.emails
    ]
    session.execute(insert(ContactEmail), emails)
    _add_tags(session, checked, ids)
    found = session.scalars(select(Contact).where(Contact.id.in_(ids)).options(selectinload(Contact.emails)))
    return sorted(found, key=lambda contact: contact.id)


def _checked(seed: SeedContact, position: int) -> SeedContact:
    by_field: dict[int, str] = {email.field: email.address for email in seed.emails}
    try:
        details = contact_details.checked(ContactDetails(seed.given_name, seed.family_name, seed.company, by_field))
        tags = list(dict.fromkeys(contact_details.checked_tag(tag) for tag in seed.tags))
    except InvalidInput as error:
        raise InvalidInput(f"[{position}]: {error}", error.field) from error
    if len(by_field) < len(seed.emails):
        raise InvalidInput(f"[{position}].emails: two addresses are in the same field; put one in each", "emails")
    return seed.model_copy(
        update={
            "given_name": details.given_name,
            "family_name": details.family_name,
            "company": details.company,
            "emails": [email.model_copy(update={"address": details.emails[email.field]}) for email in seed.emails],
            "tags": tags,
        }
    )


def _add_addresses(session: Session, seeds: Sequence[SeedContact], now: datetime) -> Mapping[str, int]:
    """Add the new addresses, and return the ids of all addresses by their keys."""
    keys = {email.address.casefold() for seed in seeds for email in seed.emails}
    known = {known.key: known for known in session.scalars(select(EmailAddress).where(EmailAddress.key.in_(keys)))}
    statuses = {key: address.status for key, address in known.items()}
    new: dict[str, dict[str, Any]] = {}
    origins: list[tuple[EmailStatus, SeedContact]] = []
    for position, seed in enumerate(seeds):
        for email in seed.emails:
            key = email.address.casefold()
            if statuses.setdefault(key, email.status) is not email.status:
                raise InvalidInput(
                    f"[{position}]: {email.address} is {statuses[key]} already and cannot be {email.status}, too;"
                    " contacts that share an address share its status",
                    "status",
                )
            if key not in known and key not in new:
                new[key] = _address_row(key, email)
                origins.append((email.status, seed))
            if seed.engaged_days_ago is not None:
                engaged = now - timedelta(days=seed.engaged_days_ago)
                if key in new:
                    new[key]["last_engaged_at"] = engaged
                else:
                    known[key].last_engaged_at = engaged
    ids = {key: address.id for key, address in known.items()}
    if new:
        inserted = insert(EmailAddress).returning(EmailAddress.id, sort_by_parameter_order=True)
        new_ids = session.scalars(inserted.execution_options(render_nulls=True), list(new.values())).all()
        ids |= zip(new, new_ids, strict=True)
        events = [
            {"address_id": address_id, **event}
            for address_id, (status, seed) in zip(new_ids, origins, strict=True)
            for event in histories.events(status, seed.source, now - seed.age, now)
        ]
        session.execute(insert(ConsentEvent).execution_options(render_nulls=True), events)
    return ids


def _address_row(key: str, email: SeedEmail) -> dict[str, Any]:
    bounces = email.status is EmailStatus.SOFT_BOUNCE
    return {
        "key": key,
        "address": email.address,
        "status": email.status,
        "last_engaged_at": None,
        "temporary_refusals": email_status.TEMPORARY_REFUSALS_TO_SOFT_BOUNCE if bounces else 0,
    }


def _add_tags(session: Session, seeds: Sequence[SeedContact], contact_ids: Sequence[int]) -> None:
    tags = {name: bulk.tag_named(session, name) for name in dict.fromkeys(tag for seed in seeds for tag in seed.tags)}
    rows = [
        {"contact_id": contact_id, "tag_id": tags[name].id}
        for contact_id, seed in zip(contact_ids, seeds, strict=True)
        for name in seed.tags
    ]
    if rows:
        session.execute(insert(ContactTag), rows)
