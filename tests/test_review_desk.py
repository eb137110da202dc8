"""The review desk, driven without a browser: the verdict, corrections, and the reply."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from test_clinic_pages import access_of, database, tokens  # noqa: F401

from clinic.reviews import HandedInPart

FAULT = {
    "check": "knee_straight",
    "side": "left",
    "start_s": 12.0,
    "end_s": 14.0,
    "worst": 148.0,
    "cue": "Straighten your raised knee",
}
HOLD = {"side": "left", "start_s": 3.0, "end_s": 33.0, "good_s": 28.0, "total_s": 30.0}
REPORT = {
    "schema": 1,
    "stretch": "lying_hamstring",
    "duration_s": 40.0,
    "reps": {"left": 0, "right": 0},
    "holds": [{**HOLD, "completed": False, "ended_by": "left position", "best": {}}],
    "cycles": [],
    "checks": [{"check": "knee_straight", "side": "left", "target": ">= 165 deg"}],
    "faults": [FAULT],
    "cues": [],
}


@pytest.fixture
def desk(database, tokens):  # noqa: F811
    """The desk with one recording, and the two who can see it."""
    patient = access_of(database, tokens["patient"])
    part = HandedInPart("lying_hamstring", REPORT, None, None)
    review = patient.reviews.hand_in(patient.me, (part,), "Is my knee straight?", False, None)
    app = AppTest.from_string(
        "from screens.therapist.inbox import inbox_page; inbox_page()", default_timeout=60
    )
    app.session_state["clinic_token"] = tokens["therapist"]
    app.query_params["review"] = review
    therapist = access_of(database, tokens["therapist"])
    yield app.run(), therapist, patient, review
    st.cache_resource.clear()


def verdict(app) -> str:
    return next(html for html in (box.proto.body for box in app.get("html")) if "verdict" in html)


def test_the_verdict_is_one_sentence_at_the_top(desk):
    app, *_ = desk
    assert not app.exception
    assert (
        "Counted 0 left and 0 right; 28 of 30 s in good form; "
        "most to mend: straighten your raised knee (2 s)." in verdict(app)
    )


def test_a_check_marked_as_wrong_stands_beside_the_programs_answer(desk):
    app, therapist, _, review = desk
    next(b for b in app.button if b.label == "Mark it as wrong").click().run()
    assert "no fault stands" in verdict(app)
    kept = therapist.reviews.one(review)
    assert [k.override.kind for k in kept.overrides] == ["check wrong"]
    assert kept.parts[0].report["faults"] == [FAULT]


def test_a_repetition_can_be_counted_and_that_taken_back(desk):
    app, *_ = desk
    next(b for b in app.button if b.label.startswith("Count one more")).click().run()
    assert "Counted 1 left" in verdict(app)
    next(b for b in app.button if b.label == "Take it back").click().run()
    assert "Counted 0 left" in verdict(app)


def test_the_patient_is_shown_the_reply_at_the_next_start_until_it_is_read(desk, tokens):  # noqa: F811
    _, therapist, patient, review = desk
    therapist.reviews.reply(review, "Yes: keep it so.", 1, 12.0)
    app = AppTest.from_string(
        "import streamlit as st\nfrom screens.entry.asker import asker\n"
        "from screens.patient.replies import unread_replies\nunread_replies(asker())"
    )
    app.session_state["clinic_token"] = tokens["patient"]
    assert [box.value for box in app.run().text] == ["Yes: keep it so."]
    app.button(key="replies_read").click().run()
    assert not app.text
    assert patient.reviews.unread(patient.me) == ()
