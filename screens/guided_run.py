"""The running session: the picture, the one sentence, and stop now."""

from __future__ import annotations

import html
from collections import Counter
from typing import Any, Literal

import streamlit as st
from streamlit_webrtc import WebRtcMode, webrtc_streamer

from screens.camera_start import start_camera
from screens.guided_live import GuidedLive
from screens.guided_pain import pain_question
from screens.guided_plan import picture_url
from screens.live import frames_through, ice_servers
from screens.speech import voice
from screens.style import cue_box, running_style
from screens.whole_page import whole_page
from stretches.routine import words
from stretches.routine.moment import Moment, PainAnswered
from stretches.vocabulary import RepetitionDose

Weight = Literal["primary", "secondary"]
"""How much a button stands out."""
SILENT_S = 3.0
SPEAK_S, PANEL_S, QUIET_S = 0.1, 0.4, 1.0
"""How often the voice and the panel are run; rarely while there is no picture, for then the camera
connects, with drawing after drawing of the page that must arrive: see `screens.whole_page`."""
MOST_BELOW = 6
"""No more elements than so many stand below the button that stops."""
COMES_UP_S = 12
"""The camera starts by itself within this; later the person is asked to start it."""
FROM_AFAR = ("framing", "position", "count_in", "hold", "paused", "come_out", "rest")
PHASES = {
    "explain": "What comes next",
    "framing": "Getting you into the picture",
    "position": "Take the position",
    "count_in": "Ready",
    "hold": "Holding",
    "paused": "Paused",
    "come_out": "Coming out",
    "rest": "Rest",
    "pain": "A question",
    "over": "Over",
}


def run_view(live: GuidedLive) -> Any:
    """The page while the session runs; the camera's streamer."""
    running_style()
    with whole_page():
        return _parts(live)


def _parts(live: GuidedLive) -> Any:
    picture, panel = st.columns([3, 2], gap="medium")
    with picture:
        context = webrtc_streamer(
            key=f"guided-{live.name}",
            mode=WebRtcMode.SENDRECV,
            rtc_configuration={"iceServers": ice_servers()},
            media_stream_constraints={"video": {"width": {"ideal": 960}}, "audio": False},
            video_frame_callback=frames_through(live),
            async_processing=True,
            media_toggle_controls=False,
        )
    playing = bool(context.state.playing)
    with panel:
        st.fragment(_panel, run_every=PANEL_S if playing else QUIET_S)(live, playing)
    # Each fragment in a place of its own: where the browser is late, Streamlit takes one away for a
    # moment, all that stood below it moves up, and what comes next meets the wrong kind of element.
    with st.container():
        st.fragment(_speak, run_every=SPEAK_S if playing else QUIET_S)(live)
    start_camera(live.name)
    if not playing:
        with st.container():
            _wait_for_camera(live)
    return context


@st.fragment(run_every=QUIET_S)
def _wait_for_camera(live: GuidedLive) -> None:
    """Counts the seconds without a camera."""
    waits = st.session_state.setdefault("guided_camera_waits", Counter())
    waits[live.name] += 1


def _speak(live: GuidedLive) -> None:
    """Apart from the panel, and more often: speech must not wait."""
    moment = live.latest()
    hold = moment is not None and moment.phase == "hold"
    voice(live.name, live.to_say(), hide_controls=hold)


def _panel(live: GuidedLive, playing: bool) -> None:
    if live.session.over:
        st.rerun()
    moment = live.latest()
    if moment is None:
        cue_box(_before_the_first(live, playing), "quiet")
        _stop(live)
        return
    if not playing or live.silent_s() > SILENT_S:
        cue_box("The camera is off: I wait. Press START, or check the camera", "mend")
        _stop(live)
        return
    asking = moment.phase == "pain"
    afar = moment.phase in FROM_AFAR or (moment.away and not asking)
    cue_box(html.escape(_sentence(moment)), tone(moment), afar)
    if moment.hand > 0.1:
        st.progress(min(moment.hand, 1.0), "Keep your hand up …")
    _stop(live)
    if moment.phase == "hold" and not moment.away:
        _nothing_else()
        return
    if live.keeping_failed:
        st.warning("This session can't be kept: the disk may be full. It goes on all the same.")
    if asking:
        # Nothing else: the whole question has to be there without scrolling.
        _ask(live, moment)
        return
    _where(moment, live)
    _between(live, moment)


