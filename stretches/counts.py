"""What is counted: holds, cycles, and where the count stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pose.types import Side

EndedBy = Literal["completed", "left position", "lost from view", "end of video"]
ClockState = Literal["waiting", "arming", "running", "paused", "done"]


@dataclass(frozen=True)
class Hold:
    """A hold that has ended, whole or in part.

    Attributes:
        good_s: seconds in good form; the target itself when completed.
        total_s: seconds in position, pauses included.
        best: ranges of motion, best 3 s average of the hold, degrees.
    """

    side: Side
    start_s: float
    end_s: float
    good_s: float
    total_s: float
    completed: bool
    ended_by: EndedBy
    best: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Cycle:
    """One cat-cow cycle, or one flexing and pointing of the foot.

    Attributes:
        missing: the half that was too shallow, such as `cow`; None where counted.
    """

    side: Side | None
    start_s: float
    end_s: float
    counted: bool
    missing: str | None = None


@dataclass(frozen=True)
class Progress:
    """Where the count stands at one moment.

    Attributes:
        good_s: good seconds of the hold under way.
        target_s: its target; 0 for repetitions.
        reps: completed repetitions by side, or under `both`.
    """

    state: ClockState
    side: Side | None
    good_s: float
    target_s: float
    reps: dict[str, int]
    holds: tuple[Hold, ...] = ()
    cycles: tuple[Cycle, ...] = ()
