"""History: what was kept of the sessions at home, over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from clinic import history
from clinic.access import Access
from clinic.export import export_zip
from clinic.kept import KeptSession
from screens import history_charts as charts
from screens.history_session import one_session
from screens.store import home
from screens.style import counts


def history_page() -> None:
    """The page."""
    access = home()
    if access is not None:
        history_view(access)


def history_view(access: Access) -> None:
    """The history of whoever asks."""
    st.title("History")
    sessions = access.sessions.all(access.me)
    if not sessions:
        st.write(
            "Nothing has been kept yet. Every completed hold of a guided session is kept here, "
            "the moment it is done."
        )
        return
    zone = here()
    over_time(sessions, zone)
    one_session(access, sessions, zone)
    _all_of_it(access, sessions)


def over_time(sessions: Sequence[KeptSession], zone: tzinfo) -> None:
    """What the sessions come to."""
    _figures(sessions)
    _weeks_and_pain(sessions, zone)
    _ranges(sessions, zone)
    _time_and_faults(sessions)


def here() -> tzinfo:
    """Where the person is, which decides in which week an evening falls."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def _figures(sessions: Sequence[KeptSession]) -> None:
    done = [session for session in sessions if not session.nothing_done]
    counts(
        {
            "sessions": str(len(done)),
            "completed holds": str(sum(session.completed_holds for session in done)),
            "minutes in good form": f"{sum(session.good_s for session in done) / 60:.0f}",
        }
    )


def _weeks_and_pain(sessions: Sequence[KeptSession], zone: tzinfo) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Sessions a week")
        weeks = history.sessions_a_week(sessions, datetime.now(UTC), zone)
        st.altair_chart(charts.weeks(weeks))
        st.caption("The shaded band is what was planned.")
    with right:
        st.subheader("Pain")
        points = history.pain_over_time(sessions)
        if points:
            st.altair_chart(charts.pain(points, zone))
            st.caption("Before each session, and the last answer in it.")
        else:
            st.write("Pain has not been answered yet.")


def _ranges(sessions: Sequence[KeptSession], zone: tzinfo) -> None:
    trends = history.ranges_over_time(sessions)
    if not trends:
        return
    st.subheader("Range of motion")
    # The straight leg raise is the routine's main figure, and the one with a known error.
    ranked = sorted(trends, key=lambda trend: trend.least_change is None)
    columns = st.columns(2, gap="large")
    for number, trend in enumerate(ranked):
        with columns[number % 2]:
            st.altair_chart(charts.trend(trend, zone))
    sources = {trend.least_change.source for trend in trends if trend.least_change}
    st.caption(
        "Each point is a session's best 3 seconds; the bar is its median hold. Inside the shaded "
        "band nothing is known to have changed. " + " ".join(sorted(sources))
    )


def _time_and_faults(sessions: Sequence[KeptSession]) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Time in good form")
        times = history.good_time(sessions)
        if times:
            st.altair_chart(charts.good_time(times))
        else:
            st.write("No hold has been kept yet.")
    with right:
        st.subheader("What came up most")
        faults = history.frequent_faults(sessions)
        for fault in faults:
            often = "once" if fault.times == 1 else f"{fault.times} times"
            st.markdown(f"- **{fault.cue}**: {often}, {charts.name_of(fault.stretch)}")
        if not faults:
            st.write("No fault was kept.")


def _all_of_it(access: Access, sessions: Sequence[KeptSession]) -> None:
    st.subheader("All of it")
    st.caption("What is kept is yours: take it with you, or delete it.")
    take, delete = st.columns(2, gap="large")
    take.download_button(
        "Export everything",
        lambda: export_zip(sessions, datetime.now(UTC)),
        "stretch_history.zip",
        "application/zip",
        width="stretch",
        key="history_export",
    )
    with delete.popover("Delete everything", width="stretch"):
        st.write(f"All {len(sessions)} sessions are deleted. This cannot be undone.")
        if st.button("Yes, delete everything", type="primary", key="history_delete_all"):
            access.sessions.delete_all(access.me)
            st.rerun()
