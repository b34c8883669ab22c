"""The fixtures that connect a project to its product: each of them says what to do when it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from prosecov.product import browsers, forms, reaching
from prosecov.product.forms import asks_to_sign_in, sign_in
from prosecov.product.reaching import SetUpFailed, address_of, open_page
from prosecov.settings import SignInSettings
from tests.prosecov.product_site import serve

ADA = {"PROSECOV_NAME": "ada", "PROSECOV_PASSWORD": "sesame"}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve() as url:
        yield url


@pytest.mark.parametrize("form", ["/login", "/", "/in-two"])
def test_a_form_is_filled_in_and_submitted(page: Page, site: str, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "SLOWEST_SECONDS", 0)
    sign_in(page, f"{site}{form}", SignInSettings(form=form), ADA, 1.5)
    expect(page.get_by_role("heading", name="Seeds", exact=True)).to_be_visible()
    assert not asks_to_sign_in(page)


@pytest.mark.parametrize(
    ("path", "environment", "message"),
    [
        ("/login", ADA | {"PROSECOV_PASSWORD": "x"}, '/login: sign-in failed: .*says "Name or password are wrong."'),
        (
            "/login",
            {"PROSECOV_NAME": "ada"},
            "the environment variable PROSECOV_PASSWORD is not set; set it to the",
        ),
        ("/login", {"PROSECOV_PASSWORD": "x"}, "the environment variable PROSECOV_NAME is not set; set it to the name"),
        ("/plain", ADA, "/plain: no form to sign in here, .*; correct form in .tool.prosecov.sign-in., or remove it"),
        ("/gone", ADA, "/gone: the product answers 404 Not Found; see whether it opens in a browser"),
    ],
)
def test_a_sign_in_that_fails_says_why(
    page: Page, site: str, path: str, environment: dict[str, str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "SLOWEST_SECONDS", 0)
    with pytest.raises(SetUpFailed, match=message):
        sign_in(page, f"{site}{path}", SignInSettings(form=path), environment, 0.5)


def test_a_page_that_never_finishes_loading_opens(page: Page, site: str) -> None:
    open_page(page, f"{site}/hangs", 1)
    expect(page.get_by_role("button", name="Sow", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("{site}/never", "/never: the page does not open within 0.3 seconds; .* raise patience in .tool.prosecov."),
        ("http://127.0.0.1:61/", "nothing answers there; start the product, or correct url in .tool.prosecov."),
        ("http://no-such-host.invalid/", "no host has this name; correct the address, or correct url"),
        ("{site_ssl}/", "it does not speak https; use an address with http"),
    ],
    ids=["silent", "refused", "unknown", "no https"],
)
def test_a_page_that_does_not_open_says_why(
    page: Page, site: str, url: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaching, "OPENING_SECONDS", 0)
    patience = 0.3 if "never" in url else 5
    with pytest.raises(SetUpFailed, match=message):
        open_page(page, url.format(site=site, site_ssl=site.replace("http:", "https:")), patience)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        (None, r"the address of the product is not known; set url in \[tool.prosecov\] of pyproject.toml, or --base"),
        ("localhost:8000", "'localhost:8000' is no address of a product; begin it with http:// or https://"),
    ],
)
def test_an_address_that_is_none_says_what_to_set(url: str | None, message: str) -> None:
    with pytest.raises(SetUpFailed, match=message):
        address_of(url)


def _installed(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o755)
    return paths


def test_the_browser_of_playwright_comes_before_that_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    own = tmp_path / "ms/chromium-2/linux/chrome"
    assert browsers.find_browser(own) is None
    shell_of_system, chromium = _installed(tmp_path / "bin", "chromium-headless-shell", "chromium")
    assert browsers.find_browser(own) == shell_of_system
    assert browsers.find_browser(own, headless=False) == chromium
    _installed(tmp_path, "ms/chromium-2/linux/chrome")
    assert browsers.find_browser(own) == own
    [shell] = _installed(tmp_path, "ms/chromium_headless_shell-2/linux/headless_shell")
    assert browsers.find_browser(own) == shell
    assert browsers.find_browser(own, headless=False) == own
