"""Serve the CRM over HTTP."""

import errno
import ipaddress
import logging
import socket
import threading
from collections.abc import Mapping
from functools import partial
from types import TracebackType
from typing import Any, Self
from wsgiref.types import WSGIApplication

import waitress
from waitress import wasyncore

from mock_crm.rules.errors import CrmError, NotAllowed
from mock_crm.storage import settings
from mock_crm.web.app import create_app

_THREADS = 4

# Requests that wait for a free thread need no warning.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)


class PortTaken(CrmError):
    """The port is used by another program."""


class Server:
    """A server for the CRM. As a context manager, it serves in a background thread.

    Args:
        app: the WSGI application.
        listening: the listening socket; it is closed with the server.
        url: the URL, such as `http://127.0.0.1:5000`.

    Attributes:
        url: the URL.
    """

    def __init__(self, app: WSGIApplication, listening: socket.socket, url: str) -> None:
        self.url = url
        self._sockets: dict[int, Any] = {}
        self._server = waitress.create_server(app, map=self._sockets, sockets=[listening], threads=_THREADS)
        self._thread: threading.Thread | None = None

    def run(self) -> None:
        """Serve until the program is interrupted."""
        self._server.run()

    def run_in_thread(self) -> None:
        """Serve in a background thread until `close`."""
        self._thread = threading.Thread(target=self.run, name="mock_crm", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Finish the current requests, stop serving and free the port."""
        self._server.task_dispatcher.shutdown()
        close_sockets = partial(wasyncore.close_all, self._sockets)
        if self._thread is None:
            close_sockets()
        else:
            # The event loop runs in its own thread, so the sockets must be closed in that thread.
            self._server.trigger.pull_trigger(close_sockets)
            self._thread.join()
            self._thread = None

    def __enter__(self) -> Self:
        self.run_in_thread()
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        self.close()


def start(config: Mapping[str, Any], *, host: str = "127.0.0.1", port: int = 0) -> Server:
    """Bind an address and return the server, which answers once it runs.

    Args:
        config: the configuration for `mock_crm.web.app.create_app`; `BASE_URL` is set here.
        host: the host name or IP address to bind.
        port: the port; 0 selects a free one.

    Raises:
        NotAllowed: other machines can reach the address, and there is no password.
        PortTaken: another program uses the port.
        CrmError: the address cannot be bound.
    """
    # The links in messages contain the port, so it must be known before the application is created.
    listening = _listen(host, port, loopback_only=config.get("PASSWORD") is None)
    try:
        url = _url(host, *listening.getsockname()[:2])
        settings.remember_base_url(config["ENGINE"], url)
        return Server(create_app({**config, "BASE_URL": url}), listening, url)
    except BaseException:
        listening.close()
        raise


def _listen(host: str, port: int, *, loopback_only: bool) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        if loopback_only and not ipaddress.ip_address(address[0]).is_loopback:
            raise NotAllowed(
                f"{host}: other machines can reach this address, so a password is required; set MOCK_CRM_PASSWORD"
            )
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _cannot_listen(host, port, error) from error
    try:
        # Without this option, the port stays in use for a minute after the last connection was closed.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        listening.close()
        raise _cannot_listen(host, port, error) from error
    return listening


def _cannot_listen(host: str, port: int, error: OSError) -> CrmError:
    if error.errno == errno.EADDRINUSE:
        return PortTaken(f"port {port} is used by another program; choose another one with --port")
    return CrmError(f"{host}:{port}: cannot listen there ({error.strerror}); choose another --host or --port")


def _url(host: str, address: str, port: int) -> str:
    # 0.0.0.0 and :: mean every address of the machine; a link needs a host name.
    if ipaddress.ip_address(address).is_unspecified:
        host = socket.gethostname()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
