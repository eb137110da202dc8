"""Left and right of somebody who is taken to have turned round in no time, put back.

Of a body seen from the front the model sometimes takes the face for the back of the head, for some
seconds or by turns: left and right of the whole body are exchanged. Nobody turns round between two
pictures. The answers are a vote on which way round the person stands, and the way with more votes
holds; whoever does turn is seen from the side on the way, and the vote begins anew.
"""

from __future__ import annotations

import numpy as np

from pose.belief import trunk_length
from pose.types import FloatArray, Landmark, Pose

APART = 0.25
"""Trunk lengths between the shoulders in the picture, below which the view is too much from the
side for names to be told apart by place. From the front they are 0.5 to 0.8 apart."""
CLEARLY = 0.5
"""The shoulders lie where those of the other name did: at most so far from there, as a share of how
far they lie from where they were."""
VOTES_LAST_S = 8.0
"""Votes fade, so that the other way round is believed once it has been read for more than five
seconds on end. The longest run that was misread, on clips with known truth, was 4 s."""
FORGET_AFTER_S = 0.7
"""Seen from the side for longer than this, the person may have turned."""
TORSO = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


class TurnedRound:
    """Gives the left and right of one person's poses the names that they have had so far."""

    def __init__(self) -> None:
        self._torso: FloatArray | None = None
        self._decided_s = float("-inf")
        self._t = float("-inf")
        self._same, self._exchanged = 0.0, 0.0
        self._last_exchanged = False

    def update(self, pose: Pose) -> Pose:
        """The pose, left and right exchanged where that is what most answers say."""
        step, self._t = pose.t - self._t, pose.t
        if self._torso is None or pose.t - self._decided_s > FORGET_AFTER_S:
            self._begin(pose)
            return pose
        exchanged = _exchanged(self._torso, pose)
        if exchanged is not None:
            self._vote(exchanged, step)
            self._last_exchanged, self._decided_s = exchanged, pose.t
            self._torso = _torso(pose.sides_exchanged() if exchanged else pose)
        # `_torso` goes by the names of the first picture; the vote may have found those wrong.
        other_way = self._exchanged > self._same
        return pose.sides_exchanged() if self._last_exchanged != other_way else pose

    def _begin(self, pose: Pose) -> None:
        self._same = self._exchanged = 0.0
        self._last_exchanged = False
        self._torso = _torso(pose) if _shoulders_apart(pose) else None
        self._decided_s = pose.t

    def _vote(self, exchanged: bool, step: float) -> None:
        fade = float(np.exp(-step / VOTES_LAST_S))
        self._same = self._same * fade + (0.0 if exchanged else step)
        self._exchanged = self._exchanged * fade + (step if exchanged else 0.0)


def _torso(pose: Pose) -> FloatArray:
    torso: FloatArray = pose.points[TORSO]
    return torso


def _shoulders_apart(pose: Pose) -> bool:
    left, right = pose.points[TORSO[0]], pose.points[TORSO[1]]
    return bool(np.linalg.norm(left - right) >= APART * trunk_length(pose))


def _exchanged(before: FloatArray, pose: Pose) -> bool | None:
    """Whether the torso lies where it was with left and right exchanged; None where not clear."""
    if not _shoulders_apart(pose):
        return None
    now = _torso(pose)
    own = np.linalg.norm(before - now, axis=1)
    other = np.linalg.norm(before[[1, 0, 3, 2]] - now, axis=1)
    if own[:2].mean() < CLEARLY * other[:2].mean():
        return False
    clear = other[:2].mean() < CLEARLY * own[:2].mean() and other.mean() < own.mean()
    return True if clear else None
