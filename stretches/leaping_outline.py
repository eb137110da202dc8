"""A back whose outline leaps: by turns, what stands behind somebody is taken for their back."""

from __future__ import annotations

from collections import deque

LEAP, STEP_S = 0.045, 0.25
"""Shares of the trunk between two pictures that are no farther apart. On 14 clips of cat-cow ten
pictures a second the back's curve changed by 0.033 at most; with a shelf's board taken for the back
by turns it leapt by 0.05 to 0.17, twelve times in eleven seconds."""
LEAPS, LATELY_S = 3, 5.0
"""An outline that is misread for a moment leaps twice: there and back."""


class LeapingOutline:
    """Tells for how long the curve of a back is not to be believed.

    Attributes:
        leaping: whether it has leapt so often, and still did a moment ago.
    """

    def __init__(self) -> None:
        self.leaping = False
        self._last: tuple[float, float] | None = None
        self._leaps: deque[float] = deque()

    def update(self, t: float, curve: float | None) -> float | None:
        """The curve at this moment, or None while it is not to be believed."""
        if curve is not None:
            if self._last is not None and _leapt(self._last, t, curve):
                self._leaps.append(t)
            self._last = t, curve
        while self._leaps and t - self._leaps[0] > LATELY_S:
            self._leaps.popleft()
        self.leaping = bool(self._leaps) and (self.leaping or len(self._leaps) >= LEAPS)
        return None if self.leaping else curve


def _leapt(last: tuple[float, float], t: float, curve: float) -> bool:
    return t - last[0] <= STEP_S and abs(curve - last[1]) > LEAP
