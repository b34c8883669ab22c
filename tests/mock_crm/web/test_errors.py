"""Errors as users and programs see them."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from mock_crm.contacts import bulk
from mock_crm.rules.errors import NotAllowed
from mock_crm.storage.database import open_session
from mock_crm.web.app import create_app
from mock_crm.web.context import db


def test_an_address_without_a_page_gets_a_clear_page(client: FlaskClient) -> None:
    response = client.get("/no-such-page")

    assert response.status_code == 404
    assert "There is nothing at this address" in response.text
    assert 'aria-label="Main"' in response.text


@pytest.mark.parametrize("path", ["/contacts/12345", "/contacts/99999999999999999999999", "/contacts/abc"])
def test_a_contact_that_is_not_there_gets_a_clear_page(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert response.mimetype == "text/html"


def test_a_wrong_method_is_named(client: FlaskClient) -> None:
    response = client.delete("/contacts")

    assert response.status_code == 405
    assert "does not accept this kind of request" in response.text


def test_a_form_without_csrf_token_gets_a_clear_page_and_changes_nothing(engine: Engine) -> None:
    client = create_app({"ENGINE": engine}).test_client()

    response = client.post("/contacts/add", data={"given_name": "Eve", "email_1": "eve@example.com"})

    assert response.status_code == 400
    assert "reload and try again" in response.text
    assert "eve@example.com" not in client.get("/contacts").text


def test_a_request_that_is_too_large_is_refused(client: FlaskClient) -> None:
    response = client.post("/sign-up", data=b"x" * (17 * 2**20), content_type="application/x-www-form-urlencoded")

    assert response.status_code == 413
    assert "more than 16 MB" in response.text


@pytest.mark.parametrize("path", ["/crm/rest/v2/no-such-thing", "/test-controls/no-such-thing"])
def test_programs_get_errors_in_json(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert response.is_json
    assert response.json is not None
    assert response.json["code"] == response.status_code
    assert response.json["message"]


def test_a_defect_shows_a_clear_page_and_no_traceback(engine: Engine) -> None:
    app = create_app({"ENGINE": engine})

    def defect() -> str:
        raise ZeroDivisionError("secret detail")

    app.add_url_rule("/defect", view_func=defect)

    response = app.test_client().get("/defect")

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.text
    assert "secret detail" not in response.text


@pytest.mark.parametrize("path", ["/", "/no-such-page", "/static/crm.css"])
def test_no_page_lets_scripts_or_frames_of_others_in(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        policy = response.headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_a_request_is_one_transaction_that_an_error_rolls_back(engine: Engine) -> None:
    app = create_app({"ENGINE": engine, "WTF_CSRF_ENABLED": False})

    def add_tag(name: str, status: int) -> tuple[str, int]:
        bulk.tag_named(db(), name)
        if status == 500:
            raise ZeroDivisionError
        if status == 409:
            raise NotAllowed("No.")
        return "", status

    app.add_url_rule("/add-tag/<name>/<int:status>", view_func=add_tag, methods=["POST"])
    client = app.test_client()

    for status in (500, 409, 400, 302, 200):
        assert client.post(f"/add-tag/tag-{status}/{status}").status_code == status

    with open_session(engine, writing=False) as session:
        assert [tag.name for tag in bulk.tags(session)] == ["tag-200", "tag-302"]


def test_a_commit_that_fails_is_an_error_and_not_a_success(engine: Engine) -> None:
    def fail(_session: Session) -> None:
        raise SQLAlchemyError("disk full")

    client = create_app({"ENGINE": engine, "WTF_CSRF_ENABLED": False}).test_client()
    event.listen(Session, "before_commit", fail)
    try:
        response = client.post("/contacts/add", data={"email_1": "a@example.com"})
    finally:
        event.remove(Session, "before_commit", fail)

    assert response.status_code == 500
    assert "Contact saved" not in response.text
    contacts = client.get("/contacts").text
    assert "Contact saved" not in contacts
    assert "a@example.com" not in contacts
