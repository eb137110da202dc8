"""A guided session is kept as it happens."""

from actor import Actor, PainReport, session
from made import Clock

from clinic.access import access_at_home
from clinic.database import open_database
from clinic.routine_keeping import RoutineKeeper
from stretches.counts import Cycle
from stretches.routine.moment import CycleEnded

SAME = PainReport(2, ("back",))


def kept_while(access, actor: Actor, until: str) -> RoutineKeeper:
    """Do what the session asks until a phase begins, and keep all that happens."""
    keeper = RoutineKeeper(access, actor.session.plan, (3, 5), Clock())
    actor.until(until)
    for record in actor.records:
        keeper.keep(record)
    return keeper


def test_a_session_to_its_end_is_kept_whole(database):
    access = access_at_home(database)
    actor = Actor(session("lying_hamstring", reps=2))
    keeper = kept_while(access, actor, "pain")
    before = len(actor.records)
    actor.session.answer(SAME)
    actor.rest()
    for record in actor.records[before:]:
        keeper.keep(record)
    kept = access.sessions.one(keeper.session_id)
    assert kept.end_reason == "completed"
    assert [h.hold.side for h in kept.holds] == ["left", "left", "right", "right"]
    assert [h.hold for h in kept.holds] == [h.hold for h in actor.holds]
    assert [pain.after for pain in kept.pains] == ["before", "lying_hamstring"]
    assert [cue.cue.text for cue in kept.cues] == actor.said
    assert (kept.plan.least_a_week, kept.plan.most_a_week) == (3, 5)


def test_what_was_done_is_there_when_the_program_ends_in_mid_hold(tmp_path):
    address = f"sqlite:///{tmp_path}/sessions.sqlite3"
    access = access_at_home(open_database(address))
    actor = Actor(session("lying_hamstring", reps=2))
    actor.until("rest")
    actor.until("hold")
    keeper = RoutineKeeper(access, actor.session.plan)
    for record in actor.records:
        keeper.keep(record)
    del keeper, access
    kept = access_at_home(open_database(address)).sessions
    (broken_off,) = kept.all("home")
    assert broken_off.ended_at is None
    assert [h.hold.completed for h in broken_off.holds] == [True]


def test_rounds_of_cat_cow_are_kept_as_totals(database):
    access = access_at_home(database)
    plan = session("cat_cow").plan
    keeper = RoutineKeeper(access, plan)
    for number, counted in enumerate((True, False, True)):
        cycle = Cycle(None, number * 6.0, number * 6.0 + 5, counted)
        keeper.keep(CycleEnded(plan[0].stretch, 0, number, cycle))
    (cycles,) = access.sessions.one(keeper.session_id).cycles
    assert (cycles.counted, cycles.not_counted) == (2, 1)
