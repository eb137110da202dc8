"""The true joints and angles of a rendered frame, in the room and in the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.camera import Camera
from studio.geometry import FloatArray, angle_at, unit, vec
from studio.skeleton import SIDES

Joints = Mapping[str, FloatArray]
CORNERS = {
    "knee": ("hip", "knee", "ankle"),
    "elbow": ("shoulder", "elbow", "wrist"),
    "ankle": ("knee", "ankle", "toe"),
    "shoulder": ("hip", "shoulder", "wrist"),
}


@dataclass(frozen=True)
class Truth:
    """What is true of one frame; sides are the person's own.

    Attributes:
        joints: places in the room, metres: shoulder, elbow, wrist, hip, knee, ankle, heel, toe
            and ear of each side (`knee_left`), and `nose`.
        points: the same in the picture, pixels.
        angles: degrees in the room. `knee_left` and so on are 180 when straight; hips are
            signed (more than 180 is extended); `trunk_lean` is 0 upright, forward +;
            `side_bend` is + toward the person's left; `thigh_left` is above the horizontal;
            `spine_round` is the bend of the spine from pelvis to chest, rounded +.
        picture_angles: degrees in the picture: the joints as above, `trunk_lean` off the
            vertical (0 to 180), `side_bend` off the square to the hip line.
        silhouette: (h, w) uint8, 255 where the person is; None where nothing was drawn.
    """

    joints: Joints
    points: Joints
    angles: Mapping[str, float]
    picture_angles: Mapping[str, float]
    silhouette: NDArray[np.uint8] | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain numbers, rounded; without the silhouette."""
        return {
            "joints_m": {k: np.round(v, 4).tolist() for k, v in self.joints.items()},
            "points_px": {k: np.round(v, 1).tolist() for k, v in self.points.items()},
            "angles": {k: round(v, 1) for k, v in self.angles.items()},
            "picture_angles": {k: round(v, 1) for k, v in self.picture_angles.items()},
        }


def truth_of(
    joints: Joints,
    camera: Camera,
    spine_round: float,
    silhouette: NDArray[np.uint8] | None = None,
) -> Truth:
    """The truth of a figure's joints seen by a camera."""
    flat = camera.picture(np.array(list(joints.values())))
    points = dict(zip(joints, flat, strict=True))
    angles = room_angles(joints)
    angles["spine_round"] = spine_round
    extended: dict[str, bool] = {side: angles[f"hip_{side}"] > 180 for side in SIDES}
    return Truth(joints, points, angles, picture_angles(points, extended), silhouette)


def room_angles(joints: Joints) -> dict[str, float]:
    """Joint angles in the room, degrees."""
    angles = _corner_angles(joints)
    left_of = unit(joints["hip_left"] - joints["hip_right"])
    trunk = _trunk(joints)
    ahead = unit(np.cross(left_of, vec(0, 1, 0)))
    for side in SIDES:
        thigh = joints[f"knee_{side}"] - joints[f"hip_{side}"]
        own = joints[f"shoulder_{side}"] - joints[f"hip_{side}"]
        opening = angle_at(own, vec(0, 0, 0), thigh)
        extended = np.cross(thigh, own) @ left_of > 0
        angles[f"hip_{side}"] = 360 - opening if extended else opening
        angles[f"thigh_{side}"] = float(np.degrees(np.arcsin(unit(thigh)[1])))
    angles["trunk_lean"] = float(np.degrees(np.arctan2(trunk @ ahead, trunk[1])))
    angles["side_bend"] = float(np.degrees(np.arcsin(unit(trunk) @ left_of)))
    return angles


def picture_angles(points: Joints, extended: Mapping[str, bool]) -> dict[str, float]:
    """Joint angles in the picture, degrees; `extended` tells which hips are past straight."""
    angles = _corner_angles(points)
    for side in SIDES:
        opening = angle_at(
            points[f"shoulder_{side}"], points[f"hip_{side}"], points[f"knee_{side}"]
        )
        angles[f"hip_{side}"] = 360 - opening if extended[side] else opening
    trunk = _trunk(points)
    angles["trunk_lean"] = float(np.degrees(np.arctan2(abs(trunk[0]), -trunk[1])))
    hips = points["hip_left"] - points["hip_right"]
    if np.linalg.norm(hips) > 1:
        angles["side_bend"] = float(np.degrees(np.arcsin(unit(trunk) @ unit(hips))))
    return angles


def _corner_angles(places: Joints) -> dict[str, float]:
    return {
        f"{name}_{side}": angle_at(*(places[f"{part}_{side}"] for part in parts))
        for name, parts in CORNERS.items()
        for side in SIDES
    }


def _trunk(places: Joints) -> FloatArray:
    shoulders = places["shoulder_left"] + places["shoulder_right"]
    return (shoulders - places["hip_left"] - places["hip_right"]) / 2
