"""Signing in, and making an account with a code."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from clinic.clock import utc_now
from clinic.entrance import InvalidInvitation, TooManyTries, WrongSignIn
from clinic.other_site import OtherSite, vouched_for
from clinic.secrets_kept import WeakPassword
from screens.entry.asker import come_in
from screens.entry.server import server

REFUSED = (InvalidInvitation, TooManyTries, WeakPassword, WrongSignIn)


def sign_in_page() -> None:
    """The page for whoever is not signed in."""
    st.title("Stretch form checker")
    other = _other_site()
    if other is not None:
        _from_other_site(other)
        return
    st.write("Your physical therapist's side of your stretches, and yours.")
    left, right = st.columns(2, gap="large")
    with left:
        _sign_in()
    with right:
        _new_account()


def _source() -> str:
    return str(st.context.ip_address or "")


def _sign_in() -> None:
    st.subheader("Sign in")
    if "auth" in _secrets() and st.button(
        "Sign in with your organisation", key="sign_in_oidc", width="stretch"
    ):
        st.login()
    with st.form("sign_in"):
        email = st.text_input("E-mail", key="sign_in_email", autocomplete="email")
        password = st.text_input(
            "Password", type="password", key="sign_in_password", autocomplete="current-password"
        )
        pressed = st.form_submit_button("Sign in", type="primary", width="stretch")
    if pressed:
        _try(lambda: server().entrance.sign_in(email, password, source=_source()))


def _new_account() -> None:
    st.subheader("I have a code")
    st.caption("Your therapist gave you a code. It works once; with it you make your account.")
    with st.form("new_account"):
        code = st.text_input("Code", key="new_code")
        name = st.text_input("Your name", key="new_name", autocomplete="name")
        email = st.text_input("E-mail", key="new_email", autocomplete="email")
        password = st.text_input(
            "A new password", type="password", key="new_password", autocomplete="new-password"
        )
        pressed = st.form_submit_button("Make my account", width="stretch")
    if pressed:
        way = (email, password)
        _try(lambda: server().entrance.accept(code, name, way, source=_source()))


def _from_other_site(site: OtherSite) -> None:
    """Somebody whom another site knows, and who is not linked with anybody here yet."""
    token = server().entrance.sign_in_from(site)
    if token is not None:
        come_in(token)
        st.rerun()
    st.write(
        "Your organisation knows you, but you have no account here yet. Enter the code that you "
        "were given, once; if you have none, ask your therapist for one."
    )
    with st.form("new_account"):
        code = st.text_input("Code", key="new_code")
        name = st.text_input("Your name", str(st.user.get("name") or ""), key="new_name")
        pressed = st.form_submit_button("Go in", type="primary")
    if pressed:
        _try(lambda: server().entrance.accept(code, name, site, source=_source()))
    if st.button("Sign in otherwise", key="sign_in_otherwise"):
        st.logout()


def _try(way_in: Callable[[], str]) -> None:
    try:
        token = way_in()
    except REFUSED as error:
        st.error(str(error))
        return
    come_in(token)
    st.rerun()


def _other_site() -> OtherSite | None:
    """Who the OIDC provider says is here; Streamlit has checked its answer."""
    if not st.user.get("is_logged_in"):
        return None
    return vouched_for(st.user.to_dict(), utc_now())


def _secrets() -> dict[str, object]:
    try:
        return dict(st.secrets)
    except FileNotFoundError:
        return {}
