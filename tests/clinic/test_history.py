"""What kept sessions say over time."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from made import CUE, MONDAY, PLAN, Clock, fault, hold, keep_session

from clinic.access import NotAllowed, access_at_home
from clinic.export import export_zip
from clinic.history import (
    frequent_faults,
    good_time,
    pain_over_time,
    ranges_over_time,
    sessions_a_week,
)
from clinic.keeping import SessionKeeper
from stretches.routine.pain import PainReport


@pytest.fixture
def home(database):
    return access_at_home(database)


@pytest.fixture
def clock():
    return Clock()


def everything(home):
    return home.sessions.all(home.me)


def test_sessions_come_oldest_first_and_within_dates(home, clock):
    clock.on(days=2)
    late = keep_session(home, clock)
    early = keep_session(home, Clock())
    assert [s.id for s in everything(home)] == [early, late]
    assert [s.id for s in home.sessions.all(home.me, since=MONDAY + timedelta(days=1))] == [late]
    assert [s.id for s in home.sessions.all(home.me, until=MONDAY + timedelta(days=1))] == [early]


def test_weeks_are_counted_against_the_plan_and_empty_ones_show(home, clock):
    keep_session(home, clock)
    clock.on(days=1)
    keep_session(home, clock)
    clock.on(days=13)  # the Monday after an empty week
    keep_session(home, clock)
    weeks = sessions_a_week(everything(home), clock())
    assert [(w.sessions, w.least, w.most) for w in weeks] == [(2, 3, 5), (0, 3, 5), (1, 3, 5)]


def test_a_session_in_which_nothing_was_done_is_not_counted(home, clock):
    keep_session(home, clock, raised=())
    assert [week.sessions for week in sessions_a_week(everything(home), clock())] == [0]


def test_a_late_evening_falls_into_the_week_of_where_the_person_lives(home):
    sunday_evening_in_new_york = Clock(MONDAY.replace(hour=2))
    keep_session(home, sunday_evening_in_new_york)
    week = sessions_a_week(everything(home), MONDAY, ZoneInfo("America/New_York"))[0]
    assert (week.monday.isoformat(), week.sessions) == ("2026-02-23", 1)


def test_no_sessions_make_no_weeks():
    assert sessions_a_week((), MONDAY) == ()


def test_pain_before_and_after_each_session(home, clock):
    keep_session(home, clock, before=5, after=3)
    points = pain_over_time(everything(home))
    assert [(p.before.score, p.after.score) for p in points] == [(5, 3)]


def test_leg_raise_best_and_median_by_session_with_its_least_change(home, clock):
    keep_session(home, clock, raised=(60.0, 72.0, 66.0))
    clock.on(days=1)
    keep_session(home, clock, raised=(75.0,))
    (trend,) = ranges_over_time(everything(home))
    assert (trend.name, trend.side) == ("straight_leg_raise_deg", "left")
    assert [(p.best, p.median, p.holds) for p in trend.points] == [(72, 66, 3), (75, 75, 1)]
    assert trend.band == (65, 79)
    assert "6 to 7 degrees" in trend.least_change.source


def test_sides_have_trends_of_their_own(home, clock):
    keep_session(home, clock, side="left")
    keep_session(home, clock, side="right")
    assert [t.side for t in ranges_over_time(everything(home))] == ["left", "right"]


def test_good_seconds_by_stretch_and_side(home, clock):
    keeper = SessionKeeper(home, clock)
    keeper.begin(PLAN)
    keeper.keep_hold(1, "pigeon", hold("left"), 30.0)
    keeper.keep_hold(2, "pigeon", hold("left", good_s=12.5), 30.0)
    keeper.keep_hold(3, "pigeon", hold("right"), 30.0)
    assert [(g.side, g.good_s, g.completed, g.part) for g in good_time(everything(home))] == [
        ("left", 42.5, 1, 1),
        ("right", 30.0, 1, 0),
    ]


def test_the_most_frequent_fault_comes_first(home, clock):
    keeper = SessionKeeper(home, clock)
    keeper.begin(PLAN)
    keeper.keep_fault("lying_hamstring", fault(name="leg_raised"))
    for _ in range(2):
        keeper.keep_fault("lying_hamstring", fault(name="knee_straight", lasted=1.5))
    found = frequent_faults(everything(home))
    assert [(f.check, f.times, f.sessions, f.seconds) for f in found] == [
        ("knee_straight", 2, 1, 3.0),
        ("leg_raised", 1, 1, 2.0),
    ]


def read_csv(archive, name):
    return list(csv.DictReader(io.StringIO(archive.read(name).decode())))


def test_the_export_holds_everything_as_json_and_as_csv(home, clock):
    keeper = SessionKeeper(home, clock)
    keeper.begin(PLAN, PainReport(4, ("back", "thigh")))
    keeper.keep_hold(1, "lying_hamstring", hold(raised=71.5), 30.0)
    keeper.keep_fault("lying_hamstring", fault())
    keeper.keep_cue(CUE)
    keeper.keep_cycles("cat_cow", None, 9, 1)
    archive = zipfile.ZipFile(io.BytesIO(export_zip(everything(home), clock())))
    (session,) = json.loads(archive.read("sessions.json"))["sessions"]
    assert session["holds"][0]["best"] == {"straight_leg_raise_deg": 71.5}
    assert session["plan"] == json.loads(json.dumps(PLAN.to_dict()))
    assert read_csv(archive, "holds.csv")[0]["straight_leg_raise_deg"] == "71.5"
    assert read_csv(archive, "pain.csv")[0]["places"] == "back thigh"
    assert read_csv(archive, "faults.csv")[0]["check"] == "knee_straight"
    assert read_csv(archive, "cues.csv")[0]["text"] == CUE.text
    assert read_csv(archive, "cycles.csv")[0]["counted"] == "9"
    assert read_csv(archive, "sessions.csv")[0]["id"] == keeper.session_id


def test_deleting_one_session_leaves_the_others(home, clock):
    gone, stays = keep_session(home, clock), keep_session(home, clock)
    home.sessions.delete(gone)
    assert [s.id for s in everything(home)] == [stays]
    with pytest.raises(NotAllowed):
        home.sessions.one(gone)


def test_deleting_all_leaves_no_row(home, clock, database):
    keep_session(home, clock)
    home.sessions.delete_all(home.me)
    from sqlalchemy import func, select

    from clinic.tables import Base

    with database.reading() as transaction:
        left = {
            table.name: transaction.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }
    assert {name for name, rows in left.items() if rows} == {"person"}
