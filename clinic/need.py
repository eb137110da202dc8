"""Who needs the therapist most, and why in words. Pure: kept sessions in, a need out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from statistics import median

from clinic.kept import KeptSession
from clinic.prescription import KeptPrescription
from stretches.registry import stretch_named
from stretches.routine.pain import RISE_STOPS, PainReport, further_down

LOOK_BACK = timedelta(days=28)
RECENT = timedelta(days=7)
"""Pain and form are news for so long."""
POOR_SHARE = 0.5
"""Less good time than this share of the time in the position is poor form."""
LEAST_TOTAL_S = 20.0
"""A few seconds in a position say nothing about form."""


class Need(IntEnum):
    """What comes first in the inbox; lower is more urgent."""

    PAIN_UP = 0
    STOPPED = 1
    POOR_FORM = 2
    NOTHING_DONE = 3
    WAITING = 4
    NONE = 5


@dataclass(frozen=True)
class Reason:
    """One reason to look, in a sentence."""

    need: Need
    sentence: str


@dataclass(frozen=True)
class Known:
    """What is known of a patient.

    Attributes:
        recent: the sessions of the last week, oldest first.
        usual_pain: the pain before each session of the three weeks before that.
        last_done: when anything was last held or counted; None for never.
        prescribed: the current prescription.
        waiting: reviews that wait for an answer.
    """

    recent: Sequence[KeptSession] = ()
    usual_pain: Sequence[int] = ()
    last_done: datetime | None = None
    prescribed: KeptPrescription | None = None
    waiting: int = 0


def reasons(known: Known, now: datetime) -> tuple[Reason, ...]:
    """All reasons to look at a patient, the most urgent first; empty where there is none."""
    found = [
        *_pain_up(known.recent, known.usual_pain),
        *_stopped(known.recent),
        *_poor_form(known.recent),
        *_nothing_done(known, now),
    ]
    if known.waiting:
        what = "A recording waits" if known.waiting == 1 else f"{known.waiting} recordings wait"
        found.append(Reason(Need.WAITING, f"{what} for an answer."))
    return tuple(sorted(found, key=lambda reason: reason.need))


def _pain_up(recent: Sequence[KeptSession], usual_pain: Sequence[int]) -> list[Reason]:
    found = []
    for session in reversed(recent):
        before, last = session.pain_before, session.pain_last
        if before and last and (worse := _worse_words(before, last)):
            found.append(Reason(Need.PAIN_UP, f"Pain {worse} during the session {_day(session)}."))
            break
    if recent and (before := recent[-1].pain_before):
        earlier = [*usual_pain, *(s.pain_before.score for s in recent[:-1] if s.pain_before)]
        if len(earlier) >= 3 and before.score - median(earlier) >= RISE_STOPS:
            sentence = f"Pain before the session {before.score}, usually {median(earlier):g}."
            found.append(Reason(Need.PAIN_UP, sentence))
    return found


def _worse_words(before: PainReport, last: PainReport) -> str:
    words = []
    if last.score - before.score >= RISE_STOPS:
        words.append(f"rose from {before.score} to {last.score}")
    if further_down(before, last):
        words.append("moved further down the leg")
    if last.tingling and not before.tingling:
        words.append("came with new numbness or tingling")
    return " and ".join(words)


def _stopped(recent: Sequence[KeptSession]) -> list[Reason]:
    why = {"pain": "because of pain", "extreme pain": "because of extreme pain", "stopped": "early"}
    for session in reversed(recent):
        if session.end_reason in why:
            sentence = f"Stopped {why[session.end_reason]} {_day(session)}."
            urgent = session.end_reason == "extreme pain"
            return [Reason(Need.PAIN_UP if urgent else Need.STOPPED, sentence)]
        for end in session.ends:
            if end.how == "stopped for pain":
                name = stretch_named(end.stretch).name
                return [Reason(Need.STOPPED, f"{name} stopped because of pain {_day(session)}.")]
    return []


def _poor_form(recent: Sequence[KeptSession]) -> list[Reason]:
    """The worst stretch of the latest session, where form was poor."""
    if not recent:
        return []
    good: dict[str, float] = {}
    total: dict[str, float] = {}
    for kept in recent[-1].holds:
        good[kept.stretch] = good.get(kept.stretch, 0.0) + kept.hold.good_s
        total[kept.stretch] = total.get(kept.stretch, 0.0) + kept.hold.total_s
    shares = {slug: good[slug] / s for slug, s in total.items() if s >= LEAST_TOTAL_S}
    poor = {slug: share for slug, share in shares.items() if share < POOR_SHARE}
    if not poor:
        return []
    slug = min(poor, key=lambda name: poor[name])
    name = stretch_named(slug).name
    return [Reason(Need.POOR_FORM, f"{name}: good form {poor[slug]:.0%} of the time.")]


def _nothing_done(known: Known, now: datetime) -> list[Reason]:
    """Nothing done for a week, or for twice as long as the plan asks if that is longer."""
    if known.prescribed is None:
        return []
    a_week = known.prescribed.prescription.plan().least_a_week or 1
    patience = max(timedelta(days=7), timedelta(days=14 / a_week))
    last = max(filter(None, (known.last_done, known.prescribed.created_at)))
    if now - last <= patience:
        return []
    return [Reason(Need.NOTHING_DONE, f"Nothing done for {(now - last).days} days.")]


def _day(session: KeptSession) -> str:
    return f"on {session.began_at:%d %B}".replace(" 0", " ")
