"""A CRM for each test: a database of its own, a clock that stands still, and an HTTP client without a server."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import flask
import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from mock_crm.clock import AdjustableClock
from mock_crm.contacts.consent import Origin
from mock_crm.mail.delivery import Mailer
from mock_crm.mail.links import Links
from mock_crm.mail.transport import OutboxSender
from mock_crm.rules.email_status import Way
from mock_crm.storage.database import open_database, open_session
from mock_crm.web.app import create_app
from mock_crm.web.context import EXTENSION, Crm

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of an empty database. Copying it is faster than creating the tables for each test."""
    return tmp_path_factory.mktemp("database") / "crm.sqlite"


@pytest.fixture(scope="session")
def shared_app(database: Path) -> flask.Flask:
    """Return the application that the tests share, so that its templates are compiled once."""
    engine = open_database(f"sqlite:///{database}")
    app = create_app({"ENGINE": engine, "TEST_CONTROLS": True, "TESTING": True, "WTF_CSRF_ENABLED": False})
    engine.dispose()
    return app


@pytest.fixture
def engine(database: Path, shared_app: flask.Flask, tmp_path: Path) -> Iterator[Engine]:
    copy = shutil.copy(database, tmp_path / "crm.sqlite")
    engine = open_database(f"sqlite:///{copy}")
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> AdjustableClock:
    clock = AdjustableClock()
    clock.stop_at(NOW)
    return clock


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Return a writing session. Commit it before a request, or the request waits for the lock."""
    with open_session(engine, writing=True) as session:
        yield session


@pytest.fixture
def mailer(clock: AdjustableClock) -> Mailer:
    return Mailer(OutboxSender(), clock, Links("secret", "http://crm.example"))


@pytest.fixture
def by_hand() -> Origin:
    return Origin("Ada", Way.PAGE, NOW)


@pytest.fixture
def app(shared_app: flask.Flask, engine: Engine, clock: AdjustableClock) -> Iterator[flask.Flask]:
    """Yield the application with the database and the clock of this test, test controls, and no CSRF tokens."""
    config = dict(shared_app.config)
    links = Links(str(shared_app.secret_key), "http://127.0.0.1:5000")
    shared_app.extensions[EXTENSION] = Crm(engine, Mailer(OutboxSender(), clock, links))
    yield shared_app
    shared_app.config.update(config)


@pytest.fixture
def client(app: flask.Flask) -> FlaskClient:
    return app.test_client()
