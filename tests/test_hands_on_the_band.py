"""A hand that a knee hides is drawn at its shoulder: that is no hand off the band."""

from dataclasses import replace

import pytest
from sight import seen
from skeletons import posed

from pose.types import LEFT, RIGHT, SIDES, Pose, Side, landmark
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


@pytest.mark.parametrize("hand", SIDES)
def test_the_other_hand_tells(holding: Pose, hand: Side):
    told = hands_before_trunk(fresh_body(at_the_shoulder(holding, hand)), RIGHT)
    assert told == pytest.approx(hands_before_trunk(fresh_body(holding), RIGHT), abs=0.05)


def test_of_two_such_hands_nothing_is_told(holding: Pose):
    assert hands_before_trunk(fresh_body(at_the_shoulder(holding, LEFT, RIGHT)), RIGHT) is None


def test_a_hand_off_the_band_is_one_beside_such_a_hand():
    beside = seen(posed("seated_calf", RIGHT, hands_forward=False))
    assert hands_before_trunk(fresh_body(at_the_shoulder(beside, RIGHT)), RIGHT) < 0.3
