"""The Email Engagement Tracker: search contacts by email status and select them for bulk actions."""

import flask
from flask.typing import ResponseReturnValue

from mock_crm.campaigns import sequences
from mock_crm.contacts import bulk
from mock_crm.reports import tracker
from mock_crm.reports.tracker import Criteria
from mock_crm.rules.errors import NotFound
from mock_crm.web.context import crm, db
from mock_crm.web.paging import page_of
from mock_crm.web.reports.forms import TrackerForm, choices

blueprint = flask.Blueprint("engagement_tracker", __name__, url_prefix="/reports/email-engagement-tracker")

_SEARCH = "tracker_search"


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the filters and, if a search was run, its results."""
    search_id = flask.session.get(_SEARCH)
    if search_id is not None:
        try:
            return _page(_form(tracker.get(db(), search_id)), search_id)
        except NotFound:
            flask.session.pop(_SEARCH)
    return _page(_form(Criteria()))


@blueprint.post("/search")
def search() -> ResponseReturnValue:
    """Run a search and keep its results."""
    form = _form(None)
    if not form.validate():
        return _page(form), 400
    criteria = Criteria(form.status.data, (form.text.data or "").strip(), form.source.data, form.engaged.data)
    flask.session[_SEARCH] = tracker.run(db(), criteria, crm().clock.now())
    flask.session.permanent = True
    return flask.redirect(flask.url_for(".index"))


@blueprint.post("/new-search")
def new_search() -> ResponseReturnValue:
    """Discard the search, so that all filter fields have their default values."""
    flask.session.pop(_SEARCH, None)
    return flask.redirect(flask.url_for(".index"))


def _form(criteria: Criteria | None) -> TrackerForm:
    form = TrackerForm(obj=criteria)
    names = tracker.sources(db())
    if criteria is not None and criteria.source and criteria.source not in names:
        names.append(criteria.source)
    form.source.choices = choices("Any source", names)
    return form


def _page(form: TrackerForm, search_id: str | None = None) -> str:
    return flask.render_template(
        "reports/email-engagement-tracker.html",
        form=form,
        search_id=search_id,
        page=page_of(db(), tracker.results(search_id)) if search_id else None,
        tags=bulk.tags(db()),
        sequences=sequences.by_name(db()),
    )
