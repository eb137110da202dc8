"""Which leg is which: a foot that stays planted keeps its side, whatever the model calls it.

With one leg crossed over the other the model often takes left for right, and the mirrored picture
makes the same mistake. A foot that has stood in one place does not change legs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pose.belief import trunk_length
from pose.types import SIDES, FloatArray, Landmark, Pose, Side, landmark, other
from pose.view import SEEN

STANDS_S = 1.0
"""A foot is planted once it has stood for so long."""
# Shares of the trunk.
SAME, ELSEWHERE, STEP = 0.15, 0.3, 0.25
AS_ONE = 0.35
"""Within this of each other at knee and ankle two legs are read in one place."""
STANDING = 0.7
"""Shares of the leg by which the hip stands above the ankle; sitting on a chair it is half."""
FORGET_AFTER_S = 1.0
INSIDE = 127


@dataclass
class _Foot:
    """One foot: where it rests since when, where it stands planted, and where it stood last."""

    last: FloatArray
    rest: FloatArray
    since_s: float
    planted: FloatArray | None = None
    stood: FloatArray | None = None


class PlantedFeet:
    """Gives the legs of one person's poses the right names, from feet that stay in place."""

    def __init__(self) -> None:
        self._feet: dict[Side, _Foot] = {}
        self._hips: FloatArray | None = None
        self._t = float("-inf")

    def update(self, pose: Pose) -> Pose:
        """The pose, with the legs' names exchanged where a planted foot tells so."""
        trunk = trunk_length(pose)
        hips = pose.points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
        away = self._hips is None or np.linalg.norm(hips - self._hips) > 2 * STEP * trunk
        if away or pose.t - self._t > FORGET_AFTER_S:
            # Somebody who walks or turns round plants their feet anew.
            self._feet, self._hips = {}, hips
        self._t = pose.t
        if any(self._stands_for(side, pose, trunk) for side in SIDES):
            pose = pose.legs_exchanged()
        for side in SIDES:
            self._learn(side, pose, trunk)
        return _without_legs(pose, [side for side in SIDES if self._hidden(side, pose, trunk)])

    def _hidden(self, side: Side, pose: Pose, trunk: float) -> bool:
        """Whether a foot has left the floor and its leg is read where the other leg is."""
        foot = self._feet.get(side)
        if foot is None or foot.stood is None or _on_body(pose, foot.stood) or _stands(pose):
            return False
        if _apart(pose.points[landmark(side, "ankle")], foot.stood) <= ELSEWHERE * trunk:
            return False
        parts = [[pose.points[landmark(s, part)] for s in SIDES] for part in ("knee", "ankle")]
        return all(_apart(*pair) <= AS_ONE * trunk for pair in parts)

    def _stands_for(self, side: Side, pose: Pose, trunk: float) -> bool:
        """Whether the other side's ankle stands where this side's foot is planted."""
        planted = self._planted(side)
        theirs = _ankle(pose, other(side))
        if planted is None or theirs is None or _apart(theirs, planted) > SAME * trunk:
            return False
        own = _ankle(pose, side)
        if own is not None and _apart(own, planted) <= ELSEWHERE * trunk:
            return False
        their_place = self._planted(other(side))
        return their_place is None or _apart(theirs, their_place) > ELSEWHERE * trunk

    def _planted(self, side: Side) -> FloatArray | None:
        foot = self._feet.get(side)
        return None if foot is None else foot.planted

    def _learn(self, side: Side, pose: Pose, trunk: float) -> None:
        ankle = _ankle(pose, side)
        if ankle is None:
            return
        foot = self._feet.setdefault(side, _Foot(ankle, ankle, pose.t))
        stepped = _apart(ankle, foot.last) <= STEP * trunk
        foot.last = ankle
        if _apart(ankle, foot.rest) > SAME * trunk:
            foot.rest, foot.since_s = ankle, pose.t
        elif pose.t - foot.since_s >= STANDS_S:
            foot.planted = foot.stood = foot.rest
        left_its_place = (
            foot.planted is not None and _apart(ankle, foot.planted) > ELSEWHERE * trunk
        )
        # A foot that is seen on its way has left; one that is suddenly elsewhere was mistaken.
        if left_its_place and stepped and not _on_body(pose, foot.planted):
            foot.planted = None


def _on_body(pose: Pose, place: FloatArray | None) -> bool:
    """Whether there is body at a place in the picture; no where there is no silhouette."""
    if place is None or pose.silhouette is None:
        return False
    height, width = pose.silhouette.shape
    x, y = (place * (width / pose.size[0], height / pose.size[1])).astype(int)
    return bool(0 <= x < width and 0 <= y < height and pose.silhouette[y, x] > INSIDE)


def _without_legs(pose: Pose, sides: Sequence[Side]) -> Pose:
    visibility = pose.visibility.copy()
    for side in sides:
        visibility[landmark(side, "knee") :: 2] = 0.0
    return replace(pose, visibility=visibility)


def _stands(pose: Pose) -> bool:
    """Whether a leg is long under the hips: standing, both legs are in one place often."""
    for side in SIDES:
        hip, knee, ankle = (pose.points[landmark(side, p)] for p in ("hip", "knee", "ankle"))
        if ankle[1] - hip[1] > STANDING * (_apart(hip, knee) + _apart(knee, ankle)):
            return True
    return False


def _ankle(pose: Pose, side: Side) -> FloatArray | None:
    mark = landmark(side, "ankle")
    return pose.points[mark] if pose.visibility[mark] >= SEEN else None


def _apart(one: FloatArray, two: FloatArray) -> float:
    return float(np.linalg.norm(one - two))
