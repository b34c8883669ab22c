"""Serving the CRM over HTTP."""

import http.client
import socket
import threading
from contextlib import closing
from urllib.parse import urlsplit
from urllib.request import urlopen
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from sqlalchemy import Engine

from mock_crm import server
from mock_crm.rules.errors import CrmError, NotAllowed
from mock_crm.server import PortTaken
from mock_crm.storage import settings


def port_of(url: str) -> int:
    port = urlsplit(url).port
    assert port is not None
    return port


def test_port_0_takes_a_free_port_at_which_the_pages_answer(engine: Engine) -> None:
    with server.start({"ENGINE": engine}) as running, urlopen(running.url) as response:
        assert response.status == 200
        assert "Brightwater CRM" in response.read().decode()


def test_links_in_messages_lead_to_the_address_at_which_it_serves(engine: Engine) -> None:
    with server.start({"ENGINE": engine}) as running:
        assert settings.base_url(engine) == running.url


def test_two_servers_have_different_ports(engine: Engine) -> None:
    with server.start({"ENGINE": engine}) as one, server.start({"ENGINE": engine}) as other:
        assert one.url != other.url


def test_a_port_that_another_program_has_is_named_with_the_way_out(engine: Engine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        message = f"^port {port} is used by another program; choose another one with --port$"
        with pytest.raises(PortTaken, match=message):
            server.start({"ENGINE": engine}, port=port)


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_a_host_that_is_not_this_machine_is_named(engine: Engine, host: str) -> None:
    with pytest.raises(CrmError, match=f"^{host}:0: cannot listen there"):
        server.start({"ENGINE": engine, "PASSWORD": "correct horse"}, host=host)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1"])
def test_without_a_password_it_listens_on_this_machine_only(engine: Engine, host: str) -> None:
    with pytest.raises(NotAllowed, match=f"^{host}: other machines can reach this address, so a password is required"):
        server.start({"ENGINE": engine}, host=host)


def test_with_a_password_it_listens_on_every_address(engine: Engine) -> None:
    with server.start({"ENGINE": engine, "PASSWORD": "correct horse"}, host="0.0.0.0") as running:
        assert "0.0.0.0" not in running.url
        with urlopen(f"http://127.0.0.1:{port_of(running.url)}/") as response:
            assert urlsplit(response.url).path == "/sign-in"


def test_localhost_is_this_machine(engine: Engine) -> None:
    with server.start({"ENGINE": engine}, host="localhost") as running:
        assert running.url.startswith("http://localhost:")


def test_closing_frees_the_port_and_the_threads_at_once(engine: Engine) -> None:
    before = set(threading.enumerate())
    running = server.start({"ENGINE": engine})
    running.run_in_thread()
    idle = http.client.HTTPConnection("127.0.0.1", port_of(running.url))
    idle.request("GET", "/static/crm.css")
    idle.getresponse().read()

    running.close()

    idle.close()
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=10)
        assert not thread.is_alive()
    with server.start({"ENGINE": engine}, port=port_of(running.url)) as again:
        assert again.url == running.url


def test_closing_twice_or_before_it_runs_is_no_error(engine: Engine) -> None:
    running = server.start({"ENGINE": engine})
    running.close()
    running.close()

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port_of(running.url)))


def test_a_request_at_work_is_finished_and_answered_before_it_closes() -> None:
    at_work, may_finish = threading.Event(), threading.Event()

    def application(_environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        at_work.set()
        may_finish.wait(timeout=10)
        start_response("200 OK", [("Content-Length", "4")])
        return [b"done"]

    listening = socket.create_server(("127.0.0.1", 0))
    connection = http.client.HTTPConnection(*listening.getsockname())
    with closing(connection), server.Server(application, listening, "http://127.0.0.1") as running:
        closer = threading.Thread(target=running.close)
        connection.request("GET", "/")
        assert at_work.wait(timeout=10)
        closer.start()
        may_finish.set()
        assert connection.getresponse().read() == b"done"
        closer.join()


@pytest.mark.parametrize(("wanted", "status"), [(True, 204), (False, 404)])
def test_test_controls_are_there_only_where_they_are_asked_for(engine: Engine, wanted: bool, status: int) -> None:
    with server.start({"ENGINE": engine, "TEST_CONTROLS": wanted}) as running:
        connection = http.client.HTTPConnection("127.0.0.1", port_of(running.url))
        with closing(connection):
            connection.request("POST", "/test-controls/reset")
            assert connection.getresponse().status == status
