"""Import the rows of a parsed CSV file; the page *Import contacts* and the command `import` share this code."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_crm.contacts import bulk, consent, editing, search
from mock_crm.contacts.consent import Origin
from mock_crm.importing.csv_contacts import BadRow, ParsedFile, Row
from mock_crm.importing.plan import PermissionChoice, Plan, plan_import
from mock_crm.rules.contact_details import CSV_IMPORT, EMAIL_FIELDS, ContactDetails
from mock_crm.rules.email_status import EmailStatus, Trigger
from mock_crm.storage.models import Contact, EmailAddress


@dataclass(frozen=True, slots=True)
class Difference:
    """A value in the file that was not imported, because the contact has a different one.

    Attributes:
        line: the line of the file on which the row starts.
        contact: the name of the contact.
        field: the name of the field, such as "First name" or "Email 2".
        kept: the value that the contact has.
        offered: the value in the file.
    """

    line: int
    contact: str
    field: str
    kept: str
    offered: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The result of an import.

    Attributes:
        added: the number of new contacts.
        updated: the number of rows for existing contacts.
        statuses: the number of addresses in the file by their status after the import.
        new: the number of new addresses.
        changed: the number of known addresses whose status changed.
        left: the number of known addresses whose status did not change, by status.
        differences: the values that were not imported.
        bad_rows: the rows that were not imported, in the order of the file.
    """

    added: int
    updated: int
    statuses: Mapping[EmailStatus, int]
    new: int
    changed: int
    left: Mapping[EmailStatus, int]
    differences: tuple[Difference, ...]
    bad_rows: tuple[BadRow, ...]


def import_rows(session: Session, parsed: ParsedFile, permission: PermissionChoice, origin: Origin) -> ImportResult:
    """Import the valid rows of a file.

    A row belongs to the contact that has its first address; if several contacts share the address, to the one with
    the same name. Empty fields of that contact are filled in, and different values are kept and reported. All other
    rows add a contact. An import never revokes an opt-out or a permission.

    Raises:
        InvalidInput: as in `plan_import`; nothing was imported.
    """
    planned = plan_import(parsed, permission)
    # The code below flushes what it adds. Flushing again before each query doubles the time.
    with session.no_autoflush:
        return _apply(session, planned, origin)


def _apply(session: Session, planned: Plan, origin: Origin) -> ImportResult:
    known = _known(session, planned)
    before = {address.id: address.status for address in known.values()}
    after: dict[int, EmailStatus] = {}
    differences: list[Difference] = []
    tags: dict[str, set[int]] = {}
    added = 0
    for row, reason in planned.rows:
        contact = _contact_for(session, row.details, known)
        if contact is None:
            contact = editing.add(session, row.details, CSV_IMPORT, origin, reason)
            added += 1
        else:
            differences += _fill_in(session, contact, row, origin, reason)
        addresses = {email.address.key: email.address for email in contact.emails}
        known.update(addresses)
        for text in row.details.emails.values():
            if address := addresses.get(text.casefold()):
                after[address.id] = address.status
        for tag in row.tags:
            tags.setdefault(tag, set()).add(contact.id)
    for tag, contact_ids in tags.items():
        bulk.apply_tag(session, bulk.tag_named(session, tag), contact_ids)
    left = before.keys() & after.keys()
    return ImportResult(
        added=added,
        updated=len(planned.rows) - added,
        statuses=dict(Counter(after.values())),
        new=len(after.keys() - before.keys()),
        changed=sum(before[number] != after[number] for number in left),
        left=dict(Counter(after[number] for number in left if before[number] == after[number])),
        differences=tuple(differences),
        bad_rows=planned.bad_rows,
    )


def _known(session: Session, planned: Plan) -> dict[str, EmailAddress]:
    keys = {text.casefold() for row, _reason in planned.rows for text in row.details.emails.values()}
    found = session.scalars(select(EmailAddress).where(EmailAddress.key.in_(keys)))
    return {address.key: address for address in found}


def _contact_for(session: Session, details: ContactDetails, known: Mapping[str, EmailAddress]) -> Contact | None:
    address = known.get(details.emails[min(details.emails)].casefold())
    candidates = search.sharing(session, address) if address else []
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    name = (details.given_name.casefold(), details.family_name.casefold())
    return next((c for c in candidates if (c.given_name.casefold(), c.family_name.casefold()) == name), None)


def _fill_in(session: Session, contact: Contact, row: Row, origin: Origin, reason: str | None) -> list[Difference]:
    differences: list[Difference] = []

    def merged(field: str, kept: str, offered: str) -> str:
        if kept and offered and kept != offered:
            differences.append(Difference(row.line, contact.name, field, kept, offered))
        return kept or offered

    details = row.details
    present = {email.field: email.address for email in contact.emails}
    emails = {number: address.address for number, address in present.items()}
    keys = {address.key for address in present.values()}
    for number, text in details.emails.items():
        if text.casefold() in keys:
            if reason is not None:
                consent.register(session, text, Trigger.PERMISSION, origin, reason)
            continue
        free = next((n for n in (number, *EMAIL_FIELDS) if n not in emails), None)
        if free is None:
            merged(f"Email {number}", emails[number], text)
        else:
            emails[free] = text
    complete = replace(
        details,
        given_name=merged("First name", contact.given_name, details.given_name),
        family_name=merged("Last name", contact.family_name, details.family_name),
        company=merged("Company", contact.company, details.company),
        emails=emails,
    )
    editing.update(session, contact, complete, origin, reason)
    return differences
