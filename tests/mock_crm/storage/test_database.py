"""Opening the database, and writing to it from several threads."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError

from mock_crm.contacts import consent
from mock_crm.contacts.consent import Origin
from mock_crm.rules.email_status import EmailStatus, Trigger
from mock_crm.rules.errors import DatabaseUnavailable
from mock_crm.seeding.seeds import SeedContact, SeedEmail, seed_contacts
from mock_crm.storage import database, settings
from mock_crm.storage.campaign_models import Enrolment
from mock_crm.storage.database import open_database, open_session
from mock_crm.storage.models import Base, ConsentEvent, EmailAddress, Tag
from tests.mock_crm.conftest import NOW


@pytest.mark.parametrize(
    "url",
    ["", "crm.sqlite", "nosuchdialect://", "postgresql+nosuchdriver://x", "sqlite://", "sqlite:///:memory:"],
)
def test_a_url_that_names_no_database_is_refused_with_one_that_works(url: str) -> None:
    with pytest.raises(DatabaseUnavailable, match=r"try sqlite:///crm\.sqlite"):
        open_database(url)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'missing' / 'crm.sqlite'}"

    with pytest.raises(DatabaseUnavailable, match=r"missing/crm.sqlite: .*check the path"):
        open_database(url)


def test_a_file_of_another_kind_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text("First name,Email\n" * 100)

    with pytest.raises(DatabaseUnavailable, match="not a database"):
        open_database(f"sqlite:///{file}")

    assert file.read_text() == "First name,Email\n" * 100


def test_a_database_of_an_earlier_version_gets_the_column_that_it_lacks(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'crm.sqlite'}"
    with open_database(url).begin() as connection:
        connection.exec_driver_sql("ALTER TABLE enrolment DROP COLUMN email_field")

    with open_session(open_database(url), writing=False) as session:
        assert session.scalars(select(Enrolment.email_field)).all() == []


def test_what_was_written_is_there_when_the_database_is_opened_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'crm.sqlite'}"
    first = open_database(url)
    with open_session(first, writing=True) as session:
        session.add(Tag(name="VIP"))
        session.commit()
    key = settings.secret_key(first)
    first.dispose()

    second = open_database(url)
    with open_session(second, writing=False) as session:
        assert session.scalars(select(Tag.name)).all() == ["VIP"]
    assert settings.secret_key(second) == key
    second.dispose()


def test_threads_that_read_and_then_write_wait_for_each_other(engine: Engine, by_hand: Origin) -> None:
    together = threading.Barrier(4)
    failures: list[BaseException] = []

    def add(writer: int) -> None:
        try:
            together.wait()
            for number in range(25):
                with open_session(engine, writing=True) as session:
                    consent.register(session, f"w{writer}-{number}@example.com", Trigger.PERMISSION, by_hand)
                    consent.register(session, "shared@example.com", Trigger.PERMISSION, by_hand)
                    session.commit()
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=add, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    with open_session(engine, writing=False) as session:
        assert session.scalar(select(func.count()).select_from(EmailAddress)) == 4 * 25 + 1


def test_readers_do_not_wait_for_a_writer(engine: Engine) -> None:
    with open_session(engine, writing=True) as writer, open_session(engine, writing=False) as reader:
        writer.add(Tag(name="VIP"))
        writer.flush()
        assert reader.scalars(select(Tag)).all() == []


def test_emptying_leaves_the_settings_alone_and_everything_else_as_new(engine: Engine) -> None:
    key = settings.secret_key(engine)
    seed = SeedContact(emails=[SeedEmail(field=1, address="a@example.com", status=EmailStatus.CONFIRMED)], tags=["VIP"])
    with open_session(engine, writing=True) as session:
        seed_contacts(session, [seed], NOW)
        session.commit()

    database.empty(engine)

    assert settings.secret_key(engine) == key
    with open_session(engine, writing=False) as session:
        filled = [t.name for t in Base.metadata.sorted_tables if session.scalar(select(func.count()).select_from(t))]
    assert filled == ["setting"]


def test_the_history_still_refuses_to_be_edited_after_emptying(engine: Engine) -> None:
    database.empty(engine)
    seed = SeedContact(emails=[SeedEmail(field=1, address="a@example.com", status=EmailStatus.CONFIRMED)])
    with open_session(engine, writing=True) as session:
        seed_contacts(session, [seed], NOW)
        event = session.scalars(select(ConsentEvent)).first()
        assert event is not None
        event.reason = "another"
        with pytest.raises(IntegrityError, match="never edited"):
            session.flush()
