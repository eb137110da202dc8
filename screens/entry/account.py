"""The account: name, password, another site's sign-in, and signing out."""

from __future__ import annotations

import streamlit as st

from clinic.access import NotAllowed
from clinic.entrance import TooManyTries, WrongSignIn
from clinic.secrets_kept import WeakPassword
from screens.entry.asker import TOKEN, asker, go_out, token
from screens.entry.server import server


def account_page() -> None:
    """The page."""
    access = asker()
    try:
        profile = access.people.profile(access.me)
    except NotAllowed as error:
        st.error(str(error))
        return
    st.title("Account")
    st.write(f"Signed in as **{profile.name}**, {profile.role}.")
    if st.button("Sign out", key="sign_out"):
        go_out()
    left, right = st.columns(2, gap="large")
    with left, st.form("rename"):
        name = st.text_input("Your name", profile.name, key="account_name")
        if st.form_submit_button("Change the name") and name.strip():
            access.people.rename(access.me, name)
            st.rerun()
    with right:
        if profile.email is not None:
            _password()
        for site in access.people.ways_in(access.me):
            st.caption(f"You can sign in by {site.issuer}.")


def _password() -> None:
    with st.form("password", clear_on_submit=True):
        old = st.text_input("Password now", type="password", key="password_old")
        new = st.text_input("New password", type="password", key="password_new")
        if not st.form_submit_button("Change the password"):
            return
    try:
        st.session_state[TOKEN] = server().entrance.change_password(token(), old, new)
    except (TooManyTries, WeakPassword, WrongSignIn) as error:
        st.error(str(error))
        return
    st.success("Changed. Everywhere else you are signed out.")
