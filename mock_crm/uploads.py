"""CSV files on their way into the CRM: kept from the preview to the confirmation, and their results after it."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from mock_crm import importing
from mock_crm.consent import Origin
from mock_crm.csv_contacts import BadRow, ParsedFile
from mock_crm.csv_export import rows_to_csv
from mock_crm.errors import NotFound
from mock_crm.importing import Difference, ImportResult, PermissionChoice, PermissionFrom, Plan
from mock_crm.models import CsvImport
from mock_crm.rules import EmailStatus

KEPT_FOR = timedelta(days=1)
"""How long a file waits to be confirmed."""


def keep(session: Session, filename: str, data: bytes, permission: PermissionChoice, now: datetime) -> CsvImport:
    """Keep a file until its import is confirmed, and forget the files that waited for too long.

    Args:
        session: a writing session.
        filename: the name of the file, for the pages.
        data: the file.
        permission: who in it gave permission.
        now: the moment, in UTC.

    Raises:
        InvalidInput: the file cannot be imported; the message says why.
    """
    text, notice = importing.decode(data)
    importing.plan(importing.parse(text), permission)
    session.execute(delete(CsvImport).where(CsvImport.result.is_(None), CsvImport.at < now - KEPT_FOR))
    upload = CsvImport(
        id=f"import-{secrets.token_hex(8)}",
        at=now,
        filename=filename,
        text=text,
        notice=notice or "",
        permission_from=permission.given_by.value,
        permission_reason=permission.reason,
    )
    session.add(upload)
    return upload


def get(session: Session, upload_id: str) -> CsvImport:
    """Return a file that was kept.

    Raises:
        NotFound: there is none of that name, or it waited for too long.
    """
    found = session.get(CsvImport, upload_id)
    if found is None:
        raise NotFound("This import was cancelled, or it waited for more than a day. Choose the file again.")
    return found


def preview(upload: CsvImport) -> tuple[ParsedFile, Plan]:
    """Return a file that waits, and what its import is going to do."""
    parsed = importing.parse(upload.text)
    return parsed, importing.plan(parsed, _permission(upload))


def confirm(session: Session, upload: CsvImport, origin: Origin) -> None:
    """Import a file that waits, and keep the result in place of its text. What is imported already stays so.

    Args:
        session: a writing session.
        upload: the file; its name is the batch of all that changes.
        origin: who imports it.
    """
    if upload.result is not None:
        return
    parsed = importing.parse(upload.text)
    result = importing.import_rows(session, parsed, _permission(upload), replace(origin, batch=upload.id))
    upload.result = asdict(result) | {"header": parsed.header}
    upload.text = ""


def cancel(session: Session, upload: CsvImport) -> None:
    """Forget a file that waits."""
    if upload.result is None:
        session.delete(upload)


def result(upload: CsvImport) -> ImportResult | None:
    """Return what the import of a file did; None while it waits."""
    if upload.result is None:
        return None
    kept = dict(upload.result)
    del kept["header"]
    for name in ("statuses", "left"):
        kept[name] = {EmailStatus(status): count for status, count in kept[name].items()}
    kept["differences"] = tuple(Difference(**difference) for difference in kept["differences"])
    kept["bad_rows"] = tuple(BadRow(**row) for row in kept["bad_rows"])
    return ImportResult(**kept)


def problems_csv(upload: CsvImport) -> str:
    """Return the rows that cannot be imported as CSV, with a last column that names the problem of each."""
    done = result(upload)
    if upload.result is None or done is None:
        parsed, plan = preview(upload)
        return _with_problems(parsed.header, plan.bad_rows)
    return _with_problems(upload.result["header"], done.bad_rows)


def _with_problems(header: Iterable[str], bad_rows: tuple[BadRow, ...]) -> str:
    names = list(header)
    width = max([len(names), *(len(row.cells) for row in bad_rows)])
    rows = ([*row.cells, *[""] * (width - len(row.cells)), row.problem] for row in bad_rows)
    return rows_to_csv([*names, *[""] * (width - len(names)), "problem"], rows)


def _permission(upload: CsvImport) -> PermissionChoice:
    return PermissionChoice(PermissionFrom(upload.permission_from), upload.permission_reason)
