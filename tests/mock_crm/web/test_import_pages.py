"""The pages that import contacts, over HTTP."""

import io
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from mock_crm.clock import AdjustableClock
from mock_crm.rules.email_status import EmailStatus, Way
from mock_crm.storage.models import ConsentEvent, Contact, CsvImport

PEOPLE = (
    "First name,Email,Permission,Shoe size\nAda,ada@example.com,yes,38\nBob,nonsense,no,44\nCy,cy@example.com,no,\n"
)


def upload(client: FlaskClient, data: bytes | str, permission: str = "nobody", reason: str = "") -> TestResponse:
    raw = data.encode() if isinstance(data, str) else data
    form = {"file": (io.BytesIO(raw), "people.csv"), "permission": permission, "permission_reason": reason}
    return client.post("/contacts/import", data=form)


def page(response: TestResponse) -> BeautifulSoup:
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "html.parser")


def words(soup: BeautifulSoup | Tag) -> str:
    return " ".join(soup.get_text(" ").split())


def rows(soup: BeautifulSoup, caption: str) -> list[list[str]]:
    found = soup.find("caption", string=caption)
    assert isinstance(found, Tag), f"no table {caption}"
    body = found.find_parent("table")
    assert isinstance(body, Tag)
    return [[words(cell) for cell in row.find_all(["td", "th"])] for row in body.select("tbody tr")]


def test_the_preview_shows_what_will_be_imported_and_changes_nothing(client: FlaskClient, session: Session) -> None:
    preview = page(client.get(upload(client, PEOPLE, "column").headers["Location"]))

    shown = words(preview)
    assert "Rows to import 2 Rows with a problem 1" in shown
    assert "Columns First name , Email (as Email 1), Permission Columns not imported Shoe size" in shown
    assert rows(preview, "Rows as they will be imported") == [
        ["2", "Ada", "ada@example.com", "Yes: The column “Permission” of the file says “yes”."],
        ["4", "Cy", "cy@example.com", "No"],
    ]
    (bad,) = rows(preview, "Rows that cannot be imported")
    assert bad[0] == "3"
    assert "“nonsense” is not a valid email address" in bad[1]
    assert [button.get_text() for button in preview.select("main button")] == ["Import 2 contacts", "Cancel"]
    assert session.scalars(select(Contact)).all() == []


def test_the_preview_shows_ten_rows_at_most(client: FlaskClient) -> None:
    people = "Email\n" + "".join(f"n{number}@example.com\n" for number in range(12))

    preview = page(client.get(upload(client, people).headers["Location"]))

    assert len(rows(preview, "Rows as they will be imported")) == 10
    assert "The first 10 of 12 rows, as they will be imported" in words(preview)


def test_confirming_imports_the_good_rows_and_the_result_names_the_bad_ones(
    client: FlaskClient, session: Session
) -> None:
    location = upload(client, PEOPLE, "column").headers["Location"]

    result = page(client.post(location, follow_redirects=True))

    shown = words(result)
    assert "1 row not imported" in shown
    assert "2 contacts added" in shown
    assert rows(result, "Email addresses of the file, by status after the import") == [
        ["Non-Marketable", "1"],
        ["Opted-In", "1"],
    ]
    assert rows(result, "Rows that cannot be imported")[0][0] == "3"
    found = session.scalars(select(Contact).order_by(Contact.id)).all()
    assert [(c.given_name, c.emails[0].address.status) for c in found] == [
        ("Ada", EmailStatus.OPTED_IN),
        ("Cy", EmailStatus.NON_MARKETABLE),
    ]
    events = session.scalars(select(ConsentEvent)).all()
    assert {(event.way, event.batch) for event in events} == {(Way.IMPORT, location.rpartition("/")[2])}


def test_the_result_says_what_stays_and_what_the_contacts_kept(client: FlaskClient, session: Session) -> None:
    client.post(upload(client, "Email,First name\na@example.com,Ada\n").headers["Location"])
    session.scalars(select(Contact)).one().emails[0].address.status = EmailStatus.UNSUBSCRIBED
    session.commit()

    location = upload(client, "Email,First name\na@example.com,Eve\n", "everybody", "Fair").headers["Location"]
    result = page(client.post(location, follow_redirects=True))

    assert "1 stays Unsubscribed" in words(result)
    assert rows(result, "Values of the file that were not taken, as the contact has others") == [
        ["2", "Ada", "First name", "Ada", "Eve"]
    ]


def test_confirming_twice_imports_once_and_cancelling_afterwards_keeps_the_result(
    client: FlaskClient, session: Session
) -> None:
    location = upload(client, PEOPLE).headers["Location"]

    first, second = client.post(location), client.post(location)
    client.post(f"{location}/cancel")

    assert first.headers["Location"] == second.headers["Location"] == f"{location}/result"
    assert client.get(location).headers["Location"] == f"{location}/result"
    assert client.get(f"{location}/result").status_code == 200
    assert len(session.scalars(select(Contact)).all()) == 2
    assert session.scalars(select(CsvImport)).one().text == ""


