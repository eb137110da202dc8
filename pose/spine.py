"""The back's curve, from the silhouette: MediaPipe has no landmark on the spine."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from pose.types import SIDES, FloatArray, Landmark, Mask, Pose, Side, landmark
from pose.view import SEEN

STATIONS = 25
# Shares of the way from hip to shoulder. The buttock and the shoulder blade belong to neither
# the chord's ends nor its middle.
FIRST, LAST = 0.08, 0.92
MIDDLE = 0.3, 0.7
SHORTEST = 12  # pixels of the silhouette along the trunk
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
    middle = (along > MIDDLE[0]) & (along < MIDDLE[1])
    if not middle.any() or np.isnan(ends).any():
        return None
    chord = np.interp(along[middle], [0.165, 0.835], ends)
    return float(np.mean(off[middle] - chord))


def trunk_depths(pose: Pose, dorsal: FloatArray, near: Side) -> tuple[float, float] | None:
    """How far the back and the belly stand off the trunk's line, in its middle.

    Args:
        pose, dorsal, near: see `spine_curve`.

    Returns:
        the two, as shares of the trunk's length; None where the silhouette does not show either.
    """
    if pose.silhouette is None:
        return None
    line = _trunk_line(pose, pose.silhouette, dorsal, near)
    if line is None:
        return None
    starts = line.at(np.linspace(*MIDDLE, STATIONS // 2))
    depths = []
    for out in (line.out, -line.out):
        edges = _edges(pose.silhouette, line.arms, starts, out, REACH * line.length)
        met = edges[~np.isnan(edges)]
        if len(met) < LEAST_STATIONS * len(edges):
            return None
        depths.append(float(np.median(met)) / line.length)
    return depths[0], depths[1]


@dataclass(frozen=True)
class _TrunkLine:
    """The line from hip to shoulder on the silhouette, in its pixels.

    Attributes:
        hip, trunk: (2,) where it begins, and the way to the shoulder.
        out: (2,) the unit direction out of the back, square to it.
        arms: where forearms and elbows are.
    """

    hip: FloatArray
    trunk: FloatArray
    length: float
    out: FloatArray
    arms: Mask

    def at(self, shares: FloatArray) -> FloatArray:
        """(n, 2) the places at these shares of the way."""
        places: FloatArray = self.hip + shares[:, None] * self.trunk
        return places


def _trunk_line(pose: Pose, mask: Mask, dorsal: FloatArray, near: Side) -> _TrunkLine | None:
    scale = np.array([mask.shape[1] / pose.size[0], mask.shape[0] / pose.size[1]])
    hip = pose.points[landmark(near, "hip")] * scale
    trunk = pose.points[landmark(near, "shoulder")] * scale - hip
    length = float(np.linalg.norm(trunk))
    if length < SHORTEST:
        return None
    out = np.array([-trunk[1], trunk[0]]) / length
    out = -out if out @ dorsal < 0 else out
    return _TrunkLine(hip, trunk, length, out, _arms(pose, mask.shape, scale, length))


def _outline(
    pose: Pose, mask: Mask, dorsal: FloatArray, near: Side
) -> tuple[FloatArray, FloatArray] | None:
    """The back's outline: shares along the trunk, and distances off it in trunk lengths."""
    line = _trunk_line(pose, mask, dorsal, near)
    if line is None:
        return None
    stations = np.linspace(FIRST, LAST, STATIONS)
    edges = _edges(mask, line.arms, line.at(stations), line.out, REACH * line.length)
    met = ~np.isnan(edges)
    shares, offs = _without_holes(stations[met], edges[met] / line.length)
    enough = len(shares) >= LEAST_STATIONS * STATIONS
    if not enough or not (shares < 0.25).any() or not (shares > 0.75).any():
        return None
    return shares, offs


def _without_holes(along: FloatArray, off: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Without the stations that met a hole in the silhouette, far inside of their neighbours."""
    if len(off) == 0:
        return along, off
    padded = np.pad(off.astype(float), AROUND, constant_values=np.nan)
    around = np.nanmedian(sliding_window_view(padded, 2 * AROUND + 1), axis=1)
    kept = off > around - HOLE
    return along[kept], off[kept]


def _edges(mask: Mask, arms: Mask, starts: FloatArray, out: FloatArray, reach: float) -> FloatArray:
    """Where the body ends on the ways out, (n,) mask pixels; NaN beyond the mask or at an arm."""
    steps = np.arange(0.0, reach, 0.5)
    xy = (starts[:, None] + steps[:, None] * out).astype(np.float32)
    x, y = xy[..., 0], xy[..., 1]
    soft = cv2.remap(mask, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
    outside = soft < INSIDE
    end, row = outside.argmax(axis=1), np.arange(len(starts))
    at_x, at_y = np.round(xy[row, end]).astype(int).T
    height, width = mask.shape
    inner = (at_x >= 1) & (at_x < width - 1) & (at_y >= 1) & (at_y < height - 1)
    bare = arms[np.where(inner, at_y, 0), np.where(inner, at_x, 0)] == 0
    before, after = soft[row, end - 1].astype(float), soft[row, end].astype(float)
    part = (before - INSIDE) / np.maximum(before - after, 1.0)
    # A way that begins outside has no end, nor has one that never leaves.
    return np.where(inner & bare & (end > 0), steps[end - 1] + 0.5 * part, np.nan)


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
