"""Sign in and out, if the CRM has a password."""

import hmac

import flask
from flask.typing import ResponseReturnValue
from wtforms import PasswordField, StringField, SubmitField
from wtforms.validators import InputRequired, Length

from mock_crm.rules.errors import InvalidInput
from mock_crm.web.forms import CrmForm, form_page

blueprint = flask.Blueprint("account", __name__)

# Recipients of mail, plugins and the test controls are authenticated in other ways; style sheets are public.
_OPEN_BLUEPRINTS = {"account", "recipients", "api", "staging", "bootstrap"}


class SignInForm(CrmForm):
    """The name of the user and the password."""

    name = StringField("Your name", [InputRequired("Enter your name."), Length(max=100)])
    password = PasswordField("Password", [InputRequired("Enter the password.")])
    submit = SubmitField("Sign in")

    def check(self) -> None:
        """Check the password."""
        password: str = flask.current_app.config["PASSWORD"]
        if not hmac.compare_digest((self.password.data or "").encode(), password.encode()):
            raise InvalidInput("That is not the password. Try again.", "password")


def init_app(app: flask.Flask) -> None:
    """Require the password for every page, if there is one."""
    app.register_blueprint(blueprint)
    app.before_request(_require_sign_in)


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Show the sign-in page, or sign in and continue to the page that was requested."""
    if flask.current_app.config["PASSWORD"] is None:
        return flask.redirect(flask.url_for("home.index"))
    form = SignInForm()
    if form.validate_on_submit():
        flask.session.clear()
        flask.session["user"] = (form.name.data or "").strip()
        return flask.redirect(_own_page(flask.request.args.get("next", "/")))
    return form_page("sign-in.html", form)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Sign out."""
    flask.session.clear()
    return flask.redirect(flask.url_for("account.sign_in"))


def _require_sign_in() -> ResponseReturnValue | None:
    if flask.current_app.config["PASSWORD"] is None or "user" in flask.session:
        return None
    if flask.request.endpoint == "static" or flask.request.blueprint in _OPEN_BLUEPRINTS:
        return None
    # Only a GET request can be repeated after signing in.
    page = flask.request.full_path if flask.request.method == "GET" else "/"
    return flask.redirect(flask.url_for("account.sign_in", next=page))


def _own_page(target: str) -> str:
    # A URL with a host would lead to another site. Browsers read \ as / and ignore tabs and line breaks (WHATWG URL
    # Standard, sections 4.4 and 4.5).
    own = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if own else "/"
