"""The pose model, before a page that needs it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pose.model import SMALLER_IN_USE, ModelUnavailable, is_smaller, model_path


def model_ready(tell: bool = True) -> bool:
    """Whether the model is there; else the page says why not, and what to do.

    Args:
        tell: whether to say so where only the smaller model could be had.
    """
    try:
        path = _prepared()
    except ModelUnavailable as error:
        st.error(str(error))
        return False
    if tell and is_smaller(path):
        st.caption(SMALLER_IN_USE)
    return True


@st.cache_resource(show_spinner="Preparing the pose model (once) …")
def _prepared() -> Path:
    return model_path()
