"""Which landmarks are believed: those on which two looks at one picture keep agreeing."""

from dataclasses import replace

import numpy as np
import pytest
from skeletons import filmed, posed, still

from pose.belief import Belief
from pose.types import LEFT, RIGHT, Landmark, Pose
from pose.view import SEEN

LOOKS_A_SECOND = 3


@pytest.fixture
def pose() -> Pose:
    film = filmed((still(posed("lying_hamstring", RIGHT)), 0.1), outlined=False)
    return film[0]


def moved(pose: Pose, mark: Landmark, by: float) -> Pose:
    points = pose.points.copy()
    points[mark] += by
    return replace(pose, points=points)


def seen(belief: Belief, pose: Pose, mark: Landmark) -> bool:
    return bool(belief.applied_to(pose).visibility[mark] >= SEEN)


def test_two_answers_that_agree_are_believed(pose):
    belief = Belief()
    belief.hear(pose, [moved(pose, Landmark.LEFT_KNEE, 2.0)])
    assert seen(belief, pose, Landmark.LEFT_KNEE)


def test_a_landmark_that_both_looks_place_elsewhere_is_unseen(pose):
    belief = Belief()
    belief.hear(pose, [moved(pose, Landmark.LEFT_KNEE, 200.0)])
    assert not seen(belief, pose, Landmark.LEFT_KNEE)
    assert seen(belief, pose, Landmark.RIGHT_KNEE)


def test_one_disagreement_decides_nothing(pose):
    belief = Belief()
    for _ in range(LOOKS_A_SECOND):
        belief.hear(pose, [pose])
    belief.hear(pose, [moved(pose, Landmark.LEFT_KNEE, 200.0)])
    assert seen(belief, pose, Landmark.LEFT_KNEE)


def test_a_second_of_disagreement_ends_the_belief(pose):
    belief = Belief()
    for _ in range(2 * LOOKS_A_SECOND):
        belief.hear(pose, [pose])
    for _ in range(LOOKS_A_SECOND):
        belief.hear(pose, [moved(pose, Landmark.LEFT_KNEE, 200.0)])
    assert not seen(belief, pose, Landmark.LEFT_KNEE)


def test_legs_with_exchanged_names_are_unseen(pose):
    """Where two answers agree only after exchanging left and right, nobody knows which is which."""
    belief = Belief()
    belief.hear(pose, [pose.legs_exchanged()])
    for side in (LEFT, RIGHT):
        assert not seen(belief, pose, Landmark[f"{side}_ankle".upper()])


def test_agreement_is_measured_on_the_body_and_not_on_the_picture(pose):
    """Ten pixels are much on a small body and nothing on a large one."""
    small = replace(pose, points=pose.points * 0.1)
    for one, believed in ((pose, True), (small, False)):
        belief = Belief()
        belief.hear(one, [moved(one, Landmark.LEFT_KNEE, 10.0)])
        assert seen(belief, one, Landmark.LEFT_KNEE) is believed


def test_what_mediapipe_calls_hidden_stays_hidden(pose):
    visibility = np.ones(33)
    visibility[Landmark.LEFT_KNEE] = 0.05
    hidden = replace(pose, visibility=visibility)
    belief = Belief()
    belief.hear(hidden, [hidden])
    assert not seen(belief, hidden, Landmark.LEFT_KNEE)


def with_knee(pose: Pose, along: float, aside: float = 0.0) -> Pose:
    """The pose with a right leg whose knee lies a share of the way along it, and aside of it."""
    hip, ankle = (pose.points[mark] for mark in (Landmark.RIGHT_HIP, Landmark.RIGHT_ANKLE))
    leg = ankle - hip
    points = pose.points.copy()
    points[Landmark.RIGHT_KNEE] = hip + along * leg + aside * np.array([-leg[1], leg[0]])
    return replace(pose, points=points)


def test_where_along_a_straight_leg_the_knee_is_matters_to_nobody(pose):
    belief = Belief()
    belief.hear(with_knee(pose, along=0.35), [with_knee(pose, along=0.65)])
    assert seen(belief, pose, Landmark.RIGHT_KNEE)


def test_whether_the_leg_is_straight_does(pose):
    belief = Belief()
    belief.hear(with_knee(pose, 0.35, aside=0.25), [with_knee(pose, 0.65, aside=0.25)])
    assert not seen(belief, pose, Landmark.RIGHT_KNEE)


def test_straight_legs_that_point_elsewhere_are_no_agreement(pose):
    """Fifteen degrees apart, through one place close to where both have the knee."""
    points = with_knee(pose, along=0.35).points.copy()
    pivot = with_knee(pose, along=0.5).points[Landmark.RIGHT_KNEE]
    leg = [Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE]
    cos, sin = np.cos(np.radians(15)), np.sin(np.radians(15))
    points[leg] = pivot + (points[leg] - pivot) @ np.array([[cos, sin], [-sin, cos]])
    belief = Belief()
    belief.hear(with_knee(pose, along=0.65), [replace(pose, points=points)])
    assert not seen(belief, pose, Landmark.RIGHT_KNEE)


def test_a_leg_drawn_short_may_be_bent_toward_the_camera(pose):
    def short(along: float) -> Pose:
        points = with_knee(pose, along).points.copy()
        hip = points[Landmark.RIGHT_HIP]
        for mark in (Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE):
            points[mark] = hip + 0.6 * (points[mark] - hip)
        return replace(pose, points=points)

    belief = Belief()
    belief.hear(short(along=0.2), [short(along=0.8)])
    assert not seen(belief, pose, Landmark.RIGHT_KNEE)
