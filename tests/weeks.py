"""Twelve weeks of guided sessions as they are kept, for the pages that show them over time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from clinic.access import Access
from clinic.keeping import SessionKeeper
from clinic.plan import Plan, PlannedStretch
from stretches.counts import Hold
from stretches.faults import Fault
from stretches.registry import stretch_named
from stretches.routine.pain import PainReport
from stretches.vocabulary import Cue

SLUGS = ("lying_hamstring", "supine_figure_four", "cat_cow", "pigeon")
RAISED = "straight_leg_raise_deg"


class Clock:
    """A wall clock moved by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def keep_weeks(access: Access, weeks: int = 12, until: datetime | None = None) -> None:
    """Two to four sessions a week, with less and less pain and more and more range."""
    end = until or datetime.now(UTC)
    clock = Clock(end)
    for week in range(weeks):
        for number in range(2 + week % 3):
            clock.now = end - timedelta(weeks=weeks - 1 - week, days=6 - 2 * number, hours=3)
            if clock.now < end:
                keep_session(access, clock, week, broken_off=(week, number) == (7, 1))


def keep_session(access: Access, clock: Clock, week: int, broken_off: bool = False) -> None:
    """One session of that week."""
    keeper = SessionKeeper(access, clock)
    planned = tuple(PlannedStretch(slug, ("left", "right"), 30.0, 2) for slug in SLUGS)
    pain = max(1, 6 - week // 2)
    keeper.begin(Plan(planned, 3, 5), PainReport(pain, ("back", "thigh")[: 1 + (week < 5)]))
    number = 0
    for slug in SLUGS:
        keeper.keep_cue(Cue(4.0, f"Next: {stretch_named(slug).name}.", "guide"), slug)
        if slug == "cat_cow":
            keeper.keep_cycles(slug, None, 10, 2)
            continue
        for side in ("left", "left", "right", "right"):
            number += 1
            clock.now += timedelta(seconds=48)
            keeper.keep_hold(number, slug, _hold(slug, side, number, week), 30.0)
        _keep_fault(keeper, slug, week)
        keeper.keep_pain(slug, PainReport(max(0, pain - number % 2), ("back",)))
    if not broken_off:
        keeper.finish("completed", PainReport(max(0, pain - 1), ("back",)))


def _hold(slug: str, side: str, number: int, week: int) -> Hold:
    part = number == 3 and week % 4 == 1
    good = 17.5 if part else 30.0
    lean = 4.0 if side == "left" else 0.0
    best = {RAISED: 58 + 1.6 * week + lean + number % 3} if slug == "lying_hamstring" else {}
    return Hold(
        side=side,
        start_s=40.0 * number,
        end_s=40.0 * number + good + 2,
        good_s=good,
        total_s=good + 2,
        completed=not part,
        ended_by="left position" if part else "completed",
        best=best,
    )


def _keep_fault(keeper: SessionKeeper, slug: str, week: int) -> None:
    checks = [check for check in stretch_named(slug).checks if check.cue]
    check = checks[week % min(3, len(checks))]
    keeper.keep_fault(slug, Fault(check, "left", 60.0, 63.5, None, check.cue, 61.0))
