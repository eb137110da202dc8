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


def test_a_figure_that_jumps_is_believed_when_it_lasts():
    assert stopped_after() == pytest.approx(1.7, abs=0.21)


def test_after_one_good_second_it_is_believed_sooner():
    assert stopped_after(met_s=1.0) == pytest.approx(0.7, abs=0.21)


@pytest.mark.parametrize(
    "otherwise", [{"jumps": False}, {"aside": MOVES}, {"speed": MOVING}], ids=str
)
def test_at_once_where_it_does_not_jump_or_somebody_moved(otherwise):
    assert stopped_after(**otherwise) <= 0.3


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
