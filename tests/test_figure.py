"""The synthetic figure: good form meets every target, and every fault breaks its own check."""

import json

import pytest
from clips import SAMPLES

from bench.perfect import far_camera, pose_from_joints
from bench.truth import AZIMUTH, true_body
from stretches.registry import stretch_named
from studio.camera import Camera
from studio.catalogue import CLIPS
from studio.clip_truth import write_truth
from studio.poses import STRETCHES
from studio.stage import Moment, studio_for

SHOWN_BY_THE_OUTLINE = {
    "cat_cow": {"cow", "cat"},
    "standing_hip_flexor": {"pelvis_tucked"},
    "seated_figure_four": {"spine_straight"},
    "pigeon": {"spine_neutral"},
    "seated_calf": {"flex_and_point"},
}
"""Checks that the joints alone don't show."""
FROM_ELSEWHERE = {("pigeon", "hips_level")}
"""Not to be seen from the side."""
WITHIN_THE_TARGET = {("supine_figure_four", "hands_behind_the_thigh")}
"""Hands beside the hips lie within 0.4 thigh lengths of the thigh: the check cannot tell them."""
FAULTS = [
    (slug, fault.name)
    for slug, model in STRETCHES.items()
    for fault in model.faults
    if fault.check not in SHOWN_BY_THE_OUTLINE.get(slug, ())
    and (slug, fault.name) not in FROM_ELSEWHERE | WITHIN_THE_TARGET
]


def beyond(slug, fault=None, side="left", body=0):
    """How far outside its target each check is, by the figure's true joints."""
    model, stretch = STRETCHES[slug], stretch_named(slug)
    faults = {fault: None} if fault else {}
    params = model.faulty(faults, model.phase_of(fault) if fault else None)
    studio = studio_for(slug, body, 0, Camera(azimuth=model.azimuth), [side], [params])
    joints = studio.truth(Moment(len(model.stages) - 1, params, side)).joints
    seen = true_body(pose_from_joints(joints, far_camera(studio, AZIMUTH[stretch.view])))
    working = side if model.sided else seen.near
    found = {}
    for check in stretch.checks:
        if check.views and stretch.view not in check.views:
            continue
        values = [(c.measure(seen, working), c.target) for c in check.criteria]
        found[check.name] = max(
            (abs(target.deviation(v)) - target.slack for v, target in values if v is not None),
            default=None,
        )
    return found


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("slug", STRETCHES)
def test_good_form_meets_every_target(slug, side):
    outside = {name for name, value in beyond(slug, side=side).items() if value and value > 0}
    assert outside - SHOWN_BY_THE_OUTLINE.get(slug, set()) == set()


@pytest.mark.parametrize(("slug", "fault"), FAULTS)
def test_fault_lies_outside_the_target_it_breaks(slug, fault):
    check = STRETCHES[slug].fault(fault).check
    assert beyond(slug, fault)[check] > 0


@pytest.mark.parametrize("name", ["standing_ql_faulty", "cat_cow_faulty"])
def test_sample_truth_is_what_the_studio_says(name, tmp_path):
    path = tmp_path / "truth.json"
    write_truth(CLIPS[name], CLIPS[name].studio(), path)
    kept = json.loads((SAMPLES / f"{name}.truth.json").read_text())
    assert json.loads(path.read_text()) == kept
