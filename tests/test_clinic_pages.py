"""The clinic's pages, driven without a browser: who gets in, and what each role is shown."""

from datetime import timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from clinic.access import Access
from clinic.administration import Administration
from clinic.database import open_database
from clinic.entrance import Entrance

ROOT = Path(__file__).parent.parent
PASSWORD = "a long enough sentence 7"
THERAPISTS = {
    "screens.therapist.inbox": "inbox_page",
    "screens.therapist.patients": "patients_page",
}
PATIENTS = {
    "screens.patient.today": "today_page",
    "screens.patient.hand_in": "upload_page",
    "screens.patient.my_history": "my_history_page",
    "screens.patient.my_therapist": "my_therapist_page",
    "screens.patient.privacy": "privacy_page",
}
PAGES = [
    *((module, page, "therapist") for module, page in THERAPISTS.items()),
    *((module, page, "patient") for module, page in PATIENTS.items()),
]


@pytest.fixture
def database(monkeypatch, tmp_path):
    """An empty clinic in a folder of its own."""
    url = f"sqlite:///{tmp_path / 'clinic.sqlite3'}"
    monkeypatch.setenv("CLINIC", "1")
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("CLINIC_FILES", str(tmp_path / "files"))
    st.cache_resource.clear()
    yield open_database(url)
    st.cache_resource.clear()


@pytest.fixture
def tokens(database):
    """The sign-ins of a therapist and of a patient who are linked."""
    lasts = timedelta(days=1)
    entrance = Entrance(database, lasts)
    code = Administration(database, lasts).invite_therapist("Ada Marsh")
    therapist = entrance.accept(code, "Ada Marsh", ("ada@example.org", PASSWORD))
    access = Access(database, entrance.who(therapist))
    invited = access.people.invite(access.me, "Pia Olsen", lasts)
    patient = entrance.accept(invited, "Pia Olsen", ("pia@example.org", PASSWORD))
    return {"therapist": therapist, "patient": patient, "nobody": ""}


def opened(module: str, page: str, token: str) -> AppTest:
    app = AppTest.from_string(f"from {module} import {page}; {page}()", default_timeout=60)
    app.session_state["clinic_token"] = token
    return app.run()


def test_the_clinic_opens_on_signing_in_and_nothing_else(database):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert [box.label for box in app.text_input][:2] == ["E-mail", "Password"]


@pytest.mark.parametrize("who", ["nobody", "therapist", "patient"])
@pytest.mark.parametrize(("module", "page", "meant_for"), PAGES)
def test_a_page_is_for_its_own_role_alone(tokens, module, page, meant_for, who):
    app = opened(module, page, tokens[who])
    assert not app.exception
    refused = [error.value for error in app.error if "This page is for a" in error.value]
    assert bool(refused) == (who != meant_for)


def test_a_wrong_password_is_told_plainly_and_lets_nobody_in(tokens):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.text_input(key="sign_in_email").input("ada@example.org")
    app.text_input(key="sign_in_password").input("something else entirely")
    app.button[0].click().run()
    assert app.error
    assert app.text_input(key="sign_in_email")


def test_the_right_password_opens_the_therapists_inbox(tokens):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.text_input(key="sign_in_email").input("ada@example.org")
    app.text_input(key="sign_in_password").input(PASSWORD)
    app.button[0].click().run()
    assert not app.exception
    assert app.title[0].value == "Inbox"
