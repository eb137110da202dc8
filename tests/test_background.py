"""What stood behind the person before is taken out of their silhouette; what is theirs is not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from skeletons import cat_cow, filmed, still

from pose.background import Background
from pose.types import Image, Landmark, Mask, Pose

WALL, SHIRT, BOX = (200, 200, 200), (60, 60, 160), (90, 140, 180)
HIGH = 40
"""How far above the line of the back the box reaches, pixels."""


@pytest.fixture
def pose() -> Pose:
    return filmed((still(cat_cow()), 0.1))[0]


def trunk(pose: Pose) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a trunk as a block round the hips' and shoulders' line."""
    ends = pose.points[[Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP]]
    (left, top), (right, bottom) = ends.min(axis=0).astype(int), ends.max(axis=0).astype(int)
    return left, top - 20, right, bottom + 40


def box(pose: Pose) -> tuple[slice, slice]:
    """The box's rows and columns: on top of the trunk's middle."""
    left, top, right, _ = trunk(pose)
    third = (right - left) // 3
    return slice(top - HIGH, top), slice(left + third, right - third)


def room(pose: Pose, colour: tuple[int, int, int] = BOX) -> Image:
    image = np.full((pose.size[1], pose.size[0], 3), WALL, np.uint8)
    image[box(pose)] = colour
    return image


def with_body(pose: Pose, image: Image, shirt: tuple[int, int, int] = SHIRT) -> tuple[Image, Mask]:
    """The body drawn into the room, and its true silhouette."""
    image, mask = image.copy(), np.zeros(image.shape[:2], np.uint8)
    left, top, right, bottom = trunk(pose)
    image[top:bottom, left:right], mask[top:bottom, left:right] = shirt, 255
    return image, mask


def share_kept(mask: Mask | None, part: tuple[slice, slice]) -> float:
    assert mask is not None
    return float((mask[part] > 127).mean())


def watched(pose: Pose, *scenes: tuple[Image, Mask, float]) -> Pose:
    """The last pose of scenes of an image, a silhouette and seconds; ten pictures a second."""
    background, t, last = Background(), 0.0, pose
    for image, mask, seconds in scenes:
        for _ in range(round(seconds * 10)):
            last = background.update(image, replace(pose, t=t, silhouette=mask))
            t += 0.1
    return last


def test_a_box_that_was_there_before_is_not_a_part_of_the_body(pose):
    image, mask = with_body(pose, room(pose))
    misread = mask.copy()
    misread[box(pose)] = 255
    last = watched(pose, (image, mask, 2.0), (image, misread, 0.1))
    assert share_kept(last.silhouette, box(pose)) < 0.1
    assert share_kept(last.silhouette, np.nonzero(mask)) > 0.97


def test_a_box_that_was_never_seen_apart_from_the_body_stays_with_it(pose):
    image, mask = with_body(pose, room(pose))
    mask[box(pose)] = 255
    last = watched(pose, (image, mask, 4.0))
    assert share_kept(last.silhouette, box(pose)) == 1.0


def test_a_back_that_comes_up_in_front_of_the_box_is_the_body(pose):
    image, mask = with_body(pose, room(pose))
    risen, higher = image.copy(), mask.copy()
    risen[box(pose)], higher[box(pose)] = SHIRT, 255
    last = watched(pose, (image, mask, 2.0), (risen, higher, 3.0))
    assert share_kept(last.silhouette, box(pose)) == 1.0


def test_clothes_of_the_walls_colour_stay_with_the_body(pose):
    empty = room(pose, WALL)
    nobody = np.zeros(empty.shape[:2], np.uint8)
    image, mask = with_body(pose, empty, shirt=WALL)
    last = watched(pose, (empty, nobody, 2.0), (image, mask, 1.0))
    assert share_kept(last.silhouette, np.nonzero(mask)) == 1.0


def test_an_arm_that_passes_does_not_make_the_box_unknown(pose):
    image, mask = with_body(pose, room(pose))
    passing, misread = image.copy(), mask.copy()
    passing[box(pose)] = SHIRT  # and the silhouette has not caught it
    misread[box(pose)] = 255
    last = watched(pose, (image, mask, 2.0), (passing, mask, 0.4), (image, misread, 0.1))
    assert share_kept(last.silhouette, box(pose)) < 0.1


def test_furniture_that_was_moved_is_learnt_anew(pose):
    before, mask = with_body(pose, room(pose, WALL))
    after, _ = with_body(pose, room(pose))
    misread = mask.copy()
    misread[box(pose)] = 255
    last = watched(pose, (before, mask, 2.0), (after, mask, 2.5), (after, misread, 0.1))
    assert share_kept(last.silhouette, box(pose)) < 0.1


def test_nothing_is_taken_from_a_limb(pose):
    image, mask = with_body(pose, room(pose))
    missed = mask.copy()  # a forearm that is not seen as one at first
    elbow, wrist = pose.points[[Landmark.RIGHT_ELBOW, Landmark.RIGHT_WRIST]].astype(int)
    arm = (slice(elbow[1], wrist[1]), slice(wrist[0] - 6, wrist[0] + 6))
    image[arm] = BOX
    missed[arm], mask[arm] = 0, 255
    last = watched(pose, (image, missed, 2.0), (image, mask, 0.1))
    assert share_kept(last.silhouette, arm) > 0.95


def test_a_strip_of_clothing_in_the_walls_colour_stays_with_the_body(pose):
    empty = room(pose, WALL)
    nobody = np.zeros(empty.shape[:2], np.uint8)
    image, mask = with_body(pose, empty)
    left, top, right, _ = trunk(pose)
    third = (right - left) // 3
    panel = (slice(top, top + 20), slice(left + third, right - third))
    image[panel] = WALL
    last = watched(pose, (empty, nobody, 2.0), (image, mask, 1.0))
    assert share_kept(last.silhouette, panel) == 1.0


def test_what_the_silhouette_misses_now_and_then_is_not_learnt_as_the_room(pose):
    image, mask = with_body(pose, room(pose))
    image[box(pose)] = BOX
    mask[box(pose)] = 255  # a pack on the back, say, and the person's own
    missed = mask.copy()
    missed[box(pose)] = 0
    blinking = [(image, mask, 1.0), (image, missed, 0.1)] * 20
    last = watched(pose, *blinking, (image, mask, 0.1))
    assert share_kept(last.silhouette, box(pose)) == 1.0
