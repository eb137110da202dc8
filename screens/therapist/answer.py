"""What a therapist answers: a comment, corrections beside the program's answer, a prescription."""

from __future__ import annotations

from typing import Any

import streamlit as st

from clinic.access import Access
from clinic.review import LONGEST_TEXT, InvalidReview, Override, Part, Review
from screens.entry.places import go
from screens.patient.replies import show_reply
from screens.plain_words import correction
from screens.therapist.prescribing import adjust
from stretches.report import clock, words


def answer(access: Access, review: Review, part: Part, moment: float) -> None:
    """The therapist's half of the review desk."""
    for reply in review.replies:
        show_reply(review, reply)
    _comment(access, review, part, moment)
    with st.container(horizontal=True, vertical_alignment="center"):
        if part.stretch and st.button("Adjust the prescription", key="desk_adjust"):
            adjust(access, review.patient_id, part.stretch)
        if review.closed_at is None:
            if st.button("Done with it", key="desk_done"):
                access.reviews.close(review.id)
                go("inbox")
        else:
            st.caption("You are done with this one.")
    _corrections(access, review, part, moment)


def _comment(access: Access, review: Review, part: Part, moment: float) -> None:
    with st.form("comment", clear_on_submit=True):
        text = st.text_area(
            "Your comment", max_chars=LONGEST_TEXT, height=90, key=f"comment_{review.id}"
        )
        at_moment = st.checkbox(f"at this moment, {clock(moment)}", True, key="comment_at")
        if not st.form_submit_button("Reply", type="primary"):
            return
    try:
        access.reviews.reply(review.id, text, part.number, moment if at_moment else None)
    except InvalidReview as error:
        st.error(str(error))
        return
    st.rerun()


def _corrections(access: Access, review: Review, part: Part, moment: float) -> None:
    """Marks stand beside the program's answer and change nothing in it."""
    with st.expander("Correct the program", expanded=bool(review.overrides_of(part.number))):
        for kept in review.overrides:
            if kept.override.part == part.number:
                st.caption(f"{kept.therapist}: {correction(kept.override)}")
                if st.button("Take it back", key=f"back_{kept.id}"):
                    access.reviews.take_back(review.id, kept.id)
                    st.rerun()
        wrong, count, uncount = st.tabs(["A check is wrong", "A rep counts", "A rep does not"])
        with wrong:
            _check_wrong(access, review, part)
        with count:
            _rep(access, review, part, moment, "rep counted")
        with uncount:
            _rep(access, review, part, moment, "rep not counted")


def _check_wrong(access: Access, review: Review, part: Part) -> None:
    faults = part.report["faults"]
    if not faults:
        st.caption("The program found no fault.")
        return
    with st.form("check_wrong"):
        chosen = st.selectbox(
            "Which fault was none?",
            range(len(faults)),
            format_func=lambda number: _fault(faults[number]),
            key="wrong_fault",
        )
        note = st.text_input("Why (for the record)", key="wrong_note")
        if st.form_submit_button("Mark it as wrong"):
            fault = faults[chosen or 0]
            middle = (fault["start_s"] + fault["end_s"]) / 2
            _correct(
                access,
                review,
                Override(part.number, "check wrong", fault["check"], fault["side"], middle, note),
            )


def _fault(fault: dict[str, Any]) -> str:
    side = f", {fault['side']}" if fault["side"] else ""
    return f"{words(fault['check']).capitalize()}{side}, {clock(fault['start_s'])}"


def _rep(access: Access, review: Review, part: Part, moment: float, kind: Any) -> None:
    with st.form(kind):
        sides = [side for side in part.report["reps"] if side != "both"]
        side = None
        if sides:
            side = st.segmented_control("Side", sides, default=sides[0], key=f"{kind}_side")
        note = st.text_input("Why (for the record)", key=f"{kind}_note")
        label = "Count one more" if kind == "rep counted" else "Count one less"
        if st.form_submit_button(f"{label}, at {clock(moment)}"):
            _correct(access, review, Override(part.number, kind, None, side, moment, note))


def _correct(access: Access, review: Review, override: Override) -> None:
    try:
        access.reviews.correct(review.id, override)
    except InvalidReview as error:
        st.error(str(error))
        return
    st.rerun()
