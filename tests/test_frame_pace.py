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


def told_in(gaps: list[float]) -> int:
    """How often it is said of pictures that come with such gaps."""
    pace, t, before, often = FramePace(), 0.0, "", 0
    for gap in gaps:
        t += gap
        now = pace.update(t)
        often += bool(now) and not before
        before = now
    return often


@pytest.mark.parametrize("burst", [[0.03] * 7 + [1.0], [0.03] * 4 + [2.0]])
def test_bursts_between_which_most_of_the_time_is_lost_are_told_of_once_a_minute(burst):
    assert told_in(burst * round(110 / sum(burst))) == 2


def test_a_stutter_now_and_then_is_not_told_of():
    assert told_in(([0.1] * 40 + [2.0]) * 20) == 0


def test_cycles_are_counted_without_a_clock_and_nothing_is_said():
    film = filmed((still(posed("cat_cow", LEFT)), 20.0))
    observer, track = Observer(), Track(stretch_named("cat_cow"))
    for pose in film[::8]:
        track.update(pose.t, observer.observe(pose))
    assert not told(track)


def test_who_is_not_there_is_asked_into_the_picture_first():
    track = Track(stretch_named(SLUG))
    said = [track.update(float(n), None).cue for n in range(30)]
    assert {cue.text for cue in said if cue} == {"I can't see you: step into the picture"}
