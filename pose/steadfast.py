"""Limbs that stay where they are while the body's outline does: a body at rest has not moved.

In a hold the model now and then reads a limb elsewhere for a moment, takes left for right, or
doubts what it has long answered. The silhouette hardly ever makes these mistakes. While it does not
change, the answers for one limb are a vote on where it is, and the place with the most votes holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from pose.belief import trunk_length
from pose.types import FloatArray, Landmark, Mask, Pose

SAME_PLACE = 0.22
"""Trunk lengths within which two answers mean the same place."""
UNCHANGED = 0.045
"""Share of the body's area that may lie elsewhere. At rest it is 0.001 from frame to frame, and up
to 0.04 where a limb is misread; moving into a stretch 0.01 to 0.1."""
TREMBLE = np.ones((5, 5), np.uint8)
"""An outline trembles by two pixels, of 160 across the picture."""
INSIDE = 127
FORGET_AFTER_S = 0.5
VOTES_LAST_S = 2.5
"""Votes fade: a limb that did move inside the outline is at its new place after two seconds."""
UNSEEN_VOTE = 0.1
"""What an answer counts that the model itself does not believe; a sure one counts 1 more."""
BELIEVED_S = 10.0
"""How long a limb in its place stays believed without being confirmed again."""

L = Landmark
CORE = (L.LEFT_SHOULDER, L.RIGHT_SHOULDER, L.LEFT_HIP, L.RIGHT_HIP)
PARTS: tuple[tuple[tuple[Landmark, ...], tuple[int, ...]], ...] = (
    (CORE, (*range(L.NOSE, L.LEFT_ELBOW), L.LEFT_HIP, L.RIGHT_HIP)),
    ((L.LEFT_ELBOW, L.LEFT_WRIST), tuple(range(L.LEFT_ELBOW, L.LEFT_HIP, 2))),
    ((L.RIGHT_ELBOW, L.RIGHT_WRIST), tuple(range(L.RIGHT_ELBOW, L.RIGHT_HIP, 2))),
    ((L.LEFT_KNEE, L.LEFT_ANKLE), tuple(range(L.LEFT_KNEE, len(L), 2))),
    ((L.RIGHT_KNEE, L.RIGHT_ANKLE), tuple(range(L.RIGHT_KNEE, len(L), 2))),
)
"""The parts of the body that are misread as one: the joints that tell their places apart, and all
of their landmarks."""


@dataclass
class _Place:
    """One place where a part was read, and the votes for it.

    Attributes:
        pose: the last answer that put it there, with the visibility it has earned.
    """

    pose: Pose
    votes: float


class SteadfastBody:
    """Holds the parts of one person's body to their places while the outline stays unchanged."""

    def __init__(self) -> None:
        self._outline: Mask | None = None
        self._t = float("-inf")
        self._places: list[list[_Place]] = []

    def update(self, pose: Pose) -> Pose:
        """The pose without the jumps and doubts that the outline contradicts."""
        if pose.silhouette is None:
            return pose
        outline = _outline(pose.silhouette)
        still = pose.t - self._t <= FORGET_AFTER_S and _changed(self._outline, outline) <= UNCHANGED
        step, self._t, self._outline = pose.t - self._t, pose.t, outline
        if not still:
            self._places = [[] for _ in PARTS]
            step = 0.0
        winners = [
            _vote(places, pose, step, joints)
            for places, (joints, _) in zip(self._places, PARTS, strict=True)
        ]
        return _assembled(pose, winners)


def _vote(places: list[_Place], pose: Pose, step: float, joints: tuple[Landmark, ...]) -> Pose:
    """Count this answer; the answer that stands for the place with the most votes."""
    near = SAME_PLACE * trunk_length(pose)
    mine = next((p for p in places if _apart(p.pose, pose, joints) <= near), None)
    if mine is None:
        mine = _Place(pose, 0.0)
        places.append(mine)
    faded = mine.pose.visibility - step * 0.5 / BELIEVED_S
    mine.pose = replace(pose, visibility=np.maximum(pose.visibility, faded))
    for place in places:
        place.votes *= float(np.exp(-step / VOTES_LAST_S))
    mine.votes += step * (UNSEEN_VOTE + float(pose.visibility[list(joints)].min()))
    return max(places, key=lambda place: place.votes).pose


def _apart(one: Pose, two: Pose, joints: tuple[Landmark, ...]) -> float:
    marks = list(joints)
    return float(np.linalg.norm(one.points[marks] - two.points[marks], axis=1).max())


def _assembled(pose: Pose, winners: list[Pose]) -> Pose:
    points, world = pose.points.copy(), pose.world.copy()
    visibility: FloatArray = pose.visibility.copy()
    for (_, marks), winner in zip(PARTS, winners, strict=True):
        part = list(marks)
        points[part], world[part] = winner.points[part], winner.world[part]
        visibility[part] = winner.visibility[part]
    return replace(pose, points=points, world=world, visibility=visibility)


def _outline(mask: Mask) -> Mask:
    """The silhouette at a small size, 0 or 1, so that its pixels can be compared over time."""
    scale = 160 / max(mask.shape)
    size = (max(1, round(mask.shape[1] * scale)), max(1, round(mask.shape[0] * scale)))
    small = cv2.resize(mask, size, interpolation=cv2.INTER_AREA)
    return np.asarray(small > INSIDE, dtype=np.uint8)


def _changed(before: Mask | None, now: Mask) -> float:
    """The share of the body that lies clearly outside the other outline."""
    if before is None or before.shape != now.shape:
        return 1.0
    left = before & ~cv2.dilate(now, TREMBLE)
    come = now & ~cv2.dilate(before, TREMBLE)
    return float((left | come).sum()) / max(float(before.sum()), 1.0)
