import json
from collections.abc import Iterator
from typing import Any

import flask
import pytest
from flask.testing import FlaskClient
from keap_core_v2_client import ApiClient, Configuration
from keap_core_v2_client.api.contact_api import ContactApi
from keap_core_v2_client.exceptions import BadRequestException, NotFoundException, UnauthorizedException
from keap_core_v2_client.models.create_update_contact_request import CreateUpdateContactRequest
from keap_core_v2_client.models.email_address import EmailAddress as KeapEmailAddress
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from mock_crm import server
from mock_crm.clock import AdjustableClock
from mock_crm.contacts import consent, editing, search
from mock_crm.contacts.consent import Origin
from mock_crm.integrations import plugins
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import EmailStatus, Outcome, Trigger, Way
from mock_crm.storage.models import ConsentEvent, Contact, EmailAddress, Integration
from mock_crm.web.api.responses import OPT_STATUS
from mock_crm.web.app import create_app
from tests.mock_crm.conftest import NOW

CONTACTS = "/crm/rest/v2/contacts"
ADA = {"email": "ada@example.com", "field": "EMAIL1", "opt_in_reason": "Ticked the box"}


@pytest.fixture
def key(session: Session) -> str:
    """Return the key of a plugin that passes permission."""
    _, key = plugins.connect(session, "Shop", passes_permission=True, now=NOW)
    session.commit()
    return key


@pytest.fixture
def silent_key(session: Session) -> str:
    """Return the key of a plugin that does not pass permission."""
    _, key = plugins.connect(session, "Fair", passes_permission=False, now=NOW)
    session.commit()
    return key


def post(client: FlaskClient, key: str, body: Any) -> TestResponse:
    return client.post(CONTACTS, json=body, headers={"Authorization": f"Bearer {key}"})


def get(client: FlaskClient, key: str, address: str) -> TestResponse:
    return client.get(address, headers={"Authorization": f"Bearer {key}"})


def status_of(session: Session, address: str) -> EmailStatus:
    return session.scalars(select(EmailAddress.status).where(EmailAddress.key == address)).one()


def test_a_contact_is_added_with_all_that_was_sent(session: Session, client: FlaskClient, key: str) -> None:
    second = {"email": "work@example.com", "field": "EMAIL3"}
    company = {"company_name": "Analytical Engines"}
    sent = {"given_name": "Ada", "family_name": "Lovelace", "company": company, "email_addresses": [second, ADA]}

    answer = post(client, key, sent)

    assert answer.status_code == 201
    assert answer.json == {
        "id": "1",
        "given_name": "Ada",
        "family_name": "Lovelace",
        "company": company,
        "email_addresses": [
            {"email": "ada@example.com", "field": "EMAIL1", "is_opt_in": True, "email_opt_status": "SINGLE_OPT_IN"},
            {"email": "work@example.com", "field": "EMAIL3", "is_opt_in": False, "email_opt_status": "NON_MARKETABLE"},
        ],
        "tag_ids": [],
        "create_time": "2026-03-02T09:30:00.000Z",
    }
    assert get(client, key, answer.headers["Location"]).json == answer.json
    assert search.get(session, 1).source == "Shop"
    event = session.scalars(select(ConsentEvent).where(ConsentEvent.to_status == EmailStatus.OPTED_IN)).one()
    assert (event.who, event.way, event.reason, event.at) == ("Shop", Way.INTEGRATION, "Ticked the box", NOW)


def test_permission_does_not_count_while_the_plugin_does_not_pass_it(
    session: Session, client: FlaskClient, silent_key: str
) -> None:
    assert post(client, silent_key, {"email_addresses": [ADA]}).status_code == 201

    assert status_of(session, "ada@example.com") is EmailStatus.NON_MARKETABLE


@pytest.mark.parametrize("reason", [{}, {"opt_in_reason": ""}, {"opt_in_reason": "  "}, {"opt_in_reason": None}])
def test_an_empty_reason_is_no_permission(session: Session, client: FlaskClient, key: str, reason: Any) -> None:
    body = {"email_addresses": [{"email": "ada@example.com", "field": "EMAIL1", **reason}]}

    assert post(client, key, body).status_code == 201

    assert status_of(session, "ada@example.com") is EmailStatus.NON_MARKETABLE


