"""Contacts: the list, adding and editing by hand, the contact's page, and one-to-one email."""

import flask
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, SelectField, StringField, SubmitField, TextAreaField
from wtforms.fields import SelectChoice

from mock_crm import contact_record, contact_status, contacts, mailing
from mock_crm.contacts import ContactDetails
from mock_crm.errors import InvalidInput, NotAllowed
from mock_crm.mailing import Receipt
from mock_crm.models import EMAIL_FIELDS, Contact, EmailAddress, Message
from mock_crm.rules import Decision, MessageKind, Outcome
from mock_crm.web.context import crm, db, origin
from mock_crm.web.paging import page_of

blueprint = flask.Blueprint("contacts", __name__)

SOURCE = "Added by hand"
"""The source of the contacts that a user adds, as the reports show it."""


class ContactForm(FlaskForm):
    """What is known of a contact."""

    given_name = StringField("First name")
    family_name = StringField("Last name")
    company = StringField("Company")
    email_1 = EmailField("Email 1")
    email_2 = EmailField("Email 2")
    email_3 = EmailField("Email 3")
    permission = BooleanField("I have this person's permission to send marketing email")
    permission_reason = StringField("How permission was given")
    submit = SubmitField("Save")

    def details(self) -> ContactDetails:
        """Return what was typed."""
        return ContactDetails(
            given_name=self.given_name.data or "",
            family_name=self.family_name.data or "",
            company=self.company.data or "",
            emails={number: self[f"email_{number}"].data or "" for number in EMAIL_FIELDS},
        )

    def permission_given(self) -> str | None:
        """Return how permission was given, or None where it was not.

        Raises:
            InvalidInput: only one of the two fields is filled in, or the reason cannot be accepted.
        """
        reason = contacts.checked_reason(self.permission_reason.data or "", required=self.permission.data)
        if reason and not self.permission.data:
            raise InvalidInput("Tick the box above, or leave this empty.", "permission_reason")
        return reason or None


class OptInForm(FlaskForm):
    """What the CRM asks before it opts an address in."""

    permission_reason = StringField("How permission was given")


class EmailForm(FlaskForm):
    """A one-to-one email."""

    to = SelectField("To")
    subject = StringField("Subject")
    body = TextAreaField("Message", render_kw={"rows": 10})
    submit = SubmitField("Send Email")


@blueprint.get("/contacts")
def index() -> ResponseReturnValue:
    """Show the contacts, or those that match a search."""
    text = flask.request.args.get("q", "").strip()
    return flask.render_template("contacts/list.html", q=text, page=page_of(db(), contacts.matching(text)))


