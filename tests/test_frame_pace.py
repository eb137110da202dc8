"""A machine or a video with too few pictures a second: it is said, and nothing is made up."""

import pytest
from skeletons import filmed, good_azimuth, posed, still

from pose.types import LEFT
from stretches.frame_pace import TOO_FEW, FramePace
from stretches.registry import stretch_named
from stretches.track import Observer, Track

SLUG = "standing_hip_flexor"


def followed(pictures_a_second: float, seconds: float = 40.0) -> Track:
    """Somebody in good form, seen so often."""
    film = filmed((still(posed(SLUG, LEFT)), seconds), azimuth=good_azimuth(SLUG, LEFT))
    observer, track = Observer(), Track(stretch_named(SLUG))
    due = 0.0
    for pose in film:
        if pose.t >= due - 1e-6:
            due += 1 / pictures_a_second
            track.update(pose.t, observer.observe(pose))
    track.finish()
    return track


def told(track: Track) -> bool:
    return TOO_FEW in [cue.text for cue in track.coach.cues]


@pytest.mark.parametrize("pictures_a_second", [0.5, 1.25])
def test_too_few_pictures_to_count_by_are_told_of(pictures_a_second: float):
    track = followed(pictures_a_second)
    assert told(track)
    assert not any(hold.completed for hold in track.finish().holds)


@pytest.mark.parametrize("pictures_a_second", [2, 10])
def test_two_a_second_are_enough_to_count_by(pictures_a_second: float):
    track = followed(pictures_a_second)
    assert not told(track)
    assert [hold.completed for hold in track.finish().holds] == [True]


def test_a_stutter_now_and_then_is_not_told_of():
    pace = FramePace()
    stamps = [0.0]
    for n in range(60):
        stamps.append(stamps[-1] + (2.0 if n % 10 == 0 else 0.1))
    assert {pace.update(t) for t in stamps} == {""}
