"""A body that the picture's edge cuts off: told by its outline, doubted, and spoken of."""

from dataclasses import replace

import numpy as np
import pytest
from sight import seen
from skeletons import filmed, foot_pumping, good_azimuth, performed, posed, still

from pose.types import LEFT, RIGHT, Landmark, Pose
from pose.view import HEAD, framing
from stretches.recognise import recognise
from stretches.registry import STRETCHES, stretch_named
from stretches.targets import PatientTargets, TargetChange
from stretches.track import Observer, Snapshot, Track
from stretches.vocabulary import Verdict

HEAD_CUE = "Move back until your head is in the picture"
FEET_CUE = "Move back until your feet are in the picture"


def followed(slug: str, poses: list[Pose]) -> list[Snapshot]:
    observer, track = Observer(), Track(stretch_named(slug))
    return [track.update(pose.t, observer.observe(pose)) for pose in poses]


def cues(film: list[Snapshot]) -> list[str]:
    return [moment.cue.text for moment in film if moment.cue]


def without_head(pose: Pose, by: float = 30.0) -> Pose:
    """The picture ends at the ears; the model makes up a head inside it."""
    shoulder = pose.points[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]].mean(axis=0)
    ears = pose.points[[Landmark.LEFT_EAR, Landmark.RIGHT_EAR]].mean(axis=0)
    across = abs(ears[0] - shoulder[0]) > abs(ears[1] - shoulder[1])
    axis = 0 if across else 1
    edge = ears[axis]
    points, mask = pose.points.copy(), pose.silhouette
    assert mask is not None
    scale = mask.shape[1] / pose.size[0]
    if ears[axis] < shoulder[axis]:
        points[:, axis] -= edge
        mask = np.delete(mask, np.s_[: round(edge * scale)], axis=1 - axis)
        points[list(HEAD), axis] = by
        left = pose.size[axis] - edge
    else:
        mask = np.delete(mask, np.s_[round(edge * scale) :], axis=1 - axis)
        points[list(HEAD), axis] = edge - by
        left = edge
    size = (round(left), pose.size[1]) if across else (pose.size[0], round(left))
    return replace(pose, points=points, silhouette=mask, size=size)


def without_feet(pose: Pose) -> Pose:
    """The picture ends above the ankles; the model makes up feet inside it."""
    knees = pose.points[[Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE], 1].max()
    feet = list(range(Landmark.LEFT_ANKLE, Landmark.RIGHT_FOOT_INDEX + 1))
    edge = round((knees + pose.points[feet, 1].min()) / 2)
    points = pose.points.copy()
    points[feet, 1] = edge - 20
    assert pose.silhouette is not None
    mask = pose.silhouette[: round(edge * pose.silhouette.shape[0] / pose.size[1])]
    return replace(pose, points=points, silhouette=mask, size=(pose.size[0], edge))


@pytest.mark.parametrize("slug", [stretch.slug for stretch in STRETCHES])
def test_a_whole_body_is_whole(slug):
    assert framing(seen(posed(slug, RIGHT), good_azimuth(slug, RIGHT))).whole


@pytest.mark.parametrize("slug", ["lying_hamstring", "standing_hip_flexor", "cat_cow"])
def test_a_head_that_is_cut_off_is_missed_though_the_model_makes_one_up(slug):
    pose = without_head(seen(posed(slug, RIGHT), good_azimuth(slug, RIGHT)))
    assert (framing(pose).head, framing(pose).feet) == (False, True)


def test_feet_that_are_cut_off_are_missed_though_the_model_makes_them_up():
    pose = without_feet(seen(posed("standing_hip_flexor", RIGHT), 85))
    assert (framing(pose).head, framing(pose).feet) == (True, False)


def test_a_fault_of_a_body_that_is_cut_off_is_doubted_and_the_camera_is_spoken_of():
    bent = filmed((still(posed("lying_hamstring", RIGHT, knee_flexion=30)), 12))
    film = followed("lying_hamstring", [without_head(pose) for pose in bent])
    result = film[-1].assessment.result("knee_straight")
    assert (result.verdict, result.doubted) == (Verdict.UNSEEN, True)
    assert set(cues(film)) == {HEAD_CUE}


