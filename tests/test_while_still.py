"""Good form that is lost from sight for a moment while nobody moves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sight import seen
from skeletons import filmed, foot_pumping, good_azimuth, posed, still

from pose.types import RIGHT, Landmark, Pose
from stretches.assess import Assessor
from stretches.body import Body, fresh_body
from stretches.registry import stretch_named
from stretches.targets import PatientTargets
from stretches.track import Observer, Track
from stretches.vocabulary import Verdict
from stretches.while_still import WhileStill

SLUG = "lying_hamstring"
LEG = [Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE]
QUIET, MOVING = 0.02, 0.5


def stood(
    seen_s: float,
    then_s: float,
    speed: float = QUIET,
    before: float = QUIET,
    gap_s: float = 0.0,
    outline: int = 10,
) -> float:
    """For how many of the seconds after it was seen it stands.

    Args:
        speed: how fast they move once it is hidden.
        before: and while it was seen.
        gap_s: seconds in which nobody asks, before it is hidden.
        outline: how many columns of the silhouette are filled once it is hidden; ten before.
    """
    watch, last = WhileStill(), 0.0
    for frame in range(round((seen_s + then_s) * 10) + 1):
        t = frame / 10
        if t <= seen_s:
            watch.seen(silhouette(t, 10), met=True, speed=before)
        elif t > seen_s + gap_s and watch.stands(silhouette(t, outline), speed):
            last = t - seen_s
    return last


def silhouette(t: float, columns: int) -> Body:
    mask = np.zeros((120, 160), np.uint8)
    mask[:, 40 : 40 + columns] = 255
    pose = seen(posed(SLUG, RIGHT))
    return fresh_body(replace(pose, t=t, silhouette=mask))


def test_what_was_met_stands_for_a_second_and_a_half_out_of_sight():
    assert stood(seen_s=5.0, then_s=4.0) == pytest.approx(1.5, abs=0.11)


def test_and_for_no_longer_than_half_of_the_time_in_which_it_was_seen():
    assert stood(seen_s=1.0, then_s=4.0) == pytest.approx(0.5, abs=0.11)


def test_it_does_not_stand_once_they_move():
    assert stood(seen_s=5.0, then_s=4.0, speed=MOVING) == 0.0


def test_nor_what_was_seen_on_the_move():
    assert stood(seen_s=5.0, then_s=4.0, before=MOVING) == 0.0


def test_nor_where_the_silhouette_shows_that_the_hidden_limb_moved():
    assert stood(seen_s=5.0, then_s=4.0, outline=30) == 0.0


def test_nor_after_a_time_in_which_nobody_looked():
    assert stood(seen_s=5.0, then_s=9.0, gap_s=2.0) == 0.0


def test_a_fault_does_not_stand():
    watch = WhileStill()
    for frame in range(20):
        watch.seen(silhouette(frame / 10, 10), met=frame < 19, speed=QUIET)
    assert not watch.stands(silhouette(2.0, 10), QUIET)


def with_leg_hidden(pose: Pose) -> Pose:
    visibility = pose.visibility.copy()
    visibility[LEG] = 0.0
    return replace(pose, visibility=visibility)


def good_seconds(hidden_from: float, hidden_to: float, film_s: float = 12.0) -> float:
    """Good time of a still hold in which the raised leg is out of sight for a while."""
    film = filmed((still(posed(SLUG, RIGHT)), film_s), azimuth=good_azimuth(SLUG, RIGHT))
    observer, track = Observer(), Track(stretch_named(SLUG))
    for pose in film:
        shown = with_leg_hidden(pose) if hidden_from <= pose.t < hidden_to else pose
        snapshot = track.update(pose.t, observer.observe(shown))
    return snapshot.progress.good_s


def test_a_second_in_which_a_leg_is_lost_from_sight_is_part_of_a_still_hold():
    whole = good_seconds(0.0, 0.0)
    assert good_seconds(6.0, 7.0) == pytest.approx(whole, abs=0.2)


def test_of_four_seconds_out_of_sight_only_the_first_are():
    whole = good_seconds(0.0, 0.0)
    assert whole - 4.0 < good_seconds(6.0, 10.0) < whole - 2.0


def test_a_leg_that_is_hidden_two_thirds_of_the_time_is_told_of():
    film = filmed((still(posed(SLUG, RIGHT)), 40.0), azimuth=good_azimuth(SLUG, RIGHT))
    observer, track = Observer(), Track(stretch_named(SLUG))
    for pose in film:
        shown = with_leg_hidden(pose) if pose.t % 3.0 >= 1.0 else pose
        snapshot = track.update(pose.t, observer.observe(shown))
    assert any(cue.kind == "picture" for cue in track.coach.cues)
    assert snapshot.progress.good_s < 24.0


def test_a_leg_put_down_is_out_of_the_position_although_its_knee_is_lost_from_sight():
    up, down = (posed(SLUG, RIGHT, raised=angle) for angle in (70, 0))
    film = filmed((still(up), 5.0), (still(down), 0.8), azimuth=good_azimuth(SLUG, RIGHT))
    assessor = Assessor(stretch_named(SLUG))
    for pose in film:
        visibility = pose.visibility.copy()
        if pose.t >= 5.0:
            visibility[Landmark.RIGHT_KNEE] = 0.0
        shown = replace(pose, visibility=visibility, silhouette=None)
        now = assessor.assess(fresh_body(shown), holding=RIGHT)
    assert now.attempting is not True


def test_a_leg_that_was_at_fault_before_it_was_lost_is_not_taken_for_mended():
    bent = filmed((still(posed(SLUG, RIGHT, knee_flexion=50)), 8.0), azimuth=90.0)
    observer, track = Observer(), Track(stretch_named(SLUG))
    verdicts = []
    for pose in bent:
        shown = with_leg_hidden(pose) if pose.t >= 5.0 else pose
        snapshot = track.update(pose.t, observer.observe(shown))
        if pose.t >= 5.0:
            verdicts.append(snapshot.assessment.result("knee_straight").verdict)
    assert Verdict.MET not in verdicts
    assert np.count_nonzero([v is Verdict.UNSEEN for v in verdicts]) > 20


def test_moments_in_which_a_leg_only_stands_are_none_in_which_its_foot_was_watched():
    film = filmed((foot_pumping(RIGHT, 7.0), 14.0), azimuth=good_azimuth("seated_calf", RIGHT))
    observer, track = Observer(), Track(PatientTargets("seated_calf", hold_s=8.0).apply())
    for pose in film:
        shown = with_leg_hidden(pose) if pose.t % 3.5 >= 2.3 else pose
        snapshot = track.update(pose.t, observer.observe(shown))
    assert snapshot.progress.reps[RIGHT] == 1
