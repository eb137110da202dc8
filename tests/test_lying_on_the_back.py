"""On the back: lifted shoulders, half sitting and a pillow are three different things."""

from __future__ import annotations

import pytest
from sight import seen
from skeletons import filmed, posed, still

from pose.types import RIGHT
from stretches.body import fresh_body
from stretches.measures import neck_off_trunk, trunk_from_horizontal
from stretches.registry import stretch_named
from stretches.track import Observer, Track
from stretches.vocabulary import Verdict

SLUG = "supine_figure_four"


def verdicts(lean: float, nod: float) -> tuple[Verdict, Verdict]:
    """Of lying on the back and of the shoulders, with trunk and neck bent up by so much."""
    observer, track = Observer(), Track(stretch_named(SLUG))
    poses = filmed((still(posed(SLUG, RIGHT, lean=lean, nod=nod)), 2))
    now = [track.update(pose.t, observer.observe(pose)) for pose in poses][-1].assessment
    return now.result("lying_on_the_back").verdict, now.result("shoulders_down").verdict


def test_lying_flat_meets_both():
    assert verdicts(lean=-88, nod=0) == (Verdict.MET, Verdict.MET)


@pytest.mark.parametrize("raised", [20, 28, 36])
def test_lifted_shoulders_are_told_to_relax_and_not_to_lie_down(raised: int):
    assert verdicts(lean=raised - 90, nod=60) == (Verdict.MET, Verdict.FAULT)


def test_somebody_half_sitting_who_looks_ahead_is_told_to_lie_down():
    assert verdicts(lean=-48, nod=10)[0] is Verdict.FAULT


def test_a_pillow_is_no_fault():
    body = fresh_body(seen(posed(SLUG, RIGHT, lean=-84, nod=50)))
    assert neck_off_trunk(body, RIGHT) > 47
    assert trunk_from_horizontal(body, RIGHT) < 10
    assert verdicts(lean=-84, nod=50) == (Verdict.MET, Verdict.MET)
