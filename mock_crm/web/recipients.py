"""The pages for recipients of mail, who are no users of the CRM: sign up, confirm, unsubscribe, view in browser."""

import flask
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import EmailField, StringField, SubmitField
from wtforms.validators import InputRequired, Length

from mock_crm import consent, sign_up
from mock_crm.consent import Origin
from mock_crm.contacts import MAX_NAME
from mock_crm.errors import InvalidInput, NotFound
from mock_crm.models import EmailAddress, Message
from mock_crm.rules import MARKETABLE, Trigger, Way
from mock_crm.web import context

blueprint = flask.Blueprint("recipients", __name__)


class SignUpForm(FlaskForm):
    """Who signs up."""

    name = StringField("Your name", [Length(max=MAX_NAME)], render_kw={"autocomplete": "name"})
    email = EmailField(
        "Email address", [InputRequired("Enter your email address.")], render_kw={"autocomplete": "email"}
    )
    submit = SubmitField("Sign up")


@blueprint.route("/sign-up", methods=["GET", "POST"])
def sign_up_form() -> ResponseReturnValue:
    """Show the sign-up form, or take what was filled in."""
    form = SignUpForm()
    if form.validate_on_submit():
        session = context.db()
        try:
            sign_up.sign_up(session, context.crm().mailer, form.name.data or "", form.email.data or "")
        except InvalidInput as error:
            form[error.field].errors = [str(error)]
        else:
            session.commit()
            return flask.redirect(flask.url_for("recipients.signed_up"))
    status = 400 if form.errors else 200
    return flask.render_template("recipients/sign-up.html", form=form), status


@blueprint.get("/sign-up/thanks")
def signed_up() -> ResponseReturnValue:
    """Say thanks, in the same words whether the address was known or not: who asks may be anybody."""
    return flask.render_template("recipients/signed-up.html")


@blueprint.get("/confirm/<token>")
def ask_to_confirm(token: str) -> ResponseReturnValue:
    """Show the button that confirms. The link alone does nothing, as mail scanners open links, too."""
    address = _address(context.db(), "confirm", token)
    return flask.render_template("recipients/confirm.html", address=masked(address.address))


@blueprint.post("/confirm/<token>")
def confirm(token: str) -> ResponseReturnValue:
    """Confirm an address."""
    session = context.db()
    address = _address(session, "confirm", token)
    _act(session, address, Trigger.CONFIRMATION, "Clicked the confirmation link.")
    session.commit()
    gets_news = address.status in MARKETABLE
    return flask.render_template("recipients/confirmed.html", address=masked(address.address), gets_news=gets_news)


@blueprint.route("/unsubscribe/<token>", methods=["GET", "POST"])
def unsubscribe(token: str) -> ResponseReturnValue:
    """Show the button that unsubscribes, or unsubscribe: by the button, or by a mail program (RFC 8058).

    A mail program has neither a session nor a page with a CSRF token in it, so the application exempts this
    view from asking for one. The token in the address is the proof instead: nobody but the recipient has it.
    """
    session = context.db()
    address = _address(session, "unsubscribe", token)
    done = flask.request.method == "POST"
    if done:
        one_click = flask.request.form.get("List-Unsubscribe") == "One-Click"
        how = "Unsubscribed with one click in the mail program." if one_click else "Clicked the unsubscribe link."
        _act(session, address, Trigger.UNSUBSCRIBE, how)
        session.commit()
    return flask.render_template("recipients/unsubscribe.html", address=masked(address.address), done=done)


@blueprint.get("/view/<token>")
def view(token: str) -> ResponseReturnValue:
    """Show a message in the browser, and note that its recipient looked at it."""
    session = context.db(writing=True)
    crm = context.crm()
    message = session.get(Message, crm.mailer.links.read("view", token))
    if message is None:
        raise NotFound("This message is no longer kept.")
    message.address.last_engaged_at = crm.clock.now()
    session.commit()
    unsubscribe_link = crm.mailer.links.unsubscribe(message.address_id)
    return flask.render_template("recipients/view.html", message=message, unsubscribe_link=unsubscribe_link)


def masked(address: str) -> str:
    """Return an address that its owner will recognise, and that others who see the page cannot use."""
    local_part, _, domain = address.rpartition("@")
    return f"{local_part[0]}…@{domain}"


def _address(session: Session, action: str, token: str) -> EmailAddress:
    address = session.get(EmailAddress, context.crm().mailer.links.read(action, token))
    if address is None:
        raise NotFound("This address is no longer kept.")
    return address


def _act(session: Session, address: EmailAddress, trigger: Trigger, reason: str) -> None:
    now = context.crm().clock.now()
    address.last_engaged_at = now
    consent.change(session, address, trigger, Origin("Recipient", Way.LINK, now), reason)