def test_an_address_that_is_known_makes_another_contact_that_shares_its_status(
    session: Session, client: FlaskClient, key: str, silent_key: str
) -> None:
    first = post(client, silent_key, {"given_name": "Ada", "email_addresses": [ADA]}).json
    second = post(client, key, {"given_name": "Augusta", "email_addresses": [{**ADA, "email": "ADA@example.com"}]}).json

    assert first["id"] != second["id"]
    again = get(client, key, f"{CONTACTS}/{first['id']}").json
    assert again["email_addresses"][0]["email_opt_status"] == "SINGLE_OPT_IN"
    assert session.scalars(select(Contact.source).order_by(Contact.id)).all() == ["Fair", "Shop"]


def test_permission_never_revives_an_opt_out_and_the_attempt_is_kept(
    session: Session, client: FlaskClient, key: str, by_hand: Origin
) -> None:
    contact = editing.add(session, ContactDetails(emails={1: "ada@example.com"}), "By hand", by_hand, None)
    consent.change(session, contact.emails[0].address, Trigger.OPT_OUT, by_hand)
    session.commit()

    assert post(client, key, {"email_addresses": [ADA]}).json["email_addresses"][0]["is_opt_in"] is False

    session.expire_all()
    assert status_of(session, "ada@example.com") is EmailStatus.UNSUBSCRIBED
    refused = session.scalars(select(ConsentEvent).where(ConsentEvent.outcome == Outcome.REFUSED)).one()
    assert refused.who == "Shop"


def test_text_is_stored_and_returned_unharmed(client: FlaskClient, key: str) -> None:
    name = '<script>"O\'Neil"</script> \u202e\u05e9\u05dc\u05d5\u05dd 🎉'

    answer = post(client, key, {"given_name": name, "email_addresses": [ADA]})

    assert answer.json["given_name"] == name


def test_properties_that_the_crm_has_no_place_for_are_accepted(client: FlaskClient, key: str) -> None:
    body = {"phone_numbers": [{"field": "PHONE1", "number": "1"}], "given_name": None, "email_addresses": [ADA]}

    assert post(client, key, body).status_code == 201


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ([], "Input should be an object"),
        ({}, "email_addresses: Field required"),
        ({"email_addresses": []}, "email_addresses: List should have at least 1 item"),
        ({"email_addresses": [ADA] * 4}, "email_addresses: List should have at most 3 items"),
        ({"email_addresses": "ada@example.com"}, "email_addresses: Input should be a valid array"),
        ({"email_addresses": [{"field": "EMAIL1"}]}, "email_addresses[0].email: Field required"),
        ({"email_addresses": [{**ADA, "field": "EMAIL4"}]}, "email_addresses[0].field: Input should be 'EMAIL1'"),
        ({"email_addresses": [{**ADA, "email": 5}]}, "email_addresses[0].email: Input should be a valid string"),
        ({"email_addresses": [{**ADA, "email": " "}]}, "email_addresses[0].email: The address is empty."),
        (
            {"email_addresses": [{**ADA, "email": "ada"}]},
            "email_addresses[0].email: “ada” is not a valid email address",
        ),
        (
            {"email_addresses": [ADA, {"email": "b@", "field": "EMAIL2"}]},
            "email_addresses[1].email: “b@” is not a valid email address",
        ),
        ({"email_addresses": [ADA, ADA]}, "email_addresses[1].field: EMAIL1 is used twice"),
        (
            {"email_addresses": [ADA, {**ADA, "field": "EMAIL2"}]},
            "email_addresses[1].email: The same address is in two fields",
        ),
        (
            {"email_addresses": [{**ADA, "opt_in_reason": "x" * 501}]},
            "email_addresses[0].opt_in_reason: The reason has 501 characters",
        ),
        ({"given_name": 5, "email_addresses": [ADA]}, "given_name: Input should be a valid string"),
        ({"given_name": "x" * 10_000, "email_addresses": [ADA]}, "given_name: The first name has 10,000 characters"),
        ({"family_name": "a\r\nBcc: b", "email_addresses": [ADA]}, "family_name: The last name has a line break"),
        ({"company": "Engines", "email_addresses": [ADA]}, "company: Input should be an object"),
        ({"company": {"company_name": "\x00"}, "email_addresses": [ADA]}, "company.company_name: The company has a"),
    ],
)
def test_a_body_that_cannot_be_accepted_gets_a_message_that_names_the_field_and_adds_nothing(
    session: Session, client: FlaskClient, key: str, body: Any, message: str
) -> None:
    answer = post(client, key, body)

    assert answer.status_code == 400
    assert answer.json["message"].startswith(message)
    assert (answer.json["code"], answer.json["status"]) == (400, "Bad Request")
    assert session.scalars(select(Contact)).all() == []
    assert session.scalars(select(EmailAddress)).all() == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"not json",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"given_name": "\\ud800", "email_addresses": []}',
        json.dumps({"email_addresses": [ADA]}).encode("utf-16"),
    ],
)
def test_what_is_no_json_is_refused(client: FlaskClient, key: str, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}

    answer = client.post(CONTACTS, data=body, headers=headers)

    assert answer.status_code == 400
    assert answer.json["message"].startswith("Invalid JSON: ")


