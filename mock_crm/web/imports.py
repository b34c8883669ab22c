"""Importing contacts from a CSV file: choose it, look at the preview, confirm, read the result."""

import io

import flask
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, StringField, SubmitField
from wtforms.fields import SelectChoice

from mock_crm import uploads
from mock_crm.errors import InvalidInput
from mock_crm.importing import PermissionChoice, PermissionFrom
from mock_crm.rules import Way
from mock_crm.web.context import crm, db, origin

blueprint = flask.Blueprint("imports", __name__)

_PREVIEW_ROWS = 10


class UploadForm(FlaskForm):
    """A CSV file, and who in it gave permission."""

    file = FileField("CSV file", [FileRequired("Choose a CSV file.")], render_kw={"accept": ".csv,.tsv,.txt,text/csv"})
    permission = RadioField(
        "Permission",
        choices=[
            SelectChoice(PermissionFrom.NOBODY.value, "No permission"),
            SelectChoice(PermissionFrom.EVERYBODY.value, "All of these people gave permission"),
            SelectChoice(PermissionFrom.COLUMN.value, "A column of the file says so"),
        ],
        default=PermissionFrom.NOBODY.value,
    )
    permission_reason = StringField("How permission was given")
    submit = SubmitField("Preview")


@blueprint.route("/contacts/import", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Choose a file and say who in it gave permission."""
    form = UploadForm()
    if form.validate_on_submit():
        choice = PermissionChoice(PermissionFrom(form.permission.data), form.permission_reason.data or "")
        upload = form.file.data
        try:
            kept = uploads.keep(db(), upload.filename, upload.read(), choice, crm().clock.now())
        except InvalidInput as error:
            form[error.field].errors = [str(error)]
        else:
            db().commit()
            return flask.redirect(flask.url_for("imports.preview", upload_id=kept.id))
    return flask.render_template("contacts/import.html", form=form), 400 if form.errors else 200


@blueprint.get("/contacts/import/<upload_id>")
def preview(upload_id: str) -> ResponseReturnValue:
    """Show what an import is going to do."""
    upload = uploads.get(db(), upload_id)
    if upload.result is not None:
        return flask.redirect(flask.url_for("imports.result", upload_id=upload_id))
    parsed, plan = uploads.preview(upload)
    return flask.render_template(
        "contacts/import-preview.html", upload=upload, parsed=parsed, plan=plan, rows=plan.rows[:_PREVIEW_ROWS]
    )


@blueprint.post("/contacts/import/<upload_id>")
def confirm(upload_id: str) -> ResponseReturnValue:
    """Import the file."""
    uploads.confirm(db(), uploads.get(db(), upload_id), origin(Way.IMPORT))
    db().commit()
    return flask.redirect(flask.url_for("imports.result", upload_id=upload_id))


@blueprint.post("/contacts/import/<upload_id>/cancel")
def cancel(upload_id: str) -> ResponseReturnValue:
    """Forget the file."""
    uploads.cancel(db(), uploads.get(db(), upload_id))
    db().commit()
    flask.flash("Nothing was imported.", "info")
    return flask.redirect(flask.url_for("imports.index"))


@blueprint.get("/contacts/import/<upload_id>/result")
def result(upload_id: str) -> ResponseReturnValue:
    """Show what an import did."""
    upload = uploads.get(db(), upload_id)
    done = uploads.result(upload)
    if done is None:
        return flask.redirect(flask.url_for("imports.preview", upload_id=upload_id))
    return flask.render_template("contacts/import-result.html", upload=upload, result=done)


@blueprint.get("/contacts/import/<upload_id>/problems.csv")
def problems(upload_id: str) -> ResponseReturnValue:
    """Download the rows that cannot be imported, each with its problem."""
    text = uploads.problems_csv(uploads.get(db(), upload_id))
    # Spreadsheets take a CSV file for UTF-8 only if it begins with the mark.
    data = io.BytesIO(text.encode("utf-8-sig"))
    return flask.send_file(data, "text/csv", as_attachment=True, download_name="rows-not-imported.csv")
