"""A hand that a knee hides is drawn at its shoulder: that is no hand off the band."""

from dataclasses import replace

import numpy as np
import pytest
from sight import seen
from skeletons import posed

from pose.types import LEFT, RIGHT, Pose, Side, landmark
from stretches.body import fresh_body
from stretches.measures import hands_before_trunk


def at_the_shoulder(pose: Pose, *hands: Side) -> Pose:
    """The same picture with these forearms drawn back up to their shoulders."""
    points = pose.points.copy()
    for hand in hands:
        shoulder, elbow = (points[landmark(hand, part)] for part in ("shoulder", "elbow"))
        across = (elbow - shoulder)[::-1] * (1, -1)
        points[landmark(hand, "wrist")] = shoulder + 0.4 * across
    return replace(pose, points=points)


@pytest.fixture
def holding() -> Pose:
    """Both hands hold the band."""
    return seen(posed("seated_calf", RIGHT))


def test_such_a_near_hand_tells_nothing(holding: Pose):
    body = fresh_body(at_the_shoulder(holding, RIGHT))
    assert body.near == RIGHT
    assert hands_before_trunk(body, RIGHT) is None


def test_a_far_hand_at_the_shoulder_is_off_the_band(holding: Pose):
    assert hands_before_trunk(fresh_body(at_the_shoulder(holding, LEFT)), RIGHT) < 0.3


def test_the_other_hand_beside_the_hips_is_off_the_band():
    beside = seen(posed("seated_calf", RIGHT, hands_forward=False))
    assert hands_before_trunk(fresh_body(at_the_shoulder(beside, RIGHT)), RIGHT) < 0.0


def test_a_near_hand_in_the_lap_is_off_the_band(holding: Pose):
    points = holding.points.copy()
    shoulder, elbow, wrist = (landmark(RIGHT, part) for part in ("shoulder", "elbow", "wrist"))
    length = float(np.linalg.norm(points[elbow] - points[shoulder]))
    points[elbow] = points[shoulder] + (0.0, length)
    points[wrist] = points[elbow] + (0.3 * length, -0.1 * length)
    body = fresh_body(replace(holding, points=points))
    assert 60 < body.bend(RIGHT, "shoulder", "elbow", "wrist") < 90
    assert hands_before_trunk(body, RIGHT) < 0.3
