"""Sitting with one leg long: a far leg that is read on the bent near one is hidden, not bent."""

from dataclasses import replace

import pytest
from sight import left_leg_drawn, seen
from skeletons import filmed, joined, posed, sitting_on_the_mat, still

from pose.types import LEFT, RIGHT, Landmark, Pose
from stretches.body import fresh_body
from stretches.measures import long_leg_untold
from stretches.registry import stretch_named
from stretches.track import Observer, Snapshot, Track
from stretches.vocabulary import Verdict

SLUG = "seated_calf"


def on_the_near_leg(pose: Pose) -> Pose:
    hip, knee, ankle = pose.points[[Landmark.LEFT_HIP, Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE]]
    return left_leg_drawn(pose, knee + 2.0, ankle + 0.2 * (hip - ankle))


def folded_up(pose: Pose) -> Pose:
    """Thigh and shin nearly in one line: no knee folds so far."""
    hip, knee = pose.points[Landmark.LEFT_HIP], pose.points[Landmark.LEFT_KNEE]
    return left_leg_drawn(pose, knee, knee + 0.95 * (hip - knee) + 3.0)


def long_left_leg(seconds: float) -> list[Pose]:
    """The left leg long, from where the bent right one is nearer."""
    return filmed((still(posed(SLUG, LEFT)), seconds))


def followed(film: list[Pose]) -> Snapshot:
    observer, track = Observer(), Track(stretch_named(SLUG))
    return [track.update(pose.t, observer.observe(pose)) for pose in film][-1]


def without_outline(film: list[Pose]) -> list[Pose]:
    """So that nothing else tells where the legs are."""
    return [replace(pose, silhouette=None) for pose in film]


def test_a_long_leg_that_is_seen_is_told():
    assert not long_leg_untold(fresh_body(seen(posed(SLUG, LEFT))))


def test_two_bent_legs_leave_the_side_that_was_known():
    lost = [on_the_near_leg(pose) for pose in long_left_leg(4)]
    now = followed(without_outline(joined(long_left_leg(3), lost))).assessment
    assert now.side == LEFT
    assert now.result("leg_long").verdict is Verdict.UNSEEN
    assert now.picture == "I can't see your left leg: turn your left side to the camera"


def test_a_leg_folded_more_than_knees_fold_is_the_long_one():
    now = followed(without_outline([folded_up(pose) for pose in long_left_leg(4)])).assessment
    assert now.side == LEFT
    assert now.result("leg_long").verdict is Verdict.UNSEEN
    assert now.picture == "I can't see your left leg: turn your left side to the camera"


@pytest.mark.parametrize("azimuth", [85.0, 60.0])
def test_who_sits_with_both_knees_bent_is_not_asked_to_turn(azimuth: float):
    now = followed(filmed((still(sitting_on_the_mat()), 3), azimuth=azimuth)).assessment
    assert now.side == RIGHT
    assert now.picture == ""


def test_a_near_leg_bent_by_a_right_angle_is_no_long_one():
    bent = posed(SLUG, RIGHT, thigh=42, shin=150)
    now = followed(joined(filmed((still(posed(SLUG, RIGHT)), 3)), filmed((still(bent), 2))))
    assert now.assessment.side == RIGHT
    assert now.assessment.result("leg_long").verdict is Verdict.FAULT
