"""A crossed leg that was seen stays crossed while the legs' outline stays as it is."""

from dataclasses import replace

import pytest
from skeletons import filmed, good_azimuth, joined, moving, posed, still

from pose.types import LEFT, RIGHT, SIDES, Landmark, Pose, Side, landmark, other
from stretches.body import Body, fresh_body
from stretches.part_outline import LASTS_S, OVERRULES_S, PartOutline
from stretches.registry import STRETCHES, stretch_named
from stretches.targets import PatientTargets, TargetChange
from stretches.track import Observer, Snapshot, Track
from stretches.vocabulary import Verdict

SLUG = "supine_figure_four"
CAN_BE_HIDDEN = ["right_ankle"]


def scene(seconds: float, hidden: bool = False, **otherwise: object) -> list[Pose]:
    """The lying figure four, the right leg crossed, its ankle hidden or not."""
    figure = posed(SLUG, RIGHT, **otherwise)
    return filmed((still(figure), seconds), hidden=CAN_BE_HIDDEN if hidden else [])


def followed(*scenes: list[Pose]) -> Snapshot:
    observer, track = Observer(), Track(stretch_named(SLUG))
    return [track.update(pose.t, observer.observe(pose)) for pose in joined(*scenes)][-1]


def crossed(snapshot: Snapshot) -> Verdict:
    return snapshot.assessment.result("ankle_crossed").verdict


def test_an_ankle_that_is_hidden_for_four_seconds_stays_crossed_while_nothing_moves():
    snapshot = followed(scene(3.0), scene(4.0, hidden=True))
    assert crossed(snapshot) is Verdict.MET
    assert snapshot.assessment.attempting
    assert snapshot.progress.state == "running"


def test_it_shows_no_stale_figure():
    result = followed(scene(3.0), scene(4.0, hidden=True)).assessment.result("ankle_crossed")
    assert result.value is None


def test_a_hidden_ankle_is_unseen_once_the_legs_have_moved():
    away = scene(2.0, hidden=True, thigh=30, shin=120)
    assert crossed(followed(scene(3.0), scene(2.0, hidden=True), away)) is Verdict.UNSEEN


@pytest.mark.parametrize("side", [LEFT, RIGHT])
def test_a_fault_that_was_seen_does_not_stand(side):
    wrong = filmed((still(posed(SLUG, side, along=1.6)), 3.0))
    hidden = filmed((still(posed(SLUG, side, along=1.6)), 2.0), hidden=[f"{side}_ankle"])
    assert crossed(followed(wrong, hidden)) is Verdict.UNSEEN


def outlined(**otherwise: object) -> Body:
    return fresh_body(scene(0.1, **otherwise)[-1])


def test_an_outline_seen_before_the_last_one_still_tells():
    """Of a foot that sticks out behind the thigh the silhouette holds some and leaves some out."""
    kept = PartOutline[Verdict]("legs")
    kept.seen(outlined(), Verdict.MET)
    kept.seen(outlined(shin=120), Verdict.MET)
    assert kept.standing(outlined()) is Verdict.MET
    assert kept.standing(outlined(shin=120)) is Verdict.MET
    assert kept.standing(outlined(thigh=60)) is None


def test_a_fault_in_another_outline_leaves_what_was_seen_before_standing():
    kept = PartOutline[Verdict]("legs")
    kept.seen(outlined(), Verdict.MET)
    kept.seen(outlined(thigh=60), None)
    assert kept.standing(outlined()) is Verdict.MET


def test_a_fault_in_the_same_outline_does_not():
    kept = PartOutline[Verdict]("legs")
    kept.seen(outlined(), Verdict.MET)
    kept.seen(outlined(), None)
    assert kept.standing(outlined()) is None


def test_nothing_stands_where_the_arms_cover_the_legs():
    body = fresh_body(scene(1.0)[-1])
    kept = PartOutline[Verdict]("legs")
    kept.seen(body, Verdict.MET)
    assert kept.standing(body) is Verdict.MET
    points = body.pose.points.copy()
    points[Landmark.LEFT_ELBOW], points[Landmark.LEFT_WRIST] = (
        body.pose.point(Landmark.LEFT_HIP),
        body.pose.point(Landmark.LEFT_KNEE),
    )
    points[Landmark.RIGHT_ELBOW], points[Landmark.RIGHT_WRIST] = (
        body.pose.point(Landmark.LEFT_KNEE),
        body.pose.point(Landmark.LEFT_ANKLE),
    )
    assert kept.standing(fresh_body(replace(body.pose, points=points))) is None


