"""Open a page of the product, and say what to do if it does not open."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

SETTING = "url in [tool.prosecov] of pyproject.toml, or --base-url"
OPENING_SECONDS = 30.0
_FAILURE = re.compile(r"net::ERR_(\w+)")
_REASONS = {
    "CONNECTION_REFUSED": ("nothing answers there", "start the product"),
    "NAME_NOT_RESOLVED": ("no host has this name", "correct the address"),
    "CONNECTION_TIMED_OUT": ("it does not answer in time", "see whether it can be reached from here"),
    "CERT_AUTHORITY_INVALID": ("its certificate is not trusted", "use an address with http, or trust the certificate"),
    "SSL_PROTOCOL_ERROR": ("it does not speak https", "use an address with http"),
    "INVALID_AUTH_CREDENTIALS": ("it asks for a name and a password before any page", "set headers of sign-in"),
}


class SetUpFailed(Exception):
    """What a walk needs is not there. It says nothing of the article."""


def address_of(base_url: str | None) -> str:
    """Return the address of the product.

    Raises:
        SetUpFailed: There is none, or it is none that a browser can open.
    """
    if not base_url:
        raise SetUpFailed(f"the address of the product is not known; set {SETTING}")
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https", "file"} or not (parts.netloc or parts.path):
        raise SetUpFailed(f"{base_url!r} is no address of a product; begin it with http:// or https://, in {SETTING}")
    return base_url


def open_page(page: Page, url: str, patience: float) -> None:
    """Open a page of the product.

    Args:
        page: Where to open it.
        url: Its address.
        patience: How long a step waits, in seconds; a page may take `OPENING_SECONDS` even if that is longer.

    Raises:
        SetUpFailed: It does not open.
    """
    patience = max(patience, OPENING_SECONDS)
    try:
        # Some pages never finish loading; the steps wait for what they need.
        answer = page.goto(url, wait_until="domcontentloaded", timeout=1000 * patience)
    except PlaywrightTimeout:
        hint = "see whether it opens in a browser; if it is slow, raise patience in [tool.prosecov]"
        raise SetUpFailed(f"{url}: the page does not open within {patience:g} seconds; {hint}") from None
    except Error as error:
        found = _FAILURE.search(error.message)
        unknown = (error.message.splitlines()[0], "see whether it opens in a browser")
        reason, hint = _REASONS.get(found.group(1), unknown) if found else unknown
        raise SetUpFailed(f"{url}: the page does not open: {reason}; {hint}, or correct {SETTING}") from None
    if answer is not None and answer.status >= 400:
        hint = "see whether it opens in a browser, and whether it needs a sign-in"
        raise SetUpFailed(f"{url}: the product answers {f'{answer.status} {answer.status_text}'.strip()}; {hint}")
