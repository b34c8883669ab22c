"""What the process that `isolated` forks has loaded: what most commands of the tests need, and what takes long."""

import gc
from importlib import import_module

from _pytest.config import default_plugins

from prosecov.outputs.html.page import _template

for name in (
    "prosecov.cli.accept",
    "prosecov.cli.check",
    "prosecov.cli.derive",
    "prosecov.cli.merge",
    "prosecov.cli.report",
    "prosecov.cli.steps",
    "prosecov.pytest_plugin.cucumber",
    "prosecov.pytest_plugin.show",
    "pytest_base_url.plugin",
    "pytest_bdd.plugin",
    "pytest_playwright.pytest_playwright",
    "PIL.Image",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    *(f"_pytest.{plugin}" for plugin in default_plugins),
):
    import_module(name)
_template()
gc.collect()
# pytest collects garbage several times at its end, which would take most of its time here.
gc.freeze()
