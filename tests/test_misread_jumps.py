"""What is read wrongly for a moment of somebody whose outline has not moved."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sight import seen
from skeletons import posed

from pose.types import RIGHT
from stretches.assess import CheckJudge, CriterionJudge
from stretches.body import Body, fresh_body
from stretches.registry import STRETCHES
from stretches.vocabulary import Check, Criterion, Verdict, at_most

QUIET, MOVING = 0.02, 0.5
STAYS, MOVES = 0, 80


def at(t: float, aside: int = STAYS) -> Body:
    """The body at a moment, its silhouette so many pixels aside."""
    pose = seen(posed("half_kneeling_hip_flexor", RIGHT), t=t)
    assert pose.silhouette is not None
    return fresh_body(replace(pose, silhouette=np.roll(pose.silhouette, aside, axis=1)))


def stopped_after(
    jumps: bool = True, aside: int = STAYS, speed: float = QUIET, met_s: float = 5.0
) -> float:
    """After how many seconds a figure that has jumped over its target, and stays there, is one."""
    target = Criterion(lambda body, side: 0.0 if body.pose.t < met_s else 2.0, at_most(1, slack=0))
    judge = CheckJudge(Check("knee", (target,), "Bend it", jumps=jumps), ("side",))
    for n in range(100):
        t = n / 10
        wrong = t >= met_s
        now = at(t, aside) if wrong else at(t)
        verdict = judge.judge(now, RIGHT, speed if wrong else QUIET).verdict
        if verdict is Verdict.FAULT:
            return t - met_s
    return float("inf")


def test_a_figure_that_jumps_is_believed_after_a_quarter_of_the_good_time():
    assert stopped_after(met_s=2.0) == pytest.approx(0.7, abs=0.21)


def test_and_after_a_second_at_most():
    assert stopped_after(met_s=8.0) == pytest.approx(1.2, abs=0.21)


def test_a_fault_that_comes_by_turns_is_one():
    """Two seconds good, one at fault, in one outline."""
    target = Criterion(lambda body, side: 2.0 * (body.pose.t % 3.0 >= 2.0), at_most(1, slack=0))
    judge = CheckJudge(Check("knee", (target,), "Bend it", jumps=True), ("side",))
    verdicts = [judge.judge(at(n / 10), RIGHT, QUIET).verdict for n in range(150)]
    assert verdicts.count(Verdict.FAULT) == pytest.approx(25, abs=6)  # of 50


@pytest.mark.parametrize(
    "otherwise", [{"jumps": False}, {"aside": MOVES}, {"speed": MOVING}], ids=str
)
def test_at_once_where_it_does_not_jump_or_somebody_moved(otherwise):
    assert stopped_after(**otherwise) <= 0.3


def test_after_a_gap_nothing_is_taken_for_misread():
    target = Criterion(lambda body, side: 2.0 * (body.pose.t > 6.0), at_most(1, slack=0))
    judge = CheckJudge(Check("knee", (target,), "Bend it", jumps=True), ("side",))
    for n in range(60):
        judge.judge(at(n / 10), RIGHT, QUIET)
    assert judge.judge(at(8.0), RIGHT, QUIET).verdict is Verdict.FAULT


def test_what_jumps_never_holds_back_that_somebody_is_past_the_far_end():
    checks = [check for stretch in STRETCHES for check in stretch.checks if check.jumps]
    assert checks
    assert not any(check.deeper for check in checks)


def after_a_fault(looks: list[float | None]) -> list[Verdict]:
    """The verdicts of a measure that was at fault, ten moments a second; at most 1 is asked."""
    figures = iter([2.0] * 10 + looks)
    target = Criterion(lambda body, side: next(figures), at_most(1, slack=0))
    judge = CriterionJudge(target)
    verdicts = [judge.judge(at(n / 10), RIGHT)[0] for n in range(10 + len(looks))]
    return verdicts[10:]


HIDDEN: list[float | None] = [None] * 6


def test_one_look_between_moments_that_show_nothing_does_not_mend_a_fault():
    assert Verdict.MET not in after_a_fault([*HIDDEN, 0.0, *HIDDEN])


def test_two_tenths_of_a_second_do():
    assert after_a_fault([*HIDDEN, 0.0, 0.0, 0.0])[-1] is Verdict.MET


def test_a_fault_is_believed_at_the_first_look():
    assert after_a_fault([*HIDDEN, 2.0])[-1] is Verdict.FAULT


def test_pictures_that_are_far_apart_hide_nothing_by_themselves():
    """Whoever films twice a second is told of a mended fault as soon as it is seen."""
    figures = iter([2.0, 2.0, 0.0, 0.0])
    judge = CriterionJudge(Criterion(lambda body, side: next(figures), at_most(1, slack=0)))
    assert [judge.judge(at(n / 2), RIGHT)[0] for n in range(4)][-2:] == [Verdict.MET, Verdict.MET]


def test_the_lighter_form_found_again_is_never_taken_for_a_fault_of_the_full_one():
    hidden = range(10, 20)
    lighter = Criterion(
        lambda body, side: None if 1.0 <= body.pose.t < 2.0 else 2.0 * (body.pose.t < 1.0),
        at_most(1, slack=0),
    )
    full = Criterion(lambda body, side: None if 1.0 <= body.pose.t < 2.0 else 2.0, lighter.target)
    check = Check("thigh", (full,), "Draw it in", lighter=(lighter,))
    judge = CheckJudge(check, ("side",))
    verdicts = [judge.judge(at(n / 10), RIGHT, QUIET).verdict for n in range(30)]
    assert set(verdicts[hidden.stop + 5 :]) == {Verdict.MET}
    assert Verdict.FAULT not in verdicts[hidden.stop :]