def test_another_content_type_is_refused(client: FlaskClient, key: str) -> None:
    answer = client.post(CONTACTS, data={"given_name": "Ada"}, headers={"Authorization": f"Bearer {key}"})

    assert (answer.status_code, answer.json["status"]) == (415, "Unsupported Media Type")
    assert "Content-Type: application/json" in answer.json["message"]


def test_a_body_that_is_too_large_is_refused(app: flask.Flask, client: FlaskClient, key: str) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000

    answer = post(client, key, {"given_name": "x" * 1000, "email_addresses": [ADA]})

    assert (answer.status_code, answer.json["code"]) == (413, 413)


def test_duplicate_checking_is_refused_rather_than_left_out_in_silence(client: FlaskClient, key: str) -> None:
    headers = {"Authorization": f"Bearer {key}"}

    answer = client.post(f"{CONTACTS}?duplicate_option=Email", json={"email_addresses": [ADA]}, headers=headers)

    assert answer.status_code == 400
    assert answer.json["message"].startswith("duplicate_option: not supported")


@pytest.mark.parametrize(
    ("headers", "error"),
    [
        ({}, False),
        ({"Authorization": "Bearer bw_wrong"}, True),
        ({"Authorization": "Bearer "}, True),
        ({"Authorization": "Bearer é"}, True),
        ({"Authorization": "Basic YTpi"}, True),
        ({"Authorization": "nonsense"}, True),
    ],
)
def test_a_wrong_or_missing_key_is_refused_with_a_challenge_before_the_body_is_read(
    session: Session, client: FlaskClient, key: str, headers: dict[str, str], error: bool
) -> None:
    for answer in (client.post(CONTACTS, data=b"{", headers=headers), client.get(f"{CONTACTS}/1", headers=headers)):
        assert answer.status_code == 401
        assert answer.json["status"] == "Unauthorized"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer realm=")
        assert ("invalid_token" in answer.headers["WWW-Authenticate"]) is error
    assert session.scalars(select(Integration.last_used_at)).one() is None


def test_a_plugin_needs_its_key_alone_where_users_need_a_password_and_csrf_tokens(engine: Engine, key: str) -> None:
    client = create_app({"ENGINE": engine, "PASSWORD": "secret"}).test_client()

    assert client.get("/integrations").status_code == 302
    assert post(client, key, {"email_addresses": [ADA]}).status_code == 201


def test_every_call_with_a_key_that_works_counts_as_use_even_if_it_is_refused(
    session: Session, client: FlaskClient, key: str
) -> None:
    assert post(client, key, {}).status_code == 400

    assert session.scalars(select(Integration.last_used_at)).one() == NOW


@pytest.mark.parametrize("number", ["7", "x", "-1", "99999999999999999999999", "1.0", "¹"])
def test_a_contact_that_is_not_there_is_named(client: FlaskClient, key: str, number: str) -> None:
    answer = get(client, key, f"{CONTACTS}/{number}")

    assert (answer.status_code, answer.json["code"]) == (404, 404)
    assert answer.json["message"].startswith(f"There is no contact {number}")


def test_an_address_and_a_method_that_are_not_there_get_json(client: FlaskClient, key: str) -> None:
    assert get(client, key, "/crm/rest/v2/nothing").json["code"] == 404
    assert client.delete(CONTACTS).json["code"] == 405


