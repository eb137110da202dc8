"""The clinic's pages: which ones there are depends on who asks, and each asks again itself."""

from __future__ import annotations

from typing import Any

import streamlit as st

from clinic.database import DatabaseUnavailable
from clinic.relations import Role
from clinic.settings import InvalidSetting
from screens.entry.account import account_page
from screens.entry.asker import role
from screens.entry.cookie import keep_in_browser
from screens.entry.places import remember_places
from screens.entry.server import server
from screens.entry.sign_in import sign_in_page
from screens.know import know_page
from screens.patient.hand_in import upload_page
from screens.patient.my_history import my_history_page
from screens.patient.my_therapist import my_therapist_page
from screens.patient.privacy import privacy_page
from screens.patient.today import today_page
from screens.therapist.inbox import inbox_page
from screens.therapist.look_in import look_in_page
from screens.therapist.patients import patients_page


def clinic_app() -> None:
    """Lay out the clinic's pages and run the one that is open."""
    try:
        server()
    except (DatabaseUnavailable, InvalidSetting) as error:
        st.error(str(error))
        return
    page = st.navigation(_pages(role()), position="top")
    keep_in_browser()
    page.run()


def _pages(who: Role | None) -> list[Any]:
    know = _page(know_page, "Know", "menu_book")
    if who == "therapist":
        inbox = _page(inbox_page, "Inbox", "inbox", default=True)
        patients = _page(patients_page, "Patients", "group")
        look_in = _page(look_in_page, "Look in", "visibility")
        remember_places({"inbox": inbox, "patients": patients, "look-in": look_in})
        return [inbox, patients, look_in, know, _page(account_page, "Account", "person")]
    if who == "patient":
        return [
            _page(today_page, "Today", "self_improvement", default=True),
            _page(upload_page, "Send a video", "movie"),
            _page(my_history_page, "History", "monitoring"),
            _page(my_therapist_page, "My therapist", "stethoscope"),
            _page(privacy_page, "Privacy", "lock"),
            know,
            _page(account_page, "Account", "person"),
        ]
    return [_page(sign_in_page, "Sign in", "login", default=True), know]


def _page(what: Any, title: str, icon: str, default: bool = False) -> Any:
    path = title.lower().replace(" ", "-")
    return st.Page(what, title=title, icon=f":material/{icon}:", url_path=path, default=default)
