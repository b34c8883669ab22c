"""The reports, but for the Email Engagement Tracker."""

import flask
from flask.typing import ResponseReturnValue

from mock_crm.reports import counts, listings
from mock_crm.storage.models import ConsentEvent
from mock_crm.web.context import db
from mock_crm.web.formats import rows_to_csv
from mock_crm.web.paging import page_of
from mock_crm.web.reports.forms import ConsentFilterForm, MessageFilterForm

blueprint = flask.Blueprint("reports", __name__, url_prefix="/reports")

_REPORTS = (
    (
        "Email Engagement Tracker",
        "engagement_tracker.index",
        "Find contacts by email status and last engagement, and act on all of them at once.",
    ),
    ("Email Status Summary", "reports.status_summary", "How many addresses and contacts have each email status."),
    ("Contacts by Source", "reports.contacts_by_source", "Where contacts come from, and how many get campaigns."),
    ("Consent History", "reports.consent_history", "Every change of an email status, and every one that was refused."),
    ("Sent Messages", "reports.sent_messages", "Every message that went out, and what the mail server answered."),
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show which reports there are."""
    return flask.render_template("reports/index.html", reports=_REPORTS)


@blueprint.get("/email-status-summary")
def status_summary() -> ResponseReturnValue:
    """Show how common each email status is."""
    return flask.render_template("reports/email-status-summary.html", counts=counts.status_summary(db()))


@blueprint.get("/contacts-by-source")
def contacts_by_source() -> ResponseReturnValue:
    """Show where the contacts come from."""
    return flask.render_template("reports/contacts-by-source.html", counts=counts.contacts_by_source(db()))


@blueprint.get("/consent-history")
def consent_history() -> ResponseReturnValue:
    """Show a page of the consent history."""
    form = ConsentFilterForm(flask.request.args)
    if not form.validate():
        return flask.render_template("reports/consent-history.html", form=form, page=None), 400
    page = page_of(db(), listings.consent_history(form.wanted()))
    return flask.render_template("reports/consent-history.html", form=form, page=page)


@blueprint.get("/consent-history.csv")
def consent_history_csv() -> ResponseReturnValue:
    """Download what the page of the same filters shows, all of it."""
    form = ConsentFilterForm(flask.request.args)
    if not form.validate():
        return flask.render_template("reports/consent-history.html", form=form, page=None), 400
    header = ("Time (UTC)", "Address", "From", "To", "Outcome", "Who", "Way", "Reason", "Batch")
    text = rows_to_csv(header, map(_cells, db().scalars(listings.consent_history(form.wanted()))))
    attachment = {"Content-Disposition": "attachment; filename=consent-history.csv"}
    return flask.Response(text, mimetype="text/csv", headers=attachment)


@blueprint.get("/sent-messages")
def sent_messages() -> ResponseReturnValue:
    """Show a page of the messages that were sent."""
    form = MessageFilterForm(flask.request.args)
    if not form.validate():
        return flask.render_template("reports/sent-messages.html", form=form, page=None), 400
    page = page_of(db(), listings.sent_messages(form.wanted()))
    return flask.render_template("reports/sent-messages.html", form=form, page=page)


@blueprint.get("/sent-messages/<int:message_id>")
def message(message_id: int) -> ResponseReturnValue:
    """Show a message that was sent."""
    return flask.render_template("reports/message.html", message=listings.message(db(), message_id))


def _cells(event: ConsentEvent) -> tuple[str, ...]:
    return (
        event.at.isoformat(timespec="seconds"),
        event.address.address,
        event.from_status.value if event.from_status else "",
        event.to_status.value,
        event.outcome.value,
        event.who,
        event.way.value,
        event.reason,
        event.batch,
    )
