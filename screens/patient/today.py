"""Today: the patient's guided session in the clinic, from the replies to what is sent."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from clinic.access import Access
from clinic.routine_keeping import RoutineKeeper
from screens.entry.asker import signed_in
from screens.guided import KEY
from screens.guided_live import GuidedLive
from screens.guided_run import run_view
from screens.guided_summary import summary_view
from screens.model_ready import model_ready
from screens.patient.hand_in import hand_in_session
from screens.patient.looked_at import looked_at
from screens.patient.prescribed import Begun, before_view
from screens.patient.recording import SessionRecording
from screens.running import Running, Seen, registry
from stretches.routine.session import GuidedSession

RECORDING, SESSION = "clinic_recording", "clinic_session"


def today_page() -> None:
    """The page."""
    access = signed_in("patient")
    live: GuidedLive | None = st.session_state.get(KEY)
    if not model_ready(tell=live is None):
        return
    if live is None:
        begun = before_view(access)
        if begun is not None:
            _begin(access, begun)
            st.rerun()
    elif live.session.over:
        _after(access, live)
    else:
        looked_at(access, st.session_state[SESSION])
        context = run_view(live)
        running = registry().find(st.session_state[SESSION])
        if running is not None:
            running.track = context.output_video_track


def _begin(access: Access, begun: Begun) -> None:
    ordered, consents = begun.ordered, begun.consents
    session = GuidedSession(ordered.plan, ordered.before, ordered.rate, ordered.brief)
    keeper = RoutineKeeper(access, ordered.plan, ordered.a_week, prescription_version=begun.version)
    recording, seen = SessionRecording(consents.video), Seen()
    live = GuidedLive(session, keeper, uuid4().hex, witnesses=(recording, seen))
    running = Running(live, seen)
    if consents.looking != "nobody":
        running.picture, running.consented = consents.looking == "picture", True
        access.look_ins.consent(keeper.session_id, running.picture)
    registry().put(keeper.session_id, running)
    st.session_state[KEY] = live
    st.session_state[SESSION] = keeper.session_id
    st.session_state[RECORDING] = recording


def _after(access: Access, live: GuidedLive) -> None:
    live.close()
    session_id: str = st.session_state[SESSION]
    registry().drop(session_id)
    recording: SessionRecording | None = st.session_state.get(RECORDING)
    if recording is not None and hand_in_session(access, session_id, recording):
        recording.forget()
        st.session_state[RECORDING] = None
        st.rerun()
    if recording is None:
        st.success("Sent to your therapist. The reply will be here at your next start.")
    if summary_view(live):
        if recording is not None:
            recording.forget()
        for key in (KEY, SESSION, RECORDING):
            st.session_state.pop(key, None)
        st.rerun()
