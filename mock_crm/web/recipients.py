"""The pages for recipients of mail, who have no account: sign up, confirm, unsubscribe, view in browser."""

import flask
from flask.typing import ResponseReturnValue
from wtforms import EmailField, StringField, SubmitField
from wtforms.validators import InputRequired, Length

from mock_crm.recipients import actions, sign_up
from mock_crm.rules import validation
from mock_crm.rules.email_status import MARKETABLE
from mock_crm.web.context import crm, csrf, db
from mock_crm.web.forms import CrmForm, form_page

blueprint = flask.Blueprint("recipients", __name__)


class SignUpForm(CrmForm):
    """The name and the address of a person who signs up."""

    name = StringField("Your name", [Length(max=validation.MAX_NAME)], render_kw={"autocomplete": "name"})
    email = EmailField(
        "Email address", [InputRequired("Enter your email address.")], render_kw={"autocomplete": "email"}
    )
    submit = SubmitField("Sign up")

    def check(self) -> None:
        """Check the name and the address."""
        validation.one_line(self.name.data or "", "name", "The name", validation.MAX_NAME)
        validation.email_address(self.email.data or "")


@blueprint.route("/sign-up", methods=["GET", "POST"])
def sign_up_form() -> ResponseReturnValue:
    """Show the sign-up form, or sign up."""
    form = SignUpForm()
    if form.validate_on_submit():
        sign_up.sign_up(db(), crm().mailer, form.name.data or "", form.email.data or "")
        return flask.redirect(flask.url_for("recipients.signed_up"))
    return form_page("recipients/sign-up.html", form)


@blueprint.get("/sign-up/thanks")
def signed_up() -> ResponseReturnValue:
    """Show the page after signing up. Anybody can sign up, so it does not reveal whether the address was known."""
    return flask.render_template("recipients/signed-up.html")


@blueprint.get("/confirm/<token>")
def ask_to_confirm(token: str) -> ResponseReturnValue:
    """Show the button that confirms an address. Opening the link changes nothing: mail scanners open links, too."""
    address = actions.address_of(db(), crm().mailer, "confirm", token)
    return flask.render_template("recipients/confirm.html", address=masked(address.address))


@blueprint.post("/confirm/<token>")
def confirm(token: str) -> ResponseReturnValue:
    """Confirm an address."""
    address = actions.confirm(db(), crm().mailer, token)
    gets_news = address.status in MARKETABLE
    return flask.render_template("recipients/confirmed.html", address=masked(address.address), gets_news=gets_news)


@blueprint.route("/unsubscribe/<token>", methods=["GET", "POST"])
def unsubscribe(token: str) -> ResponseReturnValue:
    """Show the button that unsubscribes, or unsubscribe: by the button, or by a mail program (RFC 8058).

    A mail program has no CSRF token. The signed token in the URL proves the request instead: only the recipient
    has it.
    """
    done = flask.request.method == "POST"
    if done:
        one_click = flask.request.form.get("List-Unsubscribe") == "One-Click"
        address = actions.unsubscribe(db(), crm().mailer, token, one_click=one_click)
    else:
        address = actions.address_of(db(), crm().mailer, "unsubscribe", token)
    return flask.render_template("recipients/unsubscribe.html", address=masked(address.address), done=done)


csrf.exempt(unsubscribe)


@blueprint.get("/view/<token>")
def view(token: str) -> ResponseReturnValue:
    """Show a message in the browser."""
    message = actions.view(db(writing=True), crm().mailer, token)
    unsubscribe_link = crm().mailer.links.unsubscribe(message.address_id)
    return flask.render_template("recipients/view.html", message=message, unsubscribe_link=unsubscribe_link)


def masked(address: str) -> str:
    """Return an address that its owner recognizes and that nobody else can use."""
    local_part, _, domain = address.rpartition("@")
    return f"{local_part[0]}…@{domain}"
