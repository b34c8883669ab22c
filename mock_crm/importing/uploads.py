"""Uploaded CSV files: kept from the preview until the import is confirmed, then replaced by its result."""

import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from mock_crm.contacts.consent import Origin
from mock_crm.importing import importer
from mock_crm.importing.csv_contacts import BadRow, ParsedFile, parse
from mock_crm.importing.csv_file import decode
from mock_crm.importing.importer import Difference, ImportResult
from mock_crm.importing.plan import PermissionChoice, PermissionFrom, Plan, plan_import
from mock_crm.rules.email_status import EmailStatus
from mock_crm.rules.errors import NotFound
from mock_crm.storage.models import CsvImport

KEPT_FOR = timedelta(days=1)
"""How long a file is kept if the import is not confirmed."""


@dataclass(frozen=True, slots=True)
class CsvText:
    """The text of an uploaded file.

    Attributes:
        filename: the name of the file.
        text: its text.
        notice: a notice for the user if the encoding had to be guessed, else empty.
    """

    filename: str
    text: str
    notice: str


def read(filename: str, data: bytes, permission: PermissionChoice) -> CsvText:
    """Return the text of a file that can be imported.

    Raises:
        InvalidInput: the file cannot be imported.
    """
    text, notice = decode(data)
    plan_import(parse(text), permission)
    return CsvText(filename, text, notice or "")


def keep(session: Session, file: CsvText, permission: PermissionChoice, now: datetime) -> CsvImport:
    """Keep a file until its import is confirmed, and delete the files that were not confirmed in time."""
    session.execute(delete(CsvImport).where(CsvImport.result.is_(None), CsvImport.at < now - KEPT_FOR))
    upload = CsvImport(
        id=f"import-{secrets.token_hex(8)}",
        at=now,
        filename=file.filename,
        text=file.text,
        notice=file.notice,
        permission_from=permission.given_by.value,
        permission_reason=permission.reason,
    )
    session.add(upload)
    return upload


def get(session: Session, upload_id: str) -> CsvImport:
    """Return an uploaded file.

    Raises:
        NotFound: there is no file with this id, or it was not confirmed in time.
    """
    found = session.get(CsvImport, upload_id)
    if found is None:
        raise NotFound("This import was cancelled, or it waited for more than a day. Choose the file again.")
    return found


def preview(upload: CsvImport) -> tuple[ParsedFile, Plan]:
    """Return the content of a file that is not imported yet, and the plan of its import."""
    parsed = parse(upload.text)
    return parsed, plan_import(parsed, _permission(upload))


def confirm(session: Session, upload: CsvImport, origin: Origin) -> None:
    """Import a file and keep the result instead of its text. A file that is already imported is left alone.

    The id of the upload is the batch of the changes.
    """
    if upload.result is not None:
        return
    parsed = parse(upload.text)
    result = importer.import_rows(session, parsed, _permission(upload), replace(origin, batch=upload.id))
    upload.result = asdict(result)
    upload.text = ""


def cancel(session: Session, upload: CsvImport) -> None:
    """Delete a file that is not imported yet."""
    if upload.result is None:
        session.delete(upload)


def result(upload: CsvImport) -> ImportResult | None:
    """Return the result of an import, or None if the file is not imported yet."""
    if upload.result is None:
        return None
    kept = dict(upload.result)
    for name in ("statuses", "left"):
        kept[name] = {EmailStatus(status): count for status, count in kept[name].items()}
    kept["differences"] = tuple(Difference(**difference) for difference in kept["differences"])
    kept["bad_rows"] = tuple(BadRow(**row) for row in kept["bad_rows"])
    return ImportResult(**kept)


def _permission(upload: CsvImport) -> PermissionChoice:
    return PermissionChoice(PermissionFrom(upload.permission_from), upload.permission_reason)
