"""How a foot turns about its ankle, from pictures of a leg whose foot is turned by hand."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from skeletons import filmed, posed, still

from pose.foot_motion import FootMotion
from pose.types import RIGHT, Landmark, Pose

KNEE, ANKLE = np.array([200.0, 240.0]), np.array([320.0, 240.0])
LENGTH = 55.0
STEP_S = 0.1


def drawn(angle: float) -> np.ndarray:
    """A leg to the right; the foot points up at 90° and along the leg at 0°."""
    picture = np.full((480, 640, 3), 70, np.uint8)
    picture[::16] = 90
    toes = ANKLE + LENGTH * np.array([np.cos(np.radians(angle)), -np.sin(np.radians(angle))])
    for a, b, colour in ((KNEE, ANKLE, 170), (ANKLE, toes, 220)):
        cv2.line(picture, np.round(a).astype(int), np.round(b).astype(int), (colour,) * 3, 16)
    return picture


@pytest.fixture
def pose() -> Pose:
    pose = filmed((still(posed("seated_calf", RIGHT)), 0.1), outlined=False)[0]
    points = pose.points.copy()
    points[Landmark.RIGHT_KNEE], points[Landmark.RIGHT_ANKLE] = KNEE, ANKLE
    points[Landmark.RIGHT_FOOT_INDEX] = ANKLE + np.array([20.0, -LENGTH])
    return replace(pose, points=points, size=(640, 480), visibility=np.ones(33))


def turned(pose: Pose, angles: list[float], step: float = STEP_S) -> np.ndarray:
    """The right foot's turn from picture to picture."""
    motion = FootMotion()
    found = [
        motion.update(drawn(a), replace(pose, t=step * n)).foot_turns[1]
        for n, a in enumerate(angles)
    ]
    return np.array(found)


def test_a_pointing_foot_turns_forward_and_a_flexing_one_back(pose):
    there = list(np.linspace(90, 50, 11))
    turns = turned(pose, [*there, *there[::-1][1:]])
    assert turns[1:11].sum() > 8
    assert turns[11:].sum() < -8


def test_twice_the_swing_is_about_twice_the_turn(pose):
    small, large = (turned(pose, list(np.linspace(90, end, 11)))[1:].sum() for end in (75, 60))
    assert large / small == pytest.approx(2.0, abs=0.5)


def test_a_still_foot_does_not_turn(pose):
    assert np.abs(turned(pose, [80.0] * 8)[1:]).max() < 0.2


def test_of_the_first_picture_nothing_is_known(pose):
    assert np.isnan(turned(pose, [80.0])[0])


def test_after_a_gap_nothing_is_known(pose):
    assert np.isnan(turned(pose, [80.0, 40.0], step=1.0)[1])


def test_a_leg_that_is_not_seen_has_no_turn(pose):
    visibility = pose.visibility.copy()
    visibility[Landmark.RIGHT_ANKLE] = 0.0
    assert np.isnan(turned(replace(pose, visibility=visibility), [80.0, 70.0])[1])
