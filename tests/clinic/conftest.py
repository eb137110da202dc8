"""Databases for the tests: a SQLite file, and a PostgreSQL of their own."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from clinic.database import open_database

POSTGRES = Path("/usr/lib/postgresql/15/bin")


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
            pytest.fail("PostgreSQL 15 has to be installed here: apt-get install postgresql-15.")
        pytest.skip("PostgreSQL 15 is not installed: apt-get install postgresql-15")
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
    import psycopg

    name = f"test_{abs(hash(request.node.nodeid))}"
    with psycopg.connect(postgres_server.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgres_server.format(name)


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


@pytest.fixture(params=["sqlite", "postgres"])
def any_database(request):
    """An open database of each kind."""
    opened = open_database(request.getfixturevalue(f"{request.param}_url"))
    yield opened
    opened.close()
