"""Opening the database: SQLite with a write-ahead log, or any other that SQLAlchemy speaks."""

from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError
from sqlalchemy.orm import Session

from mock_crm.errors import DatabaseUnavailable
from mock_crm.models import Base

_BUSY_TIMEOUT_MS = 10_000


def open_database(url: str) -> Engine:
    """Open the database and create the tables that are missing.

    Args:
        url: an SQLAlchemy URL such as `sqlite:///crm.sqlite`.

    Raises:
        DatabaseUnavailable: the URL is no database URL, or the database cannot be opened.
    """
    try:
        engine = create_engine(make_url(url))
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        Base.metadata.create_all(engine)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise DatabaseUnavailable(
            f"{url}: not a database URL that works here ({error}); try sqlite:///crm.sqlite"
        ) from error
    except OperationalError as error:
        raise DatabaseUnavailable(f"{url}: the database cannot be opened ({error.orig}); check the path") from error
    return engine


def empty(engine: Engine) -> None:
    """Delete everything, the consent history included. Only tests may do that."""
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)


def open_session(engine: Engine, *, writing: bool) -> Session:
    """Return a session whose transaction takes the write lock at once if it is going to write.

    SQLite cannot turn a transaction that has read into a writing one when another writer came in between:
    asking for the lock first makes the two wait for each other instead.
    """
    return Session(engine.execution_options(sqlite_writing=writing), expire_on_commit=False)


def _prepare_sqlite(connection: SqliteConnection, _record: Any) -> None:
    # The driver would begin transactions by itself, and too late; _begin_sqlite does it.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("sqlite_writing", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
