"""Starts the camera of a running session without a press."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

JS = Path(__file__).parent / "camera" / "camera.js"


def start_camera(session: str) -> None:
    """Start the page's camera by itself, and again wherever its START button is back.

    Args:
        session: tells sessions apart.
    """
    _component()(key="camera", data={"session": session})


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(
        "stretch_camera", html="<span></span>", js=JS.read_text("utf-8")
    )
