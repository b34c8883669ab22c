"""Plan an import: find out for each row of a file how permission was given, without the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mock_crm.importing.csv_contacts import BadRow, ParsedFile, Row
from mock_crm.rules import contact_details
from mock_crm.rules.errors import InvalidInput
from mock_crm.rules.validation import shorten

_YES = frozenset({"yes", "y", "true", "1", "x", "opted in", "opted-in", "opt-in"})
_NO = frozenset({"", "no", "n", "false", "0", "-"})


class PermissionFrom(StrEnum):
    """The people in a file who gave permission to send marketing email."""

    NOBODY = "nobody"
    EVERYBODY = "everybody"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class PermissionChoice:
    """Who in a file gave permission to send marketing email, and how.

    Attributes:
        given_by: nobody, everybody, or as a column of the file says.
        reason: how permission was given; required if everybody gave it, otherwise ignored.
    """

    given_by: PermissionFrom = PermissionFrom.NOBODY
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes that an import will make.

    Attributes:
        rows: the rows to import, each with how permission was given, or None without permission.
        bad_rows: the rows that cannot be imported, in the order of the file.
    """

    rows: tuple[tuple[Row, str | None], ...]
    bad_rows: tuple[BadRow, ...]


def plan_import(parsed: ParsedFile, permission: PermissionChoice) -> Plan:
    """Return the plan for importing a file.

    Raises:
        InvalidInput: the reason for the permission of everybody is not valid, or the file has no permission column.
    """
    if permission.given_by is PermissionFrom.EVERYBODY:
        contact_details.checked_reason(permission.reason, required=True)
    if permission.given_by is PermissionFrom.COLUMN and not parsed.has_permission_column:
        raise InvalidInput(
            "No column of the file says who gave permission; call one Permission (yes or no) or Permission reason.",
            "permission",
        )
    rows: list[tuple[Row, str | None]] = []
    bad_rows = list(parsed.bad_rows)
    for row in parsed.rows:
        try:
            rows.append((row, _permission_of(row, permission, parsed.columns)))
        except InvalidInput as error:
            bad_rows.append(BadRow(row.line, row.cells, str(error)))
    return Plan(tuple(rows), tuple(sorted(bad_rows, key=lambda row: row.line)))


def _permission_of(row: Row, choice: PermissionChoice, columns: Mapping[str, str]) -> str | None:
    if choice.given_by is PermissionFrom.NOBODY:
        return None
    if choice.given_by is PermissionFrom.EVERYBODY:
        return choice.reason.strip()
    if "Permission" not in columns:
        return row.permission_reason or None
    column, cell = columns["Permission"], row.permission
    if cell.casefold() in _NO:
        return None
    if cell.casefold() in _YES:
        return row.permission_reason or f"The column “{column}” of the file says “{cell}”."
    raise InvalidInput(f"The column “{column}” says “{shorten(cell)}”; write yes or no.")
