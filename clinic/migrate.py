"""Brings a database's tables up to date, by Alembic's migrations inside this package."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import RevisionError
from alembic.util import CommandError
from sqlalchemy import Connection, text

FOLDER = Path(__file__).parent / "migrations"
LOCK = 7_318_442
"""Any number: the one that all server processes ask PostgreSQL for before they migrate."""

ONE_AT_A_TIME = Lock()
"""Alembic keeps the migration that runs in module variables: two threads would mix theirs up."""


class NewerDatabase(Exception):
    """A database made by a newer version of the program."""


def migrate(connection: Connection, to: str = "head") -> None:
    """Bring the tables up to date, all or nothing, inside the connection's transaction.

    Raises:
        NewerDatabase: the database knows a version that this program does not.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    current = MigrationContext.configure(connection).get_current_revision()
    script = ScriptDirectory.from_config(config)
    if to == "head" and current == script.get_current_head():
        return
    try:
        if current is not None:
            script.get_revision(current)
        with ONE_AT_A_TIME:
            command.upgrade(config, to)
    except (CommandError, RevisionError) as error:
        raise NewerDatabase(
            "These sessions were kept by a newer version of the program: install that one."
        ) from error
