"""Angles and inclinations in pixels."""

import numpy as np
import pytest

from pose.angles import (
    angle_at,
    distance_to_segment,
    from_horizontal,
    from_vertical,
    segments_cross,
    turn_from,
)


def at(x: float, y: float) -> np.ndarray:
    return np.array([x, y], dtype=float)


@pytest.mark.parametrize(
    ("end", "degrees"),
    [((10, 0), 180), ((0, -10), 90), ((0, 10), 90), ((-10, 0), 0), ((10, -10), 135)],
)
def test_angle_at_a_joint_is_180_when_straight(end, degrees):
    assert angle_at(at(-10, 0), at(0, 0), at(*end)) == pytest.approx(degrees)


@pytest.mark.parametrize(
    ("top", "degrees"), [((0, -9), 0), ((9, 0), 90), ((-9, 0), -90), ((9, -9), 45), ((-9, -9), -45)]
)
def test_lean_is_0_upright_and_positive_to_the_right(top, degrees):
    assert from_vertical(at(0, 0), at(*top)) == pytest.approx(degrees)


@pytest.mark.parametrize(
    ("end", "degrees"), [((9, 0), 0), ((-9, 0), 0), ((0, 9), 90), ((9, 9), 45)]
)
def test_inclination_has_no_sign(end, degrees):
    assert from_horizontal(at(0, 0), at(*end)) == pytest.approx(degrees)


def test_turn_is_clockwise_on_the_screen():
    assert turn_from(at(0, -1), at(1, 0)) == pytest.approx(90)
    assert turn_from(at(1, 0), at(0, -1)) == pytest.approx(-90)


@pytest.mark.parametrize(
    ("point", "expected"),
    [((5, 3), (3, 0.5)), ((-4, 0), (4, 0)), ((13, 4), (5, 1))],
)
def test_distance_to_a_limb_is_to_its_nearest_place(point, expected):
    assert distance_to_segment(at(*point), at(0, 0), at(10, 0)) == pytest.approx(expected)


def test_limbs_that_meet_end_to_end_do_not_cross():
    assert segments_cross(at(0, 0), at(10, 10), at(0, 10), at(10, 0))
    assert not segments_cross(at(0, 0), at(10, 0), at(10, 0), at(20, 5))
    assert not segments_cross(at(0, 0), at(10, 0), at(0, 5), at(10, 5))
