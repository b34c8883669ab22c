"""What every view needs: the CRM's parts, the session of this request, and who is at work."""

from dataclasses import dataclass
from typing import cast

import flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from mock_crm.clock import Clock
from mock_crm.consent import Origin
from mock_crm.database import open_session
from mock_crm.mailing import Mailer
from mock_crm.rules import Way

_EXTENSION = "mock_crm"
_READING_METHODS = {"GET", "HEAD", "OPTIONS"}
LOCAL_USER = "Local user"


@dataclass(frozen=True, slots=True)
class Crm:
    """The parts of a running CRM."""

    engine: Engine
    mailer: Mailer

    @property
    def clock(self) -> Clock:
        """Return the clock that everything goes by."""
        return self.mailer.clock


def install(app: flask.Flask, crm: Crm) -> None:
    """Give an application its CRM, and end each request's session with the request."""
    app.extensions[_EXTENSION] = crm

    @app.teardown_appcontext
    def close_session(_error: BaseException | None) -> None:
        session: Session | None = flask.g.pop("session", None)
        if session is not None:
            session.close()


def crm() -> Crm:
    """Return the CRM of the application at work."""
    return cast("Crm", flask.current_app.extensions[_EXTENSION])


def db(*, writing: bool | None = None) -> Session:
    """Return the session of this request. Views that change something commit it; all else is rolled back.

    Args:
        writing: take the write lock; by default if the request's method is one that changes things.
    """
    if "session" not in flask.g:
        if writing is None:
            writing = flask.request.method not in _READING_METHODS
        flask.g.session = open_session(crm().engine, writing=writing)
    return cast("Session", flask.g.session)


def user() -> str:
    """Return the name of the person who is at work, as the consent history shows it."""
    return str(flask.session.get("user", LOCAL_USER))


def origin(way: Way = Way.PAGE, batch: str = "") -> Origin:
    """Return the origin of a change that the person at work makes now."""
    return Origin(user(), way, crm().clock.now(), batch)
