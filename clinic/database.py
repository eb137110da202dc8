"""The database: opened, brought up to date, and used one transaction at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import OperationalError as SqliteError
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from clinic.migrate import NewerDatabase, migrate
from clinic.settings import read_settings

BUSY_MS = 15_000
"""How long a writer waits for another one before giving up."""
SWITCH_AGAIN_S = 0.02
"""How long to wait before asking again for write-ahead logging."""
SYNCHRONOUS = "FULL"
"""Every commit reaches the disk: a laptop that loses power loses no hold."""


class DatabaseUnavailable(Exception):
    """The database cannot be opened; the message says why and what to do."""


class Database:
    """An open database. Every use is one transaction; threads may share the object."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing_engine = engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that only reads."""
        with Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that writes: kept whole when the block ends well, else not at all."""
        with Session(self._writing_engine) as session, session.begin():
            yield session

    def scrub(self) -> None:
        """Take what was deleted out of the database's files too, as far as the database allows.

        SQLite overwrites deleted rows; here its log of recent writes is emptied as well.
        PostgreSQL gives the space of deleted rows free to be overwritten.
        """
        sqlite = self._engine.dialect.name == "sqlite"
        statement = "PRAGMA wal_checkpoint(TRUNCATE)" if sqlite else "VACUUM"
        options = {} if sqlite else {"isolation_level": "AUTOCOMMIT"}
        with self._engine.connect().execution_options(scrubs=True, **options) as connection:
            connection.exec_driver_sql(statement)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def open_database(url: str | None = None) -> Database:
    """Open a database and bring its tables up to date.

    Args:
        url: SQLAlchemy address; None for `DATABASE_URL`, or else a SQLite file in the user's data
            folder, which only the user can read.

    Raises:
        DatabaseUnavailable: it cannot be reached or opened, or was made by a newer version.
    """
    try:
        address = _address(url or read_settings(os.environ).database_url)
        _prepare_file(address)
        _bring_up_to_date(address)
        return Database(_engine(address, foreign_keys=True))
    except NewerDatabase as error:
        raise DatabaseUnavailable(str(error)) from error
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise DatabaseUnavailable(
            "DATABASE_URL is not an address this program can use: write it like "
            "postgresql://user:password@host/name, or leave it away."
        ) from error
    except (OperationalError, OSError) as error:
        raise DatabaseUnavailable(
            "The database cannot be opened: check that it is running, that its folder can be "
            "written to, and that there is room on the disk."
        ) from error


def _address(url: str) -> URL:
    """The address with the driver that is installed."""
    address = make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        return address.set(drivername="postgresql+psycopg")
    return address


def _is_file(address: URL) -> bool:
    return address.get_backend_name() == "sqlite" and bool(address.database)


def _prepare_file(address: URL) -> None:
    """Make the file and its folder, for this user alone, before SQLite makes them for everyone."""
    if not _is_file(address):
        return
    path = Path(address.database or "")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _bring_up_to_date(address: URL) -> None:
    # A migration rebuilds SQLite's tables: with foreign keys on, what hangs on them would go too.
    engine = _engine(address, foreign_keys=False, poolclass=NullPool)
    try:
        with engine.execution_options(writes=True).begin() as connection:
            migrate(connection)
    finally:
        engine.dispose()


def _engine(address: URL, foreign_keys: bool, **options: Any) -> Engine:
    # Errors go to the server's log: what was being kept about people does not belong there.
    engine = create_engine(address, hide_parameters=True, **options)
    if engine.dialect.name == "sqlite":
        _set_up_sqlite(engine, foreign_keys)
    return engine


def _set_up_sqlite(engine: Engine, foreign_keys: bool) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: Any, record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        _log_ahead(cursor)
        cursor.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        cursor.execute("PRAGMA secure_delete = ON")  # what is erased is gone from the file too
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        # A writer asks for its turn at once: two readers that both turn into writers cannot wait
        # for each other.
        options = connection.get_execution_options()
        if not options.get("scrubs", False):
            writes = options.get("writes", False)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _log_ahead(cursor: Any) -> None:
    """Switch to write-ahead logging, which lets readers go on while somebody writes.

    Of two that switch at once SQLite refuses one now and then (17 of 2,400 tries) without waiting
    for its busy timeout, so the waiting is done here. The switch lasts: it happens once.
    """
    give_up = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except SqliteError:
            if time.monotonic() > give_up:
                raise
            time.sleep(SWITCH_AGAIN_S)
