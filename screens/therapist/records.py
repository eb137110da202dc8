"""Records: by session and period, the days with data, the time spent, and the end of the link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from clinic.access import Access
from clinic.care import InvalidVisit
from clinic.export import export_zip
from clinic.kept import KeptSession
from clinic.monitoring import days_with_data, fullest_window, time_a_month, window_from
from clinic.people import Profile
from screens.history import here

if TYPE_CHECKING:
    from clinic.pdf_pages import Heading

CALL, FILE_MONTH = "call", 30


def records(access: Access, profile: Profile) -> None:
    """The tab of a patient's file."""
    zone = here()
    sessions = access.sessions.all(profile.id)
    _monitoring(access, profile, sessions, zone)
    _period(access, profile, sessions, zone)
    _one(profile, sessions, zone)
    _end(access, profile)


def _monitoring(
    access: Access, profile: Profile, sessions: Sequence[KeptSession], zone: tzinfo
) -> None:
    st.subheader("Remote therapeutic monitoring")
    days = days_with_data(sessions, zone)
    today = datetime.now(zone).date()
    latest = window_from(days, today - timedelta(days=FILE_MONTH - 1))
    fullest = fullest_window(days)
    line = f"**{latest.days} days with data** in the last 30 days."
    if fullest is not None:
        line += (
            f" The fullest 30 days: **{fullest.days}**, "
            f"{fullest.first:%d %B %Y} to {fullest.last:%d %B %Y}."
        )
    st.markdown(line)
    months = time_a_month(access.care.time_spent(profile.id), zone)
    rows = [
        {"Month": f"{m.month:%B %Y}", "Therapist": m.therapist, "Minutes": m.minutes}
        for m in reversed(months)
    ]
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
    st.caption("Time counts while you work in this patient's pages; pauses over 2 minutes do not.")
    with st.popover("Write down a call"), st.form("call", border=False):
        minutes = st.number_input("Minutes, until now", 1, 240, 10, key="call_minutes")
        if st.form_submit_button("Keep it"):
            began = datetime.now(UTC) - timedelta(minutes=int(minutes), seconds=1)
            try:
                access.care.add_time(profile.id, CALL, began, int(minutes))
            except InvalidVisit as error:
                st.error(str(error))
            else:
                st.rerun()


def _period(
    access: Access, profile: Profile, sessions: Sequence[KeptSession], zone: tzinfo
) -> None:
    st.subheader("A period")
    today = datetime.now(zone).date()
    left, right = st.columns(2)
    first = left.date_input("From", today - timedelta(days=FILE_MONTH - 1), key="period_first")
    last = right.date_input("To", today, key="period_last")
    if not isinstance(first, date) or not isinstance(last, date) or first > last:
        st.error("The first day has to come before the last one.")
        return
    since = datetime.combine(first, time(), zone)
    until = datetime.combine(last + timedelta(days=1), time(), zone)
    inside = [s for s in sessions if since <= s.began_at < until]
    st.caption(f"{len(inside)} sessions.")

    def pdf() -> bytes:
        from clinic.pdf import period_pdf

        visits = access.care.time_spent(profile.id)
        return period_pdf(inside, visits, since, until, _heading(profile, zone))

    _downloads("period", profile, inside, pdf, f"{first}_{last}")


def _one(profile: Profile, sessions: Sequence[KeptSession], zone: tzinfo) -> None:
    st.subheader("One session")
    if not sessions:
        st.write("No session has been kept yet.")
        return
    newest = list(reversed(sessions))
    names = [f"{s.began_at.astimezone(zone):%d %B %Y, %H:%M}" for s in newest]
    chosen = st.selectbox("Session", range(len(names)), format_func=names.__getitem__, key="record")
    session = newest[chosen or 0]

    def pdf() -> bytes:
        from clinic.pdf import session_pdf

        return session_pdf(session, _heading(profile, zone))

    _downloads("session", profile, [session], pdf, f"{session.began_at:%Y-%m-%d_%H%M}")


def _downloads(
    key: str, profile: Profile, sessions: Sequence[KeptSession], pdf: Callable[[], bytes], name: str
) -> None:
    def fhir() -> str:
        from clinic.fhir import bundle

        return bundle(profile, sessions, datetime.now(UTC))

    def csv() -> bytes:
        return export_zip(sessions, datetime.now(UTC))

    with st.container(horizontal=True):
        st.download_button("PDF", pdf, f"{name}.pdf", "application/pdf", key=f"{key}_pdf")
        st.download_button("CSV", csv, f"{name}.zip", "application/zip", key=f"{key}_csv")
        st.download_button("FHIR", fhir, f"{name}.json", "application/json", key=f"{key}_fhir")


def _heading(profile: Profile, zone: tzinfo) -> Heading:
    from clinic.pdf_pages import Heading

    return Heading(profile, datetime.now(UTC), zone)


def _end(access: Access, profile: Profile) -> None:
    with st.popover("End the link with this patient"):
        st.write("You see nothing of theirs from then on; they keep everything.")
        if st.button("Yes, end it", type="primary", key="file_end"):
            for link in access.people.links(access.me):
                if link.patient_id == profile.id and link.ended_at is None:
                    access.people.end_link(link.id)
            st.query_params.clear()
            st.rerun()
