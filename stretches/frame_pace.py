"""Whether pictures come often enough for seconds to be counted between them."""

from __future__ import annotations

from collections import deque

from stretches.hold_timer import MAX_STEP_S, ROUNDING_S

TOO_FEW = "Too few pictures a second to count by: close other programs, or film at ten or more"


class FramePace:
    """Watches the gaps between moments; those longer than the clocks bridge are not counted."""

    LATELY, TOO_MANY = 8, 4
    """Of so many gaps, how many may not be too long: one stutter is none of anybody's business."""

    def __init__(self) -> None:
        self._t: float | None = None
        self._long: deque[bool] = deque(maxlen=self.LATELY)

    def update(self, t: float) -> str:
        """Take in a moment; returns what to tell the person, or nothing."""
        if self._t is not None:
            self._long.append(t - self._t > MAX_STEP_S + ROUNDING_S)
        self._t = t
        return TOO_FEW if sum(self._long) >= self.TOO_MANY else ""
