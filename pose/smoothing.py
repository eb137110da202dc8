"""Steadier landmarks: a One Euro filter on pixels, with the frames' real time steps."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from statistics import median

import numpy as np

from pose.types import FloatArray, Pose

# Casiez et al. 2012: a low cut-off when still, a higher one the faster the point moves.
MIN_CUTOFF_HZ = 1.5
SPEED_COEFFICIENT = 3.0
DERIVATIVE_CUTOFF_HZ = 1.0
FORGET_AFTER_S = 0.5


class OneEuro:
    """The One Euro filter over an array of points.

    Speeds are taken relative to `scale`, so that the same movement is smoothed alike in a
    small and a large picture.
    """

    def __init__(self) -> None:
        self._t: float | None = None
        self._value: FloatArray = np.zeros(0)
        self._speed: FloatArray = np.zeros(0)

    def update(self, t: float, value: FloatArray, scale: float) -> FloatArray:
        """The filtered (n, d) points at time `t`; starts anew after a gap."""
        if self._t is None or t - self._t > FORGET_AFTER_S or t <= self._t:
            self._t, self._value, self._speed = t, value, np.zeros_like(value)
            return value
        step = t - self._t
        raw_speed = (value - self._value) / (step * scale)
        blend = _blend(DERIVATIVE_CUTOFF_HZ, step)
        self._speed = self._speed + blend * (raw_speed - self._speed)
        pace = np.linalg.norm(self._speed, axis=1, keepdims=True)
        cutoff = MIN_CUTOFF_HZ + SPEED_COEFFICIENT * pace
        self._value = self._value + _blend(cutoff, step) * (value - self._value)
        self._t = t
        return self._value


def _blend(cutoff_hz: FloatArray | float, step: float) -> FloatArray:
    rate = 2 * np.pi * np.asarray(cutoff_hz) * step
    return np.asarray(rate / (rate + 1), dtype=float)


class PoseSmoother:
    """Smooths the landmarks of one person's poses, in the picture and in metres."""

    def __init__(self) -> None:
        self._points = OneEuro()
        self._world = OneEuro()

    def update(self, pose: Pose) -> Pose:
        """The smoothed pose at the same moment."""
        extent = max(float(np.linalg.norm(np.ptp(pose.points, axis=0))) / 3, 1.0)
        return replace(
            pose,
            points=self._points.update(pose.t, pose.points, extent),
            world=self._world.update(pose.t, pose.world, 0.5),
        )


class ShortMedian:
    """The median of a measure over a short stretch of time.

    Args:
        window_s: the stretch, seconds.
        gap_s: unseen for longer, it begins anew: what it was before and after do not mix.
    """

    def __init__(self, window_s: float = 0.4, gap_s: float = float("inf")) -> None:
        self._window_s = window_s
        self._gap_s = gap_s
        self._kept: deque[tuple[float, float]] = deque()

    def update(self, t: float, value: float | None) -> float | None:
        """The median so far, or None where the measure is unseen at this moment.

        An old value never stands in for an unseen one.
        """
        while self._kept and self._kept[0][0] <= t - self._window_s:
            self._kept.popleft()
        if value is None:
            return None
        if self._kept and t - self._kept[-1][0] > self._gap_s:
            self._kept.clear()
        self._kept.append((t, value))
        return median(kept for _, kept in self._kept)


class QuietMedian:
    """The median of a measure that has been quiet for a while.

    Args:
        lasts_s: for how long it has to be, seconds.
        within: how far apart its values may lie.
    """

    def __init__(self, lasts_s: float, within: float) -> None:
        self._lasts_s = lasts_s
        self._within = within
        self._kept: deque[tuple[float, float]] = deque()

    def update(self, t: float, value: float | None) -> float | None:
        """The median, None while it is not quiet; a value of None says nothing and begins anew."""
        if value is None:
            self._kept.clear()
            return None
        self._kept.append((t, value))
        while t - self._kept[0][0] > 1.5 * self._lasts_s:
            self._kept.popleft()
        values = [kept for _, kept in self._kept]
        quiet = max(values) - min(values) <= self._within and t - self._kept[0][0] >= self._lasts_s
        return median(values) if quiet else None
