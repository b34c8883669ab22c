"""The bulk actions of the Email Engagement Tracker.

A script sends the forms of the dialogs, and a dialog stays open after an error. So the responses are JSON: the URL of
the next page, or the error message.
"""

import re
import secrets
from typing import TypeVar

import flask
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from mock_crm.campaigns import sequences
from mock_crm.contacts import bulk
from mock_crm.contacts.bulk import StatusUpdate
from mock_crm.reports import tracker
from mock_crm.rules.contact_details import EMAIL_FIELDS
from mock_crm.rules.email_status import EmailStatus, Trigger, Way
from mock_crm.rules.errors import CrmError, InvalidInput
from mock_crm.storage.campaign_models import Sequence
from mock_crm.storage.models import Contact, Tag
from mock_crm.web.context import crm, db, origin
from mock_crm.web.formats import plural, rows_to_csv

blueprint = flask.Blueprint("bulk_actions", __name__, url_prefix="/reports/email-engagement-tracker/actions")

Row = TypeVar("Row", Tag, Sequence)

_TRIGGERS = {"opt-in": Trigger.BULK_OPT_IN, "opt-out": Trigger.OPT_OUT}


@blueprint.errorhandler(CrmError)
def refused(error: CrmError) -> ResponseReturnValue:
    """Return the error message for the dialog."""
    return {"message": str(error)}, 400


@blueprint.post("/update-status")
def update_status() -> ResponseReturnValue:
    """Opt in or opt out the addresses of the selected contacts, in the selected address fields."""
    fields = set(_ids("field")).intersection(EMAIL_FIELDS)
    trigger = _TRIGGERS.get(flask.request.form.get("status", ""))
    batch = f"bulk-{secrets.token_hex(4)}"
    update = bulk.update_status(db(), _selected(), fields, trigger, origin(Way.BULK_ACTION, batch))
    return _done(_summary(update), changed=bool(update.changed))


@blueprint.post("/apply-tag")
def apply_tag() -> ResponseReturnValue:
    """Add a tag to the selected contacts; create the tag if it does not exist."""
    selected = _selected_some()
    tag = bulk.tag_named(db(), flask.request.form.get("tag", ""))
    count = bulk.apply_tag(db(), tag, selected)
    return _done(f"Tag “{tag.name}” applied to {plural(count, 'contact')}.")


@blueprint.post("/remove-tag")
def remove_tag() -> ResponseReturnValue:
    """Remove a tag from the selected contacts."""
    selected = _selected_some()
    tag = _chosen(Tag, "tag")
    count = bulk.remove_tag(db(), tag, selected)
    return _done(f"Tag “{tag.name}” removed from {plural(count, 'contact')}.")


@blueprint.post("/start-sequence")
def start_sequence() -> ResponseReturnValue:
    """Start a sequence for the selected contacts."""
    selected = _selected_some()
    sequence = _chosen(Sequence, "sequence")
    result = sequences.start(db(), sequence, selected, crm().clock.now(), next(iter(_ids("address")), None))
    already = f" {plural(result.already, 'contact')} had it already." if result.already else ""
    return _done(f"Sequence “{sequence.name}” started for {plural(result.started, 'contact')}.{already}")


@blueprint.post("/delete")
def delete() -> ResponseReturnValue:
    """Delete the selected contacts."""
    count = bulk.remove(db(), _selected_some())
    return _done(f"{plural(count, 'contact')} deleted.")


@blueprint.post("/export")
def export() -> ResponseReturnValue:
    """Download the selected contacts as CSV."""
    selected = _selected_some()
    query = tracker.results(_search_id()).where(Contact.id.in_(selected))
    header = ["First name", "Last name", "Company"]
    for number in EMAIL_FIELDS:
        header += [f"Email {number}", f"Email {number} status"]
    text = rows_to_csv([*header, "Tags", "Source"], (_row(contact) for contact in db().scalars(query).unique()))
    return flask.Response(
        text,
        mimetype="text/csv",
        headers={"Content-Disposition": "attachment; filename=contacts.csv"},
    )


def _row(contact: Contact) -> list[str]:
    row = [contact.given_name, contact.family_name, contact.company]
    by_field = {email.field: email.address for email in contact.emails}
    for number in EMAIL_FIELDS:
        address = by_field.get(number)
        row += [address.address, address.status.value] if address else ["", ""]
    return [*row, "; ".join(tag.name for tag in contact.tags), contact.source]


def _ids(name: str) -> list[int]:
    # An id of 18 digits fits in a 64-bit integer; the database cannot look for a larger one.
    values = flask.request.form.getlist(name)
    return [int(value) for value in values if re.fullmatch("[0-9]{1,18}", value, re.ASCII)]


def _chosen(kind: type[Row], name: str) -> Row:
    for row_id in _ids(name):
        if row := db().get(kind, row_id):
            return row
    raise InvalidInput(f"Choose a {name}.")


def _search_id() -> str:
    return flask.request.form.get("search", "")


def _selected() -> Select[int]:
    search_id = _search_id()
    tracker.get(db(), search_id)
    everything = flask.request.form.get("everything") == "yes"
    return tracker.selected(search_id, everything=everything, contact_ids=_ids("contact"))


def _selected_some() -> Select[int]:
    selected = _selected()
    bulk.count(db(), selected)
    return selected


def _done(message: str, *, changed: bool = True) -> ResponseReturnValue:
    flask.flash(message, "success" if changed else "warning")
    return {"location": flask.url_for("engagement_tracker.index")}


def _summary(update: StatusUpdate) -> str:
    parts = []
    if update.changed:
        count = plural(update.changed.total(), "email address", "email addresses")
        came_from = _listed([status.value for status in EmailStatus if update.changed[status]])
        parts.append(f"{count} changed from {came_from} to {update.to}.")
    else:
        parts.append("No email address changed.")
    if update.left:
        by_status = ", ".join(f"{update.left[status]:,} {status}" for status in EmailStatus if update.left[status])
        parts.append(f"{update.left.total():,} left as they were: {by_status}.")
    if update.without:
        parts.append(f"{plural(update.without, 'contact')} without an address in the chosen fields.")
    return " ".join(parts)


def _listed(names: list[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
