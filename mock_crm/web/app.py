"""The application factory."""

from collections.abc import Mapping
from typing import Any

import flask
from flask_bootstrap import Bootstrap5
from werkzeug.routing import IntegerConverter, Map

from mock_crm.web import account, assets, context, errors, formats, home, integrations, recipients, staging
from mock_crm.web.api import views as api
from mock_crm.web.campaigns import views as campaigns
from mock_crm.web.contacts import imports
from mock_crm.web.contacts import views as contacts
from mock_crm.web.reports import bulk_actions, tracker
from mock_crm.web.reports import views as reports

_SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


class RowNumber(IntegerConverter):
    """An id in a URL. An id that does not fit in a 64-bit integer does not match, so it is not found."""

    def __init__(self, url_map: Map, **options: Any) -> None:
        super().__init__(url_map, **{"max": 2**63 - 1, **options})


def create_app(config: Mapping[str, Any]) -> flask.Flask:
    """Return the application.

    Args:
        config: Flask's own settings, and these:

            - `ENGINE`: an open database, from `mock_crm.storage.database.open_database`. Required.
            - `BASE_URL`: the URL of the CRM, for the links in messages; by default the URL it was last served at.
            - `CLOCK`: the clock; by default the system clock, or an adjustable one with the test controls.
            - `SENDER`: the mail server; by default a simulated one, which delivers nothing.
            - `PASSWORD`: the password for signing in; by default None, and nobody has to sign in.
            - `TEST_CONTROLS`: add the HTTP calls by which tests reset and seed the CRM and set its clock.
    """
    app = flask.Flask(__name__)
    app.config.from_mapping(
        BOOTSTRAP_SERVE_LOCAL=True,
        MAX_CONTENT_LENGTH=16 * 1024 * 1024,
        PASSWORD=None,
        SESSION_COOKIE_SAMESITE="Lax",
        TEST_CONTROLS=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.config.from_mapping(config)
    app.url_map.converters["int"] = RowNumber
    Bootstrap5(app)
    for extension in (assets, context, formats, errors, account):
        extension.init_app(app)
    for module in (home, contacts, imports, integrations, campaigns, reports, tracker, bulk_actions, recipients, api):
        app.register_blueprint(module.blueprint)
    if app.config["TEST_CONTROLS"]:
        app.register_blueprint(staging.blueprint)

    @app.after_request
    def add_security_headers(response: flask.Response) -> flask.Response:
        response.headers.update(_SECURITY_HEADERS)
        return response

    return app
