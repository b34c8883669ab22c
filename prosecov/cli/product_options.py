"""The options with which commands are told where a product is and how to sign in to it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

import click

from prosecov.errors import InputError
from prosecov.settings import SignInSettings

_F = TypeVar("_F", bound=Callable[..., Any])
_PORTS = {"http": 80, "https": 443}
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


def sign_in_options(command: _F) -> _F:
    """Add the options that say how to sign in."""
    options = (
        click.option(
            "--form",
            metavar="ADDRESS",
            help="Sign in through the form on this page, as in /login, with PROSECOV_NAME and PROSECOV_PASSWORD of the"
            " environment.",
        ),
        click.option(
            "--state", metavar="FILE", help="Begin with these cookies and this storage, as Playwright saves them."
        ),
        click.option(
            "--header",
            "headers",
            metavar="NAME=VARIABLE",
            multiple=True,
            help="Send an HTTP header whose value is in an environment variable; repeatable.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def sign_in_settings(form: str | None, state: str | None, headers: Sequence[str]) -> SignInSettings:
    """Return the settings that some options stand for.

    Raises:
        click.BadParameter: A header is not written as ``NAME=VARIABLE``.
    """
    pairs = dict(header.partition("=")[::2] for header in headers)
    for name, variable in pairs.items():
        if not (name and variable):
            message = f"write {name or 'NAME'}=VARIABLE: the name of the header, and of the variable with its value"
            raise click.BadParameter(message, param_hint="--header")
    return SignInSettings(form=form or "", state=state or "", headers=pairs)


def reachable(url: str, option: str = "--url") -> str:
    """Return the address of a product after something has answered there.

    Args:
        url: The address; without a scheme, http is meant.
        option: What gave the address, for messages.

    Raises:
        InputError: It is no address, or nothing answers.
    """
    url = url if "://" in url or url.startswith("file:") else f"http://{url}"
    parts = urlsplit(url)
    if parts.scheme not in {*_PORTS, "file"} or not (parts.hostname or parts.path):
        raise InputError(url, 0, "is no address of a product", f"begin {option} with http:// or https://")
    if parts.scheme == "file" or _has_proxy(os.environ):
        return url
    try:
        place = (parts.hostname or "", parts.port or _PORTS[parts.scheme])
        socket.create_connection(place, timeout=10).close()
    except ValueError:
        raise InputError(url, 0, "is no address: its port is no number", f"correct {option}") from None
    except OSError as error:
        reason = error.strerror or "no answer in time"
        hint = f"start the product, or correct {option}"
        raise InputError(url, 0, f"nothing answers there ({reason})", hint) from None
    return url


def _has_proxy(environment: Mapping[str, str]) -> bool:
    return any(environment.get(name) for name in _PROXIES)
