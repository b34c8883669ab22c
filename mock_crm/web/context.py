"""The parts of the CRM that the views use: the database session of the request, the mailer, the clock, the user."""

from dataclasses import dataclass
from typing import cast

import flask
from flask_wtf import CSRFProtect
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from mock_crm.clock import AdjustableClock, Clock, SystemClock
from mock_crm.contacts.consent import Origin
from mock_crm.mail.delivery import Mailer
from mock_crm.mail.links import Links
from mock_crm.mail.transport import OutboxSender
from mock_crm.rules.email_status import Way
from mock_crm.storage import settings
from mock_crm.storage.database import open_session

LOCAL_USER = "Local user"

csrf = CSRFProtect()

_EXTENSION = "mock_crm"
_READING_METHODS = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True, slots=True)
class Crm:
    """The parts of a running CRM."""

    engine: Engine
    mailer: Mailer

    @property
    def clock(self) -> Clock:
        """Return the clock of the CRM."""
        return self.mailer.clock


def init_app(app: flask.Flask) -> None:
    """Set up the parts that the configuration names, and give each request one transaction."""
    engine: Engine = app.config["ENGINE"]
    secret = settings.secret_key(engine)
    app.config["SECRET_KEY"] = secret
    default_clock = AdjustableClock if app.config["TEST_CONTROLS"] else SystemClock
    links = Links(secret, app.config.get("BASE_URL") or settings.base_url(engine))
    mailer = Mailer(app.config.get("SENDER") or OutboxSender(), app.config.get("CLOCK") or default_clock(), links)
    app.extensions[_EXTENSION] = Crm(engine, mailer)
    csrf.init_app(app)
    app.after_request(_end_transaction)
    app.teardown_request(_close_session)


def crm() -> Crm:
    """Return the parts of the CRM that the current application serves."""
    return cast("Crm", flask.current_app.extensions[_EXTENSION])


def db(*, writing: bool | None = None) -> Session:
    """Return the session of this request. It is committed after a success and rolled back after an error.

    Args:
        writing: take the write lock; by default if the request's method is not a safe one.
    """
    if "session" not in flask.g:
        if writing is None:
            writing = flask.request.method not in _READING_METHODS
        flask.g.session = open_session(crm().engine, writing=writing)
    return cast("Session", flask.g.session)


def user() -> str:
    """Return the name of the current user, as the consent history shows it."""
    return str(flask.session.get("user", LOCAL_USER))


def origin(way: Way = Way.PAGE, batch: str = "") -> Origin:
    """Return the origin of a change that the current user makes now."""
    return Origin(user(), way, crm().clock.now(), batch)


def _end_transaction(response: flask.Response) -> flask.Response:
    session: Session | None = flask.g.get("session")
    if session is not None:
        if response.status_code < 400 and session.info["writing"]:
            _commit(session)
        else:
            session.rollback()
    return response


def _commit(session: Session) -> None:
    try:
        session.commit()
    except SQLAlchemyError:
        # The messages of the view say that it succeeded.
        flask.session.pop("_flashes", None)
        raise


def _close_session(_error: BaseException | None) -> None:
    session: Session | None = flask.g.pop("session", None)
    if session is not None:
        session.close()
