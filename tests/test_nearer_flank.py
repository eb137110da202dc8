"""Which flank is nearer the camera is a matter of seconds, not of one picture."""

from dataclasses import replace

import pytest
from skeletons import filmed, posed, still

from pose.types import LEFT, RIGHT, Pose
from stretches.body import fresh_body
from stretches.picture import picture_cue
from stretches.registry import stretch_named
from stretches.track import Observer
from stretches.vocabulary import CheckResult, Verdict


@pytest.fixture
def film() -> list[Pose]:
    """Half kneeling on the right knee, half toward the camera, the right flank nearer, 12 s."""
    return filmed((still(posed("half_kneeling_hip_flexor", RIGHT)), 12.0), azimuth=20.0)


def turned_in_depth(pose: Pose) -> Pose:
    """The same in the picture, with the depths read the wrong way round."""
    return replace(pose, world=pose.world * (1.0, 1.0, -1.0))


def nearer(film: list[Pose]) -> list[str]:
    observer = Observer()
    return [observer.observe(pose).near for pose in film]


def test_depths_read_the_wrong_way_round_for_a_second_change_nothing(film):
    shown = [turned_in_depth(pose) if 6.0 <= pose.t < 7.0 else pose for pose in film]
    assert set(nearer(shown)) == {RIGHT}


def test_whoever_turns_round_is_followed_within_two_seconds(film):
    shown = [turned_in_depth(pose) if pose.t >= 6.0 else pose for pose in film]
    assert nearer(shown)[-1] == LEFT
    told = [pose.t for pose, side in zip(shown, nearer(shown), strict=True) if side == LEFT]
    assert told[0] < 8.0


def test_from_before_the_working_side_is_asked_for_whichever_flank_seems_nearer(film):
    """A hip that reads closed there is no fault: either leg may be behind the other."""
    stretch = stretch_named("half_kneeling_hip_flexor")
    unseen = CheckResult(stretch.check("rear_hip_open"), Verdict.UNSEEN)
    for nearer in (0.03, -0.03):
        body = replace(fresh_body(film[0]), left_nearer=nearer, turned=5.0)
        cue = picture_cue(stretch, body, [unseen], RIGHT)
        assert cue.endswith("turn half toward the camera, your right side nearer")
