"""Looking at a part of the picture, mirrored or turned, and bringing the answer back."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from skeletons import filmed, posed, still

from pose.looking import Surroundings, Way, brought_back, shown
from pose.types import LEFT, Landmark, Pose

SIZE = (400, 300)
SQUARE = (40, 20, 340, 280)
SPOT = np.array([120.0, 90.0])
WAYS = [Way(0.2, flip, turn) for flip in (False, True) for turn in (-1, 0, 1)]


def seen_as(way: Way) -> Pose:
    """A pose whose nose lies on the bright spot of the picture, as this way shows it."""
    picture = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    cv2.circle(picture, (int(SPOT[0]), int(SPOT[1])), 6, (255, 255, 255), -1)
    part = shown(picture, SQUARE, way)
    y, x = np.nonzero(part[..., 0])
    pose = filmed((still(posed("pigeon", LEFT)), 0.1))[0]
    points = np.zeros_like(pose.points)
    # A pixel's middle lies half a pixel beyond its number: mirrored or turned it would be one off.
    points[:] = (x.mean() + 0.5, y.mean() + 0.5)
    size = (part.shape[1], part.shape[0])
    return replace(pose, points=points, size=size, silhouette=part[..., 0].copy())


@pytest.mark.parametrize("way", WAYS)
def test_a_landmark_comes_back_to_where_it_was(way):
    back = brought_back(seen_as(way), SQUARE, way, SIZE)
    assert back.size == SIZE
    assert back.points[Landmark.NOSE] == pytest.approx(SPOT + 0.5, abs=0.6)


@pytest.mark.parametrize("way", WAYS)
def test_so_does_the_silhouette(way):
    mask = brought_back(seen_as(way), SQUARE, way, SIZE).silhouette
    y, x = np.nonzero(mask > 127)
    middle = np.array([x.mean(), y.mean()]) * (SIZE[0] / mask.shape[1])
    assert middle == pytest.approx(SPOT, abs=2.5)


@pytest.mark.parametrize("turn", [-1, 1])
def test_metres_turn_as_pixels_do(turn):
    pose = filmed((still(posed("pigeon", LEFT)), 0.1))[0]
    back = brought_back(replace(pose, silhouette=None), (0, 0, 1, 1), Way(0.2, turn=turn), SIZE)
    trunk = [Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP]
    flat, deep = np.diff(back.points[trunk], axis=0)[0], np.diff(back.world[trunk], axis=0)[0, :2]
    before = np.diff(pose.points[trunk], axis=0)[0], np.diff(pose.world[trunk], axis=0)[0, :2]
    assert flat @ before[0] == pytest.approx(0.0, abs=1e-6)
    assert flat @ deep == pytest.approx(before[0] @ before[1])


def test_the_square_does_not_shrink_at_once_with_a_misread_body():
    pose = filmed((still(posed("pigeon", LEFT)), 0.1))[0]
    around = Surroundings()
    around.include(pose)
    wide = around.square(pose.size, 0.2)
    around.include(replace(pose, t=pose.t + 0.1, points=pose.points * 0 + pose.points.mean(axis=0)))
    narrow = around.square(pose.size, 0.2)
    assert narrow[2] - narrow[0] > 0.8 * (wide[2] - wide[0])


def square_after_misreading(silhouette_to: float) -> tuple[int, int, int, int]:
    """The square after ten seconds of a body read small, of `silhouette_to` pixels' width."""
    pose = filmed((still(posed("pigeon", LEFT)), 0.1))[0]
    width, height = pose.size
    mask = np.zeros((height // 2, width // 2), np.uint8)
    mask[height // 8 : height // 4, : int(silhouette_to) // 2] = 255
    small = pose.points.mean(axis=0) + 0.1 * (pose.points - pose.points.mean(axis=0))
    around = Surroundings()
    for second in range(10):
        around.include(replace(pose, t=float(second), points=small, silhouette=mask))
    return around.square(pose.size, 0.2)


def test_the_square_keeps_what_the_silhouette_shows_of_a_misread_body():
    width = filmed((still(posed("pigeon", LEFT)), 0.1))[0].size[0]
    assert square_after_misreading(0.9 * width)[2] >= 0.9 * width


def test_a_silhouette_that_hugs_the_body_does_not_widen_the_square():
    pose = filmed((still(posed("pigeon", LEFT)), 0.1))[0]
    low, high = pose.points.min(axis=0), pose.points.max(axis=0)
    hug = 0.15 * (high - low).max()
    mask = np.zeros((pose.size[1], pose.size[0]), np.uint8)
    (left, top), (right, bottom) = np.maximum(low - hug, 0).astype(int), (high + hug).astype(int)
    mask[top:bottom, left:right] = 255
    with_it, without = Surroundings(), Surroundings()
    with_it.include(replace(pose, silhouette=mask))
    without.include(replace(pose, silhouette=None))
    assert with_it.square(pose.size, 0.2) == without.square(pose.size, 0.2)
