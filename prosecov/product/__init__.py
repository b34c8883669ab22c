"""Connect articles to a product: find the browser, open the product, sign in, and put it into its first state.

A project loads it with ``pytest_plugins = ["prosecov.product"]`` in its ``conftest.py``. It brings the steps of
`prosecov.vocabulary`, and takes what it needs from ``[tool.prosecov]`` in ``pyproject.toml``. Each fixture can be
overridden. It needs the extra ``prosecov[browser]``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import pytest
from pytest_bdd import given, parsers

from prosecov.errors import missing_extra
from prosecov.product.browsers import MISSING, find_browser, launch_arguments
from prosecov.run_settings import settings_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Playwright, Route

try:
    from playwright.sync_api import Error, Page

    from prosecov.product.forms import asks_to_sign_in, sign_in
    from prosecov.product.process import reset, serving
    from prosecov.product.reaching import SetUpFailed, address_of, open_page
except ImportError as error:
    if message := missing_extra(error):
        raise pytest.UsageError(message) from None
    raise

pytest_plugins = ["prosecov.vocabulary"]

NOTICE = "prosecov_notice"
"""The user property by which a test says what its reader should know about the product."""


@pytest.fixture(scope="session")
def base_url(base_url: str | None, pytestconfig: pytest.Config) -> str | None:
    """Return the address of the product: that of ``--base-url``, else the setting ``url``."""
    return base_url or settings_of(pytestconfig).url or None


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browser_name: str, playwright: Playwright, pytestconfig: pytest.Config
) -> dict[str, Any]:
    """Return how the browser is started: Playwright's own build, or else the system's."""
    if browser_name != "chromium" or pytestconfig.getoption("browser_channel"):
        return browser_type_launch_args
    headless = browser_type_launch_args.get("headless", True)
    executable = find_browser(Path(playwright.chromium.executable_path), headless=headless)
    if executable is None:
        pytest.exit(MISSING, returncode=pytest.ExitCode.USAGE_ERROR)
    return {"executable_path": executable, "args": launch_arguments(), **browser_type_launch_args}


@pytest.fixture(scope="session")
def launch_browser(launch_browser: Callable[..., Browser]) -> Callable[..., Browser]:
    """Return a function that starts the browser, or ends the run with one line if it does not start."""

    def launch(**options: Any) -> Browser:
        try:
            return launch_browser(**options)
        except Error as error:
            lines = [line.strip(" ║╔╗╚╝═") for line in error.message.splitlines()]
            reason = next((line for line in lines[1:] if line), lines[0])
            hint = "run 'playwright install --with-deps chromium', or install Chromium with the packages of the system"
            pytest.exit(f"the browser does not start: {reason}; {hint}", returncode=pytest.ExitCode.USAGE_ERROR)

    return launch


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], pytestconfig: pytest.Config) -> dict[str, Any]:
    """Return the settings of browser contexts, with the cookies and the storage of the setting ``sign-in.state``."""
    name = settings_of(pytestconfig).sign_in.state
    path = pytestconfig.rootpath / name
    if name and not path.is_file():
        hint = "save it with 'playwright codegen --save-storage FILE URL', or correct state in [tool.prosecov.sign-in]"
        pytest.exit(f"{name}: no such file; {hint}", returncode=pytest.ExitCode.USAGE_ERROR)
    return {**browser_context_args, **({"storage_state": path} if name else {})}


@pytest.fixture
def context(
    context: BrowserContext, base_url: str | None, screen_patience: float, pytestconfig: pytest.Config
) -> BrowserContext:
    """Return a browser context that is as patient as the steps, and sends the headers of the setting ``sign-in``."""
    context.set_default_timeout(1000 * screen_patience)
    headers = {name: os.environ.get(value) for name, value in settings_of(pytestconfig).sign_in.headers.items()}
    if headers and base_url:
        parts = urlsplit(base_url)

        def add_headers(route: Route) -> None:
            given = {name: value for name, value in headers.items() if value is not None}
            route.continue_(headers={**route.request.headers, **given})

        # To other hosts they would give the secret away.
        context.route(f"{parts.scheme}://{parts.netloc}/**", add_headers)
    return context


@pytest.fixture(scope="session")
def product_server(base_url: str | None, pytestconfig: pytest.Config) -> Iterator[None]:
    """Serve the product with the command of the setting ``serve``, unless it is served already."""
    command = settings_of(pytestconfig).serve
    with serving(command, address_of(base_url), pytestconfig.rootpath) if command else nullcontext():
        yield


@pytest.fixture
def product_reset(pytestconfig: pytest.Config) -> None:
    """Put the product into its first state, with the command of the setting ``reset``; override it to do more."""
    if command := settings_of(pytestconfig).reset:
        reset(command, pytestconfig.rootpath)


@pytest.fixture
def page(
    product_server: None,  # noqa: ARG001 - it comes first
    product_reset: None,  # noqa: ARG001 - it comes next
    page: Page,
    base_url: str | None,
    screen_patience: float,
    pytestconfig: pytest.Config,
) -> Page:
    """Return the page on which the user works, signed in where the settings say how."""
    settings = settings_of(pytestconfig).sign_in
    missing = [variable for variable in settings.headers.values() if variable not in os.environ]
    if missing:
        raise SetUpFailed(f"the environment variable {missing[0]} is not set; set it to the value of the header")
    if settings.form:
        form = urljoin(address_of(base_url), settings.form)
        sign_in(page, form, settings, os.environ, screen_patience)
    return page


@given("the user is on the start page")
def open_start_page(page: Page, base_url: str | None, screen_patience: float, request: pytest.FixtureRequest) -> None:
    """Open the address of the product."""
    open_page(page, address_of(base_url), screen_patience)
    settings = settings_of(request.config).sign_in
    if asks_to_sign_in(page) and not (settings.form or settings.state or settings.headers):
        request.node.user_properties.append((NOTICE, f"{page.url} asks for a password, and no sign-in is set"))


@given(parsers.parse('the user is on the page "{address}"'))
def open_other_page(page: Page, address: str, base_url: str | None, screen_patience: float) -> None:
    """Open another page of the product, by its address relative to that of the product."""
    open_page(page, urljoin(address_of(base_url), address), screen_patience)
