"""The printed record: one session, or a period, as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from clinic.care import Visit
from clinic.charts import pain_chart, range_chart
from clinic.history import (
    frequent_faults,
    good_time,
    pain_over_time,
    ranges_over_time,
    sessions_a_week,
)
from clinic.kept import KeptPain, KeptSession
from clinic.monitoring import days_with_data, fullest_window, time_a_month
from clinic.pdf_pages import Heading, Record, Rows, day
from stretches.registry import stretch_named
from stretches.report import words
from stretches.routine.pain import PainReport


def session_pdf(session: KeptSession, heading: Heading) -> bytes:
    """The record of one session."""
    record = Record(heading)
    began = session.began_at.astimezone(heading.zone)
    record.title_line(f"Stretching session of {day(began)}, {began:%H:%M}")
    record.sentence(_how_it_went(session))
    record.part("Pain")
    record.rows(
        ("When", "0 to 10", "Where", "Numb or tingling"),
        (_pain_row(kept) for kept in session.pains),
        (40, 14, 34, 22),
    )
    record.part("Holds")
    record.rows(
        ("Stretch", "Side", "Good of target", "In position", "Ended", "Best"),
        _hold_rows(session),
        (44, 11, 20, 18, 20, 40),
    )
    record.part("Cycles")
    record.rows(
        ("Stretch", "Side", "Counted", "Not counted"),
        (
            (stretch_named(c.stretch).name, c.side or "", str(c.counted), str(c.not_counted))
            for c in session.cycles
        ),
        (60, 15, 20, 20),
    )
    _faults(record, [session])
    return record.data()


def _how_it_went(session: KeptSession) -> str:
    ended = "not finished" if session.end_reason is None else f"ended: {session.end_reason}"
    version = session.prescription_version
    under = "without a prescription" if version is None else f"prescription version {version}"
    minutes = session.lasted.total_seconds() / 60
    return (
        f"{minutes:.0f} minutes, {ended}, {under}. Completed holds: {session.completed_holds}; "
        f"seconds in good form: {session.good_s:.0f}."
    )


def _pain_row(kept: KeptPain) -> tuple[str, str, str, str]:
    when = {"before": "before", "end": "at the end"}.get(kept.after)
    after = when or f"after {stretch_named(kept.after).name}"
    pain = kept.pain
    return after, str(pain.score), ", ".join(pain.places), "yes" if pain.tingling else "no"


def _hold_rows(session: KeptSession) -> Rows:
    for kept in session.holds:
        hold = kept.hold
        best = ", ".join(f"{words(name)} {value:.0f}°" for name, value in hold.best.items())
        yield (
            stretch_named(kept.stretch).name,
            hold.side,
            f"{hold.good_s:.0f} of {kept.target_s:.0f} s",
            f"{hold.total_s:.0f} s",
            hold.ended_by,
            best,
        )


def _faults(record: Record, sessions: Sequence[KeptSession]) -> None:
    record.part("Most frequent faults")
    record.rows(
        ("Stretch", "What was said", "Times", "Seconds"),
        (
            (stretch_named(f.stretch).name, f.cue, str(f.times), f"{f.seconds:.0f}")
            for f in frequent_faults(sessions, most=10)
        ),
        (45, 70, 14, 16),
    )


def period_pdf(
    sessions: Sequence[KeptSession],
    visits: Sequence[Visit],
    since: datetime,
    until: datetime,
    heading: Heading,
) -> bytes:
    """The record of a period.

    Args:
        sessions: those of the period, oldest first.
        visits: the time spent in it.
        since: its beginning.
        until: its end, not included.
        heading: what stands on every page.
    """
    zone = heading.zone
    record = Record(heading)
    record.title_line(f"Stretching from {day(since.astimezone(zone))} to {day(_last(until, zone))}")
    record.sentence(
        f"Sessions: {len(sessions)}; completed holds: {sum(s.completed_holds for s in sessions)}; "
        f"minutes in good form: {sum(s.good_s for s in sessions) / 60:.0f}."
    )
    _weeks(record, sessions, until, zone)
    _pain(record, sessions)
    _ranges(record, sessions)
    record.part("Time in good form")
    record.rows(
        ("Stretch", "Side", "Seconds", "Completed holds", "Part holds"),
        (
            (
                stretch_named(g.stretch).name,
                g.side,
                f"{g.good_s:.0f}",
                str(g.completed),
                str(g.part),
            )
            for g in good_time(sessions)
        ),
        (55, 15, 18, 25, 20),
    )
    _faults(record, sessions)
    _monitoring(record, sessions, visits, zone)
    return record.data()


def _last(until: datetime, zone: tzinfo) -> datetime:
    """The last moment of a period whose end is not included."""
    return datetime.fromtimestamp(until.timestamp() - 1, zone)


def _weeks(record: Record, sessions: Sequence[KeptSession], until: datetime, zone: tzinfo) -> None:
    record.part("Sessions a week")
    record.rows(
        ("Week from", "Sessions", "Planned"),
        (
            (f"{w.monday.day} {w.monday:%B %Y}", str(w.sessions), _planned(w.least, w.most))
            for w in sessions_a_week(sessions, _last(until, zone), zone)
        ),
        (50, 20, 30),
    )


def _planned(least: int | None, most: int | None) -> str:
    if least is None and most is None:
        return "nothing agreed"
    return str(least) if least == most else f"{least or 0} to {most or 'any'}"


def _pain(record: Record, sessions: Sequence[KeptSession]) -> None:
    record.part("Pain")
    points = pain_over_time(sessions)
    if not points:
        record.sentence("It was not asked.")
        return
    record.chart(pain_chart(points, record.heading.zone))
    first, last = points[0], points[-1]
    record.sentence(f"First session: {_scores(first.before, first.after)}.")
    record.sentence(f"Last session: {_scores(last.before, last.after)}.")


def _scores(before: PainReport | None, after: PainReport | None) -> str:
    return ", ".join(
        f"{name} {pain.score}{' in ' + ', '.join(pain.places) if pain.places else ''}"
        for name, pain in (("before", before), ("after", after))
        if pain is not None
    )


def _ranges(record: Record, sessions: Sequence[KeptSession]) -> None:
    record.part("Range of motion")
    trends = ranges_over_time(sessions)
    if not trends:
        record.sentence("None was measured.")
    for trend in trends:
        record.chart(range_chart(trend, record.heading.zone))
        first, last = trend.points[0], trend.points[-1]
        record.sentence(
            f"First {first.best:.0f}°, last {last.best:.0f}°, best "
            f"{max(point.best for point in trend.points):.0f}°, in {len(trend.points)} sessions."
        )
    for source in sorted({t.least_change.source for t in trends if t.least_change is not None}):
        record.sentence(f"The band: {source}")


def _monitoring(
    record: Record, sessions: Sequence[KeptSession], visits: Sequence[Visit], zone: tzinfo
) -> None:
    record.part("Monitoring")
    window = fullest_window(days_with_data(sessions, zone))
    if window is None:
        record.sentence("There are no days with data.")
    else:
        record.sentence(
            f"Days with data in 30 days: {window.days}, from {window.first:%Y-%m-%d} "
            f"to {window.last:%Y-%m-%d}, the fullest 30 days of the period."
        )
    record.rows(
        ("Month", "Therapist", "Minutes"),
        (
            (f"{spent.month:%B %Y}", spent.therapist, str(spent.minutes))
            for spent in time_a_month(visits, zone)
        ),
        (40, 50, 20),
    )
