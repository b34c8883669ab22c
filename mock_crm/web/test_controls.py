"""PLACEHOLDER, to be written."""

import flask

blueprint = flask.Blueprint("test_controls", __name__)


@blueprint.get("/test-controls/")
def index() -> str:
    """Return a placeholder."""
    return flask.render_template("error.html", status=__import__("http").HTTPStatus.OK, message="placeholder")
