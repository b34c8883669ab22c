"""The reports, except the Email Engagement Tracker."""

import flask
from flask.typing import ResponseReturnValue

from mock_crm.reports import counts, listings
from mock_crm.rules.email_status import Outcome
from mock_crm.web.context import db
from mock_crm.web.paging import page_of
from mock_crm.web.reports.forms import ConsentFilterForm

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
    """List the reports."""
    return flask.render_template("reports/index.html", reports=_REPORTS)


@blueprint.get("/email-status-summary")
def status_summary() -> ResponseReturnValue:
    """Show the number of addresses and contacts with each email status."""
    return flask.render_template("reports/email-status-summary.html", counts=counts.status_summary(db()))


@blueprint.get("/contacts-by-source")
def contacts_by_source() -> ResponseReturnValue:
    """Show the number of contacts from each source."""
    return flask.render_template("reports/contacts-by-source.html", counts=counts.contacts_by_source(db()))


@blueprint.get("/consent-history")
def consent_history() -> ResponseReturnValue:
    """Show a page of the consent history."""
    form = ConsentFilterForm(flask.request.args)
    if not form.validate():
        return flask.render_template("reports/consent-history.html", form=form, page=None), 400
    outcome = Outcome(form.outcome.data) if form.outcome.data else None
    page = page_of(db(), listings.consent_history((form.address.data or "").strip(), outcome))
    return flask.render_template("reports/consent-history.html", form=form, page=page)


@blueprint.get("/sent-messages")
def sent_messages() -> ResponseReturnValue:
    """Show a page of the messages that were sent."""
    return flask.render_template("reports/sent-messages.html", page=page_of(db(), listings.sent_messages()))


@blueprint.get("/sent-messages/<int:message_id>")
def message(message_id: int) -> ResponseReturnValue:
    """Show a message that was sent."""
    return flask.render_template("reports/message.html", message=listings.message(db(), message_id))
