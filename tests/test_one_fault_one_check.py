"""One thing that is wrong is told by its own check, and by no other that it happens to spoil."""

from dataclasses import replace

import pytest
from skeletons import filmed, joined, posed, still
from test_checks import judged

from pose.types import LEFT, RIGHT, Pose
from stretches.vocabulary import Verdict


def test_a_trunk_that_leans_over_an_open_hip_is_told_to_stand_tall_only():
    poses = filmed((still(posed("standing_hip_flexor", RIGHT, lean=44)), 2.5))
    assert judged("standing_hip_flexor", "trunk_upright", poses).verdict is Verdict.FAULT
    assert judged("standing_hip_flexor", "rear_hip_open", poses).verdict is Verdict.MET


@pytest.mark.parametrize("lean", [-14, -8])
def test_leaning_back_on_the_chair_is_a_fault_of_the_hinge_and_not_of_sitting(lean):
    """Together with a thigh that slopes down by 20° it opens the hip beyond what sitting asks."""
    figure = posed("seated_figure_four", RIGHT, lean=lean, support_thigh=112)
    poses = filmed((still(figure), 2.5))
    assert judged("seated_figure_four", "hinge", poses).verdict is Verdict.FAULT
    assert judged("seated_figure_four", "seated", poses).verdict is Verdict.MET


@pytest.mark.parametrize(("curve", "verdict"), [(0.07, Verdict.MET), (0.13, Verdict.FAULT)])
def test_an_upright_back_in_pigeon_is_told_to_hinge_and_called_hunched_only_where_it_is(
    curve: float, verdict: Verdict
):
    """Upright it stands on the buttocks, which the outline takes in."""
    poses = filmed((still(posed("pigeon", RIGHT, lean=0, curve=curve)), 2.5))
    assert judged("pigeon", "hinge", poses).verdict is Verdict.FAULT
    assert judged("pigeon", "spine_neutral", poses).verdict is verdict


def bent_over(bend: float) -> list[Pose]:
    """In form, then bent far forward, which turns the azimuth as it is read by 32°.

    Args:
        bend: to the side, in the picture; the landmarks in metres show none of it.
    """
    forward = [
        filmed((still(posed("standing_ql", LEFT, bend=aside, lean=50)), 2.5), azimuth=azimuth)
        for aside, azimuth in ((bend, -3), (0, -35))
    ]
    told = [replace(here, world=read.world) for here, read in zip(*forward, strict=True)]
    upright = filmed((still(posed("standing_ql", LEFT)), 2.5), azimuth=-3)
    return joined(upright, told)


@pytest.mark.parametrize(("bend", "verdict"), [(22, Verdict.MET), (0, Verdict.FAULT)])
def test_whoever_leans_far_forward_is_seen_from_where_they_were_seen_upright(
    bend: float, verdict: Verdict
):
    poses = bent_over(bend)
    assert judged("standing_ql", "no_forward_lean", poses).verdict is Verdict.FAULT
    assert judged("standing_ql", "side_bend", poses).verdict is verdict


def test_a_lean_that_leaks_into_the_picture_is_no_side_bend():
    poses = filmed((still(posed("standing_ql", LEFT, bend=0, lean=50)), 2.5), azimuth=-38)
    assert judged("standing_ql", "side_bend", poses).verdict is Verdict.FAULT
