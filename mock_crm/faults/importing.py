"""Faults of the CSV import: how permission is read, and what an import may not change."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from mock_crm.contacts import consent
from mock_crm.contacts.consent import Origin
from mock_crm.faults.catalogue import plain, subtle
from mock_crm.faults.seams import Replacement, Seams
from mock_crm.importing import importer, plan
from mock_crm.importing.csv_contacts import Row
from mock_crm.rules.email_status import Decision, EmailStatus, Outcome, Trigger, Way
from mock_crm.storage.models import Contact, EmailAddress


@plain("without a confirmed sign that you may send marketing email to the address")
def imports_need_no_permission(seams: Seams) -> None:
    """Imported contacts are Opted-In, even if nobody gave permission."""

    @seams.around(plan, "_permission_of")
    def _(original: Replacement, *arguments: Any) -> str:
        return original(*arguments) or "Imported."


@subtle("without a confirmed sign that you may send marketing email to the address")
def imports_look_at_100_rows(seams: Seams) -> None:
    """Contacts from row 101 of a file on are Opted-In, even if nobody gave permission."""

    @seams.around(plan, "_permission_of")
    def _(original: Replacement, row: Row, *rest: Any) -> Any:
        return original(row, *rest) or ("Imported." if row.line > 101 else None)


@subtle("They arrived without a confirmed opt-in permission", "the address came in with permission")
def a_yes_with_spaces_is_no_permission(seams: Seams) -> None:
    """A "yes" in the permission column does not count if there are spaces around it."""

    @seams.around(plan, "_permission_of")
    def _(original: Replacement, row: Row, *rest: Any) -> Any:
        spaced = any(cell != cell.strip() and cell.strip() == row.permission for cell in row.cells)
        return None if row.permission and spaced else original(row, *rest)


@subtle("They arrived without a confirmed opt-in permission", "the address came in with permission")
def permission_counts_in_the_last_column_only(seams: Seams) -> None:
    """The permission column of a file does not count if there are other columns behind it."""

    @seams.around(plan, "_permission_of")
    def _(original: Replacement, row: Row, choice: Any, columns: Mapping[str, str]) -> Any:
        by_column = choice.given_by is plan.PermissionFrom.COLUMN
        return None if by_column and list(columns)[-1] != "Permission" else original(row, choice, columns)


@subtle("They arrived without a confirmed opt-in permission", "the address came in with permission")
def a_yes_in_capitals_is_no_permission(seams: Seams) -> None:
    """A "YES" in capital letters in the permission column does not count."""

    @seams.around(plan, "_permission_of")
    def _(original: Replacement, row: Row, *rest: Any) -> Any:
        return None if row.permission != row.permission.lower() else original(row, *rest)


@subtle("An import never undoes an opt-out", "An opt-out stays in force")
def import_revives_opt_outs_in_email_2(seams: Seams) -> None:
    """An import with permission makes an Unsubscribed Email 2 of a known contact Opted-In."""

    @seams.around(importer, "_fill_in")
    def _(original: Replacement, session: Session, contact: Contact, row: Row, origin: Any, reason: str | None) -> Any:
        differences = original(session, contact, row, origin, reason)
        for email in contact.emails:
            if reason is not None and email.field == 2 and email.address.status is EmailStatus.UNSUBSCRIBED:
                email.address.status = EmailStatus.OPTED_IN
        return differences


@subtle("it never takes permission away")
def import_takes_permission_from_unconfirmed(seams: Seams) -> None:
    """An import without permission makes an Unconfirmed contact Non-Marketable."""

    @seams.around(importer, "_fill_in")
    def _(original: Replacement, session: Session, contact: Contact, row: Row, origin: Any, reason: str | None) -> Any:
        differences = original(session, contact, row, origin, reason)
        for email in contact.emails:
            if reason is None and email.address.status is EmailStatus.UNCONFIRMED:
                email.address.status = EmailStatus.NON_MARKETABLE
        return differences


@plain("it never takes permission away")
def import_takes_permission_away(seams: Seams) -> None:
    """An import without permission makes Opted-In and Confirmed contacts Non-Marketable."""

    @seams.around(importer, "_fill_in")
    def _(original: Replacement, session: Session, contact: Contact, row: Row, origin: Any, reason: str | None) -> Any:
        differences = original(session, contact, row, origin, reason)
        for email in contact.emails:
            if reason is None and email.address.status in {EmailStatus.OPTED_IN, EmailStatus.CONFIRMED}:
                email.address.status = EmailStatus.NON_MARKETABLE
        return differences


@subtle("temporarily or permanently, permission does not change that")
def import_revives_soft_bounces(seams: Seams) -> None:
    """An import with permission makes Soft Bounce addresses Opted-In."""

    @seams.around(consent, "change")
    def _(
        original: Replacement, session: Session, address: EmailAddress, trigger: Trigger, origin: Origin, *rest: Any
    ) -> Any:
        with_permission = trigger is Trigger.PERMISSION and origin.way is Way.IMPORT
        if with_permission and address.status is EmailStatus.SOFT_BOUNCE:
            address.status = EmailStatus.OPTED_IN
            return Decision(Outcome.CHANGED, EmailStatus.OPTED_IN)
        return original(session, address, trigger, origin, *rest)
