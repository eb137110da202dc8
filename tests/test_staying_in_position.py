"""Whoever meets every target stays in the position that they have taken."""

from dataclasses import replace

from skeletons import filmed, good_azimuth, posed, still

from pose.types import RIGHT
from stretches.assess import Assessor
from stretches.body import fresh_body
from stretches.registry import stretch_named
from stretches.vocabulary import Condition

SLUG = "lying_hamstring"
HALF_WAY_S = 1.0


def positions(condition: Condition, **form: float) -> list[tuple[float, bool | None]]:
    """Whether somebody is in the position, as a band tells that turns over half way."""
    film = filmed((still(posed(SLUG, RIGHT, **form)), 2.0), azimuth=good_azimuth(SLUG, RIGHT))
    assessor = Assessor(replace(stretch_named(SLUG), attempt=(condition,)))
    return [(pose.t, assessor.assess(fresh_body(pose)).attempting) for pose in film]


UNTIL_HALF_WAY = Condition(lambda body, side: body.pose.t, high=HALF_WAY_S)
FROM_HALF_WAY_ON = Condition(lambda body, side: body.pose.t, low=HALF_WAY_S)


def test_good_form_keeps_them_in_it_before_any_hold_has_begun():
    assert all(inside for _, inside in positions(UNTIL_HALF_WAY))


def test_a_fault_does_not():
    assert positions(UNTIL_HALF_WAY, knee_flexion=50)[-1][1] is False


def test_good_form_alone_does_not_take_them_there():
    assert not any(inside for t, inside in positions(FROM_HALF_WAY_ON) if t < HALF_WAY_S)
