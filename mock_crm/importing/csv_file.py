"""Read CSV files with common encodings and separators, and the line number of each record."""

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
        cells: the cells; if the record cannot be read, its text as one cell.
        problem: why the record cannot be read; empty if it can.
    """

    line: int
    cells: tuple[str, ...]
    problem: str = ""


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the text of a file, and a notice for the user if the encoding had to be guessed.

    Args:
        data: the content of the file, in UTF-8, UTF-16 with a byte order mark, or Windows-1252.

    Raises:
        InvalidInput: the file is not a text file.
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


def records(text: str, score: Callable[[Sequence[str]], int]) -> Iterator[Record]:
    """Yield the records of a CSV file that are not blank.

    Args:
        text: the text of the file.
        score: rates the cells of the first record; of comma, semicolon and tab, the separator with the highest score
            is used.

    Raises:
        InvalidInput: a quotation mark is not closed, so the end of the record cannot be found.
    """
    first_line = text.lstrip("\r\n").partition("\n")[0]

    def best_score(delimiter: str) -> int:
        return max((score(record.cells) for record in _read(first_line, delimiter)), default=0)

    return _read(text, max(_DELIMITERS, key=best_score))


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
