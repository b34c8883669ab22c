"""Signing in, where the CRM has a password."""

from urllib.parse import parse_qs, urlsplit

import flask
import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from mock_crm.web.app import create_app

PASSWORD = "correct horse"


@pytest.fixture
def app(engine: Engine) -> flask.Flask:
    app = create_app({"ENGINE": engine, "PASSWORD": PASSWORD})
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return app


def sign_in(client: FlaskClient, password: str = PASSWORD, target: str | None = None) -> TestResponse:
    query = {} if target is None else {"next": target}
    return client.post("/sign-in", query_string=query, data={"name": " Ada ", "password": password})


@pytest.mark.parametrize("path", ["/", "/contacts", "/reports", "/campaigns", "/integrations", "/no-such-page"])
def test_without_signing_in_every_page_leads_to_the_sign_in_page(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 302
    assert urlsplit(response.location).path == "/sign-in"


def test_the_right_password_leads_on_to_the_page_that_was_asked_for(client: FlaskClient) -> None:
    asked = client.get("/contacts?q=müller")
    target = parse_qs(urlsplit(asked.location).query)["next"][0]

    response = sign_in(client, target=target)

    page = client.get(response.location)
    assert page.status_code == 200
    assert page.request.path == "/contacts"
    assert page.request.args["q"] == "müller"
    assert "Ada" in page.text


def test_a_wrong_password_is_refused(client: FlaskClient) -> None:
    response = sign_in(client, password="wrong")

    assert response.status_code == 400
    assert "That is not the password" in response.text
    assert client.get("/").status_code == 302


def test_a_form_that_was_sent_without_signing_in_changes_nothing_and_leads_to_the_home_page(
    client: FlaskClient,
) -> None:
    response = client.post("/contacts/add", data={"given_name": "Eve", "email_1": "eve@example.com"})
    assert parse_qs(urlsplit(response.location).query)["next"] == ["/"]

    sign_in(client)
    assert "eve@example.com" not in client.get("/contacts").text


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "/\t/evil.example/",
        "/\n/evil.example/",
        "javascript:alert(1)",
        "evil.example",
        "",
    ],
)
def test_signing_in_never_leads_to_another_site(client: FlaskClient, target: str) -> None:
    assert sign_in(client, target=target).location == "/"


def test_signing_out_ends_the_session(client: FlaskClient) -> None:
    sign_in(client)
    assert client.get("/").status_code == 200

    client.post("/sign-out")

    assert client.get("/").status_code == 302


def test_what_a_user_does_is_recorded_under_the_name_of_signing_in(client: FlaskClient) -> None:
    sign_in(client)
    client.post("/contacts/add", data={"given_name": "Ana", "email_1": "ana@example.com"})

    assert "Ada" in client.get("/reports/consent-history").text.partition("ana@example.com")[2]


def test_recipients_need_no_password_and_plugins_need_their_key(client: FlaskClient) -> None:
    assert client.get("/sign-up").status_code == 200
    assert client.get("/crm/rest/v2/contacts").status_code == 401


def test_styles_are_served_to_everybody(client: FlaskClient) -> None:
    with client.get("/static/crm.css") as response:
        assert response.status_code == 200


def test_without_a_password_there_is_nothing_to_sign_in_to(engine: Engine) -> None:
    client = create_app({"ENGINE": engine}).test_client()

    assert client.get("/").status_code == 200
    assert client.get("/sign-in").location == "/"
