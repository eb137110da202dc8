"""The coach: one cue at a time, the most important first, and never deeper against the rules."""

from dataclasses import replace
from itertools import pairwise

import pytest

from stretches.coach import Coach
from stretches.registry import stretch_named
from stretches.vocabulary import Assessment, CheckResult, Progress, Verdict

HAMSTRING = stretch_named("lying_hamstring")


def moment(t: float, picture: str = "", faults: tuple[str, ...] = ()) -> Assessment:
    results = tuple(
        CheckResult(check, Verdict.FAULT if check.name in faults else Verdict.MET, 100.0)
        for check in HAMSTRING.checks
    )
    return Assessment(t, "left", "side", results, True, 0.0, picture)


def progress(state="running", good_s=5.0, target_s=30.0) -> Progress:
    return Progress(state, "left", good_s, target_s, {"left": 0, "right": 0})


def lasting(now: Assessment) -> list[CheckResult]:
    return [result for result in now.results if result.verdict is Verdict.FAULT]


def said(moments: list[Assessment], coach: Coach | None = None, state="paused") -> list:
    coach = coach or Coach()
    for now in moments:
        coach.update(now, lasting(now), progress(state))
    return coach.cues


def over(seconds: float, **what) -> list[Assessment]:
    return [moment(n / 10, **what) for n in range(round(seconds * 10))]


def test_at_least_three_seconds_lie_between_two_cues():
    cues = said(over(30, faults=("knee_straight", "leg_raised", "other_leg_long")))
    assert all(b.t_s - a.t_s >= 3.0 for a, b in pairwise(cues))


def test_the_same_cue_is_not_said_again_within_eight_seconds():
    cues = said(over(30, faults=("knee_straight",)))
    assert len(cues) == 4
    assert all(b.t_s - a.t_s >= 8.0 for a, b in pairwise(cues))


def test_set_up_comes_before_the_stretch_and_that_before_refinement():
    cues = said(over(9, faults=("other_leg_long", "knee_straight", "lying_on_the_back")))
    assert [cue.text for cue in cues] == [
        "Lie on your back",
        "Straighten your raised knee",
        "Keep your other leg long on the floor",
    ]
    assert [cue.kind for cue in cues] == ["setup", "form", "form"]


def test_the_picture_is_mended_before_the_body_once_it_has_lasted():
    cues = said(over(9, picture="Move back", faults=("knee_straight",)))
    assert [cue.text for cue in cues][:2] == ["Straighten your raised knee", "Move back"]


def test_a_passing_flaw_of_the_picture_is_not_spoken_of():
    assert said(over(2, picture="Move back")) == []


def test_past_the_cap_easing_off_comes_before_everything():
    now = moment(1.0, picture="Move back", faults=("lying_on_the_back",))
    raised = HAMSTRING.check("leg_raised")
    over_cap = CheckResult(raised, Verdict.FAULT, 95.0, too_high=True)
    cue = Coach().update(now, [*lasting(now), over_cap], progress("paused"))
    assert cue is not None
    assert cue.text == "Ease off: lower your leg a little"


def test_with_pain_reported_no_cue_asks_for_more():
    coach = Coach()
    coach.pain_reported = True
    assert said(over(20, faults=("leg_raised",)), coach) == []


def test_a_mended_fault_is_praised_once():
    wrong = over(2, faults=("knee_straight",))
    right = [replace(now, t=now.t + 2) for now in over(20)]
    texts = [cue.text for cue in said(wrong + right)]
    assert texts == ["Straighten your raised knee", "Good, that's it"]


def test_half_time_and_the_last_three_seconds_are_called_once():
    coach = Coach()
    for number in range(300):
        coach.update(moment(number / 10), [], progress("running", number / 10))
    assert [cue.text for cue in coach.cues] == ["Half time", "3", "2", "1"]
    assert [cue.t_s for cue in coach.cues] == pytest.approx([15.0, 27.0, 28.0, 29.0], abs=0.11)


def test_good_form_hears_nothing():
    assert said(over(10), state="running") == []
