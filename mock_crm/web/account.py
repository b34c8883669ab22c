"""Signing in, where the CRM has a password."""

import hmac

import flask
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField, SubmitField
from wtforms.validators import InputRequired, Length

blueprint = flask.Blueprint("account", __name__)

# Recipients of mail, plugins and tests bring proof of their own; styles are for everybody.
_OPEN_BLUEPRINTS = {"account", "recipients", "api", "test_controls", "bootstrap"}


class SignInForm(FlaskForm):
    """Who is at work, and the password."""

    name = StringField("Your name", [InputRequired("Enter your name."), Length(max=100)])
    password = PasswordField("Password", [InputRequired("Enter the password.")])
    submit = SubmitField("Sign in")


def install(app: flask.Flask, password: str | None) -> None:
    """Ask for the password before any page, if there is one."""
    app.config["CRM_PASSWORD"] = password
    app.register_blueprint(blueprint)

    @app.before_request
    def ask_for_password() -> ResponseReturnValue | None:
        if password is None or "user" in flask.session:
            return None
        if flask.request.endpoint == "static" or flask.request.blueprint in _OPEN_BLUEPRINTS:
            return None
        # Only pages can be gone back to: what a form sent is lost.
        page = flask.request.full_path if flask.request.method == "GET" else "/"
        return flask.redirect(flask.url_for("account.sign_in", next=page))


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Show the sign-in page, or sign in and go on to where the user wanted to go."""
    password = flask.current_app.config["CRM_PASSWORD"]
    if password is None:
        return flask.redirect(flask.url_for("home.index"))
    form = SignInForm()
    if form.validate_on_submit():
        if hmac.compare_digest((form.password.data or "").encode(), password.encode()):
            flask.session.clear()
            flask.session["user"] = (form.name.data or "").strip()
            return flask.redirect(_own_page(flask.request.args.get("next", "/")))
        form.password.errors = ["That is not the password. Try again."]
    return flask.render_template("sign-in.html", form=form), 400 if form.errors else 200


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Sign out."""
    flask.session.clear()
    return flask.redirect(flask.url_for("account.sign_in"))


def _own_page(target: str) -> str:
    # An address with a host in it, or what a browser takes for one, would lead elsewhere. Browsers read \ as /, and
    # pass over tabs and line breaks (WHATWG URL Standard, sections 4.4 and 4.5).
    own = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if own else "/"
