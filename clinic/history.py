"""What kept sessions say over time. Pure: sessions in, figures out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from statistics import median

from clinic.kept import KeptSession
from stretches.routine.pain import PainReport

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class LeastChange:
    """The least change of a figure that is more than the error of measuring it.

    Attributes:
        degrees: smaller changes say nothing.
        source: where the figure is from.
    """

    degrees: float
    source: str


LEAST_CHANGES = {
    "straight_leg_raise_deg": LeastChange(
        7.0,
        "Physical therapist's guidance: the least detectable change of the straight leg raise is "
        "6 to 7 degrees; the larger is taken.",
    )
}
"""Only the straight leg raise has a figure; others are shown without one."""


@dataclass(frozen=True)
class Week:
    """The sessions of one week against the plan.

    Attributes:
        monday: the week's first day.
        sessions: sessions in which something was done.
        least: the fewest that were planned, None where nothing was agreed.
        most: the most that were planned.
    """

    monday: date
    sessions: int
    least: int | None
    most: int | None


@dataclass(frozen=True)
class PainPoint:
    """Pain before and after one session; each None where it was not answered."""

    session_id: str
    at: datetime
    before: PainReport | None
    after: PainReport | None


@dataclass(frozen=True)
class RangePoint:
    """One range of motion of one side in one session, over its holds.

    Attributes:
        best: the largest of the holds' best 3 s averages, degrees.
        median: their median.
    """

    session_id: str
    at: datetime
    best: float
    median: float
    holds: int


@dataclass(frozen=True)
class RangeTrend:
    """One range of motion over time.

    Attributes:
        name: such as `straight_leg_raise_deg`.
        stretch: the stretch in which it was measured.
        points: one a session, oldest first.
        least_change: the least change that says something, None where none is known.
    """

    name: str
    stretch: str
    side: str
    points: tuple[RangePoint, ...]
    least_change: LeastChange | None

    @property
    def band(self) -> tuple[float, float] | None:
        """Degrees around the first session's best within which nothing is known to have changed."""
        if self.least_change is None or not self.points:
            return None
        first = self.points[0].best
        return first - self.least_change.degrees, first + self.least_change.degrees


@dataclass(frozen=True)
class GoodTime:
    """Seconds in good form of one stretch and side, over all sessions."""

    stretch: str
    side: str
    good_s: float
    completed: int
    part: int


@dataclass(frozen=True)
class FrequentFault:
    """A fault over all sessions.

    Attributes:
        times: how often it lasted.
        sessions: in how many sessions.
    """

    stretch: str
    check: str
    cue: str
    times: int
    sessions: int
    seconds: float


def sessions_a_week(
    sessions: Sequence[KeptSession], until: datetime, zone: tzinfo = UTC
) -> tuple[Week, ...]:
    """Every week from the first session's to that of `until`, empty weeks too.

    The plan of a week is that of its last session, or else of the last one before it.

    Args:
        sessions: oldest first.
        until: now, usually.
        zone: where the person lives; it decides in which week an evening falls.
    """
    done: Counter[date] = Counter()
    plans: dict[date, tuple[int | None, int | None]] = {}
    for session in sessions:
        monday = _monday(session.began_at, zone)
        done[monday] += not session.nothing_done
        plans[monday] = (session.plan.least_a_week, session.plan.most_a_week)
    if not plans:
        return ()
    weeks: list[Week] = []
    agreed: tuple[int | None, int | None] = (None, None)
    monday, last = min(plans), max(_monday(until, zone), max(plans))
    while monday <= last:
        agreed = plans.get(monday, agreed)
        weeks.append(Week(monday, done[monday], *agreed))
        monday += WEEK
    return tuple(weeks)


def _monday(moment: datetime, zone: tzinfo) -> date:
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def pain_over_time(sessions: Iterable[KeptSession]) -> tuple[PainPoint, ...]:
    """Pain before and after each session in which it was answered."""
    points = (PainPoint(s.id, s.began_at, s.pain_before, s.pain_last) for s in sessions)
    return tuple(point for point in points if point.before or point.after)


def ranges_over_time(sessions: Iterable[KeptSession]) -> tuple[RangeTrend, ...]:
    """Every range of motion that was measured, by stretch and side, in order of the names."""
    points: dict[tuple[str, str, str], list[RangePoint]] = defaultdict(list)
    for session in sessions:
        for key, values in _ranges(session).items():
            point = RangePoint(
                session.id, session.began_at, max(values), median(values), len(values)
            )
            points[key].append(point)
    return tuple(
        RangeTrend(name, stretch, side, tuple(kept), LEAST_CHANGES.get(name))
        for (name, stretch, side), kept in sorted(points.items())
    )


def _ranges(session: KeptSession) -> dict[tuple[str, str, str], list[float]]:
    values: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for kept in session.holds:
        for name, value in kept.hold.best.items():
            values[name, kept.stretch, kept.hold.side].append(value)
    return values


def good_time(sessions: Iterable[KeptSession]) -> tuple[GoodTime, ...]:
    """Good seconds of each stretch and side that was ever held."""
    completed: Counter[tuple[str, str]] = Counter()
    part: Counter[tuple[str, str]] = Counter()
    good: dict[tuple[str, str], float] = defaultdict(float)
    for session in sessions:
        for kept in session.holds:
            key = (kept.stretch, kept.hold.side)
            good[key] += kept.hold.good_s
            (completed if kept.hold.completed else part)[key] += 1
    return tuple(
        GoodTime(*key, good_s=good[key], completed=completed[key], part=part[key])
        for key in sorted(good)
    )


def frequent_faults(sessions: Iterable[KeptSession], most: int = 5) -> tuple[FrequentFault, ...]:
    """The faults that came most often, the most frequent first."""
    times: Counter[tuple[str, str, str]] = Counter()
    seen: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    seconds: dict[tuple[str, str, str], float] = defaultdict(float)
    for session in sessions:
        for fault in session.faults:
            key = (fault.stretch, fault.check, fault.cue)
            times[key] += 1
            seen[key].add(session.id)
            seconds[key] += fault.end_s - fault.start_s
    ranked = sorted(times, key=lambda key: (-times[key], -seconds[key], key))
    return tuple(
        FrequentFault(*key, times=times[key], sessions=len(seen[key]), seconds=seconds[key])
        for key in ranked[:most]
    )
