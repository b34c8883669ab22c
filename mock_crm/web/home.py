"""The home page: how the contacts stand, and where to go next."""

import flask
from flask.typing import ResponseReturnValue

from mock_crm import contact_record, contacts, rules
from mock_crm.rules import EmailStatus, MessageKind
from mock_crm.web.context import db

blueprint = flask.Blueprint("home", __name__)

_LATEST_EVENTS = 8


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show how many contacts get campaigns, how many do not and why, and the latest changes of status."""
    counts = contacts.by_first_status(db())
    reached = {status for status in counts if rules.may_receive(status, MessageKind.BROADCAST)}
    return flask.render_template(
        "home.html",
        total=sum(counts.values()),
        reached=sum(counts[status] for status in reached),
        left_out=[(status, counts[status]) for status in EmailStatus if status in counts and status not in reached],
        events=contact_record.latest_consent_events(db(), _LATEST_EVENTS),
    )
