from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from mock_crm.contacts import editing, search
from mock_crm.contacts.consent import Origin
from mock_crm.integrations import plugins
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.errors import InvalidInput, NotFound
from mock_crm.storage.models import Contact, Integration
from tests.mock_crm.conftest import NOW


def connect(session: Session, name: str = "Shop", *, passes_permission: bool = False) -> tuple[Integration, str]:
    return plugins.connect(session, name, passes_permission=passes_permission, now=NOW)


def add_contact(session: Session, source: str, origin: Origin) -> Contact:
    details = ContactDetails("Ada", emails={1: "ada@example.com"})
    return editing.add(session, details, source, origin, None)


def test_a_key_works_and_is_not_kept(session: Session) -> None:
    plugin, key = connect(session)

    assert plugins.authenticate(session, key, NOW) is plugin
    assert key.startswith("bw_")
    assert len(key) == 46
    assert plugin.key_hint == key[-4:]
    assert key not in plugin.key_hash


def test_a_call_is_noted_as_the_last_use(session: Session) -> None:
    plugin, key = connect(session)
    assert plugin.last_used_at is None

    plugins.authenticate(session, key, NOW + timedelta(hours=1))

    assert plugin.last_used_at == NOW + timedelta(hours=1)


@pytest.mark.parametrize("key", ["", "bw_", "bw_wrong", "é" * 300])
def test_a_wrong_key_belongs_to_nobody(session: Session, key: str) -> None:
    connect(session)

    assert plugins.authenticate(session, key, NOW) is None


def test_the_key_of_a_disconnected_plugin_no_longer_works_and_its_contacts_stay(
    session: Session, by_hand: Origin
) -> None:
    plugin, key = connect(session)
    contact = add_contact(session, "Shop", by_hand)

    plugins.disconnect(session, plugin)

    assert plugins.authenticate(session, key, NOW) is None
    assert search.get(session, contact.id).source == "Shop"
    with pytest.raises(NotFound):
        plugins.get(session, plugin.id)


def test_a_renamed_plugin_stays_the_source_of_its_contacts_and_of_no_others(session: Session, by_hand: Origin) -> None:
    plugin, _ = connect(session)
    add_contact(session, "Shop", by_hand)
    add_contact(session, "Fair", by_hand)

    plugins.change(session, plugin, " Web shop ", passes_permission=True)

    assert (plugin.name, plugin.passes_permission) == ("Web shop", True)
    assert plugins.get(session, plugin.id).contacts == 1


def test_a_plugin_cannot_take_the_name_of_another_source(session: Session, by_hand: Origin) -> None:
    plugin, _ = connect(session)
    add_contact(session, "CSV import", by_hand)

    with pytest.raises(InvalidInput, match="“CSV import” is already the source of other contacts"):
        plugins.change(session, plugin, "CSV import", passes_permission=False)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (" ", "Enter the name"),
        ("sHOP", "is already connected"),
        ("x" * 101, "has 101 characters"),
        ("two\nlines", "line break"),
    ],
)
def test_a_name_that_cannot_be_accepted_is_refused_when_connecting_and_when_renaming(
    session: Session, name: str, message: str
) -> None:
    connect(session)
    other, _ = connect(session, "Fair")

    with pytest.raises(InvalidInput, match=message) as refused:
        connect(session, name)
    assert refused.value.field == "name"
    with pytest.raises(InvalidInput, match=message):
        plugins.change(session, other, name, passes_permission=False)


def test_plugins_are_listed_by_name_with_the_number_of_their_contacts(session: Session, by_hand: Origin) -> None:
    connect(session, "shop")
    connect(session, "Fair")
    add_contact(session, "shop", by_hand)

    assert [(row.plugin.name, row.contacts) for row in plugins.connected(session)] == [("Fair", 0), ("shop", 1)]


def test_connecting_shows_the_key_on_that_page_and_never_again(session: Session, client: FlaskClient) -> None:
    session.rollback()

    answer = client.post("/integrations/connect", data={"name": "Shop", "passes_permission": "y"})

    plugin = session.query(Integration).one()
    key = answer.text.partition('value="bw_')[2].partition('"')[0]
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert plugins.authenticate(session, f"bw_{key}", NOW) is plugin
    assert plugin.passes_permission
    session.rollback()
    assert key not in client.get("/integrations").text
    assert key not in client.get(f"/integrations/{plugin.id}").text


def test_the_settings_page_saves_the_name_and_the_permission_setting(session: Session, client: FlaskClient) -> None:
    plugin, _ = connect(session, passes_permission=True)
    session.commit()

    answer = client.post(f"/integrations/{plugin.id}", data={"name": "<b>Shop</b>"}, follow_redirects=True)

    session.expire_all()
    assert (plugin.name, plugin.passes_permission) == ("<b>Shop</b>", False)
    assert "The settings are saved" in answer.text
    assert "&lt;b&gt;Shop&lt;/b&gt;" in answer.text
    assert "<b>Shop</b>" not in answer.text
    assert "Permission: not passed" in client.get("/integrations").text


def test_a_name_that_is_taken_is_shown_at_its_field_and_nothing_is_changed(
    session: Session, client: FlaskClient
) -> None:
    connect(session, "Fair")
    plugin, _ = connect(session)
    session.commit()

    for address in ("/integrations/connect", f"/integrations/{plugin.id}"):
        answer = client.post(address, data={"name": "fair", "passes_permission": "y"})
        assert answer.status_code == 400
        assert "“fair” is already connected; choose another name." in answer.text
        assert 'value="fair"' in answer.text
    session.expire_all()
    assert (plugin.name, plugin.passes_permission) == ("Shop", False)


def test_a_plugin_is_disconnected_from_its_page(session: Session, client: FlaskClient) -> None:
    plugin, _ = connect(session)
    session.commit()

    answer = client.post(f"/integrations/{plugin.id}/disconnect", follow_redirects=True)

    assert "“Shop” is disconnected" in answer.text
    assert client.get(f"/integrations/{plugin.id}").status_code == 404


@pytest.mark.parametrize("number", ["1", "99999999999999999999999", "-1", "x"])
def test_a_plugin_that_is_not_there_gets_a_clear_page(client: FlaskClient, number: str) -> None:
    answer = client.get(f"/integrations/{number}")

    assert answer.status_code == 404
    assert "<h1>Not Found</h1>" in answer.text
