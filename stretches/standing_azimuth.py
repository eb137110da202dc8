"""From where somebody who stands is seen, learnt while they stand still."""

from __future__ import annotations

from pose.smoothing import QuietMedian
from pose.types import SIDES
from stretches.body import Body
from stretches.measures.arms import wrist_above_shoulder
from stretches.measures.legs import hip_above_ankle

QUIET_S, QUIET_DEG = 0.8, 6.0
"""So long, and within so many degrees, the azimuth as it is read is quiet."""
UPRIGHT_DEG, ARMS_DOWN, STANDING = 8.0, -0.5, 0.6
"""Degrees of the trunk off upright; trunk lengths of both wrists above the shoulders; leg lengths
of the hips above the ankles."""
FORGET_AFTER_S = 1.0
"""Whoever has not stood for longer than this may have turned."""


class StandingAzimuth:
    """The azimuth of one person when they last stood still with both arms down.

    A bend turns the azimuth as it is read: nobody turns round while they bend.
    """

    def __init__(self) -> None:
        self._quiet = QuietMedian(QUIET_S, QUIET_DEG)
        self._stood_s = float("-inf")
        self._turned: float | None = None

    def update(self, body: Body) -> float | None:
        """Take in one moment; returns that azimuth, None of somebody who does not stand."""
        t, stands = body.pose.t, _stands(body)
        if stands:
            self._stood_s = t
        elif t - self._stood_s > FORGET_AFTER_S:
            self._turned = None
        rests = stands and _upright_arms_down(body)
        quiet = self._quiet.update(t, body.turned if rests else None)
        self._turned = self._turned if quiet is None else quiet
        return self._turned


def _stands(body: Body) -> bool:
    heights = [hip_above_ankle(body, side) for side in SIDES]
    seen = [height for height in heights if height is not None]
    return bool(seen) and min(seen) >= STANDING


def _upright_arms_down(body: Body) -> bool:
    tilt = body.trunk_from_vertical()
    wrists = [wrist_above_shoulder(body, side) for side in SIDES]
    down = all(wrist is not None and wrist <= ARMS_DOWN for wrist in wrists)
    return down and tilt is not None and tilt <= UPRIGHT_DEG
