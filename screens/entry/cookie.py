"""Keeps the token in the browser, so that a page that is loaded anew is still signed in."""

from __future__ import annotations

from typing import Any

import streamlit as st

from screens.entry.asker import COOKIE, token
from screens.entry.server import server

JS = """
// Readable by this page only: another site's page is never sent with it.
export default function ({ data }) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const lasts = data.token ? data.seconds : 0;
  document.cookie =
    `${data.name}=${data.token}; Max-Age=${lasts}; Path=/; SameSite=Lax${secure}`;
}
"""


def keep_in_browser() -> None:
    """Write this browser's token into its cookie, or take the cookie away."""
    seconds = round(server().settings.sign_in_lasts.total_seconds())
    data = {"name": COOKIE, "token": token(), "seconds": seconds}
    _component()(key="sign_in_cookie", data=data)


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("sign_in_cookie", js=JS)
