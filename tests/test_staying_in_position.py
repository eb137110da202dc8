"""Whoever meets every target stays in the position that they have taken."""

from dataclasses import replace

import pytest
from builder import Builder
from skeletons import filmed, good_azimuth, joined, moving, posed, still

from pose.types import RIGHT, SIDES, Landmark, Pose
from stretches.assess import Assessor
from stretches.body import fresh_body
from stretches.registry import stretch_named
from stretches.track import Observer, Track
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


def test_whoever_kneels_up_from_all_fours_is_out_of_cat_cow_though_hands_and_knees_are_in_line():
    upright = Builder(lean=2)
    for side in SIDES:
        upright.leg(side, thigh=180, shin=270, sole=270)
        upright.arm(side, (0.0, -0.45, 0.0))
    kneeling, all_fours = upright.on_the_floor(), posed("cat_cow", RIGHT)
    film = filmed(
        (still(all_fours), 4.0), (moving(all_fours, kneeling, 2.0), 2.0), (still(kneeling), 4.0)
    )
    observer, track = Observer(), Track(stretch_named("cat_cow"))
    inside = [track.update(pose.t, observer.observe(pose)).assessment.attempting for pose in film]
    assert inside[30] is True
    assert inside[-1] is False


def test_a_leg_lost_from_sight_for_half_a_second_does_not_end_it():
    film = filmed((still(posed(SLUG, RIGHT)), 3.0), azimuth=good_azimuth(SLUG, RIGHT))
    assessor = Assessor(replace(stretch_named(SLUG), attempt=(UNTIL_HALF_WAY,)))
    inside = []
    for pose in film:
        visibility = pose.visibility.copy()
        if 1.5 <= pose.t < 2.0:
            visibility[[Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE]] = 0.0
        body = fresh_body(replace(pose, visibility=visibility, silhouette=None))
        inside.append(assessor.assess(body).attempting)
    assert inside[-1]


def drawn_straight(pose: Pose) -> Pose:
    """The crossed leg points at the camera: its knee is read between hip and ankle."""
    points = pose.points.copy()
    hip, ankle = points[Landmark.RIGHT_HIP], points[Landmark.RIGHT_ANKLE]
    points[Landmark.RIGHT_KNEE] = (hip + ankle) / 2
    return replace(pose, points=points)


def test_a_crossed_leg_that_is_drawn_straight_does_not_end_the_figure_four():
    slug = "supine_figure_four"
    good, away = (
        filmed((still(posed(slug, RIGHT, **form)), 3.0), azimuth=good_azimuth(slug, RIGHT))
        for form in ({}, {"thigh": 30, "shin": 120})
    )
    observer, track = Observer(), Track(stretch_named(slug))
    for pose in joined(good, [drawn_straight(pose) for pose in away]):
        last = track.update(pose.t, observer.observe(pose))
    assert last.assessment.attempting
    assert "thigh_drawn_in" in [result.check.name for result in last.lasting]


@pytest.mark.parametrize(
    "deeper",
    [
        {"front_thigh": 105, "front_shin": 215, "rear_thigh": 205},
        {"rear_shin": 263},
    ],
    ids=["the rear knee near the front ankle", "the rear shin near the floor"],
)
def test_a_very_deep_lunge_is_still_one_while_it_is_held(deeper: dict[str, float]):
    slug = "standing_hip_flexor"
    good, deep = (
        filmed((still(posed(slug, RIGHT, **form)), 3.0), azimuth=good_azimuth(slug, RIGHT))
        for form in ({}, deeper)
    )
    observer, track = Observer(), Track(stretch_named(slug))
    inside = [
        track.update(pose.t, observer.observe(pose)).assessment.attempting
        for pose in joined(good, deep)
    ]
    assert inside[-1]
