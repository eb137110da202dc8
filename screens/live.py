"""Live: pick a stretch, start the camera, and be watched and counted."""

from __future__ import annotations

import html
import os
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import av
import streamlit as st
from streamlit_webrtc import WebRtcMode, webrtc_streamer

from clinic.clock import utc_now
from clinic.settings import read_settings
from pose.types import Image
from screens.guided_plan import picture_url
from screens.live_session import LiveSession, Moment, Summary
from screens.model_ready import model_ready
from screens.style import counts, cue_box
from screens.whole_page import whole_page
from stretches.registry import STRETCHES
from stretches.targets import PatientTargets
from stretches.vocabulary import RepetitionDose, Stretch

VIEW_ADVICE = {
    "side": "Set the camera so that it sees you from the side",
    "front": "Set the camera so that you face it",
    "oblique": "Set the camera so that you are turned half toward it",
}


def live_page() -> None:
    """The page."""
    st.title("Stretch with the camera")
    if not model_ready():
        return
    stretch = _choose()
    session = _session(stretch)
    with whole_page():
        playing = _parts(stretch, session)
        _summary_when_stopped(session, playing)


def _parts(stretch: Stretch, session: LiveSession) -> bool:
    """The camera's picture, and what is told beside it; whether the camera runs."""
    picture, panel = st.columns([3, 2], gap="large")
    with picture:
        context = webrtc_streamer(
            key=f"camera-{stretch.slug}",
            mode=WebRtcMode.SENDRECV,
            rtc_configuration={"iceServers": ice_servers()},
            media_stream_constraints={"video": {"width": {"ideal": 960}}, "audio": False},
            video_frame_callback=frames_through(session),
            async_processing=True,
        )
    with panel:
        # Beside the picture, so that cue and counts are never below the edge of the window.
        with st.container():  # in a place of its own: see `guided_run.run_view`
            _status(session, bool(context.state.playing))
        _instructions(stretch)
    return bool(context.state.playing)


def ice_servers() -> list[dict[str, str]]:
    """Servers that help the camera's video through a network; none are needed on one machine."""
    return read_settings(os.environ).ice_servers.described(utc_now())


def _choose() -> Stretch:
    names = {stretch.slug: stretch.name for stretch in STRETCHES}
    left, right = st.columns([3, 2], gap="large", vertical_alignment="bottom")
    slug = left.selectbox("Stretch", names, format_func=names.__getitem__, key="live_stretch")
    chosen = next(stretch for stretch in STRETCHES if stretch.slug == slug)
    if isinstance(chosen.dose, RepetitionDose):
        reps = right.number_input("Repetitions", 1, 30, chosen.dose.reps, key="live_reps")
        return PatientTargets(slug, reps=int(reps)).apply()
    seconds = right.number_input(
        "Seconds to hold", 3, 120, int(chosen.dose.seconds), key="live_seconds"
    )
    return PatientTargets(slug, hold_s=float(seconds)).apply()


def _instructions(stretch: Stretch) -> None:
    st.subheader(stretch.name)
    name = html.escape(f"{stretch.name}, in good form")
    image = f'<img alt="{name}" src="{picture_url(stretch.slug)}">'
    st.html(f'<figure class="steps">{image}<figcaption>{name}</figcaption></figure>')
    st.markdown("\n".join(f"{i}. {step}" for i, step in enumerate(stretch.steps, 1)))
    needs = ", ".join(stretch.equipment) or "nothing"
    near = f", {stretch.side_is} nearer to it" if stretch.side_near else ""
    st.caption(
        f"You need: {needs}. {VIEW_ADVICE[stretch.view]}{near}, whole body in the picture. "
        "Nothing is recorded: the video is looked at and forgotten."
    )
    st.caption(
        "This program informs and counts; it does not diagnose. Stop if pain is sharp, or moves "
        "further down your leg."
    )


