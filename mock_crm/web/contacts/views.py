"""The contacts: the list, the form to add and edit one, the page of a contact, and one-to-one email."""

import flask
from flask.typing import ResponseReturnValue

from mock_crm.contacts import bulk, consent, editing, history, search
from mock_crm.mail import delivery
from mock_crm.mail.transport import Receipt
from mock_crm.rules.contact_details import ADDED_BY_HAND
from mock_crm.rules.email_status import Decision, MessageKind, Outcome
from mock_crm.rules.errors import NotAllowed
from mock_crm.storage.models import Contact, EmailAddress
from mock_crm.web.contacts.forms import ContactForm, EmailForm, OptInForm
from mock_crm.web.context import crm, db, origin
from mock_crm.web.forms import form_page
from mock_crm.web.paging import page_of

blueprint = flask.Blueprint("contacts", __name__)


@blueprint.get("/contacts")
def index() -> ResponseReturnValue:
    """List the contacts, or those that match a search."""
    text = flask.request.args.get("q", "").strip()
    return flask.render_template("contacts/list.html", q=text, page=page_of(db(), search.matching(text)))


@blueprint.route("/contacts/add", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Add a contact."""
    form = ContactForm()
    if form.validate_on_submit():
        return _saved(editing.add(db(), form.details(), ADDED_BY_HAND, origin(), form.permission_given()))
    return form_page("contacts/form.html", form, contact=None)


@blueprint.get("/contacts/<int:contact_id>")
def show(contact_id: int) -> ResponseReturnValue:
    """Show a contact."""
    return _contact_page(search.get(db(), contact_id), OptInForm())


@blueprint.post("/contacts/<int:contact_id>/emails/<int:field>/opt-in")
def opt_in(contact_id: int, field: int) -> ResponseReturnValue:
    """Opt in one address of a contact."""
    contact = search.get(db(), contact_id)
    address = consent.address_in(contact, field)
    form = OptInForm(address)
    if not form.validate():
        return _contact_page(contact, form, field), 400
    return _decided(contact, address, consent.opt_in(db(), address, form.permission_reason.data or "", origin()))


@blueprint.post("/contacts/<int:contact_id>/emails/<int:field>/opt-out")
def opt_out(contact_id: int, field: int) -> ResponseReturnValue:
    """Opt out one address of a contact."""
    contact = search.get(db(), contact_id)
    address = consent.address_in(contact, field)
    return _decided(contact, address, consent.opt_out(db(), address, origin()))


@blueprint.route("/contacts/<int:contact_id>/edit", methods=["GET", "POST"])
def edit(contact_id: int) -> ResponseReturnValue:
    """Edit a contact."""
    contact = search.get(db(), contact_id)
    addresses = {f"email_{email.field}": email.address.address for email in contact.emails}
    form = ContactForm(obj=contact, data=addresses)
    if form.validate_on_submit():
        editing.update(db(), contact, form.details(), origin(), form.permission_given())
        return _saved(contact)
    return form_page("contacts/form.html", form, contact=contact)


@blueprint.post("/contacts/<int:contact_id>/delete")
def delete(contact_id: int) -> ResponseReturnValue:
    """Delete a contact."""
    name = search.get(db(), contact_id).name
    bulk.remove(db(), [contact_id])
    flask.flash(f"Contact {name} deleted.", "success")
    return flask.redirect(flask.url_for("contacts.index"))


@blueprint.route("/contacts/<int:contact_id>/send-email", methods=["GET", "POST"])
def send_email(contact_id: int) -> ResponseReturnValue:
    """Write and send an email to one contact."""
    contact = search.get(db(), contact_id)
    form = EmailForm(contact.emails)
    if not form.validate_on_submit():
        return form_page("contacts/send-email.html", form, contact=contact, refusal="")
    address = consent.address_in(contact, int(form.to.data))
    subject, body = form.subject.data or "", form.body.data or ""
    try:
        message = delivery.deliver(db(), crm().mailer, MessageKind.ONE_TO_ONE, contact, address, subject, body)
    except NotAllowed as error:
        refusal = f"Nothing was sent to {address.address}. {error}"
        return flask.render_template("contacts/send-email.html", form=form, contact=contact, refusal=refusal), 409
    sent = f"Email sent to {address.address}."
    if message.result == Receipt.ACCEPTED:
        flask.flash(sent, "success")
    else:
        answer = message.result.lower()
        flask.flash(f"{sent} The mail server: {answer}. The email status is {address.status}.", "warning")
    return flask.redirect(flask.url_for("contacts.show", contact_id=contact.id))


def _contact_page(contact: Contact, opt_in_form: OptInForm, opt_in_field: int = 0) -> str:
    return flask.render_template(
        "contacts/show.html",
        contact=contact,
        others=search.others_who_share(db(), contact),
        events=page_of(db(), history.consent_history(contact)),
        sent=history.messages_sent(db(), contact),
        left_out=history.left_out_of(db(), contact),
        newest=history.NEWEST,
        opt_in_form=opt_in_form,
        opt_in_field=opt_in_field,
    )


def _decided(contact: Contact, address: EmailAddress, decision: Decision) -> ResponseReturnValue:
    if decision.outcome is Outcome.CHANGED:
        flask.flash(f"Email status updated. {address.address} is {address.status}.", "success")
    else:
        flask.flash(f"{address.address} is {address.status} and stays so. {decision.why}", "danger")
    return flask.redirect(flask.url_for("contacts.show", contact_id=contact.id))


def _saved(contact: Contact) -> ResponseReturnValue:
    statuses = " ".join(f"{email.address.address} is {email.address.status}." for email in contact.emails)
    flask.flash(f"Contact saved. {statuses}", "success")
    return flask.redirect(flask.url_for("contacts.show", contact_id=contact.id))
