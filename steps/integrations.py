"""Plugins: how they are connected and set up, and what they add."""

from pytest_bdd import given, step, when

from steps.pages.integrations import IntegrationPage
from steps.parsing import sentence
from steps.people import People
from steps.plugin import Plugin

PERMISSION = "Ticked the box at the checkout"


@given("a plugin that passes permission")
def plugin_passes_permission(integration_page: IntegrationPage, plugin: Plugin) -> None:
    """A connected plugin that is set up to pass permission with each contact."""
    plugin.key = integration_page.connect(plugin.name, passes_permission=True)


@given("a plugin that does not pass permission")
def plugin_passes_no_permission(integration_page: IntegrationPage, plugin: Plugin) -> None:
    """A connected plugin that is not set up to pass permission."""
    plugin.key = integration_page.connect(plugin.name, passes_permission=False)


@step(sentence("the plugin adds {name:Name}, who gave permission"))
@given(sentence("the plugin added {name:Name}, who gave permission"))
def plugin_adds(plugin: Plugin, people: People, name: str) -> None:
    """A contact who gave permission where the plugin runs."""
    plugin.add(people[name], PERMISSION)


@when("the user sets up the plugin to pass permission")
def set_up_plugin(integration_page: IntegrationPage, plugin: Plugin) -> None:
    """The setting on the plugin's page."""
    integration_page.set_up(plugin.name, passes_permission=True)
