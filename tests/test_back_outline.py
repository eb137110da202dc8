"""The back's curve is read off the silhouette, holes or not."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from builder import Builder
from sight import seen
from skeletons import posed

from pose.types import RIGHT, SIDES, Landmark, Pose
from stretches.body import fresh_body


def with_a_hole(pose: Pose, along: float) -> Pose:
    """The silhouette with a hole in the trunk, behind the line from hip to shoulder."""
    assert pose.silhouette is not None
    hip, shoulder = pose.point(Landmark.RIGHT_HIP), pose.point(Landmark.RIGHT_SHOULDER)
    height, width = pose.silhouette.shape
    trunk = shoulder - hip
    backward = np.array([trunk[1], -trunk[0]])
    x, y = (hip + along * trunk + 0.08 * backward) * (width, height) / pose.size
    mask = pose.silhouette.copy()
    cv2.circle(mask, (round(float(x)), round(float(y))), 3, 0, -1)
    return replace(pose, silhouette=mask)


@pytest.mark.parametrize("along", [0.35, 0.5, 0.65])
def test_a_hole_in_the_silhouette_does_not_curve_the_back(along: float):
    pose = seen(posed("pigeon", RIGHT))
    whole, holed = fresh_body(pose).spine, fresh_body(with_a_hole(pose, along)).spine
    assert whole is not None
    assert holed == pytest.approx(whole, abs=0.01)


def back_of_somebody_standing(hands: float, elbows: float) -> float | None:
    """The curve read of a flat back, hands and elbows so far before the shoulders, metres."""
    body = Builder(lean=0)
    for side in SIDES:
        body.leg(side, thigh=180, shin=180)
        body.arm(side, (hands, -0.49, 0.05), bow=(elbows, 0, 0))
    return fresh_body(seen(body.on_the_floor())).spine


def test_arms_that_hang_beside_the_trunk_do_not_hide_a_standing_back():
    assert back_of_somebody_standing(hands=-0.05, elbows=0.0) == pytest.approx(0.0, abs=0.02)


def test_an_elbow_behind_the_back_hides_it():
    assert back_of_somebody_standing(hands=-0.05, elbows=-0.22) is None
