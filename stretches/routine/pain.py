"""Pain as it is reported, and what the rules say to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Place = Literal["back", "buttock", "thigh", "calf", "foot"]
PLACES: tuple[Place, ...] = ("back", "buttock", "thigh", "calf", "foot")
"""Down the leg, in the order of the nerve."""

RISE_STOPS = 2
EXTREME = 8
"""Pain from here on stops the session. The rule says "extreme" without a figure: 8 of 10 is this
program's choice, on the careful side."""

RED_FLAGS = (
    "New numbness around the saddle: between the legs, or round the back passage",
    "Loss of bladder or bowel control",
    "Sudden weakness in a leg",
)
GET_HELP = "Get medical help at once, and do not stretch now."
SEE_SOMEONE = (
    "See a doctor or physical therapist when symptoms are severe or last with little or no "
    "improvement, or when pain goes on or gets worse."
)
NOT_A_DIAGNOSIS = "This program informs and counts. It does not diagnose."

Verdict = Literal["go on", "stop the stretch", "stop the session"]


@dataclass(frozen=True)
class PainReport:
    """How much it hurts and where.

    Attributes:
        score: 0 no pain to 10 the worst imaginable.
        places: where it is felt; empty for nowhere.
        tingling: numb or tingling.
    """

    score: int
    places: tuple[Place, ...] = ()
    tingling: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 10:
            raise ValueError(f"Pain is a number from 0 to 10, not {self.score}.")

    @property
    def reach(self) -> int:
        """How far down the leg it goes: 0 nowhere, 1 back to 5 foot."""
        return max((PLACES.index(place) + 1 for place in self.places), default=0)


@dataclass(frozen=True)
class Advice:
    """What the rules say to a report, and why."""

    verdict: Verdict
    text: str


def judge(before: PainReport, last: PainReport, now: PainReport) -> Advice:
    """What follows from pain now.

    A change counts against the last answer, so that it is laid at the door of the stretch in
    between; pain that creeps up by ones counts against the session's start as well.
    """
    if now.score >= EXTREME:
        return Advice(
            "stop the session",
            f"Pain of {now.score} is too much for stretching: stop here for today. {SEE_SOMEONE}",
        )
    if further_down(last, now):
        return Advice(
            "stop the stretch",
            "The pain has moved further down your leg: leave that stretch out, and ask your "
            "therapist before you do it again.",
        )
    if now.tingling and not last.tingling:
        return Advice(
            "stop the stretch",
            "Numbness or tingling is new: leave that stretch out, and ask your therapist before "
            "you do it again.",
        )
    if now.score > last.score and now.score - min(before.score, last.score) >= RISE_STOPS:
        return Advice(
            "stop the stretch",
            "The pain has gone up: leave that stretch out today, and do less next time.",
        )
    if is_up(before, now):
        return Advice("go on", "A little more pain than before: go gently, and not further.")
    return Advice("go on", "Good: no worse than before.")


def further_down(earlier: PainReport, now: PainReport) -> bool:
    """Whether pain is felt further down the leg than before."""
    # With no place given before, the back and the buttock are where it begins.
    return now.reach > max(earlier.reach, 2)


def is_up(before: PainReport, now: PainReport | None) -> bool:
    """Whether nothing may ask for more range: pain has risen or spread, or nobody has answered."""
    if now is None:
        return True
    spread = now.reach > max(before.reach, 2) or (now.tingling and not before.tingling)
    return now.score > before.score or spread


def may_begin(before: PainReport) -> bool:
    """Whether a session may begin with this pain."""
    return before.score < EXTREME
