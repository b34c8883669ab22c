"""The command line: `python -m mock_crm`."""

import json
import os
import secrets
import signal
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

import click
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DBAPIError

from mock_crm import faults, server
from mock_crm.campaigns import due_messages
from mock_crm.clock import SystemClock
from mock_crm.contacts.consent import Origin
from mock_crm.importing import csv_contacts, csv_file, importer
from mock_crm.importing.importer import ImportResult
from mock_crm.importing.plan import PermissionChoice, PermissionFrom
from mock_crm.mail.delivery import Mailer
from mock_crm.mail.links import Links
from mock_crm.mail.transport import OutboxSender
from mock_crm.rules.email_status import EmailStatus, Way
from mock_crm.rules.errors import CrmError, InvalidInput, InvalidLine
from mock_crm.seeding import demo
from mock_crm.storage import settings
from mock_crm.storage.database import open_database, open_session, transaction
from mock_crm.storage.models import Contact
from mock_crm.web.formats import plural

_WHO = "Command line"

_database_option = click.option(
    "--db",
    "url",
    default="sqlite:///crm.sqlite",
    show_default=True,
    metavar="URL",
    help="The database, as an SQLAlchemy URL. It is created if it does not exist.",
)


class _Failure(click.ClickException):
    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        # Without click's prefix "Error: ": editors recognize the file and line at the start of a message.
        click.echo(self.format_message(), file=file, err=file is None)


