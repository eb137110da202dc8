"""Whether pictures come often enough for seconds to be counted between them."""

from __future__ import annotations

from collections import deque

from stretches.hold_timer import MAX_STEP_S, ROUNDING_S

TOO_FEW = "Too few pictures to count by: close other programs, or film faster"


class FramePace:
    """Watches the time that passes in gaps too long for the clocks to bridge, which is not counted.

    A stutter is not spoken of, and what the person cannot mend in the middle of a stretch not
    again and again.
    """

    LATELY_S, LOST, LEAST = 10.0, 0.5, 3
    """Over so many seconds, the share of them that may be lost, and the gaps that it takes."""
    TELLS_S, TELLS_MOMENTS, AGAIN_S = 8.0, 12, 60.0
    """It stands for so many seconds and moments, for the coach to say it."""

    def __init__(self) -> None:
        self._t: float | None = None
        self._gaps: deque[float] = deque()
        self._told_since = float("-inf")
        self._told_moments = 0

    def update(self, t: float) -> str:
        """Take in a moment; returns what to tell the person, or nothing."""
        if self._t is not None:
            self._gaps.append(t - self._t)
        self._t = t
        while len(self._gaps) > self.LEAST and sum(self._gaps) - self._gaps[0] > self.LATELY_S:
            self._gaps.popleft()
        if not self._too_few():
            return ""
        if t - self._told_since >= self.AGAIN_S:
            self._told_since, self._told_moments = t, 0
        self._told_moments += 1
        told = t - self._told_since > self.TELLS_S and self._told_moments > self.TELLS_MOMENTS
        return "" if told else TOO_FEW

    def _too_few(self) -> bool:
        long = [gap for gap in self._gaps if gap > MAX_STEP_S + ROUNDING_S]
        return len(long) >= self.LEAST and sum(long) > self.LOST * sum(self._gaps)
