"""The command line."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from mock_crm.campaigns import sequences
from mock_crm.cli import main
from mock_crm.clock import SystemClock
from mock_crm.contacts import editing
from mock_crm.contacts.consent import Origin
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import EmailStatus, Way
from mock_crm.rules.messages import SequenceMessage
from mock_crm.storage.campaign_models import Message
from mock_crm.storage.models import ConsentEvent, Contact, EmailAddress


@pytest.fixture
def url(engine: Engine) -> str:
    return str(engine.url)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@dataclass(frozen=True)
class Served:
    """A run of `serve` in a process of its own: its output, the pages that it served, and how it ended."""

    output: str
    rest: str
    pages: dict[str, str]
    exit_status: int


def serve(ending: signal.Signals, paths: Sequence[str], *arguments: str, **environment: str) -> Served:
    """Run `serve`, open pages on this machine, and end it with a signal."""
    command = [sys.executable, "-m", "mock_crm", "serve", "--port", "0", *arguments]
    clean = {name: value for name, value in os.environ.items() if name != "MOCK_CRM_PASSWORD"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=clean | environment
    ) as process:
        assert process.stdout is not None
        try:
            output = ""
            for line in process.stdout:
                output += line
                if found := re.match(r"serving at http://\S+:(\d+)", line):
                    break
            else:
                pytest.fail(f"the server ended: {output}")
            pages = {}
            for path in paths:
                with urlopen(f"http://127.0.0.1:{found[1]}{path}") as response:
                    pages[path] = response.read().decode()
            process.send_signal(ending)
            return Served(output, process.stdout.read(), pages, process.wait(timeout=20))
        finally:
            process.kill()


@pytest.fixture(scope="module")
def served_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('served') / 'crm.sqlite'}"


@pytest.fixture(scope="module")
def first(served_url: str) -> Served:
    return serve(signal.SIGTERM, ["/contacts"], "--demo", "--test-controls", "--db", served_url)


@pytest.fixture(scope="module")
def second(served_url: str, first: Served) -> Served:
    assert first.output
    arguments = ("--demo", "--db", served_url, "--host", "0.0.0.0")
    return serve(signal.SIGINT, ["/contacts"], *arguments, MOCK_CRM_PASSWORD="correct horse")


class TestServe:
    def test_it_ends_cleanly_on_sigterm_and_on_ctrl_c(self, first: Served, second: Served) -> None:
        assert (first.exit_status, first.rest) == (0, "")
        assert (second.exit_status, second.rest) == (0, "")

    def test_demo_fills_an_empty_database_and_leaves_another_alone(
        self, served_url: str, first: Served, second: Served
    ) -> None:
        assert f"data: {served_url}, filled with demo data: 300 contacts\n" in first.output
        assert "of 300 contacts" in first.pages["/contacts"]
        assert "not filled with demo data because it has 300 contacts" in second.output

    def test_test_controls_are_announced(self, first: Served, second: Served) -> None:
        assert "test controls are on" in first.output
        assert "test controls" not in second.output

    def test_with_a_password_users_have_to_sign_in(self, second: Served) -> None:
        assert "Sign in" in second.pages["/contacts"]

    def test_a_taken_port_ends_with_one_line(self, url: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]
            result = run("serve", "--port", str(port), "--db", url)

        assert result.exit_code == 2
        assert result.output == f"port {port} is used by another program; choose another one with --port\n"

    def test_beyond_this_machine_it_needs_a_password(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MOCK_CRM_PASSWORD", "")

        result = run("serve", "--host", "0.0.0.0", "--port", "0", "--db", url)

        assert result.exit_code == 2
        assert "a password is required; set MOCK_CRM_PASSWORD" in result.output

    @pytest.mark.parametrize("port", ["-1", "65536", "http"])
    def test_a_port_that_there_is_not_is_refused(self, port: str) -> None:
        assert run("serve", "--port", port).exit_code == 2


class TestImport:
    def test_good_rows_are_kept_and_bad_ones_named_by_line_with_status_1(
        self, tmp_path: Path, url: str, session: Session
    ) -> None:
        file = tmp_path / "people.csv"
        file.write_text(
            "First name,Email,Shoe size\nAna,ana@example.com,38\nBo,no-address,40\n\nCy,cy@example.com,41\n"
        )
        session.rollback()

        result = run("import", str(file), "--db", url)

        assert result.exit_code == 1
        assert f"{file}:3: “no-address” is not a valid email address" in result.stderr
        assert "not imported: Shoe size" in result.stderr
        assert "added 2, updated 0, not imported 1" in result.stdout
        assert "2 Non-Marketable" in result.stdout
        assert sorted(session.scalars(select(Contact.given_name))) == ["Ana", "Cy"]

    def test_a_file_without_bad_rows_ends_with_status_0_and_is_in_the_history(
        self, tmp_path: Path, url: str, session: Session
    ) -> None:
        file = tmp_path / "people.csv"
        file.write_text("First name,Email\nAna,ana@example.com\n")
        session.rollback()

        result = run("import", str(file), "--db", url, "--permission", "Signed up at the fair")

        assert result.exit_code == 0
        assert result.stderr == ""
        event = session.scalars(select(ConsentEvent)).one()
        assert (event.way, event.who, event.reason) == (Way.IMPORT, "Command line", "Signed up at the fair")
        assert event.batch

    def test_the_permission_column_decides_row_by_row(self, tmp_path: Path, url: str, session: Session) -> None:
        file = tmp_path / "people.csv"
        file.write_text("Email,Permission\na@example.com,yes\nb@example.com,no\n")
        session.rollback()

        assert run("import", str(file), "--db", url, "--permission-column").exit_code == 0

        statuses = session.scalars(select(EmailAddress.status).order_by(EmailAddress.key)).all()
        assert statuses == [EmailStatus.OPTED_IN, EmailStatus.NON_MARKETABLE]

    def test_what_differs_from_the_contact_is_named_and_opt_outs_are_counted_as_left(
        self, tmp_path: Path, url: str, session: Session, by_hand: Origin
    ) -> None:
        ana = editing.add(session, ContactDetails("Ana", emails={1: "ana@example.com"}), "Shop", by_hand, None)
        ana.emails[0].address.status = EmailStatus.UNSUBSCRIBED
        session.commit()
        file = tmp_path / "people.csv"
        file.write_text("First name,Email\nAnna,ana@example.com\n")

        result = run("import", str(file), "--db", url, "--permission", "Said so")

        assert result.exit_code == 0
        assert f"{file}:2: Ana keeps First name “Ana”; if “Anna” is right" in result.stderr
        assert "known addresses that were not changed: 1 Unsubscribed" in result.stdout

    def test_an_encoding_that_was_guessed_is_named(self, tmp_path: Path, url: str) -> None:
        file = tmp_path / "people.csv"
        file.write_bytes("First name,Email\nZoë,zoe@example.com\n".encode("cp1252"))

        assert "Windows-1252" in run("import", str(file), "--db", url).stderr

    @pytest.mark.parametrize(
        ("content", "options", "message"),
        [
            (b"", [], "The file is empty"),
            (b"\x00\x01\x02", [], "not a text file"),
            (b'Email\n"a@example.com\n', [], "people.csv:2: a quotation mark is never closed"),
            (b"Email\na@example.com\n", ["--permission", ""], "Say how permission was given"),
            (b"Email\na@example.com\n", ["--permission-column"], "No column of the file says who gave permission"),
        ],
    )
    def test_a_file_that_cannot_be_imported_is_named_with_the_reason(
        self, tmp_path: Path, url: str, session: Session, content: bytes, options: list[str], message: str
    ) -> None:
        file = tmp_path / "people.csv"
        file.write_bytes(content)
        session.rollback()

        result = run("import", str(file), "--db", url, *options)

        assert result.exit_code == 2
        assert result.stderr.startswith(f"{file}:")
        assert message in result.stderr
        assert session.scalars(select(Contact)).all() == []

    def test_both_kinds_of_permission_at_once_are_refused(self, tmp_path: Path, url: str) -> None:
        file = tmp_path / "people.csv"
        file.write_text("Email\na@example.com\n")

        result = run("import", str(file), "--db", url, "--permission", "Said so", "--permission-column")

        assert result.exit_code == 2
        assert "cannot be used together" in result.stderr

    def test_a_file_that_is_not_there_is_refused(self, tmp_path: Path, url: str) -> None:
        assert run("import", str(tmp_path / "none.csv"), "--db", url).exit_code == 2


class TestTick:
    def test_it_sends_what_is_due_and_says_how_much_was_held(self, url: str, session: Session, by_hand: Origin) -> None:
        now = SystemClock().now()
        sequence = sequences.create(session, "Welcome", [SequenceMessage(0, "Hello", "Good to have you here.")], now)
        people = [
            editing.add(session, ContactDetails(emails={1: f"p{number}@example.com"}), "Shop", by_hand, permission)
            for number, permission in enumerate(["Said so", None, None])
        ]
        sequences.start(session, sequence, [person.id for person in people], now)
        session.commit()

        result = run("tick", "--db", url)

        assert (result.exit_code, result.output) == (0, "sent 1, held 2\n")
        assert run("tick", "--db", url).output == "sent 0, held 2\n"
        assert session.scalars(select(Message.subject)).all() == ["Hello"]


@pytest.mark.parametrize("command", [["serve", "--port", "0"], ["import", "people.csv"], ["tick"]])
@pytest.mark.parametrize("url", ["nonsense", "sqlite:///no-such-folder/crm.sqlite", "sqlite:///people.csv"])
def test_a_database_that_cannot_be_opened_ends_every_command_with_one_line(
    command: list[str], url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("people.csv").write_text("Email\n" + "a@example.com\n" * 100)

    result = run(*command, "--db", url)

    assert result.exit_code == 2
    assert result.output.startswith(url)
    assert result.output.count("\n") == 1


def test_a_database_that_may_not_be_written_ends_with_one_line(tmp_path: Path, url: str, engine: Engine) -> None:
    engine.dispose()
    read_only = f"sqlite:///file:{engine.url.database}?mode=ro&uri=true"
    file = tmp_path / "people.csv"
    file.write_text("Email\nana@example.com\n")

    result = run("import", str(file), "--db", read_only)

    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert "readonly database" in result.output


@pytest.mark.parametrize("command", ["serve", "import", "tick"])
def test_the_help_of_every_command_has_an_example(command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"Example: python -m mock_crm {command}" in result.output
