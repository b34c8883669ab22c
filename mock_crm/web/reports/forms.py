"""The filter forms of the reports."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, SubmitField
from wtforms.fields import SelectChoice
from wtforms.validators import Length, Optional

from mock_crm.reports.tracker import LastEngagement
from mock_crm.rules.email_status import EmailStatus, Outcome
from mock_crm.web.forms import CrmForm


def choices(default: str, values: Iterable[str]) -> list[SelectChoice]:
    """Return the choices of a filter: a default that selects everything, and the values."""
    return [SelectChoice("", default), *(SelectChoice(value, value) for value in values)]


class ConsentFilterForm(FlaskForm):
    """The filters of the consent history, which are a part of the URL."""

    class Meta:
        """Do without a CSRF token: the form changes nothing."""

        csrf = False

    address = StringField("Address contains", [Length(max=320)])
    outcome = SelectField(
        "Outcome",
        choices=[
            SelectChoice("", "Any outcome"),
            *(SelectChoice(value.value, value.capitalize()) for value in (Outcome.CHANGED, Outcome.REFUSED)),
        ],
        default="",
    )


class TrackerForm(CrmForm):
    """The filters of the Email Engagement Tracker."""

    status = SelectField("Email status", choices=choices("Any status", [status.value for status in EmailStatus]))
    text = StringField("Address or name contains", [Optional(), Length(max=200)])
    source = SelectField("Source")
    engaged = SelectField("Last engagement", choices={value.value: value.value for value in LastEngagement})
    submit = SubmitField("Search")
