"""Limbs are held to their places while the body's outline does not change, and only then."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from skeletons import filmed, posed, still

from pose.belief import trunk_length
from pose.outline import is_unchanged, small_outline
from pose.steadfast import SteadfastBody
from pose.types import RIGHT, Landmark, Pose

ARM = [Landmark.LEFT_ELBOW, Landmark.LEFT_WRIST]


@pytest.fixture
def film() -> list[Pose]:
    """Four seconds at rest, ten pictures a second."""
    return filmed((still(posed("lying_hamstring", RIGHT)), 4.0))


def elsewhere(pose: Pose, parts: list[Landmark], by: float | np.ndarray = 80.0) -> Pose:
    points = pose.points.copy()
    points[parts] += by
    return replace(pose, points=points)


def steady(film: list[Pose]) -> list[Pose]:
    body = SteadfastBody()
    return [body.update(pose) for pose in film]


def test_an_arm_that_is_read_elsewhere_for_a_moment_stays_in_its_place(film):
    film[20] = elsewhere(film[20], ARM)
    assert steady(film)[20].points[ARM] == pytest.approx(film[19].points[ARM])


def test_an_arm_read_halfway_to_elsewhere_does_not_take_its_place_there(film):
    trunk = trunk_length(film[0])
    film[20] = elsewhere(film[20], ARM, np.array([-0.18 * trunk, 0.0]))
    film[21] = elsewhere(film[21], ARM, np.array([0.08 * trunk, 0.0]))
    assert steady(film)[21].points[ARM] == pytest.approx(film[21].points[ARM])


def test_the_other_limbs_follow_the_new_picture(film):
    film[20] = elsewhere(film[20], ARM)
    knee = Landmark.LEFT_KNEE
    assert steady(film)[20].points[knee] == pytest.approx(film[20].points[knee])


def test_an_arm_that_stays_elsewhere_is_there_after_two_seconds(film):
    moved = [elsewhere(pose, ARM) if pose.t >= 1.5 else pose for pose in film]
    assert steady(moved)[-1].points[ARM] == pytest.approx(moved[-1].points[ARM])


def test_where_the_outline_changes_the_new_place_counts_at_once(film):
    moved = elsewhere(film[20], ARM)
    film[20] = replace(moved, silhouette=np.roll(moved.silhouette, 60, axis=0))
    assert steady(film)[20].points[ARM] == pytest.approx(moved.points[ARM])


def test_a_move_too_slow_to_be_seen_from_picture_to_picture_gives_up_the_old_place(film):
    for number, pose in enumerate(film):
        outline, visibility = pose.silhouette.copy(), pose.visibility.copy()
        # Something of the body moves into the picture, by 6 pixels a picture.
        outline[50:300, : 6 * max(number - 18, 1)] = 255
        if number >= 20:
            visibility[ARM] = 0.15  # so doubted, its place would win after more than a second
            pose = elsewhere(pose, ARM)
        film[number] = replace(pose, visibility=visibility, silhouette=outline)
    outlines = [small_outline(pose.silhouette) for pose in film]
    assert all(is_unchanged(*pair) for pair in pairwise(outlines))
    shown = steady(film)
    assert shown[20].points[ARM] == pytest.approx(film[19].points[ARM])
    assert shown[25].points[ARM] == pytest.approx(film[25].points[ARM])


def test_a_limb_that_the_model_calls_hidden_stays_hidden(film):
    visibility = film[20].visibility.copy()
    visibility[ARM] = 0.0
    film[20] = replace(film[20], visibility=visibility)
    assert steady(film)[20].visibility[ARM].max() == 0.0


def test_without_a_silhouette_nothing_is_held(film):
    bare = [replace(pose, silhouette=None) for pose in film]
    bare[20] = elsewhere(bare[20], ARM)
    assert steady(bare)[20].points[ARM] == pytest.approx(bare[20].points[ARM])


def test_a_long_hold_does_not_gather_places(film):
    rng = np.random.default_rng(1)
    body = SteadfastBody()
    for turn in range(20):
        for pose in film:
            later = replace(pose, t=pose.t + 4.0 * turn)
            body.update(elsewhere(later, ARM, rng.uniform(-400, 400, 2)))
    assert max(len(places) for places in body._places) < 80


def test_an_outline_trembles_and_is_unchanged():
    mask = np.zeros((160, 160), np.uint8)
    mask[40:120, 60:100] = 255
    assert is_unchanged(small_outline(mask), small_outline(np.roll(mask, 1, axis=1)))
    assert not is_unchanged(small_outline(mask), small_outline(np.roll(mask, 8, axis=1)))


def test_the_sides_of_a_body_are_not_mixed(film):
    swapped = film[20].legs_exchanged()
    film[20] = swapped
    assert steady(film)[20].points[Landmark.LEFT_ANKLE] == pytest.approx(
        film[19].points[Landmark.LEFT_ANKLE]
    )
