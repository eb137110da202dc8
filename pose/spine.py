"""The back's curve, from the silhouette: MediaPipe has no landmark on the spine."""

from __future__ import annotations

import cv2
import numpy as np

from pose.types import SIDES, FloatArray, Landmark, Mask, Pose, Side, landmark
from pose.view import SEEN

STATIONS = 25
# Shares of the way from hip to shoulder. The buttock and the shoulder blade belong to neither
# the chord's ends nor its middle.
FIRST, LAST = 0.08, 0.92
INSIDE = 127
LEAST_STATIONS = 0.6
HOLE, AROUND = 0.1, 4
"""Trunk lengths by which no back lies inside of the stations around it, and how many each way."""
ARM = 0.16
"""Trunk lengths across a forearm. With 0.3, which leaves room for loose sleeves, arms that hang
beside the trunk hid the backs of people who stood up to 20° off the side view."""
REACH = 0.9  # trunk lengths out to which the outline is looked for


def spine_curve(pose: Pose, dorsal: FloatArray, near: Side) -> float | None:
    """How far the back's outline stands off the chord between its ends.

    Args:
        pose: a pose with a silhouette, seen from the side.
        dorsal: (2,) a picture direction that points out of the back.
        near: the side of the body that is nearer the camera.

    Returns:
        the offset as a share of the trunk's length: + rounded, 0 flat, − hollow; None where
        the silhouette does not show the back.
    """
    if pose.silhouette is None:
        return None
    outline = _outline(pose, pose.silhouette, dorsal, near)
    if outline is None:
        return None
    along, off = outline
    ends = np.array([np.median(off[along < 0.25]), np.median(off[along > 0.75])])
    middle = (along > 0.3) & (along < 0.7)
    if not middle.any() or np.isnan(ends).any():
        return None
    chord = np.interp(along[middle], [0.165, 0.835], ends)
    return float(np.mean(off[middle] - chord))


def _outline(
    pose: Pose, mask: Mask, dorsal: FloatArray, near: Side
) -> tuple[FloatArray, FloatArray] | None:
    """The back's outline: shares along the trunk, and distances off it in trunk lengths."""
    scale = np.array([mask.shape[1] / pose.size[0], mask.shape[0] / pose.size[1]])
    hip = pose.points[landmark(near, "hip")] * scale
    shoulder = pose.points[landmark(near, "shoulder")] * scale
    trunk = shoulder - hip
    length = float(np.linalg.norm(trunk))
    if length < 12:
        return None
    out = np.array([-trunk[1], trunk[0]]) / length
    if out @ dorsal < 0:
        out = -out
    arms = _arms(pose, mask.shape, scale, length)
    along, off = [], []
    for share in np.linspace(FIRST, LAST, STATIONS):
        edge = _edge(mask, arms, hip + share * trunk, out, REACH * length)
        if edge is not None:
            along.append(share)
            off.append(edge / length)
    shares, offs = _without_holes(np.array(along), np.array(off))
    enough = len(shares) >= LEAST_STATIONS * STATIONS
    if not enough or not (shares < 0.25).any() or not (shares > 0.75).any():
        return None
    return shares, offs


def _without_holes(along: FloatArray, off: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Without the stations that met a hole in the silhouette, far inside of their neighbours."""
    around = [np.median(off[max(i - AROUND, 0) : i + AROUND + 1]) for i in range(len(off))]
    kept = off > np.array(around) - HOLE
    return along[kept], off[kept]


def _edge(mask: Mask, arms: Mask, start: FloatArray, out: FloatArray, reach: float) -> float | None:
    """Where the body ends on the way out, mask pixels; None beyond the mask or at an arm."""
    steps = np.arange(0.0, reach, 0.5)
    xy = (start + steps[:, None] * out).astype(np.float32)
    soft = cv2.remap(
        mask, xy[:, 0], xy[:, 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0
    ).ravel()
    outside = np.nonzero(soft < INSIDE)[0]
    if len(outside) == 0 or outside[0] == 0:
        return None
    end = int(outside[0])
    x, y = np.round(xy[end]).astype(int)
    if not (1 <= x < mask.shape[1] - 1 and 1 <= y < mask.shape[0] - 1) or arms[y, x]:
        return None
    before, after = float(soft[end - 1]), float(soft[end])
    part = (before - INSIDE) / max(before - after, 1.0)
    return float(steps[end - 1] + 0.5 * part)


def _arms(pose: Pose, shape: tuple[int, ...], scale: FloatArray, trunk: float) -> Mask:
    """Where the forearms and elbows are: an outline there is not the back's."""
    drawn = np.zeros(shape[:2], np.uint8)
    thick = max(2, round(ARM * trunk))
    for side in SIDES:
        shoulder, elbow, wrist = (landmark(side, part) for part in ("shoulder", "elbow", "wrist"))
        if pose.visibility[Landmark(elbow)] < SEEN:
            continue
        upper, middle, lower = (pose.points[joint] * scale for joint in (shoulder, elbow, wrist))
        # The shoulder's own end of the upper arm lies on the trunk and is left in.
        start = upper + 0.45 * (middle - upper)
        for a, b in ((start, middle), (middle, lower)):
            cv2.line(drawn, _pixel(a), _pixel(b), 255, thick)
    return drawn


def _pixel(point: FloatArray) -> tuple[int, int]:
    x, y = np.clip(point, -4000, 4000)
    return round(float(x)), round(float(y))
