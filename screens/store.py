"""The kept sessions, opened once for the whole server."""

from __future__ import annotations

import streamlit as st

from clinic.access import Access, access_at_home
from clinic.database import DatabaseUnavailable, open_database


@st.cache_resource(show_spinner=False)
def _opened() -> Access:
    return access_at_home(open_database())


def home() -> Access | None:
    """The sessions kept here; None, and a sentence on the page, where they cannot be kept."""
    try:
        return _opened()
    except DatabaseUnavailable as error:
        st.warning(f"{error} Sessions are not kept until then.")
        return None
