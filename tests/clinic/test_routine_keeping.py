"""What a guided session hands out is kept as it happens."""

import pytest
from made import Clock, fault, hold

from clinic.access import access_at_home
from clinic.routine_keeping import RoutineKeeper
from stretches.counts import Cycle
from stretches.registry import stretch_named
from stretches.routine import moment as m
from stretches.routine.pain import PainReport
from stretches.routine.plan import Planned

PIGEON, CAT_COW = stretch_named("pigeon"), stretch_named("cat_cow")
PLAN = (Planned(PIGEON, "right"), Planned(CAT_COW))
RECORDS = [
    m.PainAnswered(0.0, "before", PainReport(3, ("back",))),
    m.HoldEnded(PIGEON, 0, 1, hold("right")),
    m.FaultEnded(PIGEON, fault("pigeon", "hinge", "right")),
    m.HoldEnded(PIGEON, 0, 2, hold("right", good_s=8.0)),
    m.PainAnswered(90.0, "after", PainReport(5, ("back",)), PIGEON),
    m.StretchEnded(PIGEON, 0, "stopped for pain"),
    m.CycleEnded(CAT_COW, 1, 1, Cycle(None, 100.0, 106.0, True)),
    m.CycleEnded(CAT_COW, 1, 2, Cycle(None, 106.0, 112.0, False, "cow")),
    m.PainAnswered(120.0, "after", None, CAT_COW),
    m.StretchEnded(CAT_COW, 1, "done"),
    m.PainAnswered(130.0, "end", PainReport(4, ("back",))),
    m.SessionEnded("completed"),
]


@pytest.fixture
def kept(database):
    home = access_at_home(database)
    keeper = RoutineKeeper(home, PLAN, (3, 5), Clock())
    for record in RECORDS:
        keeper.keep(record)
    return home.sessions.one(keeper.session_id)


def test_the_plan_says_the_order_of_sides_and_the_dose(kept):
    assert [(s.stretch, s.sides, s.hold_s, s.reps) for s in kept.plan.stretches] == [
        ("pigeon", ("right", "left"), 30.0, 2),
        ("cat_cow", (), None, 10),
    ]
    assert (kept.plan.least_a_week, kept.plan.most_a_week) == (3, 5)


def test_holds_whole_and_in_part(kept):
    assert [(h.number, h.hold.good_s, h.hold.completed) for h in kept.holds] == [
        (1, 30.0, True),
        (2, 8.0, False),
    ]


def test_cycles_that_counted_and_that_did_not(kept):
    assert [(c.stretch, c.counted, c.not_counted) for c in kept.cycles] == [("cat_cow", 1, 1)]


def test_pain_where_it_was_answered(kept):
    assert [(p.after, p.pain.score) for p in kept.pains] == [
        ("before", 3),
        ("pigeon", 5),
        ("end", 4),
    ]


def test_how_each_stretch_and_the_session_ended(kept):
    assert [(e.stretch, e.how) for e in kept.ends] == [
        ("pigeon", "stopped for pain"),
        ("cat_cow", "done"),
    ]
    assert kept.end_reason == "completed"


def test_faults(kept):
    assert [(f.check, f.side) for f in kept.faults] == [("hinge", "right")]
