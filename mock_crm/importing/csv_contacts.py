"""Parse a CSV file of contacts: recognize its columns and validate its rows, without the database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mock_crm.importing.csv_file import Record, records
from mock_crm.rules import contact_details, validation
from mock_crm.rules.contact_details import EMAIL_FIELDS, ContactDetails
from mock_crm.rules.errors import InvalidInput, InvalidLine
from mock_crm.rules.validation import shorten

MAX_ROWS = 5_000
"""The maximum number of rows of a file: an import is one transaction, and other users wait for it."""

EXAMPLE_HEADER = "First name,Last name,Company,Email 1"

# The name of each field on the pages, and the column names in exports of other programs.
_COLUMNS = {
    "First name": ("first name", "given name", "firstname", "forename"),
    "Last name": ("last name", "family name", "lastname", "surname"),
    "Company": ("company", "company name", "organisation", "organization"),
    "Email 1": ("email", "e mail", "email 1", "e mail 1", "email1", "email address", "e mail address"),
    "Email 2": ("email 2", "e mail 2", "email2", "email address 2"),
    "Email 3": ("email 3", "e mail 3", "email3", "email address 3"),
    "Permission": ("permission", "opt in", "opted in", "marketing permission", "consent"),
    "Permission reason": ("permission reason", "opt in reason", "how permission was given", "consent reason"),
    "Tags": ("tags", "tag"),
}
_FIELD_OF = {name: field for field, names in _COLUMNS.items() for name in names}


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be imported.

    Attributes:
        line: the line of the file on which the row starts, from 1.
        cells: the cells as in the file.
        details: the valid details of the contact.
        tags: the names of the tags.
        permission: the cell of the column *Permission*; empty if there is none.
        permission_reason: the cell of the column *Permission reason*; empty if there is none.
    """

    line: int
    cells: tuple[str, ...]
    details: ContactDetails
    tags: tuple[str, ...]
    permission: str
    permission_reason: str

    @property
    def values(self) -> dict[str, str]:
        """Return the values to import, by the name of the field on the pages."""
        return {
            "First name": self.details.given_name,
            "Last name": self.details.family_name,
            "Company": self.details.company,
            **{_email(number): self.details.emails.get(number, "") for number in EMAIL_FIELDS},
            "Tags": "; ".join(self.tags),
        }


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be imported.

    Attributes:
        line: the line of the file on which the row starts, from 1.
        cells: the cells as in the file.
        problem: why the row cannot be imported.
    """

    line: int
    cells: tuple[str, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A CSV file of contacts.

    Attributes:
        columns: for each recognized field, the name of its column in the file.
        unknown_columns: the columns that are not imported.
        rows: the rows that can be imported, in the order of the file.
        bad_rows: the rows that cannot be imported, in the order of the file.
    """

    columns: Mapping[str, str]
    unknown_columns: tuple[str, ...]
    rows: tuple[Row, ...]
    bad_rows: tuple[BadRow, ...]

    @property
    def has_permission_column(self) -> bool:
        """Tell whether the file has a column that says who gave permission."""
        return "Permission" in self.columns or "Permission reason" in self.columns


def parse(text: str) -> ParsedFile:
    """Parse the text of a CSV file with column names in the first row.

    The separator is a comma, a semicolon or a tab. Column names are not case-sensitive, and unknown columns are
    ignored. A row that cannot be imported does not affect the others.

    Raises:
        InvalidInput: the whole file cannot be read.
    """
    found = records(text, lambda cells: sum(_normal(cell) in _FIELD_OF for cell in cells))
    head = next(found, None)
    if head is None:
        raise InvalidInput("The file is empty.", "file")
    places = _read_header(head)
    rows: list[Row] = []
    bad_rows: list[BadRow] = []
    for record in found:
        if len(rows) + len(bad_rows) == MAX_ROWS:
            raise InvalidInput(f"The file has more than {MAX_ROWS:,} rows; split it and import the parts.", "file")
        try:
            rows.append(_read_row(record, len(head.cells), places))
        except InvalidInput as error:
            bad_rows.append(BadRow(record.line, record.cells, str(error)))
    if not rows and not bad_rows:
        raise InvalidInput("The file has column names, but no rows below them.", "file")
    columns = {field: head.cells[place] for field, place in places.items()}
    unknown = tuple(name for place, name in enumerate(head.cells) if name.strip() and place not in places.values())
    return ParsedFile(columns, unknown, tuple(rows), tuple(bad_rows))


def _read_header(head: Record) -> dict[str, int]:
    if head.problem:
        raise InvalidLine(head.line, head.problem)
    places: dict[str, int] = {}
    for place, name in enumerate(head.cells):
        field = _FIELD_OF.get(_normal(name))
        if field in places:
            both = f"“{head.cells[places[field]]}” and “{name}”"
            raise InvalidLine(head.line, f"the columns {both} both mean {field}; rename one.")
        if field is not None:
            places[field] = place
    if not any(_email(number) in places for number in EMAIL_FIELDS):
        raise _no_email_column(head)
    return places


def _no_email_column(head: Record) -> InvalidLine:
    if any(_is_address(cell) for cell in head.cells):
        problem = f"it has no column names but a contact; put a line such as “{EXAMPLE_HEADER}” above it."
        return InvalidLine(head.line, problem)
    found = ", ".join(f"“{shorten(name)}”" for name in head.cells[:20])
    return InvalidLine(
        head.line, f"no column is called Email 1, but {found}; give the one with the addresses that name."
    )


def _read_row(record: Record, width: int, places: Mapping[str, int]) -> Row:
    cells = record.cells
    if record.problem:
        raise InvalidInput(record.problem)
    if any(cell.strip() for cell in cells[width:]):
        raise InvalidInput(f"The row has {len(cells)} cells, but there are {width} columns; check its separators.")

    def cell(field: str) -> str:
        place = places.get(field, len(cells))
        return cells[place].strip() if place < len(cells) else ""

    emails = {number: cell(_email(number)) for number in EMAIL_FIELDS}
    if not any(emails.values()):
        raise InvalidInput("The row has no email address.")
    details = ContactDetails(cell("First name"), cell("Last name"), cell("Company"), emails)
    return Row(
        record.line,
        cells,
        contact_details.checked(details),
        tuple(dict.fromkeys(contact_details.checked_tag(tag) for tag in cell("Tags").split(";") if tag.strip())),
        cell("Permission"),
        contact_details.checked_reason(cell("Permission reason")),
    )


def _email(number: int) -> str:
    return f"Email {number}"


def _normal(name: str) -> str:
    return re.sub(r"[\s_\-]+", " ", name).strip().casefold()


def _is_address(cell: str) -> bool:
    try:
        validation.email_address(cell)
    except InvalidInput:
        return False
    return True
