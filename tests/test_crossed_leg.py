"""On the back, which leg is crossed is told only where both ankles have places of their own."""

from dataclasses import replace

import pytest
from sight import left_leg_drawn, seen
from skeletons import filmed, joined, lying_flat, moving, posed, still

from pose.types import LEFT, RIGHT, Landmark, Pose, Side, other
from stretches.body import fresh_body
from stretches.measures import crossed_over, crossing_untold
from stretches.registry import stretch_named
from stretches.working_side import SideFinder

SLUG = "supine_figure_four"
DOZEN_S = 12.0


def sides(poses: list[Pose]) -> list[Side | None]:
    """The side that is taken for the working one, pose by pose."""
    stretch = stretch_named(SLUG)
    finder = SideFinder()
    return [finder.update(stretch, fresh_body(pose)) for pose in poses]


def crossed(side: Side, seconds: float) -> list[Pose]:
    """One ankle on the other thigh, seen from where the right flank is nearer."""
    return filmed((still(posed(SLUG, side)), seconds))


def drawn_as_one(poses: list[Pose]) -> list[Pose]:
    """The left leg, which the right one hides, is drawn where that one is."""

    def one(pose: Pose) -> Pose:
        knee, ankle = pose.points[[Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE]] + 2.0
        return left_leg_drawn(pose, knee, ankle)

    return [one(pose) for pose in poses]


@pytest.mark.parametrize("side", [LEFT, RIGHT])
@pytest.mark.parametrize("azimuth", [85.0, 50.0, 35.0])
@pytest.mark.parametrize("shin", [75.0, 110.0])
def test_a_leg_that_is_seen_to_be_crossed_tells(side: Side, azimuth: float, shin: float):
    body = fresh_body(seen(posed(SLUG, side, shin=shin), azimuth=azimuth))
    assert not crossing_untold(body)
    assert crossed_over(body, side) > crossed_over(body, other(side))


def test_a_leg_drawn_on_the_other_one_tells_nothing():
    (pose,) = drawn_as_one([seen(posed(SLUG, LEFT))])
    assert crossing_untold(fresh_body(pose))


@pytest.mark.parametrize("side", [LEFT, RIGHT])
def test_a_lower_foot_out_of_sight_leaves_the_crossed_one_to_tell(side: Side):
    lower = [f"{other(side)}_{part}" for part in ("ankle", "heel", "foot_index")]
    film = filmed((still(posed(SLUG, side)), 2), hidden=lower)
    assert sides(film)[-1] == side


def test_somebody_whose_far_leg_was_never_seen_has_a_side_all_the_same():
    assert None not in sides(drawn_as_one(crossed(LEFT, 1)))


def test_a_far_leg_that_is_lost_keeps_the_side():
    lost = drawn_as_one(crossed(LEFT, DOZEN_S))
    assert set(sides(joined(crossed(LEFT, 2), lost))) == {LEFT}


@pytest.mark.parametrize("silent_s", [0.5, DOZEN_S])
def test_the_other_leg_read_as_crossed_for_a_moment_keeps_the_side(silent_s: float):
    lost = drawn_as_one(crossed(LEFT, silent_s))
    assert set(sides(joined(crossed(LEFT, 2), lost, crossed(RIGHT, 0.4), lost))) == {LEFT}


def test_whoever_uncrosses_and_crosses_the_other_leg_has_changed_sides():
    left, right = posed(SLUG, LEFT), posed(SLUG, RIGHT)
    film = filmed(
        (still(left), 3),
        (moving(left, lying_flat(), 1.5), 2.5),
        (moving(lying_flat(), right, 1.5), 2.5),
    )
    assert sides(film)[-1] == RIGHT


@pytest.mark.parametrize("untold_s", [0.0, 1.0])
def test_whoever_was_out_of_sight_may_have_changed_sides(untold_s: float):
    finder, stretch = SideFinder(), stretch_named(SLUG)
    for pose in crossed(LEFT, 3):
        finder.update(stretch, fresh_body(pose))
    back = joined(drawn_as_one(crossed(RIGHT, untold_s)), crossed(RIGHT, 0.1))
    later = [replace(pose, t=pose.t + 13.0) for pose in back]
    assert [finder.update(stretch, fresh_body(pose)) for pose in later][-1] == RIGHT
