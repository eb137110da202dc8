"""Pigeon's front knee behind the near leg goes by where all looks put it."""

from dataclasses import replace

import pytest
from sight import seen
from skeletons import posed

from pose.types import RIGHT, Landmark
from stretches.body import fresh_body
from stretches.measures import hidden_knee_above_other_knee, knee_above_other_knee


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
