"""What the bench says of a review that sees every joint where it is."""

from dataclasses import replace

import pytest

from bench.cases import Case, all_cases
from bench.logic import wrong_by_true_joints
from stretches.targets import PatientTargets, TargetChange
from studio.timeline import hold, move_in, move_out, rest

SLUG = "standing_ql"


@pytest.fixture(scope="module")
def good() -> Case:
    case = next(c for c in all_cases(1) if c.clip.stretch == SLUG and c.kind == "good")
    plan = (rest(1), move_in(1.5), hold(5), move_out(1), rest(1))
    return replace(case, clip=replace(case.clip, plan=plan, fps=5), dose_s=3.0)


def test_nothing_is_wrong_in_good_form(good: Case):
    assert wrong_by_true_joints(good) == []


def test_a_target_that_good_form_does_not_meet_is_found_out(good: Case):
    stricter = PatientTargets(SLUG, {"side_bend": TargetChange(low=60)}, hold_s=3.0).apply()
    wrong = wrong_by_true_joints(good, stricter)
    assert f"{good.name}: side_bend logged wrongly" in wrong
    assert f"{good.name}: 0 counted, 1 done" in wrong
