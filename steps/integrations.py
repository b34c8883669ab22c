"""Steps for plugins: how they are connected and set up, and the contacts that they add."""

from pytest_bdd import given, when

from steps.pages.integrations import IntegrationPage
from steps.parsing import sentence
from steps.people import People
from steps.plugin_client import PluginClient

PERMISSION_NOTE = "Ticked the box at the checkout"


@given("a plugin that passes on permission")
def connect_with_permission(integration_page: IntegrationPage, plugin: PluginClient) -> None:
    """Connect a plugin that is set up to pass on permission with each contact."""
    plugin.key = integration_page.connect(plugin.name, passes_permission=True)


@given("a plugin that does not pass on permission")
def connect_without_permission(integration_page: IntegrationPage, plugin: PluginClient) -> None:
    """Connect a plugin that is not set up to pass on permission."""
    plugin.key = integration_page.connect(plugin.name, passes_permission=False)


@given(sentence("the plugin added {name:Name}, who gave permission"))
@when(sentence("the plugin adds {name:Name}, who gave permission"))
def add_contact(plugin: PluginClient, people: People, name: str) -> None:
    """Add a contact who gave permission to the owner of the plugin."""
    plugin.add(people[name], PERMISSION_NOTE)


@given("the user has set up the plugin to pass on permission")
def set_up_plugin(integration_page: IntegrationPage, plugin: PluginClient) -> None:
    """Change the setting of the plugin."""
    integration_page.change(plugin.name, passes_permission=True)
