"""A back whose outline leaps, for what stands behind it is taken for it by turns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from skeletons import back_waving, cat_cow, filmed, still

from pose.types import Pose
from stretches.leaping_outline import LeapingOutline
from stretches.registry import stretch_named
from stretches.track import BEHIND_YOU, Observer, Track

OFF = 0.1


def believed(curves: list[float | None], fps: float = 10.0) -> list[bool]:
    outline = LeapingOutline()
    return [not outline.update(n / fps, curve) for n, curve in enumerate(curves)]


def test_an_outline_that_has_leapt_is_not_believed_until_it_has_rested():
    shown = believed([0.0] * 10 + [OFF] * 80)
    assert all(shown[:11])
    assert not any(shown[11:60])
    assert all(shown[62:])


def test_a_back_that_moves_as_fast_as_backs_do_is_believed():
    assert all(believed([0.03 * (n % 10 if n % 20 < 10 else 10 - n % 10) for n in range(60)]))


def test_a_flicker_of_a_single_picture_is_no_leap():
    assert all(believed([OFF if n % 5 == 2 else 0.0 for n in range(60)]))


def test_pictures_that_are_far_apart_tell_of_no_leaps():
    assert all(believed([0.0, OFF] * 20, fps=3.0))


def followed(poses: list[Pose], leaps: bool) -> Track:
    """Three cycles; for a second of each the outline is another one, or never."""
    arched = filmed((still(cat_cow(curve=0.2)), 0.1))[0].silhouette
    observer, track = Observer(), Track(stretch_named("cat_cow"))
    for pose in poses:
        beside = leaps and pose.t > 4.0 and pose.t % 5.0 < 1.0
        shown = replace(pose, silhouette=arched) if beside else pose
        track.update(pose.t, observer.observe(shown))
    track.finish()
    return track


@pytest.fixture(scope="module")
def three_cycles() -> list[Pose]:
    waving = back_waving(*([-0.06, 0.08] * 3), 0.0)
    return filmed((still(cat_cow()), 3.0), (waving, 20.0))


def test_of_a_back_that_leaps_nothing_is_judged_and_it_is_said(three_cycles):
    track = followed(three_cycles, leaps=True)
    assert [cue.text for cue in track.coach.cues if cue.kind == "form"] == []
    assert BEHIND_YOU in {cue.text for cue in track.coach.cues}
    assert [fault.check.half for fault in track.log.faults] == []


def test_and_one_that_does_not_is_counted(three_cycles):
    progress = followed(three_cycles, leaps=False).finish()
    assert progress is not None
    assert progress.reps["both"] == 3
