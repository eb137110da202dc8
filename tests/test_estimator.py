"""The pose model on pictures: which person is followed."""

import cv2
import numpy as np
import pytest
from clips import SAMPLES

from pose.estimator import PoseEstimator
from pose.types import Landmark
from pose.video import Video

HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


@pytest.fixture(scope="module")
def person() -> np.ndarray:
    """A standing person, cut out of a sample clip."""
    with Video(SAMPLES / "standing_ql_good.mp4") as video:
        image = next(iter(video)).image
    height, width = image.shape[:2]
    return image[:, width // 2 - height // 3 : width // 2 + height // 3]


def side_by_side(person: np.ndarray, small_left: bool) -> np.ndarray:
    """A large person and a small one in the background."""
    height, width = person.shape[:2]
    small = np.full_like(person, int(np.median(person[:20])))
    size = (round(0.65 * width), round(0.65 * height))
    small[height - size[1] :, : size[0]] = cv2.resize(person, size)
    return np.hstack([small, person] if small_left else [person, small])


def middle(pose) -> float:
    return float(pose.points[HIPS, 0].mean()) / pose.size[0]


@pytest.fixture(scope="module")
def estimator():
    with PoseEstimator() as estimator:
        yield estimator


def test_nobody_in_the_picture_is_none(estimator):
    assert estimator.estimate(np.full((240, 320, 3), 90, np.uint8), 0.0) is None


@pytest.mark.parametrize("small_left", [True, False])
def test_of_two_people_the_more_prominent_is_followed(person, small_left):
    with PoseEstimator() as estimator:
        pose = estimator.estimate(side_by_side(person, small_left), 0.0)
    assert (middle(pose) > 0.5) == small_left


def test_a_followed_person_is_kept_when_a_larger_one_comes_in(person):
    alone = np.hstack([side_by_side(person, True)[:, : person.shape[1]], np.full_like(person, 128)])
    with PoseEstimator() as estimator:
        first = estimator.estimate(alone, 0.0)
        both = estimator.estimate(side_by_side(person, True), 0.1)
    assert first is not None
    assert middle(first) < 0.5
    assert both is None or middle(both) < 0.5


def test_once_lost_the_next_person_is_followed(person):
    empty = np.full((*side_by_side(person, True).shape[:2], 3), 128, np.uint8)
    right = np.hstack([np.full_like(person, 128), person])
    left = np.hstack([person, np.full_like(person, 128)])
    with PoseEstimator() as estimator:
        assert middle(estimator.estimate(left, 0.0)) < 0.5
        assert estimator.estimate(empty, 0.5) is None
        assert middle(estimator.estimate(right, 2.0)) > 0.5


def test_on_a_slow_machine_no_more_than_every_third_frame_is_looked_at_twice(person, monkeypatch):
    with PoseEstimator() as estimator:
        detect, looks = estimator._landmarker.detect, []
        monkeypatch.setattr(
            estimator._landmarker, "detect", lambda image: looks.append(t) or detect(image)
        )
        for t in (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0):
            estimator.estimate(person, t)
    twice = [t for t in sorted(set(looks)) if looks.count(t) > 1]
    assert twice == [0.0, 1.5, 3.0]