@blueprint.route("/contacts/add", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Add a contact by hand."""
    form = ContactForm()
    status = 200
    if form.validate_on_submit():
        try:
            contact = contacts.add(db(), form.details(), SOURCE, origin(), form.permission_given())
        except InvalidInput as error:
            status = _show(form, error)
        else:
            return _saved(contact)
    return flask.render_template("contacts/form.html", form=form, contact=None), status


@blueprint.get("/contacts/<int:contact_id>")
def show(contact_id: int) -> ResponseReturnValue:
    """Show all that is known of a contact."""
    return _contact_page(contacts.get(db(), contact_id), OptInForm(formdata=None))


@blueprint.post("/contacts/<int:contact_id>/emails/<int:field>/opt-in")
def opt_in(contact_id: int, field: int) -> ResponseReturnValue:
    """Opt one address of a contact in."""
    contact, form = contacts.get(db(), contact_id), OptInForm()
    address = contact_status.address_in(contact, field)
    try:
        decision = contact_status.opt_in(db(), address, form.permission_reason.data or "", origin())
    except InvalidInput as error:
        status = _show(form, error)
        return _contact_page(contact, form, field), status
    return _decided(contact, address, decision)


@blueprint.post("/contacts/<int:contact_id>/emails/<int:field>/opt-out")
def opt_out(contact_id: int, field: int) -> ResponseReturnValue:
    """Opt one address of a contact out."""
    contact = contacts.get(db(), contact_id)
    address = contact_status.address_in(contact, field)
    return _decided(contact, address, contact_status.opt_out(db(), address, origin()))


@blueprint.route("/contacts/<int:contact_id>/edit", methods=["GET", "POST"])
def edit(contact_id: int) -> ResponseReturnValue:
    """Change a contact."""
    contact = contacts.get(db(), contact_id)
    present = {f"email_{email.field}": email.address.address for email in contact.emails}
    form = ContactForm(obj=contact, data=present)
    status = 200
    if form.validate_on_submit():
        try:
            contacts.update(db(), contact, form.details(), origin(), form.permission_given())
        except InvalidInput as error:
            status = _show(form, error)
        else:
            return _saved(contact)
    return flask.render_template("contacts/form.html", form=form, contact=contact), status


@blueprint.post("/contacts/<int:contact_id>/delete")
def delete(contact_id: int) -> ResponseReturnValue:
    """Delete a contact."""
    name = contacts.get(db(), contact_id).name
    contacts.remove(db(), [contact_id])
    db().commit()
    flask.flash(f"Contact {name} deleted.", "success")
    return flask.redirect(flask.url_for("contacts.index"))


@blueprint.route("/contacts/<int:contact_id>/send-email", methods=["GET", "POST"])
def send_email(contact_id: int) -> ResponseReturnValue:
    """Write an email to one contact, and send it."""
    contact = contacts.get(db(), contact_id)
    form = EmailForm()
    form.to.choices = [
        SelectChoice(str(email.field), f"{email.label}: {email.address.address} ({email.address.status})")
        for email in contact.emails
    ]
    status, refusal = 200, ""
    if form.is_submitted():
        status = 400
    if form.validate_on_submit():
        address = next(email.address for email in contact.emails if str(email.field) == form.to.data)
        subject, body = form.subject.data or "", form.body.data or ""
        try:
            message = mailing.deliver(db(), crm().mailer, MessageKind.ONE_TO_ONE, contact, address, subject, body)
        except InvalidInput as error:
            status = _show(form, error)
        except NotAllowed as error:
            status, refusal = 409, f"Nothing was sent to {address.address}. {error}"
        else:
            return _sent(contact, message)
    return flask.render_template("contacts/send-email.html", form=form, contact=contact, refusal=refusal), status


def _contact_page(contact: Contact, opt_in_form: OptInForm, opt_in_field: int = 0) -> str:
    return flask.render_template(
        "contacts/show.html",
        contact=contact,
        others=contact_record.others_who_share(db(), contact),
        events=contact_record.consent_history(db(), contact),
        sent=contact_record.messages_sent(db(), contact),
        left_out=contact_record.left_out_of(db(), contact),
        newest=contact_record.NEWEST,
        opt_in_form=opt_in_form,
        opt_in_field=opt_in_field,
    )


def _decided(contact: Contact, address: EmailAddress, decision: Decision) -> ResponseReturnValue:
    db().commit()
    if decision.outcome is Outcome.CHANGED:
        flask.flash(f"Email status updated. {address.address} is {address.status}.", "success")
    else:
        flask.flash(f"{address.address} is {address.status} and stays so. {decision.why}", "danger")
    return flask.redirect(flask.url_for("contacts.show", contact_id=contact.id))


def _show(form: FlaskForm, error: InvalidInput) -> int:
    form[error.field].errors = [str(error)]
    return 400


def _saved(contact: Contact) -> ResponseReturnValue:
    db().commit()
    statuses = " ".join(f"{email.address.address} is {email.address.status}." for email in contact.emails)
    flask.flash(f"Contact saved. {statuses}", "success")
    return flask.redirect(flask.url_for("contacts.show", contact_id=contact.id))


def _sent(contact: Contact, message: Message) -> ResponseReturnValue:
    db().commit()
    address = message.address
    if message.result == Receipt.ACCEPTED:
        flask.flash(f"Email sent to {address.address}.", "success")
    else:
        answer = message.result.lower()
        flask.flash(
            f"Email sent to {address.address}. The mail server: {answer}. The email status is {address.status}.",
            "warning",
        )
    return flask.redirect(flask.url_for("contacts.show", contact_id=contact.id))
