"""The Campaigns pages: broadcasts and sequences."""

from collections.abc import Iterable

import flask
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload
from wtforms import Field

from mock_crm import broadcasts, sequences
from mock_crm.errors import InvalidInput
from mock_crm.models import Broadcast, Contact, ContactTag, Enrolment, Sequence, Tag
from mock_crm.web.campaign_forms import BroadcastForm, SequenceForm, StartForm
from mock_crm.web.context import crm, db
from mock_crm.web.formats import plural
from mock_crm.web.paging import page_of, page_of_list

blueprint = flask.Blueprint("campaigns", __name__, url_prefix="/campaigns")

_SHOWN_AT_ONCE = 50


@blueprint.get("")
def index() -> ResponseReturnValue:
    """List the broadcasts and the sequences."""
    newest_first = select(Broadcast).options(joinedload(Broadcast.tag)).order_by(Broadcast.id.desc())
    page = page_of(db(), newest_first)
    return flask.render_template(
        "campaigns/index.html",
        page=page,
        broadcast_tallies=broadcasts.tallies(db(), [broadcast.id for broadcast in page.items]),
        sequences=db().scalars(select(Sequence).order_by(Sequence.name)).all(),
        sequence_tallies=sequences.tallies(db()),
    )


@blueprint.post("/tick")
def tick() -> ResponseReturnValue:
    """Send the messages of sequences that are due."""
    result = sequences.tick(db(), crm().mailer)
    sent = plural(result.sent, "message was", "messages were")
    held = plural(result.held, "contact is", "contacts are")
    flask.flash(f"{sent} sent. {held} held.", "success")
    return flask.redirect(flask.url_for(".index"))


@blueprint.route("/broadcasts/new", methods=["GET", "POST"])
def new_broadcast() -> ResponseReturnValue:
    """Write a broadcast."""
    form = BroadcastForm(_tags())
    if form.validate_on_submit():
        subject, body = form.subject.data or "", form.body.data or ""
        try:
            broadcast = broadcasts.create(db(), subject, body, _tag(form), form.email_field, crm().clock.now())
        except InvalidInput as error:
            _show(error, form)
        else:
            db().commit()
            return flask.redirect(flask.url_for(".broadcast", broadcast_id=broadcast.id))
    return flask.render_template("campaigns/edit-broadcast.html", form=form, broadcast=None), _status()


@blueprint.get("/broadcasts/<int:broadcast_id>")
def broadcast(broadcast_id: int) -> ResponseReturnValue:
    """Show a broadcast, and who gets it and who does not."""
    found = broadcasts.get(db(), broadcast_id)
    return flask.render_template(
        "campaigns/broadcast.html",
        broadcast=found,
        audience=broadcasts.audience(db(), found),
        shown_at_once=_SHOWN_AT_ONCE,
    )


@blueprint.get("/broadcasts/<int:broadcast_id>/<any('recipients', 'left-out'):group>")
def broadcast_group(broadcast_id: int, group: str) -> ResponseReturnValue:
    """List all who get a broadcast, or all who do not."""
    found = broadcasts.get(db(), broadcast_id)
    audience = broadcasts.audience(db(), found)
    page = page_of_list(audience.recipients if group == "recipients" else audience.left_out)
    return flask.render_template("campaigns/broadcast-group.html", broadcast=found, group=group, page=page)


@blueprint.route("/broadcasts/<int:broadcast_id>/edit", methods=["GET", "POST"])
def edit_broadcast(broadcast_id: int) -> ResponseReturnValue:
    """Change a draft."""
    found = broadcasts.get(db(), broadcast_id)
    form = BroadcastForm(_tags(), found)
    if form.validate_on_submit():
        subject, body = form.subject.data or "", form.body.data or ""
        try:
            broadcasts.change(db(), found, subject, body, _tag(form), form.email_field)
        except InvalidInput as error:
            _show(error, form)
        else:
            db().commit()
            return flask.redirect(flask.url_for(".broadcast", broadcast_id=found.id))
    return flask.render_template("campaigns/edit-broadcast.html", form=form, broadcast=found), _status()


@blueprint.post("/broadcasts/<int:broadcast_id>/delete")
def delete_broadcast(broadcast_id: int) -> ResponseReturnValue:
    """Delete a draft."""
    found = broadcasts.get(db(), broadcast_id)
    broadcasts.delete(db(), found)
    db().commit()
    flask.flash(f"The draft “{found.subject}” was deleted.", "success")
    return flask.redirect(flask.url_for(".index"))


