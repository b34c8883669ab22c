"""The pytest plugin: its options, and the plugins that take part in a run with ``--prosecov``."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

import pytest

from prosecov.errors import missing_extra


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options; without ``--prosecov`` the plugin does nothing."""
    group = parser.getgroup("prosecov", "prose coverage: which sentences of an article the scenarios prove")
    group.addoption("--prosecov", action="store_true", help="give every sentence of every article its verdict")
    group.addoption(
        "--prosecov-report",
        metavar="FOLDER",
        help="folder for results and report (default: the setting report of [tool.prosecov], else build/report)",
    )
    group.addoption(
        "--prosecov-fail-under",
        type=float,
        metavar="PER CENT",
        help="least coverage with which the run succeeds (default: the setting threshold, else 100)."
        " With this option coverage counts even if -k, -m, --lf or the like leave scenarios out",
    )
    group.addoption(
        "--prosecov-append",
        action="store_true",
        help="keep the results of earlier runs for scenarios that do not run now and have not changed",
    )
    group.addoption(
        "--prosecov-screenshots",
        choices=("quoted", "all", "failures", "off"),
        help="which steps get a screenshot: those that the report shows for a quotation, all, those that fail, or none"
        " (default: the setting screenshots, else quoted)",
    )
    group.addoption(
        "--prosecov-single-file",
        action="store_true",
        help="embed screenshots, style and script in the page of the report",
    )
    group.addoption("--prosecov-steps", metavar="FILE", help="write the catalogue of steps after collecting")
    group.addoption(
        "--cucumber-messages",
        metavar="FILE",
        help="write the results of the scenarios as Cucumber Messages (ndjson); works without --prosecov as well",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None]:
    """Say in one line what to install if a conftest.py loads a part of prosecov whose extra is missing."""
    try:
        yield
    except Exception as error:
        message = missing_extra(error)
        if message and "prosecov." in str(error):
            raise pytest.UsageError(message) from None
        raise


def pytest_configure(config: pytest.Config) -> None:
    """Register the marks, and load what the options ask for."""
    config.addinivalue_line("markers", "advisory: no test can show what is quoted here; the description says why")
    config.addinivalue_line("markers", "proves-feature: it judges what its Feature quotes")
    config.addinivalue_line("markers", "reviewed(day): a person has checked what is quoted here")
    if config.option.prosecov or config.option.prosecov_steps:
        _load(config, "prosecov.pytest_plugin.session")
    if config.option.cucumber_messages:
        _load(config, "prosecov.pytest_plugin.cucumber")


def _load(config: pytest.Config, name: str) -> None:
    try:
        config.pluginmanager.import_plugin(name)
    except Exception as error:
        message = missing_extra(error)
        if message:
            raise pytest.UsageError(message) from None
        raise


@pytest.hookimpl(optionalhook=True)
def pytest_bdd_apply_tag(tag: str, function: Callable[..., Any]) -> bool | None:
    """Make ``@reviewed(2026-01-31)`` the mark ``reviewed``; as the name of a mark it would be unknown."""
    name, bracket, day = tag.partition("(")
    if name != "reviewed" or not bracket:
        return None
    pytest.mark.reviewed(day.removesuffix(")"))(function)
    return True