def test_past_a_cap_a_body_that_is_cut_off_is_told_to_ease_off():
    capped = PatientTargets("lying_hamstring", {"leg_raised": TargetChange(high=60)}).apply()
    high = filmed((still(posed("lying_hamstring", RIGHT, raised=80)), 12))
    observer, track = Observer(), Track(capped)
    for pose in high:
        track.update(pose.t, observer.observe(without_head(pose)))
    assert "Ease off: lower your leg a little" in [cue.text for cue in track.coach.cues]


def test_the_same_fault_of_a_whole_body_is_spoken_of():
    bent = filmed((still(posed("lying_hamstring", RIGHT, knee_flexion=30)), 12))
    assert "Straighten your raised knee" in cues(followed("lying_hamstring", bent))


def test_a_hold_counts_though_the_head_that_it_does_not_need_is_cut_off():
    good = filmed((still(posed("lying_hamstring", RIGHT)), 40))
    film = followed("lying_hamstring", [without_head(pose) for pose in good])
    assert film[-1].progress.reps == {"left": 0, "right": 1}
    assert cues(film).count(HEAD_CUE) == 1


def test_a_leg_that_is_cut_off_is_asked_for_and_not_corrected():
    film = filmed((still(posed("standing_hip_flexor", RIGHT, lean=30)), 10))
    seen_of_it = followed("standing_hip_flexor", [without_feet(pose) for pose in film])
    assert set(cues(seen_of_it)) == {FEET_CUE}


def test_one_picture_of_a_body_at_the_edge_dooms_no_fault():
    bent = filmed((still(posed("lying_hamstring", RIGHT, knee_flexion=30)), 6))
    bent[30] = without_head(bent[30])
    film = followed("lying_hamstring", bent)
    assert film[32].assessment.result("knee_straight").verdict is Verdict.FAULT


def test_the_long_leg_counts_though_the_bent_one_hides_its_knee():
    film = followed("seated_calf", filmed((foot_pumping(LEFT), 36), azimuth=85))
    assert film[100].assessment.side == LEFT
    assert film[-1].progress.reps == {"left": 1, "right": 0}


def at_the_edge(pose: Pose, share: float) -> Pose:
    """The elbow beside a picture's edge that so much of the trunk's length reaches."""
    assert pose.silhouette is not None
    trunk = np.linalg.norm(pose.point(Landmark.LEFT_SHOULDER) - pose.point(Landmark.LEFT_HIP))
    mask = np.zeros_like(pose.silhouette)
    scale = mask.shape[1] / pose.size[0]
    middle, half = mask.shape[0] // 2, round(0.5 * share * float(trunk) * scale)
    mask[middle - half : middle + half, :40] = 255
    points = pose.points.copy()
    points[Landmark.LEFT_ELBOW] = 0.0, middle / scale
    return replace(pose, points=points, silhouette=mask)


@pytest.mark.parametrize(("share", "whole"), [(0.3, True), (0.9, False)])
def test_an_arm_may_leave_the_picture_but_not_half_the_body(share: float, whole: bool):
    pose = at_the_edge(seen(posed("standing_ql", RIGHT), 0), share)
    assert framing(pose).whole is whole


def test_what_is_doubted_still_speaks_against_a_stretch():
    poor = {"knee_flexion": 40, "other_thigh": 50, "other_shin": 150}
    figure = posed("lying_hamstring", RIGHT, hands_up=False, **poor)
    poses = [without_head(pose) for pose in filmed((still(figure), 10))]
    assert recognise(poses) is None


@pytest.mark.parametrize("slug", ["seated_figure_four", "supine_figure_four"])
def test_an_ankle_that_is_read_in_the_air_on_the_other_shin_tells_nothing(slug):
    good = filmed((performed(slug, RIGHT), 4), azimuth=good_azimuth(slug, RIGHT))
    misread = [on_other_shin(pose) for pose in good]
    film = followed(slug, misread)
    assert film[-1].assessment.result("ankle_crossed").verdict is Verdict.UNSEEN


def on_other_shin(pose: Pose) -> Pose:
    points = pose.points.copy()
    knee, ankle = points[Landmark.LEFT_KNEE], points[Landmark.LEFT_ANKLE]
    points[Landmark.RIGHT_ANKLE] = knee + 0.6 * (ankle - knee)
    return replace(pose, points=points)
