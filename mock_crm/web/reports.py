"""The reports, but for the Email Engagement Tracker."""

from collections.abc import Iterable
from enum import StrEnum

import flask
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import DateField, SelectChoice, SelectField, StringField, ValidationError
from wtforms.validators import Length, Optional

from mock_crm import reports
from mock_crm.csv_export import rows_to_csv
from mock_crm.mailing import Receipt
from mock_crm.models import ConsentEvent
from mock_crm.reports import ConsentFilter, MessageFilter
from mock_crm.rules import MessageKind, Outcome, Way
from mock_crm.web.context import db
from mock_crm.web.paging import page_of

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


def _choices(first: str, values: Iterable[StrEnum]) -> list[SelectChoice]:
    return [SelectChoice("", first), *(SelectChoice(value.value, value.value.capitalize()) for value in values)]


class FilterForm(FlaskForm):
    """Filters are part of the page's address, so that they can be kept and passed on."""

    class Meta:
        """Reading needs no token."""

        csrf = False


class ConsentFilterForm(FilterForm):
    """The filters of the consent history."""

    address = StringField("Address contains", [Length(max=320)])
    outcome = SelectField("Outcome", choices=_choices("Any outcome", (Outcome.CHANGED, Outcome.REFUSED)), default="")
    way = SelectField("Way", choices=_choices("Any way", Way), default="")
    first_day = DateField("From", [Optional()])
    last_day = DateField("To", [Optional()])

    def validate_last_day(self, field: DateField) -> None:
        """Refuse days in the wrong order."""
        if field.data and self.first_day.data and field.data < self.first_day.data:
            raise ValidationError("This day is before the first one; swap them.")

    def wanted(self) -> ConsentFilter:
        """Return what the form asks for."""
        return ConsentFilter(
            address=(self.address.data or "").strip(),
            outcome=Outcome(self.outcome.data) if self.outcome.data else None,
            way=Way(self.way.data) if self.way.data else None,
            first_day=self.first_day.data,
            last_day=self.last_day.data,
        )


class MessageFilterForm(FilterForm):
    """The filters of the sent messages."""

    kind = SelectField("Kind", choices=_choices("Any kind", MessageKind), default="")
    result = SelectField("Result", choices=_choices("Any result", Receipt), default="")
    recipient = StringField("Recipient contains", [Length(max=320)])

    def wanted(self) -> MessageFilter:
        """Return what the form asks for."""
        return MessageFilter(
            kind=MessageKind(self.kind.data) if self.kind.data else None,
            result=Receipt(self.result.data) if self.result.data else None,
            recipient=(self.recipient.data or "").strip(),
        )


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show which reports there are."""
    return flask.render_template("reports/index.html", reports=_REPORTS)


@blueprint.get("/email-status-summary")
def status_summary() -> ResponseReturnValue:
    """Show how common each email status is."""
    return flask.render_template("reports/email-status-summary.html", counts=reports.status_summary(db()))


@blueprint.get("/contacts-by-source")
def contacts_by_source() -> ResponseReturnValue:
    """Show where the contacts come from."""
    return flask.render_template("reports/contacts-by-source.html", counts=reports.contacts_by_source(db()))


@blueprint.get("/consent-history")
def consent_history() -> ResponseReturnValue:
    """Show a page of the consent history."""
    form = ConsentFilterForm(flask.request.args)
    if not form.validate():
        return flask.render_template("reports/consent-history.html", form=form, page=None), 400
    page = page_of(db(), reports.consent_history(form.wanted()))
    return flask.render_template("reports/consent-history.html", form=form, page=page)


@blueprint.get("/consent-history.csv")
def consent_history_csv() -> ResponseReturnValue:
    """Download what the page of the same filters shows, all of it."""
    form = ConsentFilterForm(flask.request.args)
    if not form.validate():
        return flask.render_template("reports/consent-history.html", form=form, page=None), 400
    header = ("Time (UTC)", "Address", "From", "To", "Outcome", "Who", "Way", "Reason", "Batch")
    text = rows_to_csv(header, map(_cells, db().scalars(reports.consent_history(form.wanted()))))
    attachment = {"Content-Disposition": "attachment; filename=consent-history.csv"}
    return flask.Response(text, mimetype="text/csv", headers=attachment)


@blueprint.get("/sent-messages")
def sent_messages() -> ResponseReturnValue:
    """Show a page of the messages that were sent."""
    form = MessageFilterForm(flask.request.args)
    if not form.validate():
        return flask.render_template("reports/sent-messages.html", form=form, page=None), 400
    page = page_of(db(), reports.sent_messages(form.wanted()))
    return flask.render_template("reports/sent-messages.html", form=form, page=page)


@blueprint.get("/sent-messages/<int:message_id>")
def message(message_id: int) -> ResponseReturnValue:
    """Show a message that was sent."""
    return flask.render_template("reports/message.html", message=reports.message(db(), message_id))


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
