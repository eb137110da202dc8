"""Going from one page of the clinic to another, with what is to be opened there."""

from __future__ import annotations

from typing import Any, Literal, NoReturn

import streamlit as st

Place = Literal["inbox", "patients", "look-in"]
PLACES = "clinic_places"


def remember_places(places: dict[Place, Any]) -> None:
    """The pages that can be gone to in this run."""
    st.session_state[PLACES] = places


def go(place: Place, **what: str) -> NoReturn:
    """Open a page; `what` is in its address, so that loading it anew opens the same."""
    st.switch_page(st.session_state[PLACES][place], query_params=what)
