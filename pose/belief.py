"""Which landmarks to believe: MediaPipe guesses hidden limbs, and calls its guesses visible.

A second look at the mirrored picture gives a second answer. Where both agree a landmark can be
believed; where they keep disagreeing it is a guess. One disagreement decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from pose.angles import angle_at, cross, turn_from
from pose.outline import is_unchanged, small_outline
from pose.types import SIDES, FloatArray, Landmark, Mask, Pose, Side, landmark

# Shares of the trunk's length. On pictures with known truth, limbs read rightly agreed within
# about 0.15 and limbs read wrongly disagreed by 0.4 and more.
AGREED, DISAGREED = 0.20, 0.40
ON_BODY = 0.9
HEARD_AGAIN = 0.35
"""The weight of the latest answer: three disagreements in a row end a belief."""
AT_REST = 0.03
"""And its weight against a landmark that stays where both answers have agreed on it, in an outline
that has not changed since: what was right there still is, for some ten seconds."""
DOUBTED, BELIEVED = 0.2, 0.6
"""Agreeing in so small or so large a share of looks is no belief at all, and full belief."""
CORROBORATED = 0.85
"""By how much agreement lowers what is asked of MediaPipe's own figure, which is low for a joint
that another limb hides: most hidden knees of a crossed leg it called 0.1 to 0.4 visible, though 81
to 100 % of the hidden knees and ankles of four stretches lay within 0.22 trunks of the truth."""
STRAIGHT, ALIKE = 150.0, 10.0
"""Degrees: legs with so open a knee, whose directions differ by no more, are the same straight
one. Of a leg stretched out on the floor the looks put the knee 0.2 to 1.1 trunks apart along it."""
LONG = 1.3
"""Trunk lengths from hip to ankle. The synthetic figure's straight legs are 1.8 to 2.0 long; a
thigh that points at a camera 25° above it and its upright shin make about 1.2, in one line."""
LIMB_CHAINS = [
    [Landmark[f"{side}_{part}"] for part in parts]
    for side in ("LEFT", "RIGHT")
    for parts in (
        ("HIP", "KNEE", "ANKLE", "HEEL", "FOOT_INDEX"),
        ("SHOULDER", "ELBOW", "WRIST", "INDEX", "PINKY", "THUMB"),
    )
]


class Belief:
    """How far each landmark of one followed person can be believed, over time."""

    def __init__(self) -> None:
        self._agreed: FloatArray | None = None
        self._places: FloatArray = np.full((len(Landmark), 2), np.nan)
        self._outline: Mask | None = None

    def hear(self, pose: Pose, witnesses: Sequence[Pose]) -> None:
        """Take in other answers for the same picture; none where they found nobody."""
        now = np.full(len(Landmark), 0.5)
        if witnesses:
            now = np.mean([_heard(pose, witness) for witness in witnesses], axis=0)
        outline = None if pose.silhouette is None else small_outline(pose.silhouette)
        if not is_unchanged(self._outline, outline):
            self._places = np.full((len(Landmark), 2), np.nan)
        self._outline = outline
        if self._agreed is None:
            self._agreed = now
        apart = np.linalg.norm(pose.points - self._places, axis=1) / trunk_length(pose)
        rests = (apart <= AGREED) & (now < self._agreed)
        self._agreed = self._agreed + np.where(rests, AT_REST, HEARD_AGAIN) * (now - self._agreed)
        sure = (now >= BELIEVED) & (self._agreed >= BELIEVED)
        self._places = np.where(sure[:, None], pose.points, self._places)

    def applied_to(self, pose: Pose) -> Pose:
        """The pose with its visibility lowered where it cannot be believed."""
        if self._agreed is None:
            return pose
        trust = np.clip((self._agreed - DOUBTED) / (BELIEVED - DOUBTED), 0.0, 1.0)
        visible = np.clip(pose.visibility / (1.0 - CORROBORATED * trust), 0.0, 1.0)
        return replace(pose, visibility=np.minimum(visible, trust))


def _heard(pose: Pose, witness: Pose) -> FloatArray:
    trust = agreement(pose, witness)
    for side in SIDES:
        knee = landmark(side, "knee")
        trust[knee] = max(trust[knee], _straight_knee(pose, witness, side))
    return trust


def agreement(pose: Pose, witness: Pose) -> FloatArray:
    """How far each landmark can be believed, given a second answer for the same picture.

    Returns:
        (33,) 1 where both agree, 0 where they lie far apart, in between on the way.
    """
    apart = np.linalg.norm(pose.points - witness.points, axis=1) / trunk_length(pose)
    trust = _trust(apart)
    for limb in LIMB_CHAINS:
        # A witness whose limb lies beside the body has misread it, and says nothing about ours.
        if _on_body(pose, pose, limb) >= ON_BODY > _on_body(witness, pose, limb) + 0.1:
            trust[limb[1:]] = 1.0
    return trust


def _straight_knee(pose: Pose, witness: Pose, side: Side) -> float:
    """How far the knee of a straight leg can be believed, wherever along the leg it is put.

    Where along it the knee is can't be seen well, and changes nothing about how straight it is.

    Returns:
        0 to 1 as in `agreement`; 0 where either answer's leg is bent, ours is not drawn as long as
        a straight one (a bent leg that points at the camera is drawn straight, too), or they point
        in different directions.
    """
    leg = [landmark(side, part) for part in ("hip", "knee", "ankle")]
    mine, theirs = pose.points[leg], witness.points[leg]
    along, trunk = mine[2] - mine[0], trunk_length(pose)
    length = float(np.linalg.norm(along))
    if min(angle_at(*mine), angle_at(*theirs)) < STRAIGHT or length < LONG * trunk:
        return 0.0
    if abs(turn_from(along, theirs[2] - theirs[0])) > ALIKE:
        return 0.0
    aside = abs(cross(along, theirs[1] - mine[1])) / length
    return float(_trust(np.array(aside / trunk)))


def _trust(apart: FloatArray) -> FloatArray:
    """Of distances in trunk lengths."""
    trust: FloatArray = np.clip((DISAGREED - apart) / (DISAGREED - AGREED), 0.0, 1.0)
    return trust


def _on_body(limbs: Pose, mask_of: Pose, chain: list[Landmark]) -> float:
    """Which share of a limb, joint to joint, lies on a silhouette; 1 where there is none."""
    mask = mask_of.silhouette
    if mask is None:
        return 1.0
    scale = np.array([mask.shape[1] / mask_of.size[0], mask.shape[0] / mask_of.size[1]])
    joints = limbs.points[chain[:3]] * scale
    along = np.linspace(0.0, 1.0, 12)[:, None]
    line = np.vstack([a + along * (b - a) for a, b in pairwise(joints)])
    x, y = np.round(line).astype(int).T
    inside = (x >= 0) & (y >= 0) & (x < mask.shape[1]) & (y < mask.shape[0])
    on = np.zeros(len(line))
    on[inside] = mask[y[inside], x[inside]] > 100
    return float(on.mean())


def trunk_length(pose: Pose) -> float:
    """The trunk's length in the picture, pixels; never much less than the body's extent."""
    shoulders = pose.points[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]].mean(axis=0)
    hips = pose.points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    # A trunk seen end on is short in the picture; the body's whole extent bounds it below.
    extent = float(np.linalg.norm(np.ptp(pose.points, axis=0)))
    return max(float(np.linalg.norm(shoulders - hips)), 0.15 * extent, 1.0)
