"""The voice: hands what a session says to the browser, which speaks it and plays its tones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st

FOLDER = Path(__file__).parent / "voice"
NAME = "stretch_voice"


@dataclass(frozen=True)
class Spoken:
    """One thing for the browser to say.

    Attributes:
        number: counts up through a session; the browser says each once.
        text: the words, empty for a tone alone.
        tone: the name of a tone, empty for none.
        age_ms: how old it was when it was first handed to the browser.
        lasting: whether it is worth saying late, as long as nothing newer was said: guidance is, a
            cue about something that has passed is not.
        at_ms: when it came about, by the server's wall clock, milliseconds.
        clock_ms: the same by a clock of the server that nobody sets.
    """

    number: int
    text: str
    tone: str
    age_ms: int
    lasting: bool
    at_ms: int
    clock_ms: int


def voice(session: str, spoken: Sequence[Spoken], hide_controls: bool = False) -> float:
    """Put the voice on the page, with its controls; returns the rate a person has chosen.

    Args:
        session: tells sessions apart, whose numbers begin anew.
        spoken: the last few things; what was said already is not said again.
        hide_controls: leave only the voice.
    """
    data = {
        "session": session,
        "entries": [asdict(one) for one in spoken],
        "hide_controls": hide_controls,
    }
    # A component of its own for each session: one that is handed on from the page before may be
    # taken away with that page.
    result = _component()(key=f"voice {session}", data=data, on_rate_change=lambda: None)
    return float(result.rate or 1.0)


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    html, css, js = (
        (FOLDER / f"voice.{part}").read_text("utf-8") for part in ("html", "css", "js")
    )
    return st.components.v2.component(NAME, html=html, css=css, js=js)
