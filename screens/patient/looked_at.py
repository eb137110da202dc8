"""While a session may be looked into: it is plainly visible, and one press ends it."""

from __future__ import annotations

import html

import streamlit as st

from clinic.access import Access, NotAllowed
from clinic.look_in import LookIn
from screens.running import Running, registry

OFF = "Nobody can look in."


def looked_at(access: Access, session_id: str) -> None:
    """The line above the picture, in a session for which there was a consent."""
    running = registry().find(session_id)
    if running is not None and running.consented:
        with st.container():  # in a place of its own: see `run_view`
            _line(access, session_id)


@st.fragment(run_every=2.0)
def _line(access: Access, session_id: str) -> None:
    running = registry().find(session_id)
    state = access.look_ins.state(session_id)
    if running is None or state is None:
        if running is not None:
            running.picture = None
        st.html(f'<div class="looked-at off">{OFF}</div>')
        return
    words, button = st.columns([4, 1], vertical_alignment="center")
    words.html(f'<div class="looked-at" role="status">{html.escape(_words(state))}</div>')
    if button.button("End it", key="looked_at_end", width="stretch"):
        running.picture = None
        access.look_ins.end(session_id)
        st.rerun(scope="fragment")
    _notes(access, session_id, running)


def _notes(access: Access, session_id: str, running: Running) -> None:
    """Says each note once; the last one stays to be read."""
    try:
        for note in access.look_ins.take_notes(session_id):
            running.note = f"{note.author}: {note.text}"
            running.live.tell(running.note)
    except NotAllowed:
        return
    if running.note:
        st.html(f'<div class="looked-at off">{html.escape(running.note)}</div>')


def _words(state: LookIn) -> str:
    what = "your picture" if state.picture else "your skeleton only"
    if state.watcher:
        return f"{state.watcher} is watching now: {what}."
    return f"Your therapist may look in: {what}."
