"""Left and right keep their names: whoever is taken to have turned round in no time is put back.

Of a body seen from the front the model sometimes takes the face for the back of the head, for some
seconds or by turns, and left and right of all of it are exchanged; of somebody who sits with one
leg in front and one behind it exchanges the legs. Nobody turns round between two pictures. The
answers are a vote on which is which, and the names with more votes hold. Whoever does turn, or
changes legs, has them in one place on the way, and the vote begins anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from pose.belief import trunk_length
from pose.types import FloatArray, Landmark, Pose

APART = 0.25
"""Trunk lengths between left and right in the picture, below which they cannot be told apart by
place. From the front, shoulders are 0.5 to 0.8 apart."""
CLEARLY = 0.5
"""They lie where those of the other name did: at most so far from there, as a share of how far they
lie from where they were."""
SIDES_LAST_S, LEGS_LAST_S = 30.0, 8.0
"""Votes fade: other names for the legs are believed once they have been read for more than five
seconds on end. Legs were misread for 4 s at the longest, on clips with known truth, a whole body
for the twelve that it leaned over."""
FACING = 4.0
"""What an answer counts by which the person faces the camera; one that shows the back counts 1.
Stretches that are seen from the front are done facing the camera."""
FORGET_AFTER_S = 0.7
"""In one place for longer than this, they may have changed places."""
SHOULDERS_AND_HIPS = (
    Landmark.LEFT_SHOULDER,
    Landmark.RIGHT_SHOULDER,
    Landmark.LEFT_HIP,
    Landmark.RIGHT_HIP,
)
ANKLES_AND_KNEES = (
    Landmark.LEFT_ANKLE,
    Landmark.RIGHT_ANKLE,
    Landmark.LEFT_KNEE,
    Landmark.RIGHT_KNEE,
)


class KeptNames:
    """Gives left and right of one person's poses the names that they have had so far.

    Args:
        marks: left and right of the pair that tells them apart, then of another one.
        exchange: the same pose with the names exchanged.
        lasts_s: time constant with which votes fade, seconds.
        weight: what a pose's answer counts.
    """

    def __init__(
        self,
        marks: Sequence[Landmark],
        exchange: Callable[[Pose], Pose],
        lasts_s: float,
        weight: Callable[[Pose], float],
    ) -> None:
        self._marks = list(marks)
        self._exchange = exchange
        self._lasts_s = lasts_s
        self._weight = weight
        self._places: FloatArray | None = None
        self._decided_s = float("-inf")
        self._t = float("-inf")
        self._same, self._exchanged = 0.0, 0.0
        self._last_exchanged = False

    def update(self, pose: Pose) -> Pose:
        """The pose, left and right exchanged where that is what most answers say."""
        step, self._t = pose.t - self._t, pose.t
        if self._places is None or pose.t - self._decided_s > FORGET_AFTER_S:
            self._begin(pose)
            return pose
        exchanged = self._is_exchanged(self._places, pose)
        if exchanged:
            pose = self._untwisted(self._places, pose)
        if exchanged is not None:
            self._vote(exchanged, step, self._weight(pose))
            self._last_exchanged, self._decided_s = exchanged, pose.t
            self._places = self._where(self._exchange(pose) if exchanged else pose)
        # The places go by the names of the first picture; the vote may have found those wrong.
        other_way = self._exchanged > self._same
        return self._exchange(pose) if self._last_exchanged != other_way else pose

    def _untwisted(self, before: FloatArray, pose: Pose) -> Pose:
        """A pose whose first pair is exchanged, the second one exchanged as well where it isn't."""
        return pose

    def _begin(self, pose: Pose) -> None:
        self._same = self._exchanged = 0.0
        self._last_exchanged = False
        self._places = self._where(pose) if self._apart(pose) else None
        self._decided_s = pose.t

    def _vote(self, exchanged: bool, step: float, weight: float) -> None:
        fade = float(np.exp(-step / self._lasts_s))
        self._same = self._same * fade + (0.0 if exchanged else weight * step)
        self._exchanged = self._exchanged * fade + (weight * step if exchanged else 0.0)

    def _where(self, pose: Pose) -> FloatArray:
        places: FloatArray = pose.points[self._marks]
        return places

    def _apart(self, pose: Pose) -> bool:
        left, right = self._where(pose)[:2]
        return bool(np.linalg.norm(left - right) >= APART * trunk_length(pose))

    def _is_exchanged(self, before: FloatArray, pose: Pose) -> bool | None:
        """Whether they lie where they did with their names exchanged; None where not clear."""
        if not self._apart(pose):
            return None
        now = self._where(pose)
        own = np.linalg.norm(before - now, axis=1)
        other = np.linalg.norm(before[[1, 0, 3, 2]] - now, axis=1)
        if own[:2].mean() < CLEARLY * other[:2].mean():
            return False
        clear = other[:2].mean() < CLEARLY * own[:2].mean() and other.mean() < own.mean()
        return True if clear else None


class KeptSides(KeptNames):
    """For the whole body, by its torso."""

    def __init__(self) -> None:
        super().__init__(SHOULDERS_AND_HIPS, Pose.sides_exchanged, SIDES_LAST_S, _facing)

    def _untwisted(self, before: FloatArray, pose: Pose) -> Pose:
        hips = [self._where(one)[2:] for one in (pose, pose.hips_exchanged())]
        own, other = (float(np.linalg.norm(before[2:] - places, axis=1).mean()) for places in hips)
        return pose.hips_exchanged() if own < CLEARLY * other else pose


class KeptLegs(KeptNames):
    """For the legs, from the knees down."""

    def __init__(self) -> None:
        super().__init__(ANKLES_AND_KNEES, Pose.legs_exchanged, LEGS_LAST_S, lambda pose: 1.0)


def _facing(pose: Pose) -> float:
    """What the answer counts: with the trunk upright, a person's left shoulder lies on the right
    of the picture where they face the camera."""
    left, right, *hips = pose.points[list(SHOULDERS_AND_HIPS)]
    up = (left + right) / 2 - np.mean(hips, axis=0)
    return FACING if float((left - right) @ np.array([-up[1], up[0]])) > 0 else 1.0
