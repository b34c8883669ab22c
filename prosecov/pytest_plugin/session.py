"""Which plugins take part in a run with ``--prosecov`` or ``--prosecov-steps``, in each of its processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from prosecov.pytest_plugin.collect import Collection
from prosecov.pytest_plugin.evidence import ScreenEvidence
from prosecov.pytest_plugin.handover import Worker, write_steps
from prosecov.pytest_plugin.lookup import StepLookup
from prosecov.pytest_plugin.record import Recorder
from prosecov.pytest_plugin.walks import Walks
from prosecov.run_settings import settings_of
from prosecov.settings import Screenshots

COLLECTION = pytest.StashKey[Collection]()
"""The key of what was collected, in the stash of the configuration."""


def pytest_configure(config: pytest.Config) -> None:
    """Register what this process needs.

    Raises:
        pytest.UsageError: The settings are wrong.
    """
    settings = settings_of(config)
    collection = config.stash[COLLECTION] = Collection()
    config.pluginmanager.register(collection, "prosecov-collection")
    config.pluginmanager.register(StepLookup(), "prosecov-lookup")
    if config.option.prosecov:
        record_runs(config, settings.screenshots)
    if hasattr(config, "workerinput"):
        config.pluginmanager.register(Worker(settings, collection), "prosecov-worker")
    elif not config.option.prosecov_steps:
        config.pluginmanager.import_plugin("prosecov.pytest_plugin.show")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the catalogue of steps, if that is asked for."""
    path, config = session.config.option.prosecov_steps, session.config
    if path and not hasattr(config, "workerinput"):
        write_steps(config.stash[COLLECTION], settings_of(config), Path(path))


def report_folder(config: pytest.Config) -> Path:
    """Return the folder for results and report."""
    chosen = config.option.prosecov_report
    return config.rootpath / chosen if chosen else settings_of(config).report_folder


def record_runs(config: pytest.Config, screenshots: Screenshots) -> None:
    """Register the recorder, unless it is registered already.

    Args:
        config: The configuration of the run.
        screenshots: Which steps get a screenshot unless the command line says something else.
    """
    if not config.pluginmanager.has_plugin("prosecov-recorder"):
        choice = Screenshots(config.option.prosecov_screenshots or screenshots)
        config.pluginmanager.register(Recorder(ScreenEvidence(report_folder(config), choice)), "prosecov-recorder")
        config.pluginmanager.register(Walks(), "prosecov-walks")
