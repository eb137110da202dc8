"""What remote therapeutic monitoring counts: days with data, and the minutes a therapist spent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta, tzinfo

from clinic.care import Visit
from clinic.kept import KeptSession

WINDOW_DAYS = 30


@dataclass(frozen=True)
class DataWindow:
    """Thirty days, and on how many of them there are data.

    Attributes:
        first: the first day.
        last: the thirtieth.
        days: distinct days with data among them.
    """

    first: date
    last: date
    days: int


@dataclass(frozen=True)
class MonthlyTime:
    """The time one therapist spent on a patient in one calendar month."""

    month: date
    therapist_id: str
    therapist: str
    seconds: float

    @property
    def minutes(self) -> int:
        """Whole minutes."""
        return int(self.seconds // 60)


def days_with_data(sessions: Iterable[KeptSession], zone: tzinfo = UTC) -> tuple[date, ...]:
    """The distinct days on which something was kept: a hold, cycles or an answer about pain.

    Args:
        sessions: in any order.
        zone: where the patient lives; it decides on which day an evening falls.
    """
    days = {
        moment.astimezone(zone).date()
        for session in sessions
        for moment in (
            [kept.at for kept in session.holds]
            + [kept.at for kept in session.pains]
            + ([session.began_at] if any(c.counted for c in session.cycles) else [])
        )
    }
    return tuple(sorted(days))


def window_from(days: Sequence[date], first: date) -> DataWindow:
    """The thirty days from `first` on."""
    last = first + timedelta(days=WINDOW_DAYS - 1)
    return DataWindow(first, last, sum(first <= day <= last for day in set(days)))


def fullest_window(days: Sequence[date]) -> DataWindow | None:
    """The thirty days with the most days with data, the earliest of equals; None without data.

    A fullest window can always be moved to begin on a day with data.
    """
    windows = [window_from(days, day) for day in sorted(set(days))]
    return max(windows, key=lambda window: window.days) if windows else None


def time_a_month(visits: Iterable[Visit], zone: tzinfo = UTC) -> tuple[MonthlyTime, ...]:
    """Time by calendar month and therapist, oldest first; a visit belongs to where it began."""
    seconds: dict[tuple[date, str, str], float] = defaultdict(float)
    for visit in visits:
        month = visit.began_at.astimezone(zone).date().replace(day=1)
        seconds[month, visit.therapist_id, visit.therapist] += visit.seconds
    return tuple(MonthlyTime(*key, seconds=seconds[key]) for key in sorted(seconds))
