"""The question about pain: large buttons, and where it is felt."""

from __future__ import annotations

import streamlit as st

from stretches.routine.pain import PLACES, PainReport

SCORES = {score: str(score) for score in range(11)} | {0: "0 no pain", 10: "10 worst"}


def pain_question(key: str, label: str, places: tuple[str, ...] = ()) -> PainReport | None:
    """Ask how much it hurts and where; None until a number has been chosen.

    Args:
        key: tells this question from others on the page.
        label: the question.
        places: what is chosen at first.
    """
    score = st.pills(label, list(SCORES), format_func=SCORES.__getitem__, key=f"{key}_score")
    where = st.pills(
        "Where do you feel it?",
        PLACES,
        selection_mode="multi",
        default=list(places) or None,
        format_func=str.capitalize,
        key=f"{key}_places",
    )
    tingling = st.toggle("Numb or tingling", key=f"{key}_tingling")
    if score is None:
        return None
    return PainReport(int(score), tuple(place for place in PLACES if place in where), tingling)
