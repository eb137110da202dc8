"""A hollow back that what stands behind somebody fills up: nothing is said of it but that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from skeletons import back_waving, cat_cow, filmed, good_azimuth, standing, still

from pose.spine import trunk_depths
from pose.types import RIGHT, Mask, Pose
from stretches.body import fresh_body
from stretches.registry import stretch_named
from stretches.track import BEHIND_YOU, Observer, Track

DROP = 0.12
COW_S, CYCLE_S, STARTS_S = 1.6, 5.0, 3.0


def depths(pose: Pose) -> tuple[float, float]:
    body = fresh_body(pose)
    assert body.front_of_trunk is not None
    found = trunk_depths(pose, -body.front_of_trunk, body.near)
    assert found is not None
    return found


def with_belly_lower(pose: Pose, share: float) -> Pose:
    """The silhouette thicker toward the floor, by a share of the trunk."""
    assert pose.silhouette is not None
    assert fresh_body(pose).trunk is not None
    scale = pose.silhouette.shape[0] / pose.size[1]
    lower = round(share * fresh_body(pose).trunk * scale)
    mask: Mask = np.maximum(pose.silhouette, np.roll(pose.silhouette, lower, axis=0))
    return replace(pose, silhouette=mask)


def test_a_belly_that_comes_down_is_told_from_the_back():
    (flat,) = filmed((still(cat_cow()), 0.1), azimuth=good_azimuth("cat_cow", RIGHT))
    back, belly = depths(flat)
    thicker_back, lower_belly = depths(with_belly_lower(flat, DROP))
    assert thicker_back == pytest.approx(back, abs=0.01)
    assert lower_belly == pytest.approx(belly + DROP, abs=0.02)


def followed(cow: float, belly: float, then: Sequence[Pose] = ()) -> Track:
    """Three cycles: in the cows the back comes down so far, and the belly."""
    waving = back_waving(*([cow, 0.08] * 3), 0.0)
    observer, track = Observer(), Track(stretch_named("cat_cow"))
    for pose in filmed((still(cat_cow()), STARTS_S), (waving, 20.0)):
        since = (pose.t - STARTS_S) % CYCLE_S
        lowest = pose.t > STARTS_S and abs(since - 2.5) < COW_S / 2
        track.update(pose.t, observer.observe(with_belly_lower(pose, belly) if lowest else pose))
    for pose in then:
        later = replace(pose, t=pose.t + STARTS_S + 20.0)
        track.update(later.t, observer.observe(later))
    track.finish()
    return track


def said(track: Track, *kinds: str) -> set[str]:
    return {cue.text for cue in track.coach.cues if cue.kind in kinds}


def test_where_the_belly_comes_down_and_the_back_does_not_the_picture_is_spoken_of():
    track = followed(cow=0.0, belly=DROP)
    assert said(track, "form", "setup") == set()
    assert said(track, "picture") == {BEHIND_YOU}
    assert [fault.check.name for fault in track.log.faults] == []


def test_a_cow_without_either_is_a_shallow_one():
    track = followed(cow=0.0, belly=0.0)
    assert said(track, "picture") == set()
    assert "cow" in [fault.check.name for fault in track.log.faults]


def test_where_both_come_down_it_is_counted():
    track = followed(cow=-0.1, belly=0.03)
    progress = track.finish()
    assert progress is not None
    assert progress.reps["both"] == 3


def test_a_loose_shirt_that_hangs_under_a_hollow_back_makes_no_difference():
    track = followed(cow=-0.06, belly=0.2)
    progress = track.finish()
    assert progress is not None
    assert progress.reps["both"] == 3
    assert said(track, "picture") == set()


def test_whoever_has_stood_up_is_not_told_of_what_was_behind_them():
    stood = filmed((still(standing()), 12.0), azimuth=good_azimuth("cat_cow", RIGHT))
    track = followed(cow=0.0, belly=DROP, then=stood)
    late = [cue.text for cue in track.coach.cues if cue.t_s > STARTS_S + 28.0]
    assert BEHIND_YOU not in late
