"""What the bench holds a judge to: the counting rules, applied to what the figure really does."""

from dataclasses import replace

import numpy as np
import pytest

from bench.cases import SWING_S, Case, all_cases
from bench.perfect import perfect_poses
from bench.truth import AZIMUTH, _completed, case_truth, true_body

T = np.arange(0, 40, 0.1)


def test_bad_form_shorter_than_five_seconds_only_delays_the_end_of_a_hold():
    bad = (T >= 10) & (T < 14)
    start, full = _completed(T, bad, (5.0, 5.0), 12.0)
    assert start == (5.0, 5.0)
    assert np.allclose(full, 21.0, atol=0.11)


def test_bad_form_longer_than_five_seconds_ends_a_hold_and_another_begins():
    bad = (T >= 10) & (T < 16)
    start, full = _completed(T, bad, (5.0, 5.0), 12.0)
    assert np.allclose(start, 16.0, atol=0.11)
    assert np.allclose(full, 28.0, atol=0.11)


def test_a_foot_may_rest_for_four_seconds_before_that_is_a_fault():
    case = next(c for c in all_cases(7) if "flex_and_point" in c.faults)
    timeline = case.clip.timeline()
    rests = [x.t for x in timeline.instants(case.clip.fps) if "flex_and_point" in x.faults]
    (outside,) = case_truth(case).outside["flex_and_point"]
    assert np.isclose(outside[0], rests[0] + 4.0, atol=0.11)
    assert outside[1] > rests[-1]


@pytest.mark.parametrize("number", [1, 11])  # with the resting foot first, and last
def test_a_resting_foot_rests_as_long_as_the_plan_says_and_no_longer(number: int):
    case = next(c for c in all_cases(12) if c.clip.stretch == "seated_calf" and c.number == number)
    clip = case.clip
    rests = [x.t for x in clip.timeline().instants(clip.fps) if "flex_and_point" in x.faults]
    angles = {p.t: true_body(p).ankle(clip.side) for p in perfect_poses(clip, AZIMUTH["side"])}

    def swing(start: float, end: float) -> float:
        return float(np.ptp([a for t, a in angles.items() if start <= t <= end]))

    assert swing(rests[0] - SWING_S, rests[0]) > 20
    assert swing(rests[0], rests[-1]) < 10
    assert swing(rests[-1], rests[-1] + SWING_S) > 20


def test_an_arm_below_the_head_is_a_clear_fault_though_its_elbow_is_straight():
    case = next(c for c in all_cases(9) if c.clip.stretch == "standing_ql" and c.number == 3)
    truth = case_truth(case)
    (fault,) = [f for f in truth.faults if f.check == "arm_overhead"]
    assert (fault.unit, fault.clear) == ("trunk", True)
    good_s = fault.start_s - truth.start_s[1]
    assert truth.full_s[1] - truth.start_s[1] > good_s + (fault.end_s - fault.start_s)


def calf_with_a_resting_foot() -> Case:
    """The foot rests for more than six seconds: for four of them it may."""
    return next(c for c in all_cases(12) if c.clip.stretch == "seated_calf" and c.number == 11)


def test_a_foot_that_moves_again_within_five_seconds_of_the_pause_goes_on_with_its_hold():
    truth = case_truth(calf_with_a_resting_foot())
    (rest,) = [f for f in truth.faults if f.name == "flex_and_point"]
    assert rest.end_s - rest.start_s < 5.0
    assert truth.reps == 1


def test_a_hold_that_never_gets_full_is_no_repetition():
    case = replace(calf_with_a_resting_foot(), dose_s=60.0)
    truth = case_truth(case)
    assert (truth.reps, truth.start_s, truth.full_s) == (0, None, None)
