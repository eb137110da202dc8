"""A running session is kept as it goes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from made import CUE, MONDAY, PLAN, Clock, fault, hold
from sqlalchemy.exc import IntegrityError

from clinic.access import access_at_home
from clinic.database import open_database
from clinic.keeping import SessionKeeper
from stretches.routine.pain import PainReport


@pytest.fixture
def home(any_database):
    return access_at_home(any_database)


def test_everything_that_is_told_is_kept(home):
    clock = Clock()
    keeper = SessionKeeper(home, clock)
    session_id = keeper.begin(PLAN, PainReport(4, ("back", "thigh"), tingling=True))
    clock.on(seconds=50)
    keeper.keep_hold(1, "lying_hamstring", hold(raised=71.5), 30.0)
    keeper.keep_fault("lying_hamstring", fault())
    keeper.keep_cue(CUE, "lying_hamstring")
    keeper.keep_cycles("cat_cow", None, counted=9, not_counted=1)
    keeper.keep_stretch_end("lying_hamstring", "done")
    keeper.keep_pain("lying_hamstring", PainReport(3, ("back",)))
    clock.on(minutes=5)
    keeper.finish("completed", PainReport(2, ("back",)))

    kept = home.sessions.one(session_id)
    assert (kept.began_at, kept.ended_at, kept.end_reason) == (MONDAY, clock(), "completed")
    assert kept.plan == PLAN
    assert [(p.after, p.pain) for p in kept.pains] == [
        ("before", PainReport(4, ("back", "thigh"), tingling=True)),
        ("lying_hamstring", PainReport(3, ("back",))),
        ("end", PainReport(2, ("back",))),
    ]
    assert kept.holds[0].hold == hold(raised=71.5)
    assert (kept.faults[0].check, kept.faults[0].worst) == ("knee_straight", 148.0)
    assert kept.cues[0].cue == CUE
    assert [(end.stretch, end.how) for end in kept.ends] == [("lying_hamstring", "done")]
    assert [(c.stretch, c.side, c.counted, c.not_counted) for c in kept.cycles] == [
        ("cat_cow", None, 9, 1)
    ]


def test_a_hold_told_twice_is_kept_once(home):
    keeper = SessionKeeper(home, Clock())
    keeper.begin(PLAN)
    assert keeper.keep_hold(1, "lying_hamstring", hold(), 30.0)
    assert not keeper.keep_hold(1, "lying_hamstring", hold(good_s=5), 30.0)
    assert [kept.hold for kept in home.sessions.one(keeper.session_id).holds] == [hold()]


def test_a_session_that_breaks_off_keeps_what_was_done(sqlite_url):
    database = open_database(sqlite_url)
    keeper = SessionKeeper(access_at_home(database), Clock())
    keeper.begin(PLAN, PainReport(3))
    keeper.keep_hold(1, "lying_hamstring", hold(), 30.0)
    # Nothing is closed or finished: another process opens the same file.
    kept = access_at_home(open_database(sqlite_url)).sessions.one(keeper.session_id)
    assert (kept.completed_holds, kept.ended_at, kept.end_reason) == (1, None, None)


KEEPS_UNTIL_KILLED = """
import sys
from made import PLAN, hold
from clinic.access import access_at_home
from clinic.database import open_database
from clinic.keeping import SessionKeeper

keeper = SessionKeeper(access_at_home(open_database(sys.argv[1])))
print(keeper.begin(PLAN), flush=True)
for number in range(1, 10_000):
    keeper.keep_hold(number, "pigeon", hold(), 30.0)
    print(number, flush=True)
"""


def test_a_process_that_is_killed_loses_no_hold_it_kept(sqlite_url):
    here = Path(__file__).parent
    environment = {**os.environ, "PYTHONPATH": f"{here}:{here.parents[1]}"}
    command = [sys.executable, "-c", KEEPS_UNTIL_KILLED, sqlite_url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        session_id = process.stdout.readline().strip()
        told = [process.stdout.readline() for _ in range(20)]
        process.kill()
        told += process.stdout.readlines()
    kept = access_at_home(open_database(sqlite_url)).sessions.one(session_id)
    numbers = [k.number for k in kept.holds]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= len(told) - 1  # the last line may be half a line
    assert all(k.hold == hold() for k in kept.holds)


def test_the_first_reason_to_end_stands(home):
    clock = Clock()
    keeper = SessionKeeper(home, clock)
    keeper.begin(PLAN)
    keeper.finish("pain")
    clock.on(minutes=1)
    keeper.finish("completed")
    kept = home.sessions.one(keeper.session_id)
    assert (kept.end_reason, kept.ended_at) == ("pain", MONDAY)


def test_counts_of_cycles_never_fall(home):
    keeper = SessionKeeper(home, Clock())
    keeper.begin(PLAN)
    keeper.keep_cycles("seated_calf", "left", 7, 1)
    keeper.keep_cycles("seated_calf", "left", 3, 2)
    kept = home.sessions.one(keeper.session_id).cycles[0]
    assert (kept.side, kept.counted, kept.not_counted) == ("left", 7, 2)


def test_a_session_begins_once(home):
    keeper = SessionKeeper(home, Clock())
    keeper.begin(PLAN)
    with pytest.raises(IntegrityError):
        keeper.begin(PLAN)
