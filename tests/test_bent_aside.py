"""Whoever bends sideways in front of the camera is read from where they stood, and by their arm."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sight import seen
from skeletons import filmed, joined, posed, standing, still
from test_checks import judged

from pose.types import LEFT, SIDES, Pose, landmark
from stretches.registry import stretch_named
from stretches.track import Observer, Snapshot, Track
from stretches.vocabulary import Verdict

SLUG = "standing_ql"
FRONT, MISREAD = -4, -35
RAISED_ELBOW = ["left_elbow"]


def stood(azimuth: float = FRONT) -> list[Pose]:
    """Standing still, both arms down."""
    return filmed((still(standing()), 2.5), azimuth=azimuth)


def bent(bend: float = 22) -> list[Pose]:
    """In the picture as from the front; in metres turned farther round, and upright."""
    seen, told = (
        filmed((still(posed(SLUG, LEFT, bend=aside)), 2.5), azimuth=azimuth)
        for aside, azimuth in ((bend, FRONT), (0, MISREAD))
    )
    return [replace(here, world=read.world) for here, read in zip(seen, told, strict=True)]


def narrow(pose: Pose) -> Pose:
    """Both hips, and both shoulders, read in one place."""
    points = pose.points.copy()
    for part in ("shoulder", "hip"):
        marks = [landmark(side, part) for side in SIDES]
        points[marks] = points[marks].mean(axis=0)
    return replace(pose, points=points)


def followed(*films: list[Pose]) -> Snapshot:
    observer, track = Observer(), Track(stretch_named(SLUG))
    return [track.update(pose.t, observer.observe(pose)) for pose in joined(*films)][-1]


def arm(snapshot: Snapshot) -> Verdict:
    return snapshot.assessment.result("arm_overhead").verdict


def hand_off_the_thigh(seconds: float, **otherwise: object) -> list[Pose]:
    """The raised arm's elbow unseen, the other hand taken away so that the outline changes."""
    figure = posed(SLUG, LEFT, hand_on_thigh=False, **otherwise)
    return filmed((still(figure), seconds), azimuth=FRONT, hidden=RAISED_ELBOW)


@pytest.mark.parametrize(("bend", "verdict"), [(22, Verdict.MET), (0, Verdict.FAULT)])
def test_whoever_stood_in_front_of_the_camera_still_does_when_they_bend(
    bend: float, verdict: Verdict
):
    assert judged(SLUG, "side_bend", joined(stood(), bent(bend))).verdict is verdict


@pytest.mark.parametrize(
    ("bend", "lean", "verdict"), [(18, 15, Verdict.MET), (3, 19, Verdict.FAULT)]
)
@pytest.mark.parametrize("azimuth", [45, -45])
def test_whoever_stood_elsewhere_since_is_seen_from_there(
    azimuth: float, bend: float, lean: float, verdict: Verdict
):
    turned = filmed((still(posed(SLUG, LEFT, bend=bend, lean=lean)), 2.5), azimuth=azimuth)
    film = joined(stood(), stood(azimuth), turned)
    assert judged(SLUG, "side_bend", film).verdict is verdict


def test_whoever_stood_sideways_first_and_then_faced_the_camera_is_seen_from_the_front():
    film = joined(stood(85), stood(), bent())
    assert judged(SLUG, "side_bend", film).verdict is Verdict.MET


def test_whoever_was_not_seen_standing_is_taken_at_what_is_read():
    assert judged(SLUG, "side_bend", bent()).verdict is Verdict.FAULT


def test_a_body_as_narrow_as_from_the_side_does_not_tell_which_way_it_bends():
    poses = joined(stood(), [narrow(pose) for pose in bent()])
    assert judged(SLUG, "side_bend", poses).verdict is Verdict.UNSEEN


def test_an_elbow_that_is_lost_stays_straight_while_nothing_moves_above_the_shoulders():
    good = filmed((still(posed(SLUG, LEFT)), 2.5), azimuth=FRONT)
    assert arm(followed(stood(), good, hand_off_the_thigh(3.0))) is Verdict.MET


def test_it_does_not_once_the_trunk_straightens():
    good = filmed((still(posed(SLUG, LEFT)), 2.5), azimuth=FRONT)
    assert arm(followed(stood(), good, hand_off_the_thigh(3.0, bend=4))) is Verdict.UNSEEN


def test_an_elbow_that_was_never_seen_is_not_taken_for_straight():
    assert arm(followed(stood(), hand_off_the_thigh(3.0))) is Verdict.UNSEEN


FEET = [f"{side}_{part}" for side in SIDES for part in ("ankle", "heel", "foot_index")]


def feet(*films: list[Pose]) -> Verdict:
    return followed(stood(), *films).assessment.result("feet_crossed").verdict


def crossed(seconds: float, hidden: Sequence[str] = (), **otherwise: object) -> list[Pose]:
    figure = posed(SLUG, LEFT, **otherwise)
    return filmed((still(figure), seconds), azimuth=FRONT, hidden=hidden)


def test_feet_that_are_lost_stay_crossed_while_they_stand_as_they_stood():
    assert feet(crossed(2.5), crossed(4.0, FEET)) is Verdict.MET


def test_they_do_not_once_their_outline_was_another():
    """Uncrossed feet may look like crossed ones."""
    between = crossed(1.0, FEET, crossed=False)
    assert feet(crossed(2.5), between, crossed(2.0, FEET)) is Verdict.UNSEEN


TORSO = [f"{side}_{part}" for side in SIDES for part in ("shoulder", "elbow")]


def test_the_whole_torso_lost_for_three_seconds_does_not_end_the_hold():
    now = followed(stood(), crossed(2.5), crossed(3.0, TORSO))
    assert now.progress.state == "running"


def test_it_does_once_the_arm_has_come_down():
    now = followed(stood(), crossed(2.5), crossed(3.0, TORSO, arm_up=False))
    assert now.assessment.attempting is None


@pytest.mark.parametrize(
    ("lean", "in_metres", "verdict"),
    [
        (56, 27, Verdict.FAULT),
        (2, 27, Verdict.MET),
        (56, 15, Verdict.MET),
    ],
    ids=["the face sunk", "the face held up", "a hanging head over an upright trunk"],
)
def test_a_lean_that_the_metres_read_too_small_shows_in_the_face(
    lean: int, in_metres: int, verdict: Verdict
):
    film = filmed((still(posed(SLUG, LEFT, lean=lean)), 2.5), azimuth=FRONT)
    world = seen(posed(SLUG, LEFT, lean=in_metres), FRONT).world
    poses = [replace(pose, world=world) for pose in film]
    assert judged(SLUG, "no_forward_lean", poses).verdict is verdict
