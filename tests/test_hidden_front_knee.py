"""Pigeon's front knee behind the near leg goes by where all looks put it."""

from dataclasses import replace

import numpy as np
import pytest
from sight import seen
from skeletons import posed

from pose.types import RIGHT, Landmark
from stretches.body import fresh_body
from stretches.measures import (
    hidden_knee_above_other_knee,
    knee_above_other_knee,
    knee_even_hidden,
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


@pytest.mark.parametrize(("in_metres", "folded"), [(75, True), (100, True), (120, False)])
def test_from_half_round_the_metres_tell_a_folded_front_leg_and_no_half_open_one(
    in_metres: float, folded: bool
):
    pose = seen(posed("pigeon", RIGHT, front_ankle=(0.3, 0.0, -0.2)), azimuth=50)
    world, turn = pose.world.copy(), np.radians(in_metres)
    world[Landmark.RIGHT_HIP] = 0.4, 0.0, 0.0
    world[Landmark.RIGHT_KNEE] = 0.0
    world[Landmark.RIGHT_ANKLE] = 0.4 * np.cos(turn), 0.0, 0.4 * np.sin(turn)
    body = fresh_body(replace(pose, world=world))
    in_the_picture = knee_even_hidden(body, RIGHT)
    assert in_the_picture > 125
    read = in_metres if folded else in_the_picture
    assert knee_or_fold(body, RIGHT) == pytest.approx(read)