@blueprint.post("/broadcasts/<int:broadcast_id>/send")
def send_broadcast(broadcast_id: int) -> ResponseReturnValue:
    """Send a draft."""
    found = broadcasts.get(db(), broadcast_id)
    broadcasts.send(db(), crm().mailer, found)
    tally = broadcasts.tallies(db(), [found.id]).get(found.id, broadcasts.Tally())
    db().commit()
    left_out = plural(tally.left_out, "contact was", "contacts were")
    flask.flash(f"The broadcast was sent to {plural(tally.recipients, 'contact')}. {left_out} left out.", "success")
    return flask.redirect(flask.url_for(".broadcast", broadcast_id=found.id))


@blueprint.route("/sequences/new", methods=["GET", "POST"])
def new_sequence() -> ResponseReturnValue:
    """Write a sequence; its messages are added and removed one at a time."""
    form = SequenceForm()
    index = flask.request.form.get("remove", type=int)
    if index is not None:
        form = form.without(index)
    elif "add" in flask.request.form:
        if not form.is_full:
            form.messages.append_entry()
    elif form.validate_on_submit():
        try:
            created = sequences.create(db(), form.name.data or "", form.written(), crm().clock.now())
        except InvalidInput as error:
            _show(error, form)
        else:
            db().commit()
            flask.flash(f"The sequence “{created.name}” was saved.", "success")
            return flask.redirect(flask.url_for(".sequence", sequence_id=created.id))
    return flask.render_template("campaigns/new-sequence.html", form=form), _status()


@blueprint.get("/sequences/<int:sequence_id>")
def sequence(sequence_id: int) -> ResponseReturnValue:
    """Show a sequence, and how far each of its contacts is."""
    found = sequences.get(db(), sequence_id)
    enrolments = (
        select(Enrolment)
        .where(Enrolment.sequence_id == found.id)
        .options(joinedload(Enrolment.contact).selectinload(Contact.emails))
        .order_by(Enrolment.id)
    )
    return flask.render_template(
        "campaigns/sequence.html", sequence=found, page=page_of(db(), enrolments), form=StartForm(_tags())
    )


@blueprint.post("/sequences/<int:sequence_id>/start")
def start_sequence(sequence_id: int) -> ResponseReturnValue:
    """Start a sequence for all contacts, or for those with a tag."""
    found = sequences.get(db(), sequence_id)
    form = StartForm(_tags())
    if form.validate_on_submit():
        wanted = _contact_ids(form.contacts.data)
        result = sequences.start(db(), found, wanted, crm().clock.now())
        db().commit()
        already = f" {plural(result.already, 'was', 'were')} in it already." if result.already else ""
        flask.flash(f"The sequence was started for {plural(result.started, 'contact')}.{already}", "success")
    else:
        flask.flash("That tag is not there any more. Choose again whom to start the sequence for.", "danger")
    return flask.redirect(flask.url_for(".sequence", sequence_id=found.id))


@blueprint.post("/sequences/<int:sequence_id>/contacts/<int:contact_id>/stop")
def stop_sequence(sequence_id: int, contact_id: int) -> ResponseReturnValue:
    """Stop a sequence for one contact."""
    found = sequences.get(db(), sequence_id)
    sequences.stop(db(), found, contact_id)
    db().commit()
    flask.flash("The sequence was stopped for the contact.", "success")
    return flask.redirect(flask.url_for(".sequence", sequence_id=found.id))


def _tags() -> list[Tag]:
    return list(db().scalars(select(Tag).order_by(Tag.name)))


def _tag(form: BroadcastForm) -> Tag | None:
    return db().get(Tag, form.tag_id) if form.tag_id else None


def _contact_ids(tag_id: str) -> Select[int]:
    if tag_id:
        return select(ContactTag.contact_id).where(ContactTag.tag_id == int(tag_id))
    return select(Contact.id)


def _show(error: InvalidInput, form: BroadcastForm | SequenceForm) -> None:
    fields: Iterable[Field] = form.fields() if isinstance(form, SequenceForm) else form
    for field in fields:
        if field.name == error.field:
            field.errors = [str(error)]
            return
    flask.flash(str(error), "danger")


def _status() -> int:
    """Return the status of a page with a form: it is shown again where what was sent could not be accepted."""
    sent = flask.request.method == "POST" and not flask.request.form.keys() & {"add", "remove"}
    return 400 if sent else 200
