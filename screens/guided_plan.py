"""Before a guided session: how it is today, what is suggested, and what is really to be done."""

from __future__ import annotations

import base64
import html
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from pose.types import SIDES, Side
from screens.guided_pain import pain_question
from screens.speech import voice
from stretches.registry import stretch_named
from stretches.routine import pain as rules
from stretches.routine.pain import PainReport
from stretches.routine.plan import Plan, Planned
from stretches.routine.suggestion import (
    LEAST,
    MOST,
    THINGS,
    Aim,
    Circumstances,
    Sore,
    Suggestion,
    bar,
    pain_seems_active,
    suggest,
)
from stretches.targets import PatientTargets
from stretches.vocabulary import RepetitionDose, Stretch

PICTURES = Path(__file__).parent / "pictures"
AIMS: dict[Aim, str] = {"pain now": "I have pain now", "prevention": "I want to keep it away"}
SORE: dict[Sore, str] = {"neither": "Neither", "left": "Left", "right": "Right", "both": "Both"}
AT_HAND = {"mat": "Mat", "chair": "Chair", "band": "Band or strap"}


@dataclass(frozen=True)
class Ordered:
    """What a person has asked for.

    Attributes:
        plan: the stretches.
        before: pain before.
        a_week: sessions a week that are meant.
        rate: the voice's rate.
        brief: leave the steps out of the explanations.
    """

    plan: Plan
    before: PainReport
    a_week: tuple[int, int]
    rate: float
    brief: bool


def plan_view() -> Ordered | None:
    """The page before the session; what was asked for, once the start has been pressed."""
    st.title("Guided session")
    st.write(
        "Answer a few questions, press start, and put the screen where you can see and hear it. "
        "From then on you need not touch anything."
    )
    left, right = st.columns(2, gap="large")
    with left:
        before = pain_today()
        given = _circumstances(before)
        flagged = red_flags()
    with right:
        suggestion = suggest(given)
        chosen = _choice(suggestion, given)
        plan, brief = _doses(chosen, suggestion)
        rate = voice("before the session", [])
        started = start_button(before, given.ask_first, flagged, plan)
    if not started or before is None:
        return None
    return Ordered(plan, before, suggestion.a_week, rate, brief)


def pain_today() -> PainReport | None:
    """Pain before the session, None until it was answered."""
    st.subheader("How is it now?")
    return pain_question("guided_before", "Pain, from 0 to 10")


def _circumstances(before: PainReport | None) -> Circumstances:
    st.subheader("About today")
    active = before is not None and pain_seems_active(before)
    aim = st.segmented_control(
        "What is it for?",
        list(AIMS),
        default="pain now" if active else "prevention",
        format_func=AIMS.__getitem__,
        key=f"guided_aim_{active}",
    )
    sore = st.segmented_control(
        "Which side hurts?",
        list(SORE),
        default="neither",
        format_func=SORE.__getitem__,
        key="guided_sore",
    )
    things = st.pills(
        "What have you at hand?",
        THINGS,
        selection_mode="multi",
        default=list(THINGS),
        format_func=AT_HAND.__getitem__,
        key="guided_things",
    )
    return Circumstances(
        aim=aim or "prevention",
        poor_balance=st.toggle("I have trouble with balance", key="guided_balance"),
        in_bed=st.toggle("I am in bed", key="guided_bed"),
        things=tuple(thing for thing in THINGS if thing in things),
        ask_first=st.toggle("I am pregnant, or my symptoms are intense", key="guided_ask"),
        sore=sore or "neither",
    )


