"""The pages about connected plugins."""

import flask
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, SubmitField

from mock_crm import integrations
from mock_crm.errors import InvalidInput
from mock_crm.models import Integration
from mock_crm.web.context import crm, db

blueprint = flask.Blueprint("integrations", __name__, url_prefix="/integrations")


class PluginForm(FlaskForm):
    """A plugin's settings."""

    name = StringField("Name", render_kw={"maxlength": integrations.MAX_NAME})
    passes_permission = BooleanField(
        "Pass permission with each contact", render_kw={"aria-describedby": "passes-permission-help"}
    )


class ConnectForm(PluginForm):
    """A plugin to connect."""

    submit = SubmitField("Connect")


class SettingsForm(PluginForm):
    """The settings of a plugin that is connected."""

    submit = SubmitField("Save")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the connected plugins."""
    return flask.render_template("integrations/index.html", plugins=integrations.connected(db()))


@blueprint.route("/connect", methods=["GET", "POST"])
def connect() -> ResponseReturnValue:
    """Show the form for a plugin, or connect it and show its key."""
    form = ConnectForm()
    if form.validate_on_submit():
        now = crm().clock.now()
        passes_permission = form.passes_permission.data
        try:
            plugin, key = integrations.connect(db(), form.name.data or "", passes_permission=passes_permission, now=now)
        except InvalidInput as error:
            form.name.errors = [str(error)]
        else:
            db().commit()
            return _show_key(plugin, key)
    return flask.render_template("integrations/connect.html", form=form), 400 if form.is_submitted() else 200


@blueprint.route("/<int:plugin_id>", methods=["GET", "POST"])
def show(plugin_id: int) -> ResponseReturnValue:
    """Show a plugin, or change its settings."""
    connected = integrations.get(db(), plugin_id)
    plugin = connected.plugin
    form = SettingsForm(obj=plugin)
    if form.validate_on_submit():
        try:
            integrations.change(db(), plugin, form.name.data or "", passes_permission=form.passes_permission.data)
        except InvalidInput as error:
            form.name.errors = [str(error)]
        else:
            db().commit()
            flask.flash("The settings are saved. They go for the contacts that the plugin adds from now on.", "success")
            return flask.redirect(flask.url_for(".show", plugin_id=plugin_id))
    page = flask.render_template("integrations/show.html", plugin=plugin, contacts=connected.contacts, form=form)
    return page, 400 if form.is_submitted() else 200


@blueprint.post("/<int:plugin_id>/replace-key")
def replace_key(plugin_id: int) -> ResponseReturnValue:
    """Give a plugin a new key and show it."""
    plugin = integrations.get(db(), plugin_id).plugin
    key = integrations.replace_key(plugin)
    db().commit()
    return _show_key(plugin, key)


@blueprint.post("/<int:plugin_id>/disconnect")
def disconnect(plugin_id: int) -> ResponseReturnValue:
    """Disconnect a plugin."""
    plugin = integrations.get(db(), plugin_id).plugin
    integrations.disconnect(db(), plugin)
    db().commit()
    flask.flash(f"“{plugin.name}” is disconnected; its key no longer works. Its contacts are still here.", "success")
    return flask.redirect(flask.url_for(".index"))


def _show_key(plugin: Integration, key: str) -> ResponseReturnValue:
    # Shown in the answer itself: behind a redirect, the key would have to be kept somewhere until the next request.
    page = flask.render_template("integrations/key.html", plugin=plugin, key=key)
    return page, {"Cache-Control": "no-store"}
