import csv
import io

import pytest

from mock_crm.web.formats import rows_to_csv


def test_a_table_comes_back_as_it_was_with_quotes_commas_line_breaks_and_emoji() -> None:
    header = ("Name", "Note")
    rows = [('Ada "the first"', "one, two"), ("Zoë 🎉", "a\nb"), ("", "x")]

    text = rows_to_csv(header, rows)

    assert [tuple(row) for row in csv.reader(io.StringIO(text, newline=""))] == [header, *rows]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_a_cell_that_a_spreadsheet_would_take_for_a_formula_is_only_text_there(start: str) -> None:
    text = rows_to_csv(["Name"], [[f"{start}HYPERLINK()"]])

    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [f"'{start}HYPERLINK()"]


def test_a_sign_within_a_cell_is_left_alone() -> None:
    assert rows_to_csv(["Address"], [["a+b=c@example.com"]]) == '"Address"\r\n"a+b=c@example.com"\r\n'