def _choice(suggestion: Suggestion, given: Circumstances) -> tuple[Stretch, ...]:
    st.subheader("Your stretches")
    for notice in suggestion.notices:
        st.info(notice)
    suggested = [choice.stretch.slug for choice in suggestion.chosen]
    options = [*suggested, *(choice.stretch.slug for choice in suggestion.left_out)]
    slugs = st.pills(
        "Suggested for today: tap to take one out or to add one",
        options,
        selection_mode="multi",
        default=suggested,
        format_func=lambda slug: stretch_named(slug).name,
        key=f"guided_choice_{hash(given)}",
    )
    slugs = [slug for slug in options if slug in slugs]
    reasons = {choice.stretch.slug: choice.reason for choice in suggestion.chosen}
    chosen = tuple(stretch_named(slug) for slug in slugs)
    for stretch in chosen:
        against = bar(stretch, given)
        reason = reasons.get(stretch.slug) or (f"mind: {against}" if against else "your own choice")
        card(stretch, reason)
    if 0 < len(chosen) < LEAST and not suggestion.notices:
        st.caption("A session is three to five stretches; fewer are fine for a start.")
    if len(chosen) > MOST:
        st.caption("More than five is a long session: three to five are enough.")
    with st.expander("Left out, and why"):
        for choice in suggestion.left_out:
            if choice.stretch.slug not in slugs:
                st.markdown(f"**{choice.stretch.name}**: {choice.reason}.")
    st.caption(suggestion.how_often)
    return chosen


def card(stretch: Stretch, reason: str) -> None:
    """A stretch with its picture and a sentence."""
    st.html(
        f'<div class="card"><img alt="" src="{picture_url(stretch.slug)}">'
        f"<div><b>{html.escape(stretch.name)}</b><br>{html.escape(reason.capitalize())}.</div></div>"
    )


@st.cache_data(show_spinner=False)
def picture_url(slug: str) -> str:
    """A stretch's picture as a data address."""
    data = base64.b64encode((PICTURES / f"{slug}.webp").read_bytes()).decode()
    return f"data:image/webp;base64,{data}"


def _doses(chosen: tuple[Stretch, ...], suggestion: Suggestion) -> tuple[Plan, bool]:
    with st.expander("Change holds, repetitions and the first side"):
        seconds = st.number_input("Seconds to hold", 3, 120, 30, key="guided_seconds")
        reps = st.number_input("Holds on each side", 1, 5, 2, key="guided_reps")
        rounds = st.number_input("Rounds of cat-cow", 1, 30, 10, key="guided_rounds")
        first = st.segmented_control(
            "First side",
            SIDES,
            default=suggestion.first,
            format_func=str.capitalize,
            key=f"guided_first_{suggestion.first}",
        )
        brief = st.toggle("I know the stretches: leave the steps out", key="guided_brief")
    if any(not isinstance(stretch.dose, RepetitionDose) for stretch in chosen):
        st.caption(suggestion.first_reason if first == suggestion.first else f"{first} side first.")
    side: Side = first or suggestion.first
    plan = tuple(
        Planned(_dosed(stretch, float(seconds), int(reps), int(rounds)), side) for stretch in chosen
    )
    return plan, brief


def _dosed(stretch: Stretch, seconds: float, reps: int, rounds: int) -> Stretch:
    if isinstance(stretch.dose, RepetitionDose):
        return PatientTargets(stretch.slug, reps=rounds).apply()
    return PatientTargets(stretch.slug, hold_s=seconds, reps=reps).apply()


def red_flags() -> bool:
    """What needs help at once; whether the person has any of it."""
    flags = "\n".join(f"- {flag}" for flag in rules.RED_FLAGS)
    st.markdown(f"**Get help at once, and do not stretch, with any of these:**\n\n{flags}")
    flagged = st.checkbox("I have one of these", key="guided_flag")
    st.caption(f"{rules.NOT_A_DIAGNOSIS} {rules.SEE_SOMEONE}")
    return flagged


def start_button(before: PainReport | None, ask_first: bool, flagged: bool, plan: Plan) -> bool:
    """The start, and what keeps it from being pressed; whether it was."""
    asked = not ask_first or st.checkbox(
        "I have asked my doctor or physical therapist, and may stretch", key="guided_asked"
    )
    missing = _missing(before, flagged, asked, plan)
    if missing:
        (st.error if flagged else st.info)(missing)
    return st.button(
        "Start the session",
        type="primary",
        disabled=bool(missing),
        width="stretch",
        key="guided_start",
    )


def _missing(before: PainReport | None, flagged: bool, asked: bool, plan: Plan) -> str:
    """What keeps the session from starting, as a sentence."""
    if flagged:
        return rules.GET_HELP
    if before is None:
        return "Say first how much it hurts now."
    if not rules.may_begin(before):
        return f"Pain of {before.score} is too much for stretching today. {rules.SEE_SOMEONE}"
    if not asked:
        return "Ask your doctor or physical therapist first."
    return "" if plan else "Choose at least one stretch."
