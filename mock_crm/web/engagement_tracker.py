"""The Email Engagement Tracker: find contacts by email status, and act on all that were found."""

from collections.abc import Iterable

import flask
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import SelectField, StringField, SubmitField
from wtforms.validators import Length, Optional

from mock_crm import engagement
from mock_crm.engagement import Criteria, LastEngagement
from mock_crm.errors import NotFound
from mock_crm.models import Sequence, Tag
from mock_crm.rules import EmailStatus
from mock_crm.web.context import crm, db
from mock_crm.web.paging import page_of

blueprint = flask.Blueprint("engagement_tracker", __name__, url_prefix="/reports/email-engagement-tracker")

_REMEMBERED = "tracker_search"


def _choices(default: str, values: Iterable[str]) -> dict[str, str]:
    return {"": default, **{value: value for value in values}}


class FilterForm(FlaskForm):
    """The filter fields."""

    status = SelectField("Email status", choices=_choices("Any status", [status.value for status in EmailStatus]))
    text = StringField("Address or name contains", [Optional(), Length(max=200)])
    source = SelectField("Source")
    engaged = SelectField("Last engagement", choices={value.value: value.value for value in LastEngagement})
    submit = SubmitField("Search")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the filters and, while a search is remembered, its results."""
    search_id = flask.session.get(_REMEMBERED)
    criteria = _remembered(search_id)
    if criteria is None:
        return _page(_form(Criteria()))
    return _page(_form(criteria), search_id)


@blueprint.post("/search")
def search() -> ResponseReturnValue:
    """Run a search and remember it."""
    form = _form(None)
    if not form.validate():
        return _page(form), 400
    criteria = Criteria(form.status.data, (form.text.data or "").strip(), form.source.data, form.engaged.data)
    flask.session[_REMEMBERED] = engagement.run(db(), criteria, crm().clock.now())
    flask.session.permanent = True
    db().commit()
    return flask.redirect(flask.url_for(".index"))


@blueprint.post("/new-search")
def new_search() -> ResponseReturnValue:
    """Forget the search: all filter fields are back to their defaults."""
    flask.session.pop(_REMEMBERED, None)
    return flask.redirect(flask.url_for(".index"))


def _remembered(search_id: str | None) -> Criteria | None:
    if search_id is None:
        return None
    try:
        return engagement.get(db(), search_id)
    except NotFound:
        flask.session.pop(_REMEMBERED)
        return None


def _form(criteria: Criteria | None) -> FilterForm:
    form = FilterForm(obj=criteria)
    names = engagement.sources(db())
    if criteria is not None and criteria.source and criteria.source not in names:
        names.append(criteria.source)
    form.source.choices = _choices("Any source", names)
    return form


def _page(form: FilterForm, search_id: str | None = None) -> str:
    return flask.render_template(
        "reports/email-engagement-tracker.html",
        form=form,
        search_id=search_id,
        page=page_of(db(), engagement.results(search_id)) if search_id else None,
        tags=db().scalars(select(Tag).order_by(Tag.name)).all(),
        sequences=db().scalars(select(Sequence).order_by(Sequence.name)).all(),
    )
