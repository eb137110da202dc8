"""Opening a database: private, brought up to date, plain when it cannot be."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

import clinic.database
from clinic.database import DatabaseUnavailable, open_database


def test_the_file_and_its_folder_are_for_the_user_alone(tmp_path):
    path = tmp_path / "new" / "sessions.sqlite3"
    database = open_database(f"sqlite:///{path}")
    with database.writing() as transaction:
        transaction.execute(text("DELETE FROM person"))
    kept = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert set(kept) == {f"sessions.sqlite3{end}" for end in ("", "-wal", "-shm")}
    assert set(kept.values()) == {0o600}


def test_without_an_address_the_environment_decides(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/elsewhere.sqlite3")
    open_database().close()
    assert (tmp_path / "elsewhere.sqlite3").exists()


USUAL_SYNCHRONOUS = clinic.database.SYNCHRONOUS  # before the tests' fixtures change it


def test_sqlite_guards_references_waits_for_its_turn_and_for_the_disk(sqlite_url, monkeypatch):
    monkeypatch.setattr("clinic.database.SYNCHRONOUS", USUAL_SYNCHRONOUS)
    database = open_database(sqlite_url)
    with database.reading() as transaction:
        pragmas = {
            name: transaction.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("foreign_keys", "journal_mode", "busy_timeout", "synchronous")
        }
    assert pragmas == {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "busy_timeout": 15000,
        "synchronous": 2,
    }


def test_opening_twice_changes_nothing(sqlite_url):
    open_database(sqlite_url).close()
    open_database(sqlite_url).close()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "not an address"),
        ("mystery://host/name", "not an address"),
        ("sqlite:////proc/none/sessions.sqlite3", "cannot be opened"),
        ("postgresql://nobody@127.0.0.1:1/none", "check that it is running"),
    ],
)
def test_what_cannot_be_opened_says_so_plainly(url, says):
    with pytest.raises(DatabaseUnavailable, match=says):
        open_database(url)


def test_a_newer_database_is_left_alone(sqlite_url):
    database = open_database(sqlite_url)
    with database.writing() as transaction:
        transaction.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(DatabaseUnavailable, match="newer version"):
        open_database(sqlite_url)


def test_the_tables_are_what_the_migrations_make(any_database):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from clinic.tables import Base

    with any_database.reading() as transaction:
        context = MigrationContext.configure(transaction.connection())
        assert compare_metadata(context, Base.metadata) == []


def test_servers_that_open_a_new_file_at_the_same_moment_all_open_it(tmp_path):
    urls = [f"sqlite:///{tmp_path}/{number}.sqlite3" for number in range(25)]
    with ThreadPoolExecutor(4) as threads:
        for database in threads.map(open_database, [url for url in urls for _ in range(4)]):
            database.close()
