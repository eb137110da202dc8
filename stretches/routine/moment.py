"""The words a guided session is told in: phases, what is said, and what is worth keeping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pose.types import Side
from stretches.counts import Cycle, Hold
from stretches.faults import Fault
from stretches.routine.pain import Advice, PainReport
from stretches.track import Snapshot
from stretches.vocabulary import CueKind, Stretch

Phase = Literal[
    "explain",
    "framing",
    "position",
    "count_in",
    "hold",
    "paused",
    "come_out",
    "rest",
    "pain",
    "over",
]
Tone = Literal["tick", "count_in", "start", "pause", "resume", "done"]


@dataclass(frozen=True)
class Said:
    """One thing said to the person, by voice, by a tone, or both.

    Attributes:
        number: counts up through the session; a later one silences an earlier one.
        text: the words; empty for a tone alone.
        stretch: the slug of the stretch under way.
    """

    number: int
    t_s: float
    text: str
    kind: CueKind
    tone: Tone | None = None
    stretch: str | None = None


# What is worth keeping, each handed out once, the moment it has happened


@dataclass(frozen=True)
class HoldEnded:
    """A hold of a planned stretch has ended, whole or in part.

    Attributes:
        index: the place of the stretch in the plan, from 0.
        number: the place of the hold in that stretch, from 0.
    """

    stretch: Stretch
    index: int
    number: int
    hold: Hold


@dataclass(frozen=True)
class CycleEnded:
    """A round of cat-cow has ended, counted or not; see `HoldEnded`."""

    stretch: Stretch
    index: int
    number: int
    cycle: Cycle


Asked = Literal["before", "during", "after", "end"]


@dataclass(frozen=True)
class PainAnswered:
    """Pain was reported, or asked for in vain.

    Attributes:
        report: None where nobody answered.
        by_hand: answered "no worse" by a raised hand.
        stretch: the stretch it was asked after or in; None before and at the end.
    """

    t_s: float
    asked: Asked
    report: PainReport | None
    stretch: Stretch | None = None
    by_hand: bool = False
    advice: Advice | None = None


Left = Literal["done", "skipped", "stopped for pain", "stopped"]


@dataclass(frozen=True)
class FaultEnded:
    """A fault that lasted is over."""

    stretch: Stretch
    fault: Fault


@dataclass(frozen=True)
class StretchEnded:
    """A planned stretch is over."""

    stretch: Stretch
    index: int
    how: Left


Ended = Literal["completed", "stopped", "extreme pain"]


@dataclass(frozen=True)
class SessionEnded:
    """The session is over."""

    how: Ended


Record = HoldEnded | CycleEnded | FaultEnded | PainAnswered | StretchEnded | SessionEnded | Said


@dataclass(frozen=True)
class Moment:
    """Everything about one moment of a session.

    Attributes:
        phase: what is going on.
        away: whether the session waits for the person to come back into the picture.
        stretch: the stretch under way, or the last one.
        index: its place in the plan.
        side: the side under way or next; None without sides.
        done: repetitions done by side, or under `both`.
        sentence: the one sentence that stands in the picture.
        step: the number of the step being explained, None for none.
        hint: what a raised hand does now; empty where nothing.
        hand: how far the sign of the hand is held, 0 to 1.
        snapshot: the checks and the count, None before the first.
        rest_s: seconds of rest left.
        asked: when pain is asked for: `during` a stretch only where the person said that it hurts.
    """

    t: float
    phase: Phase
    away: bool
    stretch: Stretch
    index: int
    side: Side | None
    done: dict[str, int]
    sentence: str
    step: int | None = None
    hint: str = ""
    hand: float = 0.0
    snapshot: Snapshot | None = None
    rest_s: float = 0.0
    asked: Asked | None = None
