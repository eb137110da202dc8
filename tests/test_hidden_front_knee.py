"""Pigeon's front knee behind the near leg goes by where all looks put it."""

from dataclasses import replace

import numpy as np
import pytest
from sight import seen
from skeletons import posed

from pose.types import RIGHT, Landmark
from stretches.body import Body, fresh_body
from stretches.measures import (
    hidden_knee_above_other_knee,
    knee_above_other_knee,
    knee_or_fold,
)


@pytest.mark.parametrize(("visibility", "told"), [(0.2, True), (0.0, False)])
def test_a_hidden_knee_tells_its_height_only_where_the_looks_agree(visibility: float, told: bool):
    pose = seen(posed("pigeon", RIGHT))
    shown = knee_above_other_knee(fresh_body(pose), RIGHT)
    belief = pose.visibility.copy()
    belief[Landmark.RIGHT_KNEE] = visibility
    hidden = fresh_body(replace(pose, visibility=belief))
    assert knee_above_other_knee(hidden, RIGHT) is None
    guessed = hidden_knee_above_other_knee(hidden, RIGHT)
    assert guessed == (pytest.approx(shown, abs=0.001) if told else None)


def front_leg(in_picture: float, in_metres: float) -> Body:
    """A front leg from half round, its knee at one angle in the picture and another in metres."""
    pose = seen(posed("pigeon", RIGHT), azimuth=50)
    points, world = pose.points.copy(), pose.world.copy()
    hip, knee, ankle = Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE
    for places, angle in ((points, np.radians(in_picture)), (world, np.radians(in_metres))):
        thigh = places[hip, :2] - places[knee, :2]
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        places[ankle, :2] = places[knee, :2] + turn @ thigh
    world[[hip, knee, ankle], 2] = 0.0
    return fresh_body(replace(pose, points=points, world=world))


@pytest.mark.parametrize("in_metres", [75.0, 105.0, 120.0])
def test_from_half_round_a_shin_that_runs_on_is_as_folded_as_it_is_in_metres(in_metres: float):
    assert knee_or_fold(front_leg(170.0, in_metres), RIGHT) == pytest.approx(in_metres)


@pytest.mark.parametrize(("in_metres", "told"), [(105.0, 105.0), (115.0, 145.0), (124.0, 145.0)])
def test_of_a_half_open_leg_the_picture_tells_more_than_metres(in_metres: float, told: float):
    assert knee_or_fold(front_leg(145.0, in_metres), RIGHT) == pytest.approx(told)
