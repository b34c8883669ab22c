"""PLACEHOLDER, to be written."""

import flask

blueprint = flask.Blueprint("integrations", __name__)


@blueprint.get("/integrations")
def index() -> str:
    """Return a placeholder."""
    return flask.render_template("error.html", status=__import__("http").HTTPStatus.OK, message="placeholder")
