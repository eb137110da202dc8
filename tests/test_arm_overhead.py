"""An arm is overhead when its wrist is above the crown, not beside it."""

from dataclasses import replace

import pytest
from sight import seen
from skeletons import good_azimuth, posed

from pose.types import RIGHT, Landmark
from stretches.assess import Assessor
from stretches.body import fresh_body
from stretches.registry import stretch_named
from stretches.vocabulary import Verdict


@pytest.mark.parametrize("slug", ["half_kneeling_hip_flexor", "standing_ql"])
@pytest.mark.parametrize(
    ("above_eyes", "verdict"), [(0.22, Verdict.FAULT), (0.6, Verdict.MET), (-0.2, Verdict.FAULT)]
)
def test_a_wrist_beside_the_crown_is_not_overhead(slug: str, above_eyes: float, verdict: Verdict):
    pose = seen(posed(slug, RIGHT), good_azimuth(slug, RIGHT))
    trunk = fresh_body(pose).trunk
    assert trunk is not None
    points = pose.points.copy()
    eyes = points[[Landmark.LEFT_EYE, Landmark.RIGHT_EYE], 1].mean()
    points[Landmark.RIGHT_WRIST, 1] = eyes - above_eyes * trunk
    body = fresh_body(replace(pose, points=points))
    found = Assessor(stretch_named(slug)).assess(body, RIGHT).result("arm_overhead")
    assert found.verdict is verdict