def _nothing_else() -> None:
    """Nothing but the picture, the ring and one sentence.

    Each takes the place of what stood there before: with so many runs the browser may be late in
    clearing it away.
    """
    for _ in range(MOST_BELOW):
        st.empty()


def _before_the_first(live: GuidedLive, playing: bool) -> str:
    if playing:
        return "Step into the picture"
    waited = st.session_state.get("guided_camera_waits", Counter())[live.name]
    if waited <= COMES_UP_S:
        return "The camera starts by itself. Allow it if the browser asks"
    return "Press START and allow the camera"


def _sentence(moment: Moment) -> str:
    """What stands there: whoever has pressed a button may be out of the picture, and is asked."""
    if moment.phase == "pain" and moment.away:
        return words.pain_question(moment.stretch)
    return moment.sentence


def tone(moment: Moment) -> str:
    """How the sentence is shown: `good`, `mend` or `quiet`."""
    if moment.phase == "pain":
        return "quiet"
    if moment.away or moment.phase == "paused":
        return "mend"
    return "good" if moment.phase in ("count_in", "hold", "come_out") else "quiet"


def _where(moment: Moment, live: GuidedLive) -> None:
    """What is going on, in which stretch, on which side, and how many are done."""
    state = "Waiting for you" if moment.away else PHASES[moment.phase]
    if moment.phase == "rest":
        state = f"{state}, {moment.rest_s:.0f} s"
    which = f"{moment.index + 1} of {len(live.session.plan)} · {moment.stretch.name}"
    told = f"<b>{html.escape(state)}</b>{html.escape(which)}<br>{html.escape(_done(moment))}"
    st.html(f'<div class="where">{told}</div>')


def _done(moment: Moment) -> str:
    """How many repetitions are done, of the side under way where there are sides."""
    of = moment.stretch.dose.reps
    if isinstance(moment.stretch.dose, RepetitionDose):
        return f"{moment.done['both']} of {of} done"
    if moment.side is None:
        return "All done"
    return f"{moment.side.capitalize()} side · {moment.done[moment.side]} of {of} done"


def _stop(live: GuidedLive) -> None:
    st.button("Stop now", key="guided_stop", on_click=live.stop, width="stretch", shortcut="Escape")


def _ask(live: GuidedLive, moment: Moment) -> None:
    """The question about pain; who has just said that it hurts is not led to say "no worse"."""
    if moment.asked == "during":
        _how_much(live, "How much, from 0 to 10?", "primary")
        _no_worse(live, moment, "secondary")
    else:
        _no_worse(live, moment, "primary")
        _how_much(live, "Or choose, from 0 to 10", "secondary")


def _no_worse(live: GuidedLive, moment: Moment, kind: Weight) -> None:
    st.button(
        f"No worse than before ({live.session.last_pain.score})",
        key="guided_same",
        type=kind,
        on_click=live.no_worse,
        width="stretch",
    )
    _hint(moment)


def _how_much(live: GuidedLive, label: str, kind: Weight) -> None:
    with st.container(key="guided_worse"):
        asked = sum(isinstance(record, PainAnswered) for record in live.records())
        report = pain_question(f"guided_after_{asked}", label, live.session.last_pain.places)
        none = report is None
        given = st.button("That is my answer", type=kind, disabled=none, width="stretch")
        if given and report is not None:
            live.answer(report)
            st.rerun(scope="fragment")


def _between(live: GuidedLive, moment: Moment) -> None:
    _hint(moment)
    if moment.phase == "come_out":
        return
    with st.container(horizontal=True):
        st.button("Skip", key="guided_skip", on_click=live.skip, width="stretch")
        st.button("It hurts", key="guided_hurts", on_click=live.hurts, width="stretch")
    if moment.phase in ("explain", "framing", "position", "rest"):
        _steps(moment)


def _hint(moment: Moment) -> None:
    if moment.hint:
        st.html(f'<div class="hint">{html.escape(moment.hint)}</div>')


def _steps(moment: Moment) -> None:
    steps = "".join(
        f'<li class="{"now" if number == moment.step else ""}">{html.escape(step)}</li>'
        for number, step in enumerate(moment.stretch.steps)
    )
    name, url = html.escape(moment.stretch.name), picture_url(moment.stretch.slug)
    picture = f'<img alt="{name}, in good form" src="{url}">'
    st.html(f'<div class="steps">{picture}<ol>{steps}</ol></div>')
