"""The Campaigns pages: broadcasts and sequences."""

import flask
from flask.typing import ResponseReturnValue

from mock_crm.campaigns import broadcasts, due_messages, sequences
from mock_crm.contacts import bulk
from mock_crm.storage.models import Tag
from mock_crm.web.campaigns.forms import BroadcastForm, SequenceForm, StartForm
from mock_crm.web.context import crm, db
from mock_crm.web.formats import plural
from mock_crm.web.forms import form_page
from mock_crm.web.paging import page_of, page_of_list

blueprint = flask.Blueprint("campaigns", __name__, url_prefix="/campaigns")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """List the broadcasts and the sequences."""
    page = page_of(db(), broadcasts.newest_first())
    return flask.render_template(
        "campaigns/index.html",
        page=page,
        broadcast_tallies=broadcasts.tallies(db(), [broadcast.id for broadcast in page.items]),
        sequences=sequences.by_name(db()),
        sequence_tallies=sequences.tallies(db()),
    )


@blueprint.post("/tick")
def tick() -> ResponseReturnValue:
    """Send the sequence messages that are due."""
    result = due_messages.tick(db(), crm().mailer)
    sent = plural(result.sent, "message was", "messages were")
    held = plural(result.held, "contact is", "contacts are")
    flask.flash(f"{sent} sent. {held} held.", "success")
    return flask.redirect(flask.url_for(".index"))


@blueprint.route("/broadcasts/new", methods=["GET", "POST"])
def new_broadcast() -> ResponseReturnValue:
    """Write a broadcast."""
    form = BroadcastForm(bulk.tags(db()))
    if form.validate_on_submit():
        subject, body = form.subject.data or "", form.body.data or ""
        broadcast = broadcasts.create(db(), subject, body, _tag(form), form.email_field, crm().clock.now())
        return _to_broadcast(broadcast.id)
    return form_page("campaigns/new-broadcast.html", form)


@blueprint.get("/broadcasts/<int:broadcast_id>")
def broadcast(broadcast_id: int) -> ResponseReturnValue:
    """Show a broadcast, its recipients and who is left out."""
    found = broadcasts.get(db(), broadcast_id)
    audience = broadcasts.audience(db(), found)
    return flask.render_template(
        "campaigns/broadcast.html",
        broadcast=found,
        reasons=audience.reasons,
        recipients=page_of_list(audience.recipients),
        left_out=page_of_list(audience.left_out),
    )


@blueprint.post("/broadcasts/<int:broadcast_id>/send")
def send_broadcast(broadcast_id: int) -> ResponseReturnValue:
    """Send a draft."""
    found = broadcasts.get(db(), broadcast_id)
    broadcasts.send(db(), crm().mailer, found)
    tally = broadcasts.tallies(db(), [found.id]).get(found.id, broadcasts.BroadcastTally())
    left_out = plural(tally.left_out, "contact was", "contacts were")
    flask.flash(f"The broadcast was sent to {plural(tally.recipients, 'contact')}. {left_out} left out.", "success")
    return _to_broadcast(broadcast_id)


@blueprint.route("/sequences/new", methods=["GET", "POST"])
def new_sequence() -> ResponseReturnValue:
    """Write a sequence; add or remove one of its messages."""
    form = SequenceForm()
    index = flask.request.form.get("remove", type=int)
    if index is not None:
        form = form.without(index)
    elif "add" in flask.request.form:
        if not form.is_full:
            form.messages.append_entry()
    elif form.validate_on_submit():
        created = sequences.create(db(), form.name.data or "", form.entered_messages(), crm().clock.now())
        flask.flash(f"The sequence “{created.name}” was saved.", "success")
        return _to_sequence(created.id)
    return form_page("campaigns/new-sequence.html", form)


@blueprint.get("/sequences/<int:sequence_id>")
def sequence(sequence_id: int) -> ResponseReturnValue:
    """Show a sequence and the progress of its contacts."""
    found = sequences.get(db(), sequence_id)
    page = page_of(db(), sequences.enrolments(found))
    return flask.render_template("campaigns/sequence.html", sequence=found, page=page, form=StartForm(bulk.tags(db())))


@blueprint.post("/sequences/<int:sequence_id>/start")
def start_sequence(sequence_id: int) -> ResponseReturnValue:
    """Start a sequence for all contacts, or for those with a tag."""
    found = sequences.get(db(), sequence_id)
    form = StartForm(bulk.tags(db()))
    if form.validate_on_submit():
        result = sequences.start(db(), found, bulk.tagged(form.tag_id), crm().clock.now(), form.email_field)
        already = f" {plural(result.already, 'was', 'were')} in it already." if result.already else ""
        flask.flash(f"The sequence was started for {plural(result.started, 'contact')}.{already}", "success")
    else:
        flask.flash("That tag does not exist any more. Choose again whom to start the sequence for.", "danger")
    return _to_sequence(sequence_id)


@blueprint.post("/sequences/<int:sequence_id>/contacts/<int:contact_id>/stop")
def stop_sequence(sequence_id: int, contact_id: int) -> ResponseReturnValue:
    """Stop a sequence for one contact."""
    sequences.stop(db(), sequences.get(db(), sequence_id), contact_id)
    flask.flash("The sequence was stopped for the contact.", "success")
    return _to_sequence(sequence_id)


def _tag(form: BroadcastForm) -> Tag | None:
    return db().get(Tag, form.tag_id) if form.tag_id else None


def _to_broadcast(broadcast_id: int) -> ResponseReturnValue:
    return flask.redirect(flask.url_for(".broadcast", broadcast_id=broadcast_id))


def _to_sequence(sequence_id: int) -> ResponseReturnValue:
    return flask.redirect(flask.url_for(".sequence", sequence_id=sequence_id))
