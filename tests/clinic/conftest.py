"""Databases for the tests: a SQLite file, and a PostgreSQL of their own."""

import os
import shutil
import subprocess
import uuid
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from clinic.database import open_database
from clinic.tables import Base

# Where Debian puts it, newest version first.
POSTGRES = max(
    Path("/usr/lib/postgresql").glob("*/bin/initdb"),
    key=lambda path: int(path.parts[-3]),
    default=Path("missing/initdb"),
).parent


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk():
    """No power is lost during a test; `test_database` sees to what is usual."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("clinic.database.SYNCHRONOUS", "OFF")
        yield


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory):
    """A database with its tables, migrated once and copied for every test."""
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite3"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgres_server():
    """The address of a PostgreSQL server that is this run's alone; yields it without a database."""
    if not (POSTGRES / "initdb").exists():
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL has to be installed here: apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    # A socket's path may have no more than 107 characters, so not in pytest's own folder.
    folder = Path(subprocess.check_output(["mktemp", "-d", "/tmp/pg.XXXXXX"], text=True).strip())
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, log = folder / "data", folder / "log"
    _as_postgres(POSTGRES / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8")
    options = f"-c listen_addresses='' -k {folder} -c fsync=off -c max_connections=60"
    _as_postgres(POSTGRES / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
    try:
        yield f"postgresql://postgres@/{{}}?host={folder}"
    finally:
        _as_postgres(POSTGRES / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)


def _as_postgres(*command):
    """Run as the user postgres where this is root, whom the server refuses."""
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*become, *map(str, command)],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def postgres_url(postgres_server, request):
    """The address of an empty database of this test's own."""
    return _create(postgres_server, f"test_{uuid.uuid4().hex}")


@pytest.fixture(scope="session")
def shared_postgres_url(postgres_server):
    """The address of the one database that is emptied for every test: making one takes longer."""
    return _create(postgres_server, "shared")


def _create(server, name):
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.format(name)


@pytest.fixture
def postgres_database(shared_postgres_url):
    """An open PostgreSQL database without a row."""
    opened = open_database(shared_postgres_url)
    names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with opened.writing() as transaction:
        transaction.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
    yield opened
    opened.close()


@pytest.fixture
def sqlite_url(tmp_path, empty_sqlite):
    """The address of a SQLite database of this test's own."""
    path = tmp_path / "sessions.sqlite3"
    shutil.copy(empty_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def database(sqlite_url):
    """An open SQLite database, for what does not depend on the kind of database."""
    opened = open_database(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture(params=["database", "postgres_database"], ids=["sqlite", "postgres"])
def any_database(request):
    """An open database of each kind."""
    return request.getfixturevalue(request.param)
