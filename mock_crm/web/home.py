"""The home page."""

import flask
from flask.typing import ResponseReturnValue

from mock_crm.contacts import history
from mock_crm.reports import counts
from mock_crm.rules import email_status
from mock_crm.rules.email_status import EmailStatus, MessageKind
from mock_crm.web.context import db

blueprint = flask.Blueprint("home", __name__)

_LATEST_EVENTS = 8


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show how many contacts get campaigns, who is left out and why, and the latest changes of status."""
    by_status = counts.by_first_status(db())
    reached = {status for status in by_status if email_status.may_receive(status, MessageKind.BROADCAST)}
    return flask.render_template(
        "home.html",
        total=sum(by_status.values()),
        reached=sum(by_status[status] for status in reached),
        left_out=[
            (status, by_status[status]) for status in EmailStatus if status in by_status and status not in reached
        ],
        events=history.latest_consent_events(db(), _LATEST_EVENTS),
    )
