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


@pytest.mark.parametrize("before", [FLAT, HOLLOW, FLAT + 0.02])
def test_never_seen_standing_a_back_that_hardly_changes_tells_nothing(before: float):
    after = HOLLOW if before == HOLLOW else FLAT
    assert pelvis(lunge(before), lunge(after)) is Verdict.UNSEEN


def test_a_back_that_is_hollow_from_the_start_is_told_against_standing():
    assert pelvis(stood(), lunge(HOLLOW)) is Verdict.FAULT


def test_a_flat_back_may_read_a_little_hollower_than_standing():
    assert pelvis(stood(), lunge(FLAT - 0.015)) is Verdict.MET


def test_it_may_not_once_it_was_seen_flatter_in_the_lunge():
    assert pelvis(stood(), lunge(0.0), lunge(FLAT - 0.015)) is Verdict.FAULT


@pytest.mark.parametrize(
    ("seconds", "verdict"), [(5.0, Verdict.FAULT), (FLAT_LASTS_S + 2.5, Verdict.MET)]
)
def test_how_flat_it_was_tells_for_a_quarter_of_a_minute(seconds: float, verdict: Verdict):
    assert pelvis(stood(), lunge(0.01), lunge(FLAT, seconds)) is verdict


def test_what_sticks_out_behind_the_back_for_a_while_is_no_flat_back():
    """An elbow, of a hand on the hip."""
    assert pelvis(stood(), lunge(0.10, 4.0), lunge(FLAT + 0.02)) is Verdict.MET


def test_a_round_back_for_a_moment_is_none():
    assert pelvis(stood(), lunge(0.01, 1.5), lunge(FLAT)) is Verdict.MET


def test_another_lunge_is_judged_for_itself():
    turning = stood() + stood()
    assert pelvis(stood(), lunge(0.0), turning, lunge(FLAT - 0.005)) is Verdict.MET
