"""A limb that points at the camera, or is guessed behind the body, has no angle to read."""

from dataclasses import replace

import pytest
from sight import seen
from skeletons import cat_cow, posed

from pose.types import LEFT, RIGHT, Pose, landmark
from stretches.body import fresh_body


def with_the_wrist_drawn_in(pose: Pose, forearm: float) -> Pose:
    """The right forearm so much shorter in the picture, its direction kept."""
    points = pose.points.copy()
    elbow, wrist = landmark(RIGHT, "elbow"), landmark(RIGHT, "wrist")
    points[wrist] = points[elbow] + forearm * (points[wrist] - points[elbow])
    return replace(pose, points=points)


def test_an_arm_as_long_as_an_arm_is_has_an_elbow_angle():
    assert fresh_body(seen(cat_cow())).elbow(RIGHT) == pytest.approx(180, abs=8)


def test_a_forearm_drawn_at_half_its_length_leaves_the_elbow_unseen():
    pose = with_the_wrist_drawn_in(seen(cat_cow()), forearm=0.5)
    assert fresh_body(pose).elbow(RIGHT) is None


def with_the_knee_drawn_in(pose: Pose, thigh: float) -> Pose:
    """The left thigh so much shorter in the picture, its direction kept."""
    points = pose.points.copy()
    hip, knee = landmark(LEFT, "hip"), landmark(LEFT, "knee")
    points[knee] = points[hip] + thigh * (points[knee] - points[hip])
    return replace(pose, points=points)


@pytest.mark.parametrize(("thigh", "is_read"), [(1.0, True), (0.7, True), (0.5, False)])
def test_a_thigh_that_points_at_the_camera_leaves_the_hip_unseen(thigh: float, is_read: bool):
    pose = with_the_knee_drawn_in(seen(posed("seated_figure_four", RIGHT)), thigh)
    assert (fresh_body(pose).hip(LEFT) is not None) is is_read
