"""Reading CSV files as people have them: any usual encoding and separator, with the line of each record."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mock_crm.rules.errors import InvalidInput, InvalidLine

_DELIMITERS = ",;\t"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LAYOUT = "\t\n\v\f\r"


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a CSV file.

    Attributes:
        line: the line of the file on which it starts, from 1.
        cells: its cells; all of its text as one cell where it cannot be read.
        problem: why it cannot be read; empty where it can.
    """

    line: int
    cells: tuple[str, ...]
    problem: str = ""


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the text of a file, and a notice for the user where its encoding had to be guessed.

    Args:
        data: the file: UTF-8, UTF-16 with a byte order mark, or else Windows-1252.

    Raises:
        InvalidInput: it is not a text file.
    """
    encoding = "utf-16" if data.startswith(_UTF_16_MARKS) else "utf-8-sig"
    notice = None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        notice = "The file is not in UTF-8 but was read as Windows-1252; check the letters with accents."
        if "\ufffd" in text or any(ord(character) < 32 and character not in _LAYOUT for character in text):
            raise _not_text() from None
    if "\0" in text:
        raise _not_text()
    return text, notice


def records(text: str, fits: Callable[[Sequence[str]], int]) -> Iterator[Record]:
    """Yield the records of a CSV file, without the blank ones.

    Args:
        text: the text of the file.
        fits: tells how well the cells of the first record suit; of the separators comma, semicolon and tab, the
            one that suits best is taken.

    Raises:
        InvalidInput: a quotation mark is never closed, so that the end of a record cannot be told.
    """
    first_line = text.lstrip("\r\n").partition("\n")[0]

    def suits(delimiter: str) -> int:
        return max((fits(record.cells) for record in _read(first_line, delimiter)), default=0)

    return _read(text, max(_DELIMITERS, key=suits))


def shorten(cell: str, length: int = 60) -> str:
    """Return a cell as a message quotes it: not all of it where it is long."""
    return cell if len(cell) <= length else f"{cell[:length]}…"


def _read(text: str, delimiter: str) -> Iterator[Record]:
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        problem = ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if reader.line_num == len(lines) and "unexpected end" in str(error):
                raise InvalidLine(line, "a quotation mark is never closed; close or remove it.") from error
            cells = ["".join(lines[line - 1 : reader.line_num]).rstrip("\r\n")]
            problem = f"The row cannot be read ({error}); check its quotation marks."
        if any(cell.strip() for cell in cells):
            yield Record(line, tuple(cells), problem)


def _not_text() -> InvalidInput:
    return InvalidInput("This is not a text file. In a spreadsheet, choose “Save as” and “CSV (UTF-8)”.", "file")
