"""Who asks: the token of the sign-in, and what it gives access to."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from clinic.access import Access
from clinic.relations import Role
from screens.entry.server import server

TOKEN = "clinic_token"
COOKIE = "stretch_sign_in"


def token() -> str:
    """The token of this browser's sign-in; empty where there is none."""
    kept = st.session_state.get(TOKEN)
    if kept is None:
        kept = st.context.cookies.get(COOKIE, "")
        st.session_state[TOKEN] = kept
    return str(kept)


def come_in(new_token: str) -> None:
    """From now on this browser is signed in."""
    for name in list(st.session_state):
        # Nothing of whoever sat here before is left for the next one.
        del st.session_state[name]
    st.session_state[TOKEN] = new_token


def go_out() -> NoReturn:
    """End the sign-in, at the organisation that vouched for it too; this run ends here."""
    server().entrance.sign_out(token())
    come_in("")
    if st.user.get("is_logged_in"):
        st.logout()
        # The browser goes there now. A run begun anew would throw away the word that sends it,
        # and the organisation's cookie would sign the next one at this browser in.
        st.stop()
    st.rerun()


def asker() -> Access:
    """The access of whoever asks, anonymous or not; found out anew at every run."""
    return Access(server().database, server().entrance.who(token()))


def role() -> Role | None:
    """The role of whoever asks, None for nobody who is signed in."""
    access = asker()
    if access.actor.person_id is None:
        return None
    return access.people.profile(access.me).role


def signed_in(wanted: Role) -> Access:
    """The access of a patient or a therapist; anybody else's page ends here."""
    if role() != wanted:
        st.error(f"This page is for a {wanted} who is signed in: go back, or sign in.")
        st.stop()
    return asker()
