"""Pages with parts that run by themselves: what does not arrive of one is asked for again.

Streamlit throws away what a drawing of the page has still to send when a part asks to be run at the
very moment the drawing ends. What is lost may be the timers of all parts below, so that the voice
is silent or the page stands still, or the answer that the camera's connection waits for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import streamlit as st

JS = Path(__file__).parent / "whole" / "whole.js"
DRAWN = "page_drawn"


@contextmanager
def whole_page() -> Iterator[None]:
    """Around all parts of a page that run by themselves.

    What is lost is always the end of a drawing: the watch comes before the parts and its beat after
    them, in places that do not move.
    """
    st.session_state[DRAWN] = st.session_state.get(DRAWN, 0) + 1
    with st.container(key="whole_page"):
        watch = _component()
        watch(key="page_watch", data={"drawn": st.session_state[DRAWN]}, on_asked_change=_nothing)
        beat = st.container()
    yield
    with beat:
        _beat()


@st.fragment(run_every=1.0)
def _beat() -> None:
    data = {"wanted": st.session_state[DRAWN], "at": time.monotonic()}
    _component()(key="page_beat", data=data)


def _nothing() -> None:
    """That the browser asks draws the page again: there is nothing else to do."""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(
        "stretch_page", html="<span></span>", js=JS.read_text("utf-8")
    )
