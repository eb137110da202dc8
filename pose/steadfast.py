"""Limbs that stay where they are while the body's outline does: a body at rest has not moved.

In a hold the model now and then reads a limb elsewhere for a moment, or takes left for right. The
silhouette hardly ever makes these mistakes. While it does not change, the answers for one limb are
a vote on where it is, and the place with the most votes holds. A place whose last answer came with
another outline does not stand: a slow move changes little from one picture to the next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from pose.belief import trunk_length
from pose.outline import TREMBLE, is_unchanged, small_outline
from pose.types import FloatArray, Landmark, Mask, Pose

SAME_PLACE = 0.22
"""Trunk lengths within which two answers mean the same place."""
FASTEST = 1.2
"""Trunk lengths a second that a place moves with the answers for it."""
FORGET_AFTER_S = 0.5
VOTES_LAST_S = 1.0
"""Votes fade: a limb that did move inside the outline is at its new place after most of a second.
The heavy model seldom errs for longer; with 2.5 s a front leg that had folded was taken to be long
for two seconds more, which ended the hold."""
UNSEEN_VOTE = 0.1
"""What an answer counts that the model itself does not believe; a sure one counts 1 more."""
FORGOTTEN = 0.005
"""A place with fewer votes than this, in seconds, is not kept: long holds have many of them."""
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
        pose: the last answer that put it there.
        centre: (n, 2) where its joints lie, pixels; it follows the answers no faster than a limb
            moves in a stretch, so that one that is halfway to another place does not take it there.
        outline: the body's outline at that answer.
    """

    pose: Pose
    votes: float
    centre: FloatArray
    outline: Mask


class SteadfastBody:
    """Holds the parts of one person's body to their places while the outline stays unchanged."""

    def __init__(self) -> None:
        self._outline: Mask | None = None
        self._t = float("-inf")
        self._places: list[list[_Place]] = []

    def update(self, pose: Pose) -> Pose:
        """The pose without the jumps that the outline contradicts."""
        if pose.silhouette is None:
            return pose
        outline = small_outline(pose.silhouette)
        still = pose.t - self._t <= FORGET_AFTER_S and is_unchanged(self._outline, outline)
        step, self._t, self._outline = pose.t - self._t, pose.t, outline
        if not still:
            self._places = [[] for _ in PARTS]
            step = 0.0
        trunk = trunk_length(pose)
        winners = [
            _vote(places, pose, step, joints, outline, trunk)
            for places, (joints, _) in zip(self._places, PARTS, strict=True)
        ]
        return _assembled(pose, winners)


def _vote(
    places: list[_Place],
    pose: Pose,
    step: float,
    joints: tuple[Landmark, ...],
    outline: Mask,
    trunk: float,
) -> Pose:
    """Count this answer; the answer that stands for the place with the most votes."""
    near = SAME_PLACE * trunk
    now: FloatArray = pose.points[list(joints)]
    mine = next((p for p in places if _apart(p.centre, now) <= near), None)
    if mine is None:
        mine = _Place(pose, 0.0, now, outline)
        places.append(mine)
    mine.pose, mine.outline = pose, outline
    moved = _apart(mine.centre, now)
    follows = min(1.0, FASTEST * trunk * step / max(moved, 1e-6))
    mine.centre = mine.centre + follows * (now - mine.centre)
    for place in places:
        place.votes *= float(np.exp(-step / VOTES_LAST_S))
    places[:] = [place for place in places if place is mine or place.votes > FORGOTTEN]
    mine.votes += step * (UNSEEN_VOTE + float(pose.visibility[list(joints)].min()))
    there = [p for p in places if p is mine or _stands(p, joints, outline)]
    return max(there, key=lambda place: place.votes).pose


def _stands(place: _Place, joints: tuple[Landmark, ...], outline: Mask) -> bool:
    """Whether a part may still be in a place: the body has not moved since, and is still there."""
    return is_unchanged(place.outline, outline) and _covered(place.pose, joints, outline)


def _apart(one: FloatArray, two: FloatArray) -> float:
    return float(np.linalg.norm(one - two, axis=1).max())


def _covered(pose: Pose, joints: tuple[Landmark, ...], outline: Mask) -> bool:
    """Whether the body is still where these joints were."""
    height, width = outline.shape
    scale = np.array([width / pose.size[0], height / pose.size[1]])
    places = np.round(pose.points[list(joints)] * scale).astype(int)
    x, y = np.clip(places, 0, (width - 1, height - 1)).T
    near = cv2.dilate(outline, TREMBLE)
    return bool(near[y, x].all())


def _assembled(pose: Pose, winners: list[Pose]) -> Pose:
    points, world = pose.points.copy(), pose.world.copy()
    visibility: FloatArray = pose.visibility.copy()
    for (_, marks), winner in zip(PARTS, winners, strict=True):
        part = list(marks)
        points[part], world[part] = winner.points[part], winner.world[part]
        visibility[part] = winner.visibility[part]
    return replace(pose, points=points, world=world, visibility=visibility)
