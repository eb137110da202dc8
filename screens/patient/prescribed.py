"""Before a session in the clinic: the replies, what is prescribed, and what is consented to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from clinic.access import Access
from clinic.prescription import KeptPrescription, PrescribedStretch, Prescription
from pose.types import LEFT
from screens.guided_plan import Ordered, card, pain_today, plan_view, red_flags, start_button
from screens.patient.replies import unread_replies
from screens.plain_words import own_targets
from screens.speech import voice
from stretches.routine.plan import Plan, Planned, dose_in_words

Looking = Literal["nobody", "skeleton", "picture"]
LOOKING: dict[Looking, str] = {
    "nobody": "Nobody",
    "skeleton": "Skeleton only",
    "picture": "My picture",
}


@dataclass(frozen=True)
class Consents:
    """What the patient allows for this one session.

    Attributes:
        looking: what a therapist who looks in may see.
        video: record the picture, to be sent only if the patient says so at the end.
    """

    looking: Looking
    video: bool


@dataclass(frozen=True)
class Begun:
    """What a patient has asked for."""

    ordered: Ordered
    consents: Consents
    version: int | None


def before_view(access: Access) -> Begun | None:
    """The page before the session; None until the start has been pressed."""
    linked = [link for link in access.people.links(access.me) if link.ended_at is None]
    unread_replies(access)
    kept = access.prescriptions.current(access.me) if linked else None
    if kept is None:
        if not linked:
            st.info("No therapist is linked with you: enter a code on the page *My therapist*.")
        else:
            st.info("Nothing is prescribed yet: choose for yourself until then.")
        consents = _consents() if linked else Consents("nobody", False)
        ordered = plan_view()
        return None if ordered is None else Begun(ordered, consents, None)
    ordered, consents = _prescribed(kept)
    return None if ordered is None else Begun(ordered, consents, kept.version)


def _prescribed(kept: KeptPrescription) -> tuple[Ordered | None, Consents]:
    prescription = kept.prescription
    st.title("Today")
    st.write(how_often(prescription))
    plan = plan_of(prescription)
    left, right = st.columns(2, gap="large")
    with left:
        before = pain_today()
        flagged = red_flags()
    with right:
        st.subheader("Your stretches")
        if prescription.note:
            st.info(f"{kept.author}: {prescription.note}")
        for planned, item in zip(plan, prescription.stretches, strict=True):
            card(planned.stretch, dose_in_words(planned))
            if own := own_targets(item.targets):
                st.caption(f"For you: {own}.")
            if item.note:
                st.caption(f"{kept.author}: {item.note}")
        brief = st.toggle("I know the stretches: leave the steps out", key="guided_brief")
        consents = _consents()
        rate = voice("before the session", [])
        started = start_button(before, False, flagged, plan)
    a_week = prescription.plan().least_a_week or 1
    if not started or before is None:
        return None, consents
    return Ordered(plan, before, (a_week, a_week), rate, brief), consents


def how_often(prescription: Prescription) -> str:
    """How often it is to be done, as a sentence."""
    times = {1: "Once", 2: "Twice"}.get(prescription.times, f"{prescription.times} times")
    return f"{times} a {prescription.per}."


def plan_of(prescription: Prescription) -> Plan:
    """The plan of a session under this prescription; the note on the whole is said first."""
    planned = [_planned(item) for item in prescription.stretches]
    first = planned[0]
    note = " ".join(note for note in (prescription.note, first.note) if note)
    planned[0] = Planned(first.stretch, first.first, first.one_side, note)
    return tuple(planned)


def _planned(item: PrescribedStretch) -> Planned:
    first = item.sides[0] if item.sides else LEFT
    return Planned(item.stretch(), first, len(item.sides) == 1, item.note)


def _consents() -> Consents:
    st.subheader("For this session")
    looking = st.segmented_control(
        "Who may look in while you stretch?",
        list(LOOKING),
        default="nobody",
        format_func=lambda choice: LOOKING[choice],
        key="consent_looking",
        help="Your therapist may then watch this one session. You see it, and can end it.",
    )
    video = st.toggle("Record my video as well", key="consent_video")
    st.caption(
        "At the end you choose whether to send the session to your therapist. It is sent as a "
        "moving skeleton"
        + (", and your video if you say so again." if video else "; no picture is recorded.")
    )
    return Consents(looking or "nobody", video)
