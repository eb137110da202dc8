"""Which way round a body is and which flank the camera sees, from one pose alone."""

from __future__ import annotations

import numpy as np

from pose.angles import cross
from pose.types import SIDES, Landmark, Pose, landmark
from pose.view import SEEN


def anterior_evidence(pose: Pose) -> float:
    """Which way round the body is: > 0 with its front clockwise, on the screen, of the trunk.

    Standing and facing right it is. The nose lies before the ears, toes before heels, a bent knee
    points forward, and the left side's depth tells which flank the camera sees. Each is weighed by
    its length in the picture.
    """
    points, seen = pose.points, pose.visibility
    shoulders = points[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]].mean(axis=0)
    hips = points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    trunk = shoulders - hips
    length = max(float(np.linalg.norm(trunk)), 1.0)
    ears = points[[Landmark.LEFT_EAR, Landmark.RIGHT_EAR]].mean(axis=0)
    evidence = cross(trunk / length, points[Landmark.NOSE] - ears) / length
    for side in SIDES:
        hip, knee, ankle, toes, heel = (
            landmark(side, part) for part in ("hip", "knee", "ankle", "foot_index", "heel")
        )
        if min(seen[mark] for mark in (hip, knee, ankle)) < SEEN:
            continue
        thigh, shin = points[hip] - points[knee], points[ankle] - points[knee]
        scale = max(float(np.linalg.norm(thigh)), 1.0)
        # A flexed knee's shin lies behind the thigh's line.
        evidence += 0.4 * cross(shin, thigh) / (scale * max(float(np.linalg.norm(shin)), 1.0))
        if seen[toes] >= SEEN:
            foot = points[toes] - points[heel]
            evidence += 0.3 * cross(-shin, foot) / (scale * scale)
    return float(evidence - 2.0 * left_nearer(pose))


def left_nearer(pose: Pose) -> float:
    """By how much the left flank is nearer the camera, shoulder and hip together, metres."""
    left, right = (
        sum(float(pose.world[landmark(side, part), 2]) for part in ("shoulder", "hip"))
        for side in SIDES
    )
    return right - left
