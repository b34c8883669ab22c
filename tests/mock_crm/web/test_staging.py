"""The calls by which tests set the stage."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from mock_crm.campaigns import sequences
from mock_crm.clock import AdjustableClock
from mock_crm.rules.email_status import EmailStatus
from mock_crm.storage.campaign_models import Message
from mock_crm.storage.database import open_session
from mock_crm.storage.models import Contact, EmailAddress
from mock_crm.web.app import create_app
from tests.mock_crm.conftest import NOW

ADA = {
    "given_name": "Ada",
    "family_name": "Lind",
    "company": "Harbour & Pine",
    "source": "CSV import",
    "tags": ["VIP"],
    "engaged_days_ago": 3,
    "emails": [
        {"field": 1, "address": "ada@example.com", "status": "Unsubscribed"},
        {"field": 2, "address": "lind@example.com", "status": "Non-Marketable"},
    ],
}
WELCOME = {"name": "Welcome", "messages": [{"delay_days": 3, "subject": "Hello", "body": "Good to have you here."}]}


def email(**changes: Any) -> dict[str, Any]:
    return {"field": 1, "address": "a@example.com", "status": "Confirmed", **changes}


def problem(client: FlaskClient, call: str, body: object) -> str:
    response = client.post(f"/test-controls/{call}", json=body)
    assert response.status_code == 400
    assert response.json is not None
    return str(response.json["message"])


@pytest.mark.parametrize("call", ["reset", "contacts", "sequences", "clock", "mail-server", "tick"])
def test_without_the_option_the_calls_do_not_exist(engine: Engine, call: str) -> None:
    app = create_app({"ENGINE": engine})
    app.config.update(WTF_CSRF_ENABLED=False)

    assert app.test_client().post(f"/test-controls/{call}", json={}).status_code == 404


def test_contacts_are_added_as_they_are_described(client: FlaskClient) -> None:
    response = client.post("/test-controls/contacts", json=[ADA, {"emails": [email()]}])

    assert response.status_code == 201
    assert response.json is not None
    ada, other = response.json
    assert (ada["name"], ada["emails"]) == ("Ada Lind", ["ada@example.com", "lind@example.com"])
    assert other["name"] == "a@example.com"
    page = client.get(f"/contacts/{ada['id']}").text
    for shown in ("Ada Lind", "Harbour &amp; Pine", "VIP", "CSV import", "Unsubscribed", "Non-Marketable"):
        assert shown in page


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "valid array"),
        ([1], "[0]: "),
        ([{}], "[0].emails: Field required"),
        ([{"emails": []}], "[0]: Enter at least one email address."),
        ([{"emails": [email()]}, {"emails": [email(status="Foo")]}], "[1].emails[0].status: "),
        ([{"emails": [email(field=4)]}], "[0].emails[0].field: Input should be 1, 2 or 3"),
        ([{"emails": [email(field="1")]}], "[0].emails[0].field: "),
        ([{"emails": [email(address="a")]}], "[0]: “a” is not a valid email address"),
        ([{"emails": [email()], "givenname": "Ada"}], "[0].givenname: "),
        ([{"emails": [email()], "engaged_days_ago": -1}], "[0].engaged_days_ago: "),
        ([{"emails": [email()], "tags": "VIP"}], "[0].tags: "),
        ([{"emails": [email()]}, {"emails": [email(status="Opted-In")]}], "[1]: a@example.com is Confirmed already"),
        ([{"emails": [email()]}] * 5001, "at most 5000"),
    ],
)
def test_contacts_that_cannot_be_are_refused_by_their_place_and_none_is_added(
    client: FlaskClient, engine: Engine, body: object, message: str
) -> None:
    assert message in problem(client, "contacts", body)

    with open_session(engine, writing=False) as session:
        assert session.scalars(select(EmailAddress)).all() == []


def test_an_unknown_status_is_answered_with_all_that_there_are(client: FlaskClient) -> None:
    message = problem(client, "contacts", [{"emails": [email(status="Foo")]}])

    for status in ("Non-Marketable", "Unconfirmed", "Opted-In", "Invalid"):
        assert status in message


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", json.dumps("\ud800").encode()])
def test_what_is_no_json_is_refused(client: FlaskClient, data: bytes) -> None:
    assert client.post("/test-controls/contacts", data=data).status_code == 400


def test_after_a_reset_the_crm_is_as_new_but_knows_who_is_signed_in(client: FlaskClient, engine: Engine) -> None:
    client.post("/test-controls/contacts", json=[ADA])
    with client.session_transaction() as before:
        before["user"] = "Ada"

    assert client.post("/test-controls/reset").status_code == 204

    assert "ada@example.com" not in client.get("/contacts").text
    assert "Ada" in client.get("/").text
    # A CRM that is started later on the same database reads the same cookies.
    later = create_app({"ENGINE": engine}).test_client()
    cookie = client.get_cookie("session")
    assert cookie is not None
    later.set_cookie("session", cookie.value)
    assert "Sign out" in later.get("/").text
    assert client.post("/test-controls/contacts", json=[ADA]).status_code == 201


def test_a_reset_sets_the_clock_right(client: FlaskClient, clock: AdjustableClock) -> None:
    client.post("/test-controls/clock", json={"stop_at": "2001-01-01T00:00:00Z"})

    client.post("/test-controls/reset")

    assert clock.now().year > 2001


def test_a_mail_server_answers_as_it_is_told_until_the_reset(client: FlaskClient) -> None:
    def answer_of(name: str) -> str:
        client.post("/test-controls/contacts", json=[{"given_name": name, "emails": [email()]}])
        contact = client.get(f"/contacts?q={name}").text.split('href="/contacts/')[-1].split('"')[0]
        client.post(f"/contacts/{contact}/send-email", data={"to": "1", "subject": "Hello", "body": "Hello."})
        return client.get("/reports/sent-messages").text

    told = client.post("/test-controls/mail-server", json={"address": "A@example.com", "answer": "Refused for now"})
    assert told.status_code == 200
    assert "Refused for now" in answer_of("Ada")

    client.post("/test-controls/reset")
    assert "Accepted" in answer_of("Ben")


def test_an_answer_that_no_mail_server_gives_is_refused(client: FlaskClient) -> None:
    assert "answer" in problem(client, "mail-server", {"address": "a@example.com", "answer": "Perhaps"})


def test_the_clock_stops_where_it_is_told_and_moves_on_by_days(client: FlaskClient) -> None:
    stopped = client.post("/test-controls/clock", json={"stop_at": "2026-03-02T10:30:00+01:00"})
    moved = client.post("/test-controls/clock", json={"advance_days": 3})

    assert stopped.json == {"now": "2026-03-02T09:30:00+00:00"}
    assert moved.json == {"now": "2026-03-05T09:30:00+00:00"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"advance_days": 1, "stop_at": "2026-03-02T09:30:00Z"},
        {"advance_days": -1},
        {"advance_days": True},
        {"advance_days": 10**9},
        {"advance_days": 10**30},
        {"stop_at": "tomorrow"},
        {"stop_at": "2026-03-02T09:30:00"},
        {"stop_at": "9999-12-31T23:59:59-23:00"},
        {"stop_at": "0001-01-01T00:00:00+23:00"},
        {"days": 3},
    ],
)
def test_a_clock_that_cannot_be_set_so_stays_as_it_is(
    client: FlaskClient, clock: AdjustableClock, body: object
) -> None:
    before = clock.now()

    assert problem(client, "clock", body)

    assert clock.now() == before


def test_the_mail_server_answers_as_it_is_told_until_the_reset(client: FlaskClient, engine: Engine) -> None:
    def status_after(*answers: str) -> EmailStatus:
        client.post("/test-controls/reset")
        client.post("/test-controls/contacts", json=[{"emails": [email(address="Ada@soft-bounce.example.com")]}])
        for answer in answers:
            if answer:
                setting = {"address": "ada@soft-bounce.example.com", "answer": answer}
                assert client.post("/test-controls/mail-server", json=setting).json == setting
            with open_session(engine, writing=False) as session:
                contact_id = session.scalars(select(Contact.id)).one()
            client.post(f"/contacts/{contact_id}/send-email", data={"to": "1", "subject": "Hello", "body": "Hi"})
        with open_session(engine, writing=False) as session:
            return session.scalars(select(EmailAddress.status)).one()

    assert status_after("Refused for now", "Refused for now", "Accepted", "Refused for now") is EmailStatus.CONFIRMED
    assert status_after("", "", "") is EmailStatus.SOFT_BOUNCE
    assert problem(client, "mail-server", {"address": "ada@example.com", "answer": "Lost"})


def test_a_tick_sends_what_is_due_and_counts_what_is_held(client: FlaskClient, engine: Engine) -> None:
    made = client.post("/test-controls/sequences", json=WELCOME)
    assert made.status_code == 201
    assert made.json is not None
    held = {"emails": [email(address="held@example.com", status="Non-Marketable")]}
    people = client.post("/test-controls/contacts", json=[{"emails": [email()]}, held]).json
    assert people is not None
    with open_session(engine, writing=True) as session:
        welcome = sequences.get(session, made.json["id"])
        sequences.start(session, welcome, [person["id"] for person in people], NOW)
        session.commit()

    assert client.post("/test-controls/tick").json == {"sent": 0, "held": 0}
    client.post("/test-controls/clock", json={"advance_days": 3})
    assert client.post("/test-controls/tick").json == {"sent": 1, "held": 1}

    with open_session(engine, writing=False) as session:
        assert [message.subject for message in session.scalars(select(Message))] == ["Hello"]


@pytest.mark.parametrize(
    "body",
    [
        {"name": "Empty", "messages": []},
        {"name": "", "messages": WELCOME["messages"]},
        {"name": "x"},
        {"name": "x", "messages": [{"delay_days": -1, "subject": "s", "body": "b"}]},
        {"name": "x", "messages": [{"delay_days": 0, "subject": "s\nBcc: x", "body": "b"}]},
    ],
)
def test_a_sequence_that_cannot_be_is_refused(client: FlaskClient, body: object) -> None:
    assert problem(client, "sequences", body)


class TestWithPassword:
    @pytest.fixture
    def client(self, engine: Engine) -> FlaskClient:
        return create_app({"ENGINE": engine, "PASSWORD": "correct horse", "TEST_CONTROLS": True}).test_client()

    @pytest.mark.parametrize("given", [None, "Bearer wrong", "correct horse", "Basic correct horse", "Bearer "])
    def test_a_call_without_it_is_refused_and_changes_nothing(
        self, client: FlaskClient, engine: Engine, given: str | None
    ) -> None:
        client.post("/test-controls/contacts", json=[ADA], headers={"Authorization": "Bearer correct horse"})

        response = client.post("/test-controls/reset", headers={"Authorization": given} if given else {})

        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
        with open_session(engine, writing=False) as session:
            assert len(session.scalars(select(EmailAddress)).all()) == 2

    def test_a_call_with_it_works(self, client: FlaskClient) -> None:
        response = client.post("/test-controls/reset", headers={"Authorization": "Bearer correct horse"})

        assert response.status_code == 204