def add_three(client: FlaskClient, key: str) -> None:
    for name, address in (("Ada", "ada@example.com"), ("Adam", "adam@example.com"), ("a_a", "grace@example.org")):
        post(client, key, {"given_name": name, "email_addresses": [{"email": address, "field": "EMAIL2"}]})


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ("", ["1", "2", "3"]),
        ("email==ADA@example.com", ["1"]),
        ("email==ada*", ["1", "2"]),
        ("email==*", ["1", "2", "3"]),
        ("given_name==A_*", ["3"]),
        ("given_name==Adam;email==ada*", ["2"]),
        ("family_name==x", []),
    ],
)
def test_contacts_are_found_by_a_filter(client: FlaskClient, key: str, wanted: str, ids: list[str]) -> None:
    add_three(client, key)

    answer = client.get(CONTACTS, query_string={"filter": wanted}, headers={"Authorization": f"Bearer {key}"})

    assert [contact["id"] for contact in answer.json["contacts"]] == ids
    assert "next_page_token" not in answer.json


def test_contacts_come_in_pages(client: FlaskClient, key: str) -> None:
    add_three(client, key)

    first = get(client, key, f"{CONTACTS}?page_size=2").json
    second = get(client, key, f"{CONTACTS}?page_size=2&page_token={first['next_page_token']}").json

    assert [contact["id"] for contact in first["contacts"]] == ["1", "2"]
    assert [contact["id"] for contact in second["contacts"]] == ["3"]
    assert "next_page_token" not in second


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("filter=city==Paris", "filter: “city==Paris” is not supported"),
        ("filter=email", "filter: “email” is not supported"),
        ("page_size=0", "page_size: must be from 1 to 1000"),
        ("page_size=x", "page_size: must be a whole number"),
        ("page_token=99999999999999999999999", "page_token: must be a whole number"),
        ("order_by=email", "order_by: not supported"),
    ],
)
def test_a_query_that_makes_no_sense_is_refused(client: FlaskClient, key: str, query: str, message: str) -> None:
    answer = get(client, key, f"{CONTACTS}?{query}")

    assert answer.status_code == 400
    assert answer.json["message"].startswith(message)


@pytest.fixture
def host(engine: Engine, clock: AdjustableClock) -> Iterator[str]:
    """Yield the URL of the API of a CRM that serves."""
    with server.start({"ENGINE": engine, "CLOCK": clock}) as running:
        yield f"{running.url}/crm"


def test_the_official_sdk_adds_reads_and_finds_a_contact(host: str, key: str) -> None:
    request = CreateUpdateContactRequest.from_dict(
        {"given_name": "Ada", "company": {"company_name": "Engines"}, "email_addresses": [ADA]}
    )
    with ApiClient(Configuration(host=host, access_token=key)) as connection:
        api = ContactApi(connection)

        added = api.create_contact(request)

        assert added.id == "1"
        assert added.create_time == "2026-03-02T09:30:00.000Z"
        assert added.company.company_name == "Engines"
        assert [(email.email, email.var_field, email.is_opt_in) for email in added.email_addresses] == [
            ("ada@example.com", "EMAIL1", True)
        ]
        assert api.get_contact("1") == added
        assert api.list_contacts(filter="email==ada*").contacts == [added]


def test_the_official_sdk_understands_every_refusal(host: str, key: str) -> None:
    with ApiClient(Configuration(host=host, access_token=key)) as connection:
        api = ContactApi(connection)
        with pytest.raises(BadRequestException) as refused:
            api.create_contact(CreateUpdateContactRequest())
        assert refused.value.data.message == "email_addresses: Field required"
        with pytest.raises(NotFoundException) as missing:
            api.get_contact("5")
        assert missing.value.data.code == 404
    with ApiClient(Configuration(host=host, access_token="wrong")) as connection, pytest.raises(UnauthorizedException):
        ContactApi(connection).get_contact("1")


@pytest.mark.parametrize("status", EmailStatus)
def test_the_official_sdk_knows_what_every_email_status_is_called(status: EmailStatus) -> None:
    assert KeapEmailAddress(email_opt_status=OPT_STATUS[status]).email_opt_status == OPT_STATUS[status]
