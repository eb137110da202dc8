"""What is still a lunge, though its step is short."""

import pytest
from sight import seen
from skeletons import Figure, posed, sitting_upright

from pose.types import LEFT
from stretches.body import Body, fresh_body
from stretches.measures import lunge_length, step_length

SLUG = "standing_hip_flexor"


def lunge(**otherwise: float) -> Figure:
    return posed(SLUG, LEFT, **otherwise)


def body_of(figure: Figure, azimuth: float = 85.0) -> Body:
    return fresh_body(seen(figure, azimuth=azimuth, outlined=False))


def longer(body: Body) -> float:
    step, length = step_length(body, LEFT), lunge_length(body, LEFT)
    assert step is not None
    assert length is not None
    return length - step


@pytest.mark.parametrize("azimuth", [85.0, 60.0, -85.0])
def test_a_rear_leg_drawn_in_on_bent_knees_makes_a_short_lunge(azimuth: float):
    drawn_in = lunge(rear_thigh=150, rear_shin=222, front_thigh=150, front_shin=190, lean=22)
    assert longer(body_of(drawn_in, azimuth)) > 0


@pytest.mark.parametrize("apart", [4, 8])
def test_standing_with_the_feet_apart_is_none(apart: int):
    upright = lunge(
        rear_thigh=180 + apart,
        rear_shin=180 + apart,
        front_thigh=180 - apart,
        front_shin=180 - apart,
    )
    assert longer(body_of(upright)) == 0


@pytest.mark.parametrize("azimuth", [85.0, 60.0, 45.0])
def test_sitting_on_a_chair_is_none(azimuth: float):
    assert longer(body_of(sitting_upright(), azimuth)) == 0
