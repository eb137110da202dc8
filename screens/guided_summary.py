"""After a guided session: what was done, how it hurts, and what to watch next time."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from screens.guided_live import GuidedLive
from screens.guided_pain import pain_question
from screens.speech import voice
from screens.style import counts
from stretches.counts import Hold
from stretches.routine.moment import CycleEnded, FaultEnded, HoldEnded, PainAnswered, StretchEnded
from stretches.routine.pain import NOT_A_DIAGNOSIS, SEE_SOMEONE

ENDED = {
    "completed": "Well done",
    "stopped": "The session was stopped",
    "extreme pain": "Stopped: the pain is too much for today",
}


def summary_view(live: GuidedLive) -> bool:
    """The page after the session; whether a new one is wanted."""
    voice(live.name, live.to_say(), hide_controls=True)
    st.title(ENDED[live.session.ended or "stopped"])
    if not live.asked_at_the_end:
        st.subheader("How is it now?")
        report = pain_question("guided_end", "Pain, from 0 to 10", live.session.last_pain.places)
        keep = st.button(
            "Keep this answer", type="primary", disabled=report is None, key="guided_end_keep"
        )
        if keep and report is not None:
            live.answer(report)
            st.rerun()
    elif live.advice is not None:
        box = st.info if live.advice.verdict == "go on" else st.warning
        box(live.advice.text)
    _figures(live)
    _stretches(live)
    _watch(live)
    if live.keeping_failed:
        st.warning("A part of this session could not be kept.")
    st.caption(f"{NOT_A_DIAGNOSIS} {SEE_SOMEONE}")
    return st.button("Another session", key="guided_again")


def _figures(live: GuidedLive) -> None:
    holds = [record.hold for record in live.records() if isinstance(record, HoldEnded)]
    answers = [r.report for r in live.records() if isinstance(r, PainAnswered) and r.report]
    before, after = answers[0].score, answers[-1].score
    counts(
        {
            "completed holds": str(sum(hold.completed for hold in holds)),
            "in good form": f"{sum(hold.good_s for hold in holds):.0f} s",
            "pain before": str(before),
            "pain after": str(after) if len(answers) > 1 else "–",
        }
    )


def _stretches(live: GuidedLive) -> None:
    records = live.records()
    for planned in live.session.plan:
        slug = planned.stretch.slug
        holds = [r.hold for r in records if isinstance(r, HoldEnded) and r.stretch.slug == slug]
        rounds = [
            r.cycle
            for r in records
            if isinstance(r, CycleEnded) and r.stretch.slug == slug and not planned.sided
        ]
        ended = [r.how for r in records if isinstance(r, StretchEnded) and r.stretch.slug == slug]
        parts = _done(holds) if planned.sided else [f"{sum(c.counted for c in rounds)} rounds"]
        if ended and ended[0] != "done":
            parts.append(ended[0])
        st.markdown(f"**{planned.stretch.name}**: {', '.join(parts) or 'not done'}.")


def _done(holds: list[Hold]) -> list[str]:
    done = Counter(hold.side for hold in holds if hold.completed)
    parts = [f"{done[side]} {side}" for side in ("left", "right") if done[side]]
    part = [hold for hold in holds if not hold.completed]
    if part:
        parts.append(f"{len(part)} in part ({sum(hold.good_s for hold in part):.0f} s)")
    return parts


def _watch(live: GuidedLive) -> None:
    seconds: Counter[str] = Counter()
    for record in live.records():
        if isinstance(record, FaultEnded):
            seconds[record.fault.cue] += round(record.fault.end_s - record.fault.start_s)
    if seconds:
        st.markdown("**What to watch next time**")
        st.markdown("\n".join(f"- {cue}" for cue, _ in seconds.most_common(3)))
