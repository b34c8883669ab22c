"""Opening the database: SQLite with a write-ahead log, or any other that SQLAlchemy speaks."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, delete, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

from mock_crm.rules.errors import DatabaseUnavailable
from mock_crm.storage.models import Base, ConsentEvent, Setting

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
            if engine.url.database in {None, "", ":memory:"}:
                # In memory, every thread of the server would have a database of its own.
                raise DatabaseUnavailable(f"{url}: no file is named; try sqlite:///crm.sqlite")
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        Base.metadata.create_all(engine)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise DatabaseUnavailable(
            f"{url}: not a database URL that works here ({error}); try sqlite:///crm.sqlite"
        ) from error
    except DBAPIError as error:
        raise DatabaseUnavailable(f"{url}: the database cannot be opened ({error.orig}); check the path") from error
    return engine


def empty(engine: Engine) -> None:
    """Delete everything but the settings, the consent history included. Only tests may do that."""
    settings, history = _table(Setting), _table(ConsentEvent)
    with engine.begin() as connection:
        # The history refuses to have its rows deleted: its table goes and comes anew. To do so with every table
        # would take three times as long.
        history.drop(connection, checkfirst=False)
        for table in reversed(Base.metadata.sorted_tables):
            if table not in {settings, history}:
                connection.execute(delete(table))
        history.create(connection, checkfirst=False)


def open_session(engine: Engine, *, writing: bool) -> Session:
    """Return a session whose transaction takes the write lock at once if it is going to write.

    SQLite cannot turn a transaction that has read into a writing one when another writer came in between:
    asking for the lock first makes the two wait for each other instead.
    """
    engine = engine.execution_options(sqlite_writing=writing)
    return Session(engine, expire_on_commit=False, info={"writing": writing})


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Yield a writing session. Commit it when the block ends, or roll it back if the block raises an error."""
    with open_session(engine, writing=True) as session:
        yield session
        session.commit()


def _table(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]


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
