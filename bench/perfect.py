"""What a perfect pair of eyes would see: the figure's true joints, as poses, without drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from pose.types import LANDMARK_COUNT, SIDES, FloatArray, Landmark, Pose, landmark
from studio.camera import Camera
from studio.clip import Clip
from studio.stage import Studio

FAR_M = 40.0
"""From so far away nothing is distorted by perspective."""
SIDE_ON, FRONT_ON, HALF_FRONT = 90.0, 0.0, 20.0
PARTS = {
    "shoulder": "shoulder",
    "elbow": "elbow",
    "wrist": "wrist",
    "hip": "hip",
    "knee": "knee",
    "ankle": "ankle",
    "heel": "heel",
    "foot_index": "toe",
    "ear": "ear",
    "pinky": "wrist",
    "index": "wrist",
    "thumb": "wrist",
}


def perfect_poses(clip: Clip, azimuth: float | None = None) -> Iterator[Pose]:
    """The true joints of every frame of a clip, as the poses of an estimator without error.

    Args:
        azimuth: where a camera far away at the body's own height stands; None is the clip's own
            camera, with its perspective.
    """
    studio = clip.studio()
    camera = studio.camera if azimuth is None else far_camera(studio, azimuth)
    seen: dict[tuple[object, ...], Pose] = {}
    for instant in clip.timeline().instants(clip.fps):
        key = instant.moment.key()
        if key not in seen:
            seen[key] = pose_from_joints(studio.truth(instant.moment).joints, camera)
        yield replace(seen[key], t=instant.t)


def far_camera(studio: Studio, azimuth: float) -> Camera:
    """A camera far away, at the height of the figure's middle, with all of the figure in sight."""
    near = studio.camera
    half = 1.6 * (near.distance or 3.0) * np.tan(np.radians(near.lens) / 2)
    lens = 2 * np.degrees(np.arctan(half / FAR_M))
    target = (float(near.aim[0]), float(near.aim[1]), float(near.aim[2]))
    return Camera(azimuth, target[1], FAR_M, float(lens), near.size, target)


def pose_from_joints(joints: Mapping[str, FloatArray], camera: Camera) -> Pose:
    """The pose of true joints seen by a camera: all of them visible, no silhouette."""
    places = np.zeros((LANDMARK_COUNT, 3))
    places[:] = joints["nose"]
    for side in SIDES:
        for part, joint in PARTS.items():
            places[landmark(side, part)] = joints[f"{joint}_{side}"]
        toward_ear = 0.25 * (joints[f"ear_{side}"] - joints["nose"])
        for eye in ("EYE", "EYE_INNER", "EYE_OUTER"):
            places[Landmark[f"{side.upper()}_{eye}"]] = joints["nose"] + toward_ear
    turn = camera.view()[:3, :3]
    hips = (joints["hip_left"] + joints["hip_right"]) / 2
    world = (places - hips) @ turn.T * np.array([1, -1, -1])
    points = camera.picture(places)
    return Pose(0.0, points, world, np.ones(LANDMARK_COUNT), camera.size)
