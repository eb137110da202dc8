"""Looking in: watch a running session with the patient's consent, and send a short note."""

from __future__ import annotations

import html
from collections.abc import Callable

import av
import streamlit as st
from streamlit_webrtc import WebRtcMode, webrtc_streamer

from clinic.access import Access, NotAllowed
from clinic.look_in import LONGEST_NOTE, LookIn
from screens.entry.asker import signed_in
from screens.guided_run import tone
from screens.live import ice_servers
from screens.running import Running, registry
from screens.style import cue_box
from screens.whole_page import whole_page
from stretches.routine.moment import Moment
from stretches.routine.plan import Planned

WAITING = "The patient's camera has not started yet."
ELSEWHERE = (
    "This session runs in another process of the server: looking in needs a proxy that keeps a "
    "clinic's people together."
)


def look_in_page() -> None:
    """The page."""
    access = signed_in("therapist")
    st.title("Look in")
    session_id = st.session_state.get("look_in")
    if session_id is None:
        _choose(access)
        return
    try:
        look = access.look_ins.watch(session_id)
    except NotAllowed:
        st.session_state["look_in"] = None
        st.info("It has ended.")
        _choose(access)
        return
    with whole_page():
        _watch(access, look)


def stretching_now(access: Access) -> tuple[LookIn, ...]:
    """The newest session of each patient who lets this therapist look in.

    One that broke off stands open until its consent runs out.
    """
    given = sorted(access.look_ins.open_now(access.me), key=lambda look: look.given_at)
    return tuple({look.patient_id: look for look in given}.values())


@st.fragment(run_every=3.0)
def _choose(access: Access) -> None:
    open_now = stretching_now(access)
    if not open_now:
        st.write("Nobody stretches now who lets you look in.")
        st.caption(
            "A patient lets you in before a session, for that session only: it comes up here then."
        )
    for look in open_now:
        what = "picture" if look.picture else "skeleton only"
        words, button = st.columns([3, 1], vertical_alignment="center")
        words.markdown(f"**{look.patient}**  \n{what}, since {look.given_at:%H:%M} UTC")
        if button.button("Look in", key=f"look_{look.session_id}", width="stretch"):
            st.session_state["look_in"] = look.session_id
            st.rerun()


def _watch(access: Access, look: LookIn) -> None:
    running = registry().find(look.session_id)
    picture, panel = st.columns([3, 2], gap="medium")
    with panel:
        with st.container():  # in a place of its own: see `run_view`
            _panel(access, look.session_id)
        _note(access, look.session_id)
        if st.button("End looking in", key="look_in_stop", width="stretch"):
            access.look_ins.end(look.session_id)
            st.rerun()
        st.caption("Once ended, only the patient can let you in again, at their next session.")
    with picture:
        if running is None:
            st.warning(ELSEWHERE)
        elif running.track is None:
            st.info(WAITING)
        else:
            webrtc_streamer(
                # A patient's camera that connects again is another track: the old one stands still.
                key=f"look-in-{running.track.id}",
                mode=WebRtcMode.RECVONLY,
                rtc_configuration={"iceServers": ice_servers()},
                media_stream_constraints={"video": True, "audio": False},
                source_video_track=running.track,
                video_frame_callback=through(running),
                # Every frame through the callback: the asynchronous way lets the first ones pass
                # as they are, with the picture, whatever was consented to.
                async_processing=False,
                translations={"start": "Watch", "stop": "Stop watching"},
            )
        st.caption("You see what the patient sees, as in a mirror. Nothing of it is kept.")


def through(running: Running) -> Callable[[av.VideoFrame], av.VideoFrame]:
    """What every frame of the patient's becomes on its way to the therapist."""

    def on_frame(frame: av.VideoFrame) -> av.VideoFrame:
        if running.picture:
            # A frame of its own: the patient's is being encoded at the same time.
            out = av.VideoFrame.from_ndarray(frame.to_ndarray(), format=frame.format.name)
        else:
            shown = running.frame((frame.height, frame.width, 3))
            out = av.VideoFrame.from_ndarray(shown, format="bgr24")
        out.pts, out.time_base = frame.pts, frame.time_base
        return out

    return on_frame


@st.fragment(run_every=2.0)
def _panel(access: Access, session_id: str) -> None:
    try:
        look = access.look_ins.watch(session_id)
        access.care.still_here(look.patient_id, "look-in")
    except NotAllowed:
        st.rerun()
    st.subheader(look.patient)
    running = registry().find(session_id)
    if running is None:
        return
    track_id = None if running.track is None else running.track.id
    if track_id is not None and st.session_state.get("look_in_track") != track_id:
        st.session_state["look_in_track"] = track_id
        st.rerun()
    moment = running.live.latest()
    if moment is None:
        return
    cue_box(html.escape(moment.sentence), tone(moment))
    st.write(f"{moment.stretch.name}: {_done(moment, running.live.session.plan[moment.index])}.")


def _done(moment: Moment, planned: Planned) -> str:
    of = planned.stretch.dose.reps
    if not planned.sided:
        return f"{moment.done['both']} of {of} rounds"
    return ", ".join(f"{side} {moment.done[side]} of {of}" for side in planned.sides)


def _note(access: Access, session_id: str) -> None:
    with st.form("note", clear_on_submit=True):
        text = st.text_input(
            "A short note, shown and spoken", max_chars=LONGEST_NOTE, key="look_in_note"
        )
        if st.form_submit_button("Send it", type="primary", width="stretch"):
            try:
                access.look_ins.send(session_id, text)
            except NotAllowed as error:
                st.error(str(error))
            else:
                st.toast("Sent.")
