"""A person's own neutral spine: learnt from a quiet moment, kept for the session."""

from __future__ import annotations

from collections import deque
from statistics import median

from stretches.body import Body
from stretches.vocabulary import Stretch

QUIET_S = 0.8
QUIET_RANGE = 0.025
"""Shares of the trunk: the curve's own noise at rest stays within this."""


class NeutralSpine:
    """Learns the reference of one person's spine curve while they are in a neutral posture."""

    def __init__(self, stretch: Stretch) -> None:
        self._conditions = stretch.neutral_when
        self._kept: deque[tuple[float, float]] = deque()
        self._low = float("inf")
        self._high = float("-inf")
        self._own: float | None = None

    def update(self, body: Body) -> float | None:
        """Take in one moment; returns the reference so far."""
        if not self._conditions or self._own is not None:
            return self._own
        curve = body.spine
        near = body.near
        holds = all(c.holds_for(c.measure(body, near)) for c in self._conditions)
        if curve is None or not holds:
            self._kept.clear()
            return self._own
        self._learn(body.pose.t, curve)
        return self._own

    def _learn(self, t: float, curve: float) -> None:
        self._kept.append((t, curve))
        while t - self._kept[0][0] > 1.5 * QUIET_S:
            self._kept.popleft()
        values = [kept for _, kept in self._kept]
        quiet = max(values) - min(values) <= QUIET_RANGE
        if quiet and t - self._kept[0][0] >= QUIET_S:
            self._own = median(values)