def _session(stretch: Stretch) -> LiveSession:
    """The session of this stretch and dose; another choice starts another one."""
    kept = st.session_state.get("live_session")
    if kept is None or replace(kept.stretch, checks=()) != replace(stretch, checks=()):
        if kept is not None:
            kept.close()
        kept = LiveSession(stretch)
        st.session_state["live_session"] = kept
        st.session_state.pop("live_played", None)
        st.session_state.pop("live_summary", None)
    return kept


class DrawsFrames(Protocol):
    """Whoever looks at the camera's frames and draws over them."""

    def process(self, image: Image, t: float) -> Image:
        """One frame in, the same frame with the overlay out; `t` is its time stamp, seconds."""
        ...


def frames_through(session: DrawsFrames) -> Callable[[av.VideoFrame], av.VideoFrame]:
    """What streamlit-webrtc calls with every frame, in its worker thread."""

    def on_frame(frame: av.VideoFrame) -> av.VideoFrame:
        image = frame.to_ndarray(format="bgr24")
        drawn = session.process(image, float(frame.time or 0.0))
        # In the encoders' own format, once: one frame may go to two of them, the patient's and the
        # therapist's, which then share it without converting it.
        out = av.VideoFrame.from_ndarray(drawn, format="bgr24").reformat(format="yuv420p")
        out.pts, out.time_base = frame.pts, frame.time_base
        return out

    return on_frame


@st.fragment(run_every=0.5)
def _status(session: LiveSession, playing: bool) -> None:
    moment = session.latest() if playing else None
    if moment is None:
        if playing:
            cue_box("Starting: step into the picture", "quiet")
        else:
            cue_box("Press START and allow the camera", "quiet")
        return
    _show_moment(moment, session.stretch)


def _show_moment(moment: Moment, stretch: Stretch) -> None:
    now, progress = moment.snapshot.assessment, moment.snapshot.progress
    wrong = bool(moment.snapshot.lasting) or bool(now.picture)
    words = {
        "waiting": "Take the position",
        "arming": "Good: hold it there",
        "running": "Good: keep holding",
        "paused": "Paused",
        "done": "Done: come out slowly",
    }
    text = moment.caption or words[progress.state]
    tone = "mend" if wrong else ("quiet" if progress.state == "waiting" else "good")
    cue_box(html.escape(text), tone)
    if isinstance(stretch.dose, RepetitionDose):
        counts({"Repetitions": f"{progress.reps['both']} of {stretch.dose.reps}"})
        return
    seconds = f"{progress.good_s:.0f} s"
    counts(
        {
            f"good, of {progress.target_s:.0f} s": seconds,
            "Left": f"{progress.reps['left']} of {stretch.dose.reps}",
            "Right": f"{progress.reps['right']} of {stretch.dose.reps}",
        }
    )


def _summary_when_stopped(session: LiveSession, playing: bool) -> None:
    if playing:
        st.session_state["live_played"] = True
        st.session_state.pop("live_summary", None)
        return
    if st.session_state.pop("live_played", False):
        st.session_state["live_summary"] = session.close()
        # The next start counts from nothing again.
        st.session_state["live_session"] = LiveSession(session.stretch)
    summary = st.session_state.get("live_summary")
    if summary is not None:
        _show_summary(summary)


def _show_summary(summary: Summary) -> None:
    st.header("Summary")
    counts({name.title(): str(n) for name, n in summary.progress.reps.items()})
    for hold in summary.progress.holds:
        kind = "Completed hold" if hold.completed else f"Part hold ({hold.ended_by})"
        st.write(f"{kind}, {hold.side}: {hold.good_s:.0f} s in good form.")
    if summary.faults:
        st.write("What to watch next time:")
        for cue, seconds in summary.faults[:3]:
            st.write(f"- {cue} ({seconds:.0f} s)")
    elif summary.progress.holds or summary.progress.cycles:
        st.write("No fault was seen.")
    else:
        st.write("No hold or repetition was seen.")
