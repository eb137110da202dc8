"""The inbox: the patients who need their therapist most come first, with the reason in words."""

from __future__ import annotations

import html
from datetime import datetime

import streamlit as st

from clinic.access import Access
from clinic.care import InboxItem
from clinic.need import Need
from clinic.review import Review
from screens.entry.asker import signed_in
from screens.entry.places import go
from screens.history_charts import name_of
from screens.therapist.desk import review_desk
from screens.therapist.look_in import stretching_now

MARKS = {
    Need.PAIN_UP: "Pain",
    Need.STOPPED: "Stopped",
    Need.POOR_FORM: "Form",
    Need.NOTHING_DONE: "Nothing done",
    Need.WAITING: "Waiting",
}


def inbox_page() -> None:
    """The page: the inbox, or the review that is named in the address."""
    access = signed_in("therapist")
    review_id = st.query_params.get("review")
    if review_id:
        review_desk(access, review_id)
        return
    st.title("Inbox")
    items = access.care.inbox(access.me)
    if not items:
        st.write("No patient is linked with you yet.")
        if st.button("Invite a patient", type="primary", key="inbox_invite"):
            go("patients")
        return
    _look_ins(access)
    needing = [item for item in items if item.reasons]
    for item in needing:
        _item(item)
    if not needing:
        st.write("Nobody needs you now.")
    calm = [item for item in items if not item.reasons]
    if calm:
        with st.expander(f"Nothing to look at ({len(calm)})"):
            for item in calm:
                _item(item)


def _look_ins(access: Access) -> None:
    open_now = stretching_now(access)
    if open_now:
        names = ", ".join(look.patient for look in open_now)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(f"Stretching now, and you may look in: {names}.")
            if st.button("Look in", key="inbox_look_in"):
                go("look-in")


def _item(item: InboxItem) -> None:
    with st.container(border=True, key=f"inbox_{item.patient_id}"):
        words, buttons = st.columns([2, 1], vertical_alignment="center")
        words.html(_words(item))
        with buttons.container(horizontal=True, horizontal_alignment="right"):
            for review in item.waiting[:2]:
                if st.button(_what(review), type="primary", key=f"open_{review.id}"):
                    go("inbox", review=review.id)
            if st.button("Open", key=f"patient_{item.patient_id}"):
                go("patients", patient=item.patient_id)


def _words(item: InboxItem) -> str:
    mark = MARKS.get(item.need, "")
    tag = f'<span class="need need-{item.need.name.lower()}">{mark}</span>' if mark else ""
    reasons = "".join(f"<div>{html.escape(reason.sentence)}</div>" for reason in item.reasons)
    latest = _latest(None if item.latest is None else item.latest.began_at)
    return (
        f'<div class="inbox"><div>{tag}<b>{html.escape(item.name)}</b></div>'
        f'{reasons}<div class="soft">{latest}</div></div>'
    )


def _latest(at: datetime | None) -> str:
    return "No session in the last 7 days." if at is None else f"Last session on {at:%d %B}."


def _what(review: Review) -> str:
    names = [name_of(part.stretch) for part in review.parts if part.stretch]
    if len(names) == 1:
        return f"Review: {names[0]}"
    return f"Review {len(review.parts)} stretches"
