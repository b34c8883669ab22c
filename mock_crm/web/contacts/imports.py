"""The CSV import: choose a file, check the preview, confirm, read the result."""

import flask
from flask.typing import ResponseReturnValue

from mock_crm.importing import uploads
from mock_crm.rules.email_status import Way
from mock_crm.web.contacts.forms import UploadForm
from mock_crm.web.context import crm, db, origin
from mock_crm.web.forms import form_page

blueprint = flask.Blueprint("imports", __name__, url_prefix="/contacts/import")

_PREVIEW_ROWS = 10


@blueprint.route("", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Choose a file, and say who in it gave permission."""
    form = UploadForm()
    if form.validate_on_submit():
        upload = uploads.keep(db(), form.csv_text, form.choice(), crm().clock.now())
        return flask.redirect(flask.url_for(".preview", upload_id=upload.id))
    return form_page("contacts/import.html", form)


@blueprint.get("/<upload_id>")
def preview(upload_id: str) -> ResponseReturnValue:
    """Show what an import is going to do."""
    upload = uploads.get(db(), upload_id)
    if upload.result is not None:
        return flask.redirect(flask.url_for(".result", upload_id=upload_id))
    parsed, plan = uploads.preview(upload)
    return flask.render_template(
        "contacts/import-preview.html", upload=upload, parsed=parsed, plan=plan, rows=plan.rows[:_PREVIEW_ROWS]
    )


@blueprint.post("/<upload_id>")
def confirm(upload_id: str) -> ResponseReturnValue:
    """Import the file."""
    uploads.confirm(db(), uploads.get(db(), upload_id), origin(Way.IMPORT))
    return flask.redirect(flask.url_for(".result", upload_id=upload_id))


@blueprint.post("/<upload_id>/cancel")
def cancel(upload_id: str) -> ResponseReturnValue:
    """Discard the file."""
    uploads.cancel(db(), uploads.get(db(), upload_id))
    flask.flash("Nothing was imported.", "info")
    return flask.redirect(flask.url_for(".index"))


@blueprint.get("/<upload_id>/result")
def result(upload_id: str) -> ResponseReturnValue:
    """Show what an import did."""
    upload = uploads.get(db(), upload_id)
    done = uploads.result(upload)
    if done is None:
        return flask.redirect(flask.url_for(".preview", upload_id=upload_id))
    return flask.render_template("contacts/import-result.html", upload=upload, result=done)
