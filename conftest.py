"""Joins the features, the steps and the CRM: each worker gets a CRM and a browser, each scenario fresh data."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext, BrowserContext, Page, Playwright

from mock_crm import faults, server
from mock_crm.storage.database import open_database
from prosecov.product import browsers
from steps.controls import TestControls
from steps.pages.account import SignInPage

pytest_plugins = [
    "steps.fixtures",
    "steps.contacts",
    "steps.email_statuses",
    "steps.consent_history",
    "steps.opt_in_and_out",
    "steps.tracker",
    "steps.bulk_actions",
    "steps.messages",
    "steps.integrations",
    "steps.importing",
    "steps.recipients",
    "steps.navigation",
    "prosecov.vocabulary",
]

OUTPUT = "build/test-results"
PATIENCE_MS = 10_000
USERS_PAGE = pytest.StashKey[Page]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--crm-url",
        action="append",
        default=[],
        metavar="URL",
        help="run the features against this CRM, started with 'python -m mock_crm serve --test-controls', and not"
        " against one of their own; give it once for each worker. MOCK_CRM_PASSWORD is its password, if it has one",
    )
    parser.addoption(
        "--crm-fault",
        action="append",
        default=[],
        metavar="NAME",
        help="break the CRM of the features in this way; 'python -m mock_crm faults' lists all; may be repeated",
    )
    parser.addoption(
        "--crm-time",
        metavar="MOMENT",
        help="stop the CRM's clock at this moment in every scenario, as in 2026-03-02T09:30:00Z",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(KeptOnFailure())
    # pytest-playwright empties its output folder once for each worker: in one that they share, a worker that
    # starts late would delete what the others have written.
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker and config.option.output == OUTPUT:
        config.option.output = f"{OUTPUT}/{worker}"
    try:
        for name in config.option.crm_fault:
            faults.named(name)
    except faults.UnknownFault as error:
        raise pytest.UsageError(f"--crm-fault: {error}") from error
    urls, workers = config.option.crm_url, getattr(config.option, "numprocesses", None) or 1
    if urls and not worker and len(urls) < workers:
        message = f"{workers} workers would empty each other's CRM; give --crm-url {workers} times, or use -n 0"
        raise pytest.UsageError(message)
    if urls and config.option.crm_fault:
        raise pytest.UsageError("--crm-fault breaks the CRM of the features; start the one of --crm-url with --fault")


@pytest.fixture(scope="session")
def base_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the CRM that this worker tests."""
    if urls := request.config.option.crm_url:
        yield urls[int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))].rstrip("/")
        return
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('crm') / 'crm.sqlite'}")
    with (
        faults.applied(*request.config.option.crm_fault),
        server.start({"ENGINE": engine, "TEST_CONTROLS": True}) as running,
    ):
        yield running.url
    engine.dispose()


@pytest.fixture(scope="session")
def crm_password() -> str | None:
    """Return the password of the CRM under test, or None where it needs none."""
    return os.environ.get("MOCK_CRM_PASSWORD")


@pytest.fixture(scope="session")
def crm_request(playwright: Playwright, base_url: str, crm_password: str | None) -> Iterator[APIRequestContext]:
    """Yield an HTTP client for the CRM under test."""
    headers = {"Authorization": f"Bearer {crm_password}"} if crm_password else {}
    context = playwright.request.new_context(base_url=base_url, extra_http_headers=headers)
    yield context
    context.dispose()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], playwright: Playwright) -> dict[str, Any]:
    """Return how the browser is started: Playwright's own build, or else the system's."""
    executable = browsers.find_browser(Path(playwright.chromium.executable_path))
    if executable is None:
        pytest.exit(browsers.MISSING, returncode=2)
    return {**browser_type_launch_args, "executable_path": executable, "args": browsers.launch_arguments()}


@pytest.fixture
def context(context: BrowserContext, request: pytest.FixtureRequest, output_path: str) -> Iterator[BrowserContext]:
    """Yield a fresh browser context that waits long enough for a busy machine, and leaves a trace if the test fails.

    pytest-playwright can trace as well, but always films the screen, which nearly doubles the time of a scenario.
    """
    context.set_default_timeout(PATIENCE_MS)
    context.tracing.start(snapshots=True, title=request.node.name)
    yield context
    called = getattr(request.node, "rep_call", None)
    if called is None or called.failed:
        trace = Path(output_path, "trace.zip")
        context.tracing.stop(path=trace)
        request.node.user_properties.append(("playwright_trace", os.path.relpath(trace)))
    else:
        context.tracing.stop()


@pytest.fixture(scope="session")
def screen_patience() -> float:
    """Return for how many seconds a step of a walkthrough waits, which is as long as any other step does."""
    return PATIENCE_MS / 1000


@pytest.fixture
def page(page: Page, request: pytest.FixtureRequest, crm_password: str | None) -> Page:
    """Return the page on which the user works, signed in where the CRM asks for it."""
    request.node.stash[USERS_PAGE] = page
    if crm_password:
        SignInPage(page).sign_in("Ada", crm_password)
    return page


def pytest_bdd_before_scenario(request: pytest.FixtureRequest) -> None:
    controls: TestControls = request.getfixturevalue("controls")
    controls.reset()
    if moment := request.config.option.crm_time:
        controls.stop_clock(moment)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    page = item.stash.get(USERS_PAGE, None)
    if report.when == "call" and report.failed and page is not None:
        item.user_properties.append(("page", page.url))
    return report


class KeptOnFailure:
    """Names what a failed scenario left behind: the page's address, the screenshot and the trace."""

    def __init__(self) -> None:
        self._kept: dict[str, list[tuple[str, object]]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        # pytest-playwright names its files when the test is torn down.
        if report.when == "teardown":
            kept = [(name, value) for name, value in report.user_properties if name.startswith(("page", "playwright_"))]
            if kept:
                self._kept[report.nodeid] = kept

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._kept:
            terminalreporter.section("what failed scenarios left")
        for nodeid, kept in self._kept.items():
            terminalreporter.line(nodeid)
            for name, value in kept:
                terminalreporter.line(f"  {name.removeprefix('playwright_')}: {value}")
