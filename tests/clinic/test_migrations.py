"""A database with data is brought forward, whole or not at all."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, text

from clinic.access import Access, Actor
from clinic.database import open_database
from clinic.migrate import migrate

TIME = "2026-03-02 08:00:00+00:00"
FIRST_DATA = [
    f"INSERT INTO person VALUES ('pia', 'patient', 'Pia', '{TIME}')",
    f"INSERT INTO prescription VALUES ('p1', 'pia', 1, NULL, '{TIME}', '{{}}')",
    "INSERT INTO session VALUES ('s1', 'pia', 'p1', "
    f'\'{TIME}\', NULL, NULL, \'{{"stretches": [], "least_a_week": 3, "most_a_week": 5}}\')',
    "INSERT INTO hold VALUES (1, 's1', 1, "
    f"'{TIME}', 'pigeon', 'left', 1, 32, 30, 31, 30, TRUE, 'completed', '{{}}')",
    f"INSERT INTO pain VALUES (1, 's1', 1, '{TIME}', 'before', 4, '[\"back\"]', FALSE)",
]


@pytest.fixture(params=["sqlite", "postgres"])
def first_version(request, tmp_path):
    """The address of a database as the first version left it, with a session in it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/first.sqlite3"
    else:
        url = request.getfixturevalue("postgres_url").replace("://", "+psycopg://")
    engine = create_engine(url)
    with engine.begin() as connection:
        migrate(connection, to="0001")
        for statement in FIRST_DATA:
            connection.execute(text(statement.replace(":00", r"\:00")))
    engine.dispose()
    return url


def the_session(url):
    return Access(open_database(url), Actor("pia")).sessions.one("s1")


def test_a_database_with_data_comes_forward(first_version):
    session = the_session(first_version)
    assert session.began_at.isoformat() == "2026-03-02T08:00:00+00:00"
    assert (session.plan.least_a_week, session.prescription_version) == (3, 1)
    assert (session.completed_holds, session.pain_before.score) == (1, 4)


def test_several_server_processes_that_start_at_once_migrate_once(first_version):
    with ThreadPoolExecutor(4) as threads:
        for session in threads.map(the_session, [first_version] * 4):
            assert session.completed_holds == 1


def test_a_migration_that_fails_leaves_the_database_as_it_was(first_version, monkeypatch, tmp_path):
    from clinic import migrate as migrating

    head = max(path.name[:4] for path in (migrating.FOLDER / "versions").glob("0*.py"))
    broken = tmp_path / "migrations"
    shutil.copytree(migrating.FOLDER, broken)
    (broken / "versions" / "9999_broken.py").write_text(
        f'revision, down_revision = "9999", "{head}"\n'
        "def upgrade():\n    raise RuntimeError('power cut')\n"
    )
    monkeypatch.setattr(migrating, "FOLDER", broken)
    with pytest.raises(RuntimeError, match="power cut"):
        open_database(first_version)
    monkeypatch.undo()
    engine = create_engine(first_version)
    with engine.connect() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    engine.dispose()
    assert version == "0001"
    assert the_session(first_version).completed_holds == 1
