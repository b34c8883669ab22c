"""The filter forms of the reports."""

from collections.abc import Iterable
from enum import StrEnum

from flask_wtf import FlaskForm
from wtforms import DateField, SelectChoice, SelectField, StringField, SubmitField, ValidationError
from wtforms.validators import Length, Optional

from mock_crm.mail.transport import Receipt
from mock_crm.reports.listings import ConsentFilter, MessageFilter
from mock_crm.reports.tracker import LastEngagement
from mock_crm.rules.email_status import EmailStatus, MessageKind, Outcome, Way


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


class TrackerForm(FlaskForm):
    """The filter fields."""

    status = SelectField(
        "Email status", choices={"": "Any status", **{status.value: status.value for status in EmailStatus}}
    )
    text = StringField("Address or name contains", [Optional(), Length(max=200)])
    source = SelectField("Source")
    engaged = SelectField("Last engagement", choices={value.value: value.value for value in LastEngagement})
    submit = SubmitField("Search")
