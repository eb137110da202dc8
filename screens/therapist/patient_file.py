"""One patient's file: what was done, what was sent, what is prescribed, and the records."""

from __future__ import annotations

import streamlit as st

from clinic.access import Access, NotAllowed
from clinic.people import Profile
from screens.entry.places import go
from screens.history import here, over_time
from screens.history_charts import name_of
from screens.history_session import one_session
from screens.therapist.prescribing import prescription_editor
from screens.therapist.records import records


def patient_file(access: Access, patient_id: str) -> None:
    """The page of one patient."""
    try:
        profile = access.people.profile(patient_id)
        access.care.still_here(patient_id, "file")
    except NotAllowed as error:
        st.error(str(error))
        return
    if st.button("Inbox", icon=":material/arrow_back:", type="tertiary", key="file_back"):
        go("inbox")
    st.title(profile.name)
    done, sent, prescribed, kept = st.tabs(["Sessions", "Recordings", "Prescription", "Records"])
    with done:
        _sessions(access, profile)
    with sent:
        _recordings(access, profile)
    with prescribed:
        prescription_editor(access, profile)
    with kept:
        records(access, profile)


def _sessions(access: Access, profile: Profile) -> None:
    sessions = access.sessions.all(profile.id)
    if not sessions:
        st.write("No session has been kept yet.")
        return
    zone = here()
    one_session(access, sessions, zone, own=False)
    over_time(sessions, zone)


def _recordings(access: Access, profile: Profile) -> None:
    reviews = access.reviews.all(profile.id)
    if not reviews:
        st.write("Nothing has been sent yet.")
    for review in reviews:
        names = ", ".join(name_of(part.stretch) for part in review.parts if part.stretch)
        state = "" if review.closed_at else "  \n**waits for an answer**"
        words, button = st.columns([3, 1], vertical_alignment="center")
        words.markdown(f"{review.at:%d %B %Y}: {names or 'none of the nine'}{state}")
        if button.button("Review", key=f"review_{review.id}", width="stretch"):
            go("inbox", review=review.id)