def misread(side: Side, seconds: float) -> list[Pose]:
    """The lying figure four seen from the other flank, its far ankle read at the shoulder."""
    poses = []
    for pose in filmed((still(posed(SLUG, side)), seconds), azimuth=-good_azimuth(SLUG, side)):
        points = pose.points.copy()
        points[landmark(side, "ankle")] = points[landmark(other(side), "shoulder")]
        poses.append(replace(pose, points=points))
    return poses


@pytest.mark.parametrize("side", SIDES)
def test_a_far_ankle_that_jumps_while_the_legs_stay_as_they_are_stays_crossed(side: Side):
    before = filmed((still(posed(SLUG, side)), 3.0), azimuth=-good_azimuth(SLUG, side))
    assert crossed(followed(before, misread(side, 3.0))) is Verdict.MET
    assert crossed(followed(misread(side, 3.0))) is Verdict.FAULT


def at(t: float, **otherwise: object) -> Body:
    body = outlined(**otherwise)
    return replace(body, pose=replace(body.pose, t=t))


def shown(seconds: float, **otherwise: object) -> PartOutline[Verdict]:
    """What is kept of legs that were seen crossed for so long."""
    kept = PartOutline[Verdict]("legs")
    for frame in range(round(10 * seconds) + 1):
        kept.seen(at(frame / 10, **otherwise), Verdict.MET)
    return kept


def test_an_answer_overrules_a_guess_once_it_was_given_for_a_second_in_one_outline():
    assert shown(0.8).overruling(at(0.9)) is None
    assert shown(1.2).overruling(at(1.3)) is Verdict.MET
    assert shown(1.2).overruling(at(1.3, thigh=60)) is None


@pytest.mark.parametrize(("shown_s", "lasts_s"), [(1.5, 1.5), (9.0, OVERRULES_S)])
def test_a_guess_is_believed_once_it_lasts_longer_than_what_it_goes_against(shown_s, lasts_s):
    kept = shown(shown_s)
    frames = range(1, 60)
    overruled = [kept.overruling(at(shown_s + frame / 10)) is Verdict.MET for frame in frames]
    assert sum(overruled) / 10 == pytest.approx(lasts_s, abs=0.15)


def test_glimpses_that_do_not_follow_each_other_do_not_make_a_second():
    kept = PartOutline[Verdict]("legs")
    for t in range(12):
        kept.seen(at(float(t)), Verdict.MET)
    assert kept.overruling(at(11.1)) is None


def test_nothing_that_asks_for_more_range_is_overruled():
    for stretch in STRETCHES:
        assert not any(check.guessed_when_far and check.deeper for check in stretch.checks)


@pytest.mark.parametrize("side", SIDES)
def test_too_far_is_said_within_a_second_of_the_leg_beside_the_hidden_one(side: Side):
    """A therapist's limit: the thigh drawn in no nearer than to 80°, on the leg that is seen."""
    stretch = PatientTargets(SLUG, {"thigh_drawn_in": TargetChange(low=80)}).apply()
    observer, track = Observer(), Track(stretch)
    near, deep = posed(SLUG, side, thigh=0), posed(SLUG, side, thigh=-35)
    film = filmed((still(near), 3), (moving(near, deep, 1), 2.2), azimuth=-good_azimuth(SLUG, side))
    last = [track.update(pose.t, observer.observe(pose)) for pose in film][-1]
    drawn_in = last.assessment.result("thigh_drawn_in")
    assert drawn_in.verdict is Verdict.FAULT
    assert drawn_in.too_deep


def test_what_has_not_been_seen_for_ten_seconds_is_unseen():
    assert crossed(followed(scene(3.0), scene(LASTS_S + 1.0, hidden=True))) is Verdict.UNSEEN