class _Commands(click.Group):
    """Commands that report an error of the CRM as one line, with exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CrmError as error:
            raise _Failure(str(error)) from error
        except DBAPIError as error:
            raise _Failure(f"database error ({error.orig}); check --db") from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """A small CRM with the pages and the rules that the help articles describe."""


@main.command(epilog="Example: python -m mock_crm serve --demo --port 8000")
@click.option("--host", default="127.0.0.1", show_default=True, help="The host name or address to bind.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=5000, show_default=True, help="The port; 0 selects a free port."
)
@_database_option
@click.option("--demo", "with_demo", is_flag=True, help="Add demo data if the database has no contacts.")
@click.option(
    "--test-controls", is_flag=True, help="Add HTTP calls with which tests reset the CRM, add data and set the clock."
)
@click.option(
    "--fault", "fault_names", multiple=True, metavar="NAME", help="Break the CRM in this way; may be given repeatedly."
)
def serve(host: str, port: int, url: str, with_demo: bool, test_controls: bool, fault_names: tuple[str, ...]) -> None:
    """Serve the CRM until Ctrl+C is pressed.

    If the environment variable MOCK_CRM_PASSWORD is set, users must sign in with this password. If it is not set,
    only this machine can reach the CRM.
    """
    password = os.environ.get("MOCK_CRM_PASSWORD") or None
    with faults.applied(*fault_names), _opened(url) as engine:
        config = {"ENGINE": engine, "PASSWORD": password, "TEST_CONTROLS": test_controls}
        running = server.start(config, host=host, port=port)
        with closing(running):
            click.echo(f"data: {url}, {_fill(engine) if with_demo else plural(_count(engine), 'contact')}")
            if test_controls:
                click.echo("test controls are on: anyone who can reach the address can delete all data")
            for name in fault_names:
                click.echo(f"broken on purpose: {name}: {faults.named(name).breaks}")
            click.echo(f"serving at {running.url} (press Ctrl+C to stop)")
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            running.run()


@main.command("import", epilog='Example: python -m mock_crm import contacts.csv --permission "Signed up in May"')
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_database_option
@click.option("--permission", metavar="TEXT", help="Everyone in the file gave permission; TEXT says how.")
@click.option(
    "--permission-column", is_flag=True, help="The column Permission or Permission reason says who gave permission."
)
def import_file(file: Path, url: str, permission: str | None, permission_column: bool) -> None:
    """Import contacts from a CSV FILE.

    The first line has the column names: First name, Last name, Company, Email 1, and others. Without a permission
    option, nobody gave permission to send marketing email. Rows that cannot be imported are reported on standard
    error, and the exit status is 1; the other rows are imported.
    """
    if permission is not None and permission_column:
        raise click.UsageError("--permission and --permission-column cannot be used together")
    if permission is not None:
        choice = PermissionChoice(PermissionFrom.EVERYBODY, permission)
    else:
        choice = PermissionChoice(PermissionFrom.COLUMN if permission_column else PermissionFrom.NOBODY)
    try:
        text, notice = csv_file.decode(file.read_bytes())
        parsed = csv_contacts.parse(text)
        with _opened(url) as engine, transaction(engine) as session:
            origin = Origin(_WHO, Way.IMPORT, SystemClock().now(), f"import-{secrets.token_hex(8)}")
            result = importer.import_rows(session, parsed, choice, origin)
    except InvalidLine as error:
        raise InvalidInput(f"{file}:{error.line}: {error.problem}", error.field) from error
    except InvalidInput as error:
        raise InvalidInput(f"{file}: {error}", error.field) from error
    if notice:
        click.echo(f"{file}: {notice}", err=True)
    if parsed.unknown_columns:
        click.echo(f"{file}: columns that are not imported: {', '.join(parsed.unknown_columns)}", err=True)
    _report(file, result)
    if result.bad_rows:
        click.get_current_context().exit(1)


@main.command(epilog="Example: python -m mock_crm tick --db sqlite:////srv/crm.sqlite")
@_database_option
def tick(url: str) -> None:
    """Send the sequence messages that are due.

    Run this command from cron every few minutes. Messages that the email status does not allow are held.
    """
    with _opened(url) as engine:
        mailer = Mailer(OutboxSender(), SystemClock(), _links(engine))
        with open_session(engine, writing=True) as session:
            result = due_messages.tick(session, mailer)
    click.echo(f"sent {result.sent}, held {result.held}")


@main.command("faults", epilog="Example: python -m mock_crm faults --json")
@click.option("--json", "as_json", is_flag=True, help="Write a JSON array for tools.")
def list_faults(as_json: bool) -> None:
    """List the ways to break the CRM with `serve --fault`, and the sentences of the articles that each contradicts."""
    if as_json:
        rows = [
            {"name": f.name, "class": f.severity.value, "breaks": f.breaks, "contradicts": list(f.contradicts)}
            for f in faults.FAULTS.values()
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for fault in faults.FAULTS.values():
        click.echo(f"{fault.name} ({fault.severity})\n  {fault.breaks}")
        for quotation in fault.contradicts:
            click.echo(f"  > {quotation}")


@contextmanager
def _opened(url: str) -> Iterator[Engine]:
    engine = open_database(url)
    try:
        yield engine
    finally:
        engine.dispose()


def _links(engine: Engine) -> Links:
    return Links(settings.secret_key(engine), settings.base_url(engine))


def _fill(engine: Engine) -> str:
    links = _links(engine)
    with transaction(engine) as session:
        if there := session.scalar(select(func.count()).select_from(Contact)):
            return f"not filled with demo data because it has {plural(there, 'contact')}"
        demo.fill(session, links, SystemClock().now())
    return f"filled with demo data: {plural(_count(engine), 'contact')}"


def _count(engine: Engine) -> int:
    with open_session(engine, writing=False) as session:
        return session.scalar(select(func.count()).select_from(Contact)) or 0


def _report(file: Path, result: ImportResult) -> None:
    for row in result.bad_rows:
        click.echo(f"{file}:{row.line}: {row.problem}", err=True)
    for difference in result.differences:
        click.echo(
            f"{file}:{difference.line}: {difference.contact} keeps {difference.field} “{difference.kept}”;"
            f" if “{difference.offered}” is right, change it on the contact's page",
            err=True,
        )
    click.echo(f"added {result.added}, updated {result.updated}, not imported {len(result.bad_rows)}")
    if result.statuses:
        click.echo(f"email statuses after the import: {_by_status(result.statuses)}")
    if result.left:
        click.echo(f"known addresses that were not changed: {_by_status(result.left)}")


def _by_status(counts: Mapping[EmailStatus, int]) -> str:
    return ", ".join(f"{counts[status]} {status}" for status in EmailStatus if status in counts)
