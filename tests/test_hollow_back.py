"""In a lunge a back is hollow against how flat it was: standing, or in the lunge itself."""

import pytest
from skeletons import filmed, joined, posed, standing, still

from pose.types import LEFT, Pose
from stretches.neutral import FLAT_LASTS_S
from stretches.registry import stretch_named
from stretches.track import Observer, Track
from stretches.vocabulary import Verdict

SLUG = "standing_hip_flexor"
FLAT, HOLLOW = -0.03, -0.09


def lunge(curve: float, seconds: float = 2.5) -> list[Pose]:
    return filmed((still(posed(SLUG, LEFT, curve=curve)), seconds), azimuth=-85)


def stood(curve: float = 0.0) -> list[Pose]:
    return filmed((still(standing(curve)), 2.5), azimuth=-85)


def pelvis(*films: list[Pose]) -> Verdict:
    observer, track = Observer(), Track(stretch_named(SLUG))
    last = [track.update(pose.t, observer.observe(pose)) for pose in joined(*films)][-1]
    return last.assessment.result("pelvis_tucked").verdict


def test_a_back_that_hollows_in_the_lunge_is_told_though_nobody_saw_it_standing():
    assert pelvis(lunge(FLAT), lunge(HOLLOW)) is Verdict.FAULT


@pytest.mark.parametrize("curve", [FLAT, HOLLOW])
def test_nothing_is_known_of_a_back_that_stays_as_it_was_in_the_lunge(curve: float):
    assert pelvis(lunge(curve)) is Verdict.UNSEEN


def test_a_back_that_is_hollow_from_the_start_is_told_against_standing():
    assert pelvis(stood(), lunge(HOLLOW)) is Verdict.FAULT


def test_a_flat_back_may_read_a_little_hollower_than_standing():
    assert pelvis(stood(), lunge(FLAT - 0.015)) is Verdict.MET


def test_how_flat_it_was_long_ago_tells_nothing():
    seconds = FLAT_LASTS_S + 2.5
    assert pelvis(stood(-0.06), lunge(0.0), lunge(FLAT - 0.01, seconds)) is Verdict.MET
