"""The CRM's web application."""

from typing import Any

import flask
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from sqlalchemy import Engine
from werkzeug.routing import IntegerConverter, Map

from mock_crm import settings
from mock_crm.clock import AdjustableClock, Clock, SystemClock
from mock_crm.links import Links
from mock_crm.mailing import Mailer, OutboxSender, Sender
from mock_crm.web import (
    account,
    api,
    bulk_actions,
    campaigns,
    contacts,
    context,
    engagement_tracker,
    errors,
    formats,
    home,
    imports,
    integrations,
    recipients,
    reports,
    test_controls,
)

_CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'self'"
)
_MAX_UPLOAD = 16 * 1024 * 1024


class RowNumber(IntegerConverter):
    """The number of a row in an address. One too big for the database to look for is not found either."""

    def __init__(self, url_map: Map, **options: Any) -> None:
        super().__init__(url_map, **{"max": 2**63 - 1, **options})


def create_app(
    engine: Engine,
    *,
    clock: Clock | None = None,
    sender: Sender | None = None,
    base_url: str | None = None,
    password: str | None = None,
    with_test_controls: bool = False,
) -> flask.Flask:
    """Return the application.

    Args:
        engine: an open database, from `mock_crm.database.open_database`.
        clock: the clock that everything goes by; the machine's, or one that tests can set with the test controls.
        sender: the mail server; an outbox that keeps every message if there is none.
        base_url: where the CRM answers, for the links in messages; where it last served if there is none.
        password: what a user needs to sign in; None where no signing in is needed.
        with_test_controls: add the calls by which tests reset, seed and set the clock.
    """
    app = flask.Flask("mock_crm")
    app.url_map.converters["int"] = RowNumber
    secret = settings.secret_key(engine)
    app.config.update(
        SECRET_KEY=secret,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=_MAX_UPLOAD,
        BOOTSTRAP_SERVE_LOCAL=True,
        WTF_CSRF_TIME_LIMIT=None,
    )
    if clock is None:
        clock = AdjustableClock() if with_test_controls else SystemClock()
    links = Links(secret, base_url or settings.base_url(engine))
    context.install(app, context.Crm(engine, Mailer(sender or OutboxSender(), clock, links)))
    Bootstrap5(app)
    csrf = CSRFProtect(app)
    formats.install(app)
    errors.install(app)
    account.install(app, password)
    for module in (
        home,
        contacts,
        imports,
        integrations,
        campaigns,
        reports,
        engagement_tracker,
        bulk_actions,
        recipients,
    ):
        app.register_blueprint(module.blueprint)
    csrf.exempt(recipients.unsubscribe)
    csrf.exempt(api.blueprint)
    app.register_blueprint(api.blueprint)
    if with_test_controls:
        csrf.exempt(test_controls.blueprint)
        app.register_blueprint(test_controls.blueprint)

    @app.after_request
    def protect(response: flask.Response) -> flask.Response:
        response.headers["Content-Security-Policy"] = _CONTENT_POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return app
