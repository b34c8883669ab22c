"""Steps for plugins: how they are connected and set up, and the contacts that they add."""

from pytest_bdd import given, when

from steps.pages.desk import Desk
from steps.pages.integrations import IntegrationPage
from steps.parsing import sentence
from steps.people import People, address_for
from steps.plugin_client import PluginClient

PERMISSION_NOTE = "Ticked the box at the checkout"


@given("a plugin that passes on permission")
def connect_with_permission(desk: Desk, plugin: PluginClient) -> None:
    """Connect a plugin that is set up to pass on permission with each contact."""
    plugin.key = desk.connect_plugin(plugin.name, passes_permission=True)


@given("a plugin that does not pass on permission")
def connect_without_permission(desk: Desk, plugin: PluginClient) -> None:
    """Connect a plugin that is not set up to pass on permission."""
    plugin.key = desk.connect_plugin(plugin.name, passes_permission=False)


@given(sentence("the plugin added {name:Name}, who gave permission"))
@when(sentence("the plugin adds {name:Name}, who gave permission"))
def add_contact(plugin: PluginClient, people: People, name: str) -> None:
    """Add a contact who gave permission to the owner of the plugin."""
    plugin.add(people[name], dict.fromkeys(people[name].addresses, PERMISSION_NOTE))


@when("the plugin adds these contacts:")
def add_contacts(plugin: PluginClient, people: People, datatable: list[list[str]]) -> None:
    """Add contacts. The table says for which of their addresses they gave permission to the owner of the plugin."""
    header, *rows = datatable
    for name, *cells in rows:
        given = {label: cell == "permission" for label, cell in zip(header[1:], cells, strict=True) if cell}
        addresses = {label: address_for(name, f"{label.lower().replace(' ', '-')}.example.com") for label in given}
        notes = {label: PERMISSION_NOTE for label, is_given in given.items() if is_given}
        plugin.add(people.introduce(name, addresses), notes)


@given("the user has set up the plugin to pass on permission")
def set_up_plugin(integration_page: IntegrationPage, plugin: PluginClient) -> None:
    """Change the setting of the plugin."""
    integration_page.change(plugin.name, passes_permission=True)


@given("the user has set up the plugin not to pass on permission")
def set_up_plugin_wrongly(integration_page: IntegrationPage, plugin: PluginClient) -> None:
    """Change the setting of the plugin."""
    integration_page.change(plugin.name, passes_permission=False)
