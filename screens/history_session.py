"""One kept session: what was done, felt and said, with its export and its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

import pandas as pd
import streamlit as st

from clinic.access import Access
from clinic.export import export_zip
from clinic.kept import KeptHold, KeptPain, KeptSession
from screens.history_charts import name_of
from stretches.report import clock, words

ENDED = {
    "completed": "to the end",
    "stopped": "stopped early",
    "pain": "stopped for pain",
    "extreme pain": "stopped for extreme pain",
    "closed": "closed",
    None: "broken off",
}
PART = {
    "left position": "left the position",
    "lost from view": "out of the picture",
    "end of video": "stopped",
}


def one_session(
    access: Access, sessions: Sequence[KeptSession], zone: tzinfo, own: bool = True
) -> None:
    """Choose a session and look at it; whoever's own it is may delete it as well."""
    st.subheader("One session")
    newest_first = list(reversed(sessions))
    names = [_name(session, zone) for session in newest_first]
    chosen = st.selectbox("Session", range(len(names)), format_func=names.__getitem__)
    session = newest_first[chosen or 0]
    left, right = st.columns(2, gap="large")
    with left:
        _done(session)
    with right:
        _felt(session)
        _said(session, zone)
        if session.prescription_version is not None:
            st.caption(f"Done under version {session.prescription_version} of the prescription.")
        _take(session)
        if own:
            _delete(access, session)


def _name(session: KeptSession, zone: tzinfo) -> str:
    began = session.began_at.astimezone(zone)
    minutes = max(1, round(session.lasted.total_seconds() / 60))
    return f"{began:%a %d %b %Y, %H:%M} · {minutes} min · {ENDED[session.end_reason]}"


def _done(session: KeptSession) -> None:
    st.markdown("\n".join(_hold_line(kept) for kept in session.holds))
    for cycles in session.cycles:
        side = f", {cycles.side}" if cycles.side else ""
        counted = f"{cycles.counted} counted"
        if cycles.not_counted:
            counted += f", {cycles.not_counted} too shallow"
        st.write(f"{name_of(cycles.stretch)}{side}: {counted}.")
    if session.nothing_done:
        st.write("No hold was done.")


def _hold_line(kept: KeptHold) -> str:
    hold = kept.hold
    line = f"- {name_of(kept.stretch)}, {hold.side}: {hold.good_s:.0f} of {kept.target_s:.0f} s"
    if not hold.completed:
        line += f" ({PART.get(hold.ended_by, hold.ended_by)})"
    return line + "".join(f", {words(name)} {value:.0f}°" for name, value in hold.best.items())


def _felt(session: KeptSession) -> None:
    for kept in session.pains:
        st.write(_pain(kept))


def _pain(kept: KeptPain) -> str:
    when = {"before": "Before", "end": "At the end"}.get(kept.after)
    when = when or f"After {name_of(kept.after)}"
    where = ", ".join(kept.pain.places)
    where = f" ({where})" if where else ""
    numb = ", numb or tingling" if kept.pain.tingling else ""
    return f"{when}: pain {kept.pain.score}{where}{numb}."


def _said(session: KeptSession, zone: tzinfo) -> None:
    if not session.cues:
        return
    with st.expander(f"What was said ({len(session.cues)})"):
        rows = [
            {
                "At": f"{kept.at.astimezone(zone):%H:%M:%S}",
                "In": clock(kept.cue.t_s),
                "Words": kept.cue.text,
            }
            for kept in session.cues
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def _take(session: KeptSession) -> None:
    st.download_button(
        "Export this session",
        lambda: export_zip([session], datetime.now(UTC)),
        f"stretch_session_{session.began_at:%Y-%m-%d}.zip",
        "application/zip",
        key=f"export_{session.id}",
    )


def _delete(access: Access, session: KeptSession) -> None:
    with st.popover("Delete this session"):
        st.write("This cannot be undone.")
        if st.button("Yes, delete it", type="primary", key=f"delete_{session.id}"):
            access.sessions.delete(session.id)
            st.rerun()
