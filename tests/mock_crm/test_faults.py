"""The faults: each contradicts sentences of the articles, breaks the CRM without stopping it, and is undone."""

import json
import os
import signal
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import flask
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import Engine

from mock_crm import faults, server
from mock_crm.cli import main
from mock_crm.clock import AdjustableClock
from mock_crm.faults import Severity
from mock_crm.faults.seams import SeamMoved, Seams
from prosecov.articles import read_article
from prosecov.articles.matching import ArticleIndex, Found
from tests.mock_crm.conftest import NOW, Shared
from tests.mock_crm.fault_walk import walk
from tests.mock_crm.test_cli import serve

ARTICLES = sorted((Path(__file__).parents[2] / "articles").glob("*.md"))
TRACKER = "/reports/email-engagement-tracker"
SEEDS = [
    {
        "given_name": "Ana",
        "family_name": "Ruiz",
        "emails": [
            {"field": 1, "address": "ana@example.com", "status": "Non-Marketable"},
            {"field": 2, "address": "family@example.com", "status": "Unsubscribed"},
            {"field": 3, "address": "ana@example.org", "status": "Confirmed"},
        ],
    },
    {"given_name": "Ben", "emails": [{"field": 1, "address": "family@example.com", "status": "Unsubscribed"}]},
]

WALKED = list(faults.FAULTS)[:: 1 if os.environ.get("NIGHTLY") else 8]
"""Faults that are walked: every eighth one, as all of them take more than a minute; all with NIGHTLY set."""


@pytest.fixture(scope="module")
def articles() -> list[ArticleIndex]:
    return [ArticleIndex(read_article(path)) for path in ARTICLES]


@pytest.fixture
def anyone(engine: Engine, clock: AdjustableClock) -> dict[str, object]:
    """Return the configuration of a CRM with Ana and Ben."""
    return config_of(engine, clock)


def config_of(engine: Engine, clock: AdjustableClock) -> dict[str, object]:
    return {"ENGINE": engine, "CLOCK": clock, "TEST_CONTROLS": True, "TESTING": True, "WTF_CSRF_ENABLED": False}


def client_of(app: flask.Flask) -> FlaskClient:
    client = app.test_client()
    assert client.post("/test-controls/contacts", json=SEEDS).status_code == 201
    return client


def test_most_of_the_faults_are_subtle() -> None:
    severities = [fault.severity for fault in faults.FAULTS.values()]
    assert severities.count(Severity.SUBTLE) > severities.count(Severity.PLAIN) > 20


@pytest.mark.parametrize("name", faults.FAULTS)
def test_what_a_fault_contradicts_is_quoted_from_an_article(name: str, articles: list[ArticleIndex]) -> None:
    fault = faults.named(name)
    assert fault.breaks.endswith(".")
    assert fault.contradicts
    for quotation in fault.contradicts:
        places = [index.find(quotation) for index in articles]
        assert sum(isinstance(place, Found) for place in places) == 1, quotation


@pytest.fixture(scope="module")
def unbroken(shared: Shared) -> Callable[[str], list[str]]:
    """Return what a walk through the CRM without a fault shows."""

    @cache
    def seen(module: str) -> list[str]:
        shared.clock.stop_at(NOW)
        return walk(server.create_app(config_of(shared.restore(shared.empty), shared.clock)), module)

    return seen


@pytest.mark.parametrize("name", WALKED)
def test_a_fault_shows_without_an_error_and_is_undone(
    name: str, shared: Shared, unbroken: Callable[[str], list[str]]
) -> None:
    module = faults.named(name).apply.__module__.rpartition(".")[2]
    whole, before = unbroken(module), parts()
    shared.clock.stop_at(NOW)
    with faults.applied(name):
        assert parts() != before
        broken = walk(server.create_app(config_of(shared.restore(shared.empty), shared.clock)), module)
    assert parts() == before
    assert broken != whole


def parts() -> dict[tuple[str, str], int]:
    """Return the identity of each function and value of the CRM's modules."""
    return {
        (name, part): id(value)
        for name, module in list(sys.modules.items())
        if name.startswith("mock_crm")
        for part, value in vars(module).items()
    }


def test_templates_scripts_and_views_of_the_application_are_replaced(anyone: dict[str, object]) -> None:
    with faults.applied("new-search-is-called-reset", "dialog-stays-drawn", "new-search-keeps-the-results"):
        client = client_of(server.create_app(anyone))
    client.post(f"{TRACKER}/search", data={"status": "", "text": "", "source": "", "engaged": "Any time"})
    client.post(f"{TRACKER}/new-search")
    shown = client.get(TRACKER).text
    assert ">Reset</button>" in shown
    assert "Search results" in shown
    assert "picture.show()" in client.get("/static/engagement-tracker/main.js").text
    with client.get("/static/crm.css") as unchanged:
        assert unchanged.status_code == 200


def test_a_part_that_is_not_there_any_more_is_named(anyone: dict[str, object]) -> None:
    with Seams() as seams:
        seams.template("home.html", "Nowhere", "")
        with pytest.raises(SeamMoved, match=r"home\.html: there is no “Nowhere” to replace"):
            server.create_app(anyone)


def test_a_broken_crm_says_so_when_it_is_served(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'crm.sqlite'}"
    served = serve(
        signal.SIGTERM, [], "--db", url, "--fault", "one-click-is-ignored", "--fault", "held-message-is-lost"
    )
    assert (
        "broken on purpose: one-click-is-ignored: Unsubscribing with one click in the mail program has no effect.\n"
    ) in served.output
    assert "broken on purpose: held-message-is-lost: A message" in served.output


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.output


def test_the_faults_are_listed_for_people_and_for_tools() -> None:
    status, text = run("faults")
    assert status == 0
    assert (
        "bulk-action-skips-email-3 (subtle)\n"
        "  The bulk action changes nothing in Email 3, although this field was selected.\n"
        "  > select the email fields that you want to update\n"
    ) in text
    status, text = run("faults", "--json")
    listed = json.loads(text)
    assert [fault["name"] for fault in listed] == list(faults.FAULTS)
    assert set(listed[0]) == {"name", "class", "breaks", "contradicts"}


def test_an_unknown_fault_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    status, text = run("serve", "--db", f"sqlite:///{tmp_path / 'crm.sqlite'}", "--fault", "bulk-action-skips-email-2")
    assert status == 2
    assert text == (
        "there is no fault “bulk-action-skips-email-2”; the nearest is bulk-action-skips-email-3,"
        " and 'mock_crm faults' lists them all\n"
    )
    assert not (tmp_path / "crm.sqlite").exists()
