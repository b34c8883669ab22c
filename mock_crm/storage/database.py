"""Open the database, and sessions on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, delete, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

from mock_crm.rules.errors import DatabaseUnavailable
from mock_crm.storage import campaign_models
from mock_crm.storage.models import Base, ConsentEvent, Setting

# All tables: the campaigns' models use the same base class.
_METADATA = campaign_models.Message.metadata
_BUSY_TIMEOUT_MS = 10_000


def open_database(url: str) -> Engine:
    """Open the database and create missing tables.

    Args:
        url: an SQLAlchemy URL such as `sqlite:///crm.sqlite`.

    Raises:
        DatabaseUnavailable: the URL is not valid, or the database cannot be opened.
    """
    try:
        engine = create_engine(make_url(url))
        if engine.dialect.name == "sqlite":
            if engine.url.database in {None, "", ":memory:"}:
                # Each thread of the server would have its own in-memory database.
                raise DatabaseUnavailable(f"{url}: the URL has no file name; try sqlite:///crm.sqlite")
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        _METADATA.create_all(engine)
        _add_missing_column(engine)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise DatabaseUnavailable(f"{url}: not a supported database URL ({error}); try sqlite:///crm.sqlite") from error
    except DBAPIError as error:
        raise DatabaseUnavailable(f"{url}: the database cannot be opened ({error.orig}); check the path") from error
    return engine


def empty(engine: Engine) -> None:
    """Delete all data except the settings. Only the test controls call this: it deletes the consent history, too."""
    settings, history = _table(Setting), _table(ConsentEvent)
    with engine.begin() as connection:
        # A trigger prevents the deletion of rows of the history, so the table is dropped and created again. Doing so
        # with every table takes three times as long.
        history.drop(connection, checkfirst=False)
        for table in reversed(_METADATA.sorted_tables):
            if table not in {settings, history}:
                connection.execute(delete(table))
        history.create(connection, checkfirst=False)


def open_session(engine: Engine, *, writing: bool) -> Session:
    """Return a session. A writing session takes the write lock when its transaction begins.

    In SQLite, a transaction that has read data cannot begin to write after another transaction has written. If
    it takes the lock first, it waits for the other one instead.
    """
    engine = engine.execution_options(sqlite_writing=writing)
    return Session(engine, expire_on_commit=False, info={"writing": writing})


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Yield a writing session. Commit it when the block ends, or roll it back if the block raises an error."""
    with open_session(engine, writing=True) as session:
        yield session
        session.commit()


def _add_missing_column(engine: Engine) -> None:
    # Databases of version 0.1.0 do not have it.
    columns = inspect(engine).get_columns(campaign_models.Enrolment.__tablename__)
    if "email_field" not in {column["name"] for column in columns}:
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE enrolment ADD COLUMN email_field INTEGER")


def _table(model: type[Base]) -> Table:
    return _METADATA.tables[model.__tablename__]


def _prepare_sqlite(connection: SqliteConnection, _record: Any) -> None:
    # The driver would begin transactions itself, and too late; _begin_sqlite begins them.
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
