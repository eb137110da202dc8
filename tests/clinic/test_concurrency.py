"""Twenty patients at once, on several connections: nothing lost, nothing crossed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from made import CUE, MONDAY, PLAN, Clock, fault, hold

from clinic.access import Access, Actor
from clinic.database import open_database
from clinic.keeping import SessionKeeper
from clinic.tables.people import Person
from stretches.routine.pain import PainReport

PATIENTS = [f"patient-{number:02d}" for number in range(20)]
HOLDS = 12
SERVERS = 4
"""As many databases are opened as server processes would, each with connections of its own."""


@pytest.fixture(params=["sqlite_url", "postgres_url"], ids=["sqlite", "postgres"])
def servers(request):
    url = request.getfixturevalue(request.param)
    opened = [open_database(url) for _ in range(SERVERS)]
    with opened[0].writing() as transaction:
        for person in PATIENTS:
            transaction.add(Person(id=person, role="patient", name=person, created_at=MONDAY))
    yield opened
    for database in opened:
        database.close()


def own_seconds(person):
    """Good seconds that no other patient has."""
    return 1.0 + PATIENTS.index(person)


def do_session(database, person):
    keeper = SessionKeeper(Access(database, Actor(person)), Clock())
    keeper.begin(PLAN, PainReport(3))
    for number in range(1, HOLDS + 1):
        keeper.keep_cue(replace(CUE, text=person))
        keeper.keep_hold(number, "pigeon", hold(good_s=own_seconds(person)), 30.0)
        keeper.keep_hold(number, "pigeon", hold(good_s=own_seconds(person)), 30.0)
        keeper.keep_cycles("cat_cow", None, number, 0)
        keeper.keep_fault("lying_hamstring", fault())
    keeper.finish("completed", PainReport(2))
    return keeper.session_id


def test_twenty_patients_writing_at_once(servers):
    with ThreadPoolExecutor(len(PATIENTS)) as threads:
        kept = list(
            threads.map(
                lambda person: do_session(servers[PATIENTS.index(person) % SERVERS], person),
                PATIENTS,
            )
        )
    for person, session_id in zip(PATIENTS, kept, strict=True):
        (session,) = Access(servers[0], Actor(person)).sessions.all(person)
        assert session.id == session_id
        assert [k.number for k in session.holds] == list(range(1, HOLDS + 1))
        assert {k.hold.good_s for k in session.holds} == {own_seconds(person)}
        assert [k.cue.text for k in session.cues] == [person] * HOLDS
        assert [k.number for k in session.faults] == list(range(1, HOLDS + 1))
        assert [k.counted for k in session.cycles] == [HOLDS]
        assert (len(session.pains), session.end_reason) == (2, "completed")
