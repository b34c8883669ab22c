"""PLACEHOLDER, to be written."""

import flask

blueprint = flask.Blueprint("engagement_tracker", __name__)


@blueprint.get("/reports/email-engagement-tracker")
def index() -> str:
    """Return a placeholder."""
    return flask.render_template("error.html", status=__import__("http").HTTPStatus.OK, message="placeholder")
