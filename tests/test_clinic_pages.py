"""The clinic's pages, driven without a browser: who gets in, and what each role is shown."""

from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from clinic.access import ANONYMOUS, Access
from clinic.administration import Administration
from clinic.database import open_database
from clinic.entrance import Entrance
from clinic.keeping import SessionKeeper
from clinic.plan import Plan, PlannedStretch
from pose.drawing import Overlay
from screens.running import Registry, Running, Seen
from screens.therapist.look_in import through
from stretches.routine.pain import PainReport

ROOT = Path(__file__).parent.parent
PASSWORD = "a long enough sentence 7"
THERAPISTS = {
    "screens.therapist.inbox": "inbox_page",
    "screens.therapist.patients": "patients_page",
    "screens.therapist.look_in": "look_in_page",
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


def test_signing_out_ends_the_sign_in(tokens, database):
    app = opened("screens.entry.account", "account_page", tokens["patient"])
    app.button(key="sign_out").click().run()
    assert not app.exception
    assert Entrance(database).who(tokens["patient"]) == ANONYMOUS


def test_a_setting_that_makes_no_sense_is_told_plainly(database, monkeypatch):
    monkeypatch.setenv("ICE_SERVERS", "turn:turn.example.org")
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert "TURN_SECRET" in app.error[0].value


# Looking in


@pytest.fixture
def running(database, tokens):
    """A session that is under way, without anybody's leave to look in."""
    patient = access_of(database, tokens["patient"])
    keeper = SessionKeeper(patient)
    keeper.begin(Plan((PlannedStretch("cat_cow", (), None, 10),)), PainReport(2, ("back",)))
    return patient, keeper.session_id


def access_of(database, token):
    return Access(database, Entrance(database, timedelta(days=1)).who(token))


def looking(token, session_id=None):
    app = AppTest.from_string("from screens.therapist.look_in import look_in_page; look_in_page()")
    app.session_state["clinic_token"] = token
    if session_id is not None:
        app.session_state["look_in"] = session_id
    return app.run()


def test_without_leave_nobody_is_there_to_be_looked_at(tokens, running):
    app = looking(tokens["therapist"])
    assert "Nobody stretches now who lets you look in." in [box.value for box in app.markdown]
    assert not app.button


def test_a_session_without_leave_cannot_be_watched_by_its_identifier(tokens, running):
    app = looking(tokens["therapist"], running[1])
    assert [box.value for box in app.info] == ["It has ended."]
    assert not app.text_input


def test_the_therapist_can_end_the_looking_in(tokens, running):
    patient, session_id = running
    patient.look_ins.consent(session_id, picture=False)
    app = looking(tokens["therapist"], session_id)
    app.button(key="look_in_stop").click().run()
    assert [box.value for box in app.info] == ["It has ended."]
    assert patient.look_ins.state(session_id) is None


def test_of_two_sessions_the_one_that_broke_off_is_not_offered(tokens, running):
    patient, broken_off = running
    patient.look_ins.consent(broken_off, picture=False)
    newest = SessionKeeper(patient)
    newest.begin(Plan((PlannedStretch("cat_cow", (), None, 10),)), PainReport(2, ("back",)))
    patient.look_ins.consent(newest.session_id, picture=False)
    app = looking(tokens["therapist"])
    assert [button.key for button in app.button] == [f"look_{newest.session_id}"]


class Left:
    """A session whose camera has been silent for so many seconds."""

    def __init__(self, silent_s):
        self.silent = silent_s
        self.closed = False

    def silent_s(self):
        return self.silent

    def close(self):
        self.closed = True


def test_a_session_that_was_left_is_let_go_when_another_begins():
    left, paused = Left(3 * 3600), Left(600)
    registry = Registry()
    registry.put("left", Running(left, Seen()))
    registry.put("paused", Running(paused, Seen()))
    registry.put("new", Running(Left(0), Seen()))
    assert registry.find("left") is None
    assert left.closed
    assert registry.find("paused") is not None
    assert not paused.closed


@pytest.mark.parametrize("picture", [False, None])
def test_without_leave_for_the_picture_no_pixel_of_it_goes_out(picture):
    seen = Seen()
    seen.saw(np.full((90, 160, 3), 255, np.uint8), None, None, Overlay())
    camera = av.VideoFrame.from_ndarray(np.full((90, 160, 3), 255, np.uint8), format="bgr24")
    camera.pts, camera.time_base = 0, Fraction(1, 90_000)
    watched = through(Running(None, seen, picture=picture))(camera)
    assert watched.to_ndarray(format="bgr24").max() == 0
