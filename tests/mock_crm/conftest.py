"""A CRM for the tests: an empty database for each test, a stopped clock, and an HTTP client without a server."""

from collections.abc import Iterator
from dataclasses import dataclass
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

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Shared:
    """The parts that all tests of a worker share, so that SQL and templates are compiled once.

    Attributes:
        engine: the database.
        file: its file.
        empty: the file as it is before any test.
        clock: the clock of the application.
        app: the application.
    """

    engine: Engine
    file: Path
    empty: bytes
    clock: AdjustableClock
    app: flask.Flask

    def restore(self, data: bytes) -> Engine:
        """Replace the content of the database and return it."""
        self.engine.dispose()
        for name in ("crm.sqlite-wal", "crm.sqlite-shm"):
            self.file.with_name(name).unlink(missing_ok=True)
        self.file.write_bytes(data)
        return self.engine


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    file = tmp_path_factory.mktemp("shared") / "crm.sqlite"
    engine = open_database(f"sqlite:///{file}")
    clock = AdjustableClock()
    config = {"ENGINE": engine, "CLOCK": clock, "TEST_CONTROLS": True, "TESTING": True, "WTF_CSRF_ENABLED": False}
    app = create_app(config)
    engine.dispose()
    yield Shared(engine, file, file.read_bytes(), clock, app)
    engine.dispose()


@pytest.fixture
def engine(shared: Shared) -> Engine:
    """Return an empty database."""
    return shared.restore(shared.empty)


@pytest.fixture
def clock(shared: Shared) -> AdjustableClock:
    shared.clock.stop_at(NOW)
    return shared.clock


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
def app(shared: Shared, engine: Engine, clock: AdjustableClock) -> Iterator[flask.Flask]:
    """Yield the application, with test controls and without CSRF tokens, on the database and the clock of the test."""
    config = dict(shared.app.config)
    yield shared.app
    shared.app.config.update(config)


@pytest.fixture
def client(app: flask.Flask) -> FlaskClient:
    return app.test_client()