def test_cancelling_imports_nothing(client: FlaskClient, session: Session) -> None:
    location = upload(client, PEOPLE).headers["Location"]

    answer = client.post(f"{location}/cancel", follow_redirects=True)

    assert "Nothing was imported." in words(page(answer))
    assert client.post(location).status_code == 404
    assert session.scalars(select(Contact)).all() == []


def test_a_file_with_bad_rows_only_offers_no_import(client: FlaskClient) -> None:
    preview = page(client.get(upload(client, "Email\nnonsense\n").headers["Location"]))

    assert [button.get_text() for button in preview.select("main button")] == ["Cancel"]


def test_a_guessed_encoding_is_said_in_the_preview(client: FlaskClient) -> None:
    data = "First name,Email\nZoë,z@example.com\n".encode("cp1252")

    preview = page(client.get(upload(client, data).headers["Location"]))

    assert "was read as Windows-1252" in words(preview)
    assert "Zoë" in words(preview)


@pytest.mark.parametrize(
    ("data", "permission", "reason", "message"),
    [
        (b"", "nobody", "", "The file is empty."),
        (b"Email\na\0b\n", "nobody", "", "This is not a text file."),
        (b"PK\x03\x04\x00\x00", "nobody", "", "This is not a text file."),
        (b"Ada,ada@example.com\n", "nobody", "", "Line 1: it has no column names but a contact"),
        (b"Name,Phone\nAda,1\n", "nobody", "", "no column is called Email 1"),
        (b"Email\n", "nobody", "", "no rows below them"),
        (b'Email\n"a@example.com\n', "nobody", "", "Line 2: a quotation mark is never closed"),
        (b"Email\na@example.com\n", "everybody", "", "Say how permission was given."),
        (b"Email\na@example.com\n", "everybody", "x" * 501, "500 is the maximum"),
        (b"Email\na@example.com\n", "column", "", "No column of the file says who gave permission"),
        (b"Email\na@example.com\n", "nonsense", "", "Not a valid choice"),
    ],
)
def test_a_file_that_cannot_be_imported_is_refused_with_a_clear_message(
    client: FlaskClient, session: Session, data: bytes, permission: str, reason: str, message: str
) -> None:
    response = upload(client, data, permission, reason)

    assert response.status_code == 400
    assert message in words(BeautifulSoup(response.text, "html.parser"))
    assert session.scalars(select(CsvImport)).all() == []


def test_no_file_at_all_is_said(client: FlaskClient) -> None:
    response = client.post("/contacts/import", data={"permission": "nobody"})

    assert response.status_code == 400
    assert "Choose a CSV file." in response.text


def test_a_cell_longer_than_any_reader_takes_is_a_bad_row_and_not_a_crash(client: FlaskClient) -> None:
    preview = page(client.get(upload(client, f"Email\n{'x' * 200_000}\na@example.com\n").headers["Location"]))

    ((line, problem, _),) = rows(preview, "Rows that cannot be imported")
    assert line == "2"
    assert "field larger than field limit" in problem


def test_a_file_that_nobody_confirms_is_forgotten_after_a_day(client: FlaskClient, clock: AdjustableClock) -> None:
    waiting = upload(client, PEOPLE).headers["Location"]
    done = upload(client, PEOPLE).headers["Location"]
    client.post(done)
    clock.advance(timedelta(hours=25))

    upload(client, PEOPLE)

    response = client.get(waiting)
    assert response.status_code == 404
    assert "it waited for more than a day" in response.text
    assert client.get(f"{done}/result").status_code == 200


def test_an_unknown_import_and_a_result_before_the_import_lead_somewhere(client: FlaskClient) -> None:
    location = upload(client, PEOPLE).headers["Location"]

    assert client.get("/contacts/import/nonsense").status_code == 404
    assert client.get(f"{location}/result").headers["Location"] == location


def test_hostile_cells_are_shown_as_text(client: FlaskClient, session: Session) -> None:
    hostile = "<script>alert(1)</script>"
    people = f'First name,Email,"{hostile}"\n{hostile},a@example.com,x\n{hostile},nonsense{hostile},x\n'
    location = upload(client, people).headers["Location"]

    for shown in (page(client.get(location)), page(client.post(location, follow_redirects=True))):
        assert hostile in shown.get_text()
        assert "alert" not in "".join(script.get_text() for script in shown.find_all("script"))
    assert session.scalars(select(Contact)).one().given_name == hostile


def test_without_csrf_token_nothing_is_imported(client: FlaskClient, session: Session) -> None:
    location = upload(client, PEOPLE).headers["Location"]
    client.application.config["WTF_CSRF_ENABLED"] = True

    assert client.post(location).status_code == 400
    assert upload(client, PEOPLE).status_code == 400
    assert session.scalars(select(Contact)).all() == []
