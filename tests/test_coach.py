"""The coach: one cue at a time, the most important first, and never deeper against the rules."""

from dataclasses import replace
from itertools import pairwise

import pytest

from stretches.coach import Coach
from stretches.counts import Progress
from stretches.registry import STRETCHES, stretch_named
from stretches.vocabulary import Assessment, Check, CheckResult, Criterion, Verdict, between

HAMSTRING = stretch_named("lying_hamstring")


def moment(t: float, picture: str = "", faults: tuple[str, ...] = ()) -> Assessment:
    results = tuple(
        CheckResult(check, Verdict.FAULT if check.name in faults else Verdict.MET, 100.0)
        for check in HAMSTRING.checks
    )
    return Assessment(t, "left", "side", results, True, 0.0, picture)


def capped_leg() -> Check:
    """The raised leg with a therapist's cap at 70°."""
    raised = HAMSTRING.check("leg_raised")
    return replace(raised, criteria=(Criterion(raised.criteria[0].measure, between(40, 70)),))


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


@pytest.mark.parametrize(
    ("hides_s", "shows_s", "told"), [(1, 1, True), (2, 1, True), (1, 3, False)]
)
def test_a_picture_that_hides_the_body_by_turns_is_told_where_that_is_half_the_time(
    hides_s, shows_s, told
):
    moments = [
        moment(n / 10, picture="Move back" if n % (10 * (hides_s + shows_s)) < 10 * hides_s else "")
        for n in range(300)
    ]
    assert bool(said(moments)) is told


def test_past_the_cap_easing_off_comes_before_everything():
    now = moment(1.0, picture="Move back", faults=("lying_on_the_back",))
    over_cap = CheckResult(capped_leg(), Verdict.FAULT, 95.0, too_high=True)
    cue = Coach().update(now, [*lasting(now), over_cap], progress("paused"))
    assert cue is not None
    assert cue.text == "Ease off: lower your leg a little"


def test_with_pain_reported_no_cue_asks_for_more():
    coach = Coach()
    coach.pain_reported = True
    assert said(over(20, faults=("leg_raised",)), coach) == []


@pytest.mark.parametrize("stretch", STRETCHES, ids=lambda stretch: stretch.slug)
def test_with_pain_reported_no_stretch_says_what_asks_for_more(stretch):
    results = tuple(
        CheckResult(check, Verdict.FAULT, 0.0, too_high=check.deeper == "high")
        for check in stretch.checks
    )
    now = Assessment(0.0, "left", stretch.view, results, True, 0.0)
    coach = Coach()
    coach.pain_reported = True
    for number in range(400):
        coach.update(replace(now, t=number / 10), list(results), progress("paused"))
    forbidden = {result.cue for result in results if result.asks_for_more}
    assert forbidden
    assert not forbidden & {cue.text for cue in coach.cues}


def test_past_the_cap_a_bent_knee_is_not_told_to_straighten():
    now = moment(1.0, faults=("knee_straight",))
    over_cap = CheckResult(capped_leg(), Verdict.FAULT, 80.0, too_high=True)
    coach = Coach()
    for number in range(300):
        t = number / 10
        assessed = replace(now, t=t, results=(*now.results, over_cap))
        coach.update(assessed, [*lasting(now), over_cap], progress("paused"))
    assert {cue.text for cue in coach.cues} == {"Ease off: lower your leg a little"}


def test_a_quiet_coach_says_nothing_and_forgets_nothing():
    coach = Coach()
    coach.quiet = True
    assert said(over(5, faults=("knee_straight",)), coach) == []
    coach.quiet = False
    assert [cue.text for cue in said(over(1, faults=("knee_straight",)), coach)] == [
        "Straighten your raised knee"
    ]


def test_a_cue_waits_its_turn_behind_other_words():
    coach = Coach()
    coach.heard(0.0)
    assert said(over(2.9, faults=("knee_straight",)), coach) == []


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
