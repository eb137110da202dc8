"""A back whose outline leaps: by turns, what stands behind somebody is taken for their back."""

from __future__ import annotations

LEAP, STEP_S = 0.06, 0.25
"""Shares of the trunk between two pictures that are no farther apart: no back moves so fast. On 22
clips of cat-cow, ten pictures a second, the curve never changed by 0.04 for two pictures, on one
it did by 0.05, once; with a shelf's board taken for the back by turns it leapt nine times in
eleven seconds, by up to 0.17."""
UNSURE_S = 5.0
"""So long after a leap nobody knows which of the two outlines is the back's."""


class LeapingOutline:
    """Tells for how long the curve of a back is not to be believed.

    A single picture that differs is a flicker; what stays away for two has leapt.
    """

    def __init__(self) -> None:
        self._last: tuple[float, float] | None = None
        self._from: float | None = None
        self._leapt_t = float("-inf")
        self.leaping = False

    def update(self, t: float, curve: float | None) -> bool:
        """Take in the curve, None where it is not seen; whether it has leapt and is doubted."""
        if curve is not None:
            if self._from is not None and abs(curve - self._from) > LEAP:
                self._leapt_t = t
            before = None if self._from is not None else self._last
            self._from = before[1] if before is not None and _leapt(before, t, curve) else None
            self._last = t, curve
        self.leaping = t - self._leapt_t < UNSURE_S
        return self.leaping


def _leapt(last: tuple[float, float], t: float, curve: float) -> bool:
    return t - last[0] <= STEP_S and abs(curve - last[1]) > LEAP
