"""When a hold's other side has taken over, and when a limb of this one has only moved."""

import pytest

from stretches.working_side import SideSwitch


def switched(mistakable: bool, *moments: tuple[bool, bool], step: float = 0.1) -> list[bool]:
    """Whether the right side has taken over a left hold, by whether each is in the position."""
    switch = SideSwitch(mistakable)
    return [
        switch.update(number * step, {"left": left, "right": right}, "left")
        for number, (left, right) in enumerate(moments)
    ]


LEFT_HOLDS, RIGHT_HOLDS, NEITHER = (True, False), (False, True), (False, False)


def test_a_crossed_foot_that_is_put_down_is_not_the_other_leg_crossed():
    assert not any(switched(True, *[LEFT_HOLDS] * 5, *[RIGHT_HOLDS] * 40))


def test_by_way_of_a_moment_in_neither_the_other_side_takes_over():
    assert switched(True, *[LEFT_HOLDS] * 5, *[NEITHER] * 8, RIGHT_HOLDS)[-1]


def test_moments_in_neither_do_not_add_up_while_the_other_side_blinks():
    blinking = [NEITHER, NEITHER, RIGHT_HOLDS] * 10
    assert not any(switched(True, *[LEFT_HOLDS] * 5, *blinking))


def test_once_the_other_side_has_taken_over_it_keeps_the_turn():
    assert all(switched(True, LEFT_HOLDS, *[NEITHER] * 8, *[RIGHT_HOLDS] * 5)[9:])


def test_raised_arms_change_sides_directly():
    assert switched(False, *[LEFT_HOLDS] * 5, RIGHT_HOLDS)[-1]


@pytest.mark.parametrize("mistakable", [True, False])
def test_whoever_is_still_in_the_position_keeps_the_side(mistakable):
    assert not any(switched(mistakable, *[LEFT_HOLDS] * 5, *[(True, True)] * 20))
