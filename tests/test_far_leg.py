"""A far leg that the near one crosses: what is believed of its knee and its ankle."""

from dataclasses import replace
from typing import Literal

import numpy as np
import pytest
from sight import seen
from skeletons import filmed, posed, still

from pose.types import LEFT, RIGHT, SIDES, Landmark, Pose, Side
from stretches import measures as m
from stretches.assess import CriterionJudge
from stretches.body import Body, fresh_body
from stretches.off_outline import without_ankle_off_outline
from stretches.registry import stretch_named
from stretches.track import Observer, Snapshot, Track
from stretches.vocabulary import Criterion, Verdict, between

FAR = {"azimuth": 85.0}
"""The right flank is seen: the left leg is the far one."""


def followed(slug: str, poses: list[Pose]) -> list[Snapshot]:
    observer, track = Observer(), Track(stretch_named(slug))
    return [track.update(pose.t, observer.observe(pose)) for pose in poses]


def far_calf(**otherwise: float) -> Body:
    return fresh_body(seen(posed("seated_calf", LEFT, **otherwise), **FAR))


def with_ankle_at(body: Body, place: np.ndarray) -> Body:
    points = body.pose.points.copy()
    points[Landmark.LEFT_ANKLE] = place
    return fresh_body(replace(body.pose, points=points))


@pytest.mark.parametrize(
    ("thigh", "shin", "verdict"), [(90, 91, Verdict.MET), (68, 120, Verdict.FAULT)]
)
def test_a_knee_that_the_near_leg_crosses_is_judged_by_where_it_is_read(thigh, shin, verdict):
    film = filmed((still(posed("seated_calf", LEFT, thigh=thigh, shin=shin)), 3), **FAR)
    last = followed("seated_calf", film)[-1]
    assert last.body is not None
    assert last.body.knee(LEFT) is None
    assert last.assessment.result("leg_long").verdict is verdict


def test_a_leg_drawn_far_too_short_tells_nothing_of_its_knee():
    """Its ankle is read at the shin, as the model does behind a bent leg."""
    body = far_calf()
    hip, ankle = body.joint(LEFT, "hip"), body.joint(LEFT, "ankle")
    assert hip is not None
    assert ankle is not None
    points = body.pose.points.copy()
    points[Landmark.LEFT_ANKLE] = hip + 0.6 * (ankle - hip)
    points[Landmark.LEFT_KNEE] = hip + 0.3 * (ankle - hip) + (0, -40)
    short = fresh_body(replace(body.pose, points=points))
    assert m.knee_even_hidden(short, LEFT) == pytest.approx(121, abs=2)
    assert m.knee_behind_the_other(short, LEFT) is None


def test_a_knee_that_nothing_hides_is_not_judged_as_a_hidden_one():
    body = fresh_body(seen(posed("seated_calf", RIGHT), **FAR))
    assert m.knee_behind_the_other(body, RIGHT) is None


def test_two_long_legs_are_alike_though_the_far_one_is_read_shorter():
    body = far_calf(other_thigh=90, other_shin=91)
    hip, ankle = body.joint(LEFT, "hip"), body.joint(LEFT, "ankle")
    assert hip is not None
    assert ankle is not None
    shorter = with_ankle_at(body, hip + 0.86 * (ankle - hip))
    assert m.long_leg(shorter, LEFT) == m.long_leg(shorter, RIGHT)


def test_a_long_leg_is_longer_than_a_bent_one():
    body = far_calf()
    assert (m.long_leg(body, LEFT) or 0) > (m.long_leg(body, RIGHT) or 0) + 0.1


def test_a_far_ankle_beside_the_silhouette_is_unseen():
    body = far_calf()
    ankle = body.joint(LEFT, "ankle")
    assert ankle is not None
    beside = with_ankle_at(body, ankle + np.array([0.0, -0.5 * (body.trunk or 0.0)]))
    assert without_ankle_off_outline(beside).joint(LEFT, "ankle") is None
    assert without_ankle_off_outline(beside).guess(LEFT, "ankle") is None
    assert without_ankle_off_outline(body).joint(LEFT, "ankle") is not None


def test_a_far_ankle_at_the_pictures_edge_is_left_to_the_framing():
    body = far_calf()
    beyond = with_ankle_at(body, np.array([-0.02 * body.pose.size[0], 300.0]))
    assert without_ankle_off_outline(beyond) is beyond


def test_a_near_ankle_beside_the_silhouette_is_believed():
    body = far_calf()
    points = body.pose.points.copy()
    points[Landmark.RIGHT_ANKLE, 1] -= 0.5 * (body.trunk or 0.0)
    beside = fresh_body(replace(body.pose, points=points))
    assert without_ankle_off_outline(beside).joint(RIGHT, "ankle") is not None


def test_without_a_silhouette_every_ankle_is_believed():
    body = fresh_body(replace(far_calf().pose, silhouette=None))
    assert without_ankle_off_outline(body) is body


@pytest.mark.parametrize(("off", "told"), [(0.27, True), (0.45, False)])
def test_an_ankle_on_the_other_shin_counts_as_crossed_only_right_below_its_knee(off, told):
    """The model puts a crossed ankle there that it cannot make out."""
    body = fresh_body(seen(posed("supine_figure_four", LEFT, thigh=20, shin=100), **FAR))
    shin = body.joints(RIGHT, "knee", "ankle")
    assert shin is not None
    knee, foot = shin
    along = (foot - knee) / np.linalg.norm(foot - knee)
    there = with_ankle_at(body, knee + off * (body.thigh or 0.0) * along)
    measure = m.unless_on_other_shin(m.ankle_to_knee_half, lambda body, side: 1.0, 0.15)
    assert (measure(there, LEFT) is not None) is told


@pytest.mark.parametrize(("drawn", "told"), [(0.45, False), (0.75, True)])
def test_on_the_back_a_far_leg_drawn_far_too_short_tells_nothing_of_its_knee(drawn: float, told):
    """So the model draws one that is crossed behind the near thigh, and nearly straight."""
    body = fresh_body(seen(posed("supine_figure_four", LEFT), **FAR))
    assert body.near == RIGHT
    assert body.knee(LEFT) == pytest.approx(77, abs=2)
    points = body.pose.points.copy()
    hip, along = points[Landmark.LEFT_HIP], drawn * body.leg * np.array([-0.8, -0.6])
    points[Landmark.LEFT_KNEE], points[Landmark.LEFT_ANKLE] = hip + 0.6 * along, hip + along
    assert (fresh_body(replace(body.pose, points=points)).knee(LEFT) is not None) is told


@pytest.mark.parametrize("flexion", [4, 90])
def test_the_knee_of_a_far_leg_in_the_air_is_told_straight_or_bent(flexion: int):
    raised = fresh_body(seen(posed("lying_hamstring", LEFT, knee_flexion=flexion), **FAR))
    assert raised.near == RIGHT
    assert raised.knee(LEFT) is not None


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(("reads", "value"), [("low", 120.0), ("high", 175.0)])
@pytest.mark.parametrize(
    ("nearer", "verdict"), [(0.2, Verdict.FAULT), (0.03, Verdict.UNSEEN), (-0.2, Verdict.UNSEEN)]
)
def test_what_is_guessed_of_a_far_side_is_at_fault_only_where_the_side_is_surely_near(
    side: Side, reads: Literal["low", "high"], value: float, nearer: float, verdict: Verdict
):
    guessed = Criterion(lambda body, side: value, between(148, 160), far_reads=reads)
    body = replace(far_calf(), left_nearer=nearer if side == LEFT else -nearer)
    assert CriterionJudge(guessed).judge(body, side)[0] is verdict
