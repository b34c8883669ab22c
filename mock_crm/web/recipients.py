"""PLACEHOLDER, to be written."""

import flask

blueprint = flask.Blueprint("recipients", __name__)


@blueprint.get("/x")
def index() -> str:
    """Return a placeholder."""
    return flask.render_template("error.html", status=__import__("http").HTTPStatus.OK, message="placeholder")
