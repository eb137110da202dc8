"""Angles and inclinations in the picture, always from pixels: y points down, degrees out."""

from __future__ import annotations

from math import sqrt

import numpy as np

from pose.types import FloatArray


def angle_at(a: FloatArray, vertex: FloatArray, b: FloatArray) -> float:
    """The unsigned angle a–vertex–b, 0° to 180°; 180° is a straight line."""
    one, two = a - vertex, b - vertex
    cross = one[0] * two[1] - one[1] * two[0]
    return float(np.degrees(np.arctan2(abs(cross), float(one @ two))))


def turn_from(one: FloatArray, two: FloatArray) -> float:
    """The signed turn from direction `one` to `two`, −180° to 180°, clockwise on the screen."""
    cross = one[0] * two[1] - one[1] * two[0]
    return float(np.degrees(np.arctan2(cross, float(one @ two))))


def from_vertical(lower: FloatArray, upper: FloatArray) -> float:
    """How far the line from `lower` to `upper` leans from straight up.

    Returns:
        −180° to 180°: 0° upright, + leaning to the right of the picture.
    """
    along = upper - lower
    return float(np.degrees(np.arctan2(along[0], -along[1])))


def from_horizontal(a: FloatArray, b: FloatArray) -> float:
    """The unsigned angle of the line a–b with the horizontal, 0° to 90°."""
    along = b - a
    return float(np.degrees(np.arctan2(abs(along[1]), abs(along[0]))))


def distance(a: FloatArray, b: FloatArray) -> float:
    """The distance of two points, pixels."""
    along = a - b
    return sqrt(float(along @ along))  # asked for so often that numpy's own norm is noticed


def distance_to_segment(point: FloatArray, a: FloatArray, b: FloatArray) -> tuple[float, float]:
    """How far a point lies from a segment and where along it.

    Returns:
        the distance in pixels, and the nearest place as a share of the way from a to b.
    """
    along = b - a
    length = float(along @ along)
    share = 0.0 if length == 0 else float(np.clip((point - a) @ along / length, 0.0, 1.0))
    return distance(point, a + share * along), share


def cross(one: FloatArray, two: FloatArray) -> float:
    """The z of the cross product of two picture vectors."""
    return float(one[0] * two[1] - one[1] * two[0])


def segments_cross(a: FloatArray, b: FloatArray, c: FloatArray, d: FloatArray) -> bool:
    """Whether the segments a–b and c–d cross."""
    apart = cross(b - a, c - a) * cross(b - a, d - a)
    return apart < 0 and cross(d - c, a - c) * cross(d - c, b - c) < 0
