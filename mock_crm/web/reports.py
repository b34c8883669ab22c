"""PLACEHOLDER, to be written."""

import flask

blueprint = flask.Blueprint("reports", __name__)


@blueprint.get("/reports")
def index() -> str:
    """Return a placeholder."""
    return flask.render_template("error.html", status=__import__("http").HTTPStatus.OK, message="placeholder")
