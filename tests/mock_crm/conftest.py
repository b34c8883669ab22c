"""A CRM for each test: a database of its own, a clock that stands still, and a client that speaks HTTP to it."""

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

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path / 'crm.sqlite'}")
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
def app(engine: Engine, clock: AdjustableClock) -> flask.Flask:
    """Return the application, with test controls and without the need for CSRF tokens."""
    app = create_app({"ENGINE": engine, "CLOCK": clock, "TEST_CONTROLS": True})
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return app


@pytest.fixture
def client(app: flask.Flask) -> FlaskClient:
    return app.test_client()
