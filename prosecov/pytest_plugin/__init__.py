"""The pytest plugin: ``pytest --prosecov`` gives every sentence of every article its verdict."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options; without ``--prosecov`` the plugin does nothing."""
    group = parser.getgroup("prosecov", "prose coverage: which sentences of an article the scenarios prove")
    group.addoption("--prosecov", action="store_true", help="give every sentence of every article its verdict")
    group.addoption(
        "--prosecov-report",
        metavar="FOLDER",
        help="where results go; the setting report of [tool.prosecov] if not given, else build/report",
    )
    group.addoption(
        "--prosecov-fail-under",
        type=float,
        metavar="PER CENT",
        help="the least coverage at which the run succeeds; the setting threshold if not given, else 100."
        " If given, it counts even if scenarios are left out with -k, -m, --lf and the like",
    )
    group.addoption(
        "--prosecov-append",
        action="store_true",
        help="keep what earlier runs found out about scenarios that do not run now and have not changed",
    )
    group.addoption(
        "--prosecov-screenshots",
        choices=("quoted", "all", "failures", "off"),
        help="which steps get a picture: those that a report shows for a quotation, all, those that fail, or none;"
        " the setting screenshots if not given, else quoted",
    )
    group.addoption(
        "--prosecov-single-file",
        action="store_true",
        help="embed pictures, style and script in the page of the report, so that it can be sent as one file",
    )
    group.addoption("--prosecov-steps", metavar="FILE", help="write the catalogue of steps after collecting")
    group.addoption(
        "--cucumber-messages",
        metavar="FILE",
        help="write what became of the scenarios as Cucumber Messages (ndjson); works without --prosecov as well",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Take part in the run, where that is asked for."""
    config.addinivalue_line("markers", "advisory: nothing shows what is quoted here; the description says why")
    config.addinivalue_line("markers", "reviewed(day): a person has checked what is quoted here")
    if config.option.prosecov or config.option.prosecov_steps:
        from prosecov.pytest_plugin.session import register  # noqa: PLC0415 - a run without --prosecov is not to pay for it

        register(config)
    if config.option.cucumber_messages:
        from prosecov.pytest_plugin.cucumber import register as register_messages  # noqa: PLC0415 - likewise

        register_messages(config)


@pytest.hookimpl(optionalhook=True)
def pytest_bdd_apply_tag(tag: str, function: Callable[..., Any]) -> bool | None:
    """Make ``@reviewed(2026-01-31)`` the mark ``reviewed``; as a name of a mark it would be unknown."""
    name, bracket, day = tag.partition("(")
    if name != "reviewed" or not bracket:
        return None
    pytest.mark.reviewed(day.removesuffix(")"))(function)
    return True
