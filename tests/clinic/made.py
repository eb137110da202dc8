"""Plans, holds, faults and whole sessions, made for tests."""

from datetime import UTC, datetime, timedelta

from clinic.keeping import SessionKeeper
from clinic.plan import Plan, PlannedStretch
from stretches.counts import Hold
from stretches.faults import Fault
from stretches.registry import stretch_named
from stretches.routine.pain import PainReport
from stretches.vocabulary import Cue

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

PLAN = Plan(
    (
        PlannedStretch("lying_hamstring", ("left", "right"), 30.0, 2),
        PlannedStretch("cat_cow", (), None, 10),
    ),
    least_a_week=3,
    most_a_week=5,
)


class Clock:
    """A wall clock that is moved by hand."""

    def __init__(self, at=MONDAY):
        self.at = at

    def __call__(self):
        return self.at

    def on(self, **time):
        self.at += timedelta(**time)


def hold(side="left", good_s=30.0, start_s=10.0, raised=None, target_s=30.0):
    """A hold; complete where its good seconds reach the target."""
    done = good_s >= target_s
    return Hold(
        side=side,
        start_s=start_s,
        end_s=start_s + good_s + 1,
        good_s=good_s,
        total_s=good_s + 1,
        completed=done,
        ended_by="completed" if done else "left position",
        best={} if raised is None else {"straight_leg_raise_deg": raised},
    )


def fault(slug="lying_hamstring", name="knee_straight", side="left", start_s=12.0, lasted=2.0):
    """A fault that lasted."""
    check = stretch_named(slug).check(name)
    return Fault(check, side, start_s, start_s + lasted, 148.0, check.cue, start_s)


CUE = Cue(12.8, "Straighten your raised knee", "form")


def keep_session(access, clock, raised=(70.0,), before=3, after=3, reason="completed", side="left"):
    """Keep a session with one hold for each angle in `raised`; its identifier."""
    keeper = SessionKeeper(access, clock)
    keeper.begin(PLAN, PainReport(before, ("back",)))
    for number, angle in enumerate(raised, start=1):
        clock.on(minutes=1)
        keeper.keep_hold(number, "lying_hamstring", hold(side, raised=angle), 30.0)
    keeper.keep_pain("lying_hamstring", PainReport(after, ("back",)))
    if reason:
        keeper.finish(reason)
    return keeper.session_id
