"""The Integrations pages: connected plugins, their settings and keys."""

import flask
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, StringField, SubmitField

from mock_crm.integrations import plugins
from mock_crm.rules.validation import MAX_NAME
from mock_crm.storage.models import Integration
from mock_crm.web.context import crm, db
from mock_crm.web.forms import CrmForm, form_page

blueprint = flask.Blueprint("integrations", __name__, url_prefix="/integrations")


class ConnectForm(CrmForm):
    """The settings of a new plugin."""

    name = StringField("Name", render_kw={"maxlength": MAX_NAME})
    passes_permission = BooleanField(
        "Pass permission with each contact", render_kw={"aria-describedby": "passes-permission-help"}
    )
    submit = SubmitField("Connect")

    plugin: Integration | None = None

    def check(self) -> None:
        """Check the name."""
        plugins.checked_name(db(), self.name.data or "", self.plugin)


class SettingsForm(ConnectForm):
    """The settings of a connected plugin."""

    submit = SubmitField("Save")

    def __init__(self, plugin: Integration) -> None:
        super().__init__(obj=plugin)
        self.plugin = plugin


@blueprint.get("")
def index() -> ResponseReturnValue:
    """List the connected plugins."""
    return flask.render_template("integrations/index.html", plugins=plugins.connected(db()))


@blueprint.route("/connect", methods=["GET", "POST"])
def connect() -> ResponseReturnValue:
    """Connect a plugin and show its key."""
    form = ConnectForm()
    if form.validate_on_submit():
        passes = form.passes_permission.data
        plugin, key = plugins.connect(db(), form.name.data or "", passes_permission=passes, now=crm().clock.now())
        page = flask.render_template("integrations/key.html", plugin=plugin, key=key)
        # Not after a redirect: the key would have to be stored until the next request.
        return page, {"Cache-Control": "no-store"}
    return form_page("integrations/connect.html", form)


@blueprint.route("/<int:plugin_id>", methods=["GET", "POST"])
def show(plugin_id: int) -> ResponseReturnValue:
    """Show a plugin, or change its settings."""
    connected = plugins.get(db(), plugin_id)
    form = SettingsForm(connected.plugin)
    if form.validate_on_submit():
        passes = form.passes_permission.data
        plugins.change(db(), connected.plugin, form.name.data or "", passes_permission=passes)
        flask.flash("The settings are saved. They apply to contacts that the plugin adds from now on.", "success")
        return flask.redirect(flask.url_for(".show", plugin_id=plugin_id))
    return form_page("integrations/show.html", form, plugin=connected.plugin, contacts=connected.contacts)


@blueprint.post("/<int:plugin_id>/disconnect")
def disconnect(plugin_id: int) -> ResponseReturnValue:
    """Disconnect a plugin."""
    plugin = plugins.get(db(), plugin_id).plugin
    plugins.disconnect(db(), plugin)
    flask.flash(f"“{plugin.name}” is disconnected; its key no longer works. Its contacts are still here.", "success")
    return flask.redirect(flask.url_for(".index"))
