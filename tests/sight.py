"""What a simple camera sees of a stick figure: landmarks and a silhouette."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import cv2
import numpy as np
from builder import Figure

from pose.types import LANDMARK_COUNT, LEFT, RIGHT, SIDES, Landmark, Pose, landmark

BACK = 0.10
"""How far the back stands off the trunk's middle."""


def seen(
    figure: Figure,
    azimuth: float = 85.0,
    t: float = 0.0,
    *,
    hidden: Iterable[str] = (),
    outlined: bool = True,
    zoom: float = 280.0,
    floor: tuple[float, float] = (640.0, 670.0),
    size: tuple[int, int] = (1280, 720),
) -> Pose:
    """The pose that a camera far away at the body's height sees.

    Args:
        azimuth: 0 the figure faces the camera, 90 it faces the right of the picture (its right
            flank is seen), −90 the left.
        hidden: landmarks that cannot be believed, such as `left_knee`.
        outlined: whether there is a silhouette.
        zoom: pixels a metre.
        floor: pixel at which the figure's origin stands.
    """
    turn = np.radians(azimuth)
    forward, up, left = figure.joints.T
    camera = np.stack(
        [
            forward * np.sin(turn) + left * np.cos(turn),
            -up,
            -forward * np.cos(turn) + left * np.sin(turn),
        ],
        axis=1,
    )
    points = camera[:, :2] * zoom + floor
    hips = camera[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    visibility = np.ones(LANDMARK_COUNT)
    for name in hidden:
        visibility[Landmark[name.upper()]] = 0.0
    mask = silhouette(figure, points, azimuth, zoom, size) if outlined else None
    return Pose(t, points, camera - hips, visibility, size, mask)


SHRUNK, FRACTION_BITS = 0.5, 4
LIMBS = (
    ("hip", "knee", 0.13),
    ("knee", "ankle", 0.10),
    ("heel", "foot_index", 0.06),
    ("shoulder", "elbow", 0.08),
    ("elbow", "wrist", 0.07),
)


def left_leg_drawn(pose: Pose, knee: np.ndarray, ankle: np.ndarray) -> Pose:
    """The left leg drawn there instead, its foot with it, as where the right one hides it."""
    points = pose.points.copy()
    foot = [Landmark.LEFT_HEEL, Landmark.LEFT_FOOT_INDEX]
    points[foot] += ankle - points[Landmark.LEFT_ANKLE]
    points[Landmark.LEFT_KNEE], points[Landmark.LEFT_ANKLE] = knee, ankle
    return replace(pose, points=points)


def silhouette(
    figure: Figure, points: np.ndarray, azimuth: float, zoom: float, size: tuple[int, int]
) -> np.ndarray:
    """The body's outline as a mask of half the frame's size."""
    mask = np.zeros((round(size[1] * SHRUNK), round(size[0] * SHRUNK)), np.uint8)

    def pixel(place: np.ndarray) -> tuple[int, int]:
        x, y = np.round((place * SHRUNK - 0.5 * (1 - SHRUNK)) * 2**FRACTION_BITS).astype(int)
        return int(x), int(y)

    for side in SIDES:
        for a, b, thick in LIMBS:
            ends = [pixel(points[landmark(side, part)]) for part in (a, b)]
            wide = max(1, round(thick * zoom * SHRUNK))
            cv2.line(mask, *ends, 255, wide, cv2.LINE_AA, FRACTION_BITS)
    ears = points[[Landmark.LEFT_EAR, Landmark.RIGHT_EAR]].mean(axis=0)
    radius = round(0.10 * zoom * SHRUNK * 2**FRACTION_BITS)
    cv2.circle(mask, pixel(ears), radius, 255, -1, cv2.LINE_AA, FRACTION_BITS)
    outline = np.array([pixel(place) for place in _trunk(figure, points, azimuth, zoom)])
    cv2.fillPoly(mask, [outline], 255, cv2.LINE_AA, FRACTION_BITS)
    return mask


def _trunk(figure: Figure, points: np.ndarray, azimuth: float, zoom: float) -> list[np.ndarray]:
    """The trunk's outline in the picture, its back bent by the figure's curve."""
    hip, shoulder = (
        (points[landmark(LEFT, part)] + points[landmark(RIGHT, part)]) / 2
        for part in ("hip", "shoulder")
    )
    along = shoulder - hip
    length = max(float(np.linalg.norm(along)), 1.0)
    out = np.array([-along[1], along[0]]) / length
    trunk = figure.middle("shoulder") - figure.middle("hip")
    left = figure.joint(LEFT, "shoulder") - figure.joint(RIGHT, "shoulder")
    dorsal = -np.cross(trunk, left)
    turn = np.radians(azimuth)
    seen_dorsal = (dorsal[0] * np.sin(turn) + dorsal[2] * np.cos(turn), -dorsal[1])
    if float(out @ seen_dorsal) < 0:
        out = -out
    shares = np.linspace(0.0, 1.0, 41)
    # Flat at both ends and over the middle, so that the middle stands off by just the curve.
    bent = np.clip((shares - 0.25) / 0.07, 0, 1) * np.clip((0.75 - shares) / 0.07, 0, 1)
    back = BACK * zoom + figure.curve * length * bent
    outer = [hip + share * along + off * out for share, off in zip(shares, back, strict=True)]
    inner = [hip + share * along - BACK * zoom * out for share in shares[::-1]]
    return outer + inner
