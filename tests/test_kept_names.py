"""Nobody turns round or changes legs between two pictures: left and right keep their names."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sight import seen
from skeletons import RATE, filmed, joined, moving, posed, standing, still

from pose.kept_names import KeptLegs, KeptSides
from pose.types import LEFT, RIGHT, Landmark, Pose
from stretches.registry import stretch_named
from stretches.track import Observer, Track


@pytest.fixture
def film() -> list[Pose]:
    """A standing QL stretch of the right arm for sixteen seconds, seen from the front."""
    return filmed((still(posed("standing_ql", RIGHT)), 16.0), azimuth=5.0)


def misread(film: Sequence[Pose], *spans: tuple[float, float]) -> list[Pose]:
    """The same, the face taken for the back of the head in these seconds."""
    return [
        pose.sides_exchanged() if any(a <= pose.t < b for a, b in spans) else pose for pose in film
    ]


def left_shoulder(poses: Sequence[Pose]) -> list[float]:
    """Where the left shoulder lies across the picture, pose by pose."""
    return [float(pose.point(Landmark.LEFT_SHOULDER)[0]) for pose in poses]


def left_hip(poses: Sequence[Pose]) -> list[float]:
    """Where the left hip lies across the picture, pose by pose."""
    return [float(pose.point(Landmark.LEFT_HIP)[0]) for pose in poses]


def watched(film: Sequence[Pose]) -> list[Pose]:
    watch = KeptSides()
    return [watch.update(pose) for pose in film]


def test_who_is_read_rightly_is_left_alone(film):
    assert all(a is b for a, b in zip(watched(film), film, strict=True))


def test_seconds_in_which_face_and_back_are_mistaken_change_no_name(film):
    shown = misread(film, (7.0, 9.5), (11.0, 11.3), (12.5, 14.5))
    assert left_shoulder(watched(shown)) == left_shoulder(film)


def test_hips_that_kept_their_names_while_the_shoulders_were_exchanged_keep_them(film):
    shown = [
        pose.sides_exchanged().hips_exchanged() if 7.0 <= pose.t < 7.3 else pose for pose in film
    ]
    mended = watched(shown)
    assert left_shoulder(mended) == left_shoulder(film)
    assert left_hip(mended) == left_hip(film)


def test_a_hold_goes_on_through_them_on_its_own_side(film):
    observer, track = Observer(), Track(stretch_named("standing_ql"))
    for pose in misread(film, (7.0, 9.5), (12.0, 15.0)):
        track.update(pose.t, observer.observe(pose))
    progress = track.finish()
    assert progress is not None
    (hold,) = progress.holds
    assert hold.side == RIGHT
    assert hold.good_s > 14


def test_a_mistake_at_the_beginning_is_mended_by_the_answers_after_it(film):
    mended = watched(misread(film, (0.0, 2.0)))
    late = [k for k, pose in enumerate(film) if pose.t >= 4.5]
    assert [left_shoulder(mended)[k] for k in late] == [left_shoulder(film)[k] for k in late]


def test_a_lean_that_is_misread_to_its_end_keeps_its_side(film):
    assert left_shoulder(watched(misread(film, (4.5, 16.0)))) == left_shoulder(film)


def test_whoever_is_read_the_other_way_round_for_long_is_believed():
    film = filmed((still(posed("standing_ql", RIGHT)), 28.0), azimuth=5.0)
    shown = misread(film, (4.0, 28.0))
    assert watched(shown)[-1] is shown[-1]


def test_one_answer_that_shows_the_face_weighs_more_than_one_that_shows_the_back(film):
    mended = watched(misread(film, (0.0, 4.0)))
    late = [k for k, pose in enumerate(film) if pose.t >= 5.5]
    assert [left_shoulder(mended)[k] for k in late] == [left_shoulder(film)[k] for k in late]


def test_whoever_turns_round_is_followed():
    figure = standing()
    turning = [seen(figure, azimuth=5.0 + min(k / RATE, 3.0) * 60) for k in range(6 * int(RATE))]
    shown = [replace(pose, t=k / RATE) for k, pose in enumerate(turning)]
    assert left_shoulder(watched(shown)) == left_shoulder(shown)


def test_whoever_comes_back_the_other_way_round_is_believed_at_once(film):
    front = [pose for pose in film if pose.t < 4.0]
    back = [replace(pose, t=pose.t + 6.0) for pose in misread(front, (0.0, 4.0))]
    assert watched([*front, *back])[-len(back)] is back[0]


def test_from_the_side_names_are_not_told_by_place():
    side = filmed((still(posed("lying_hamstring", RIGHT)), 2.0))
    shown = joined(side, misread(side, (0.0, 9.0)))
    assert all(a is b for a, b in zip(watched(shown), shown, strict=True))


def front_knee(poses: Sequence[Pose]) -> list[float]:
    """Where the right knee lies across the picture, pose by pose."""
    return [float(pose.point(Landmark.RIGHT_KNEE)[0]) for pose in poses]


def test_legs_that_exchange_their_names_for_seconds_keep_them():
    film = filmed((still(posed("pigeon", RIGHT)), 16.0))
    legs = KeptLegs()
    shown = [pose.legs_exchanged() if 7.0 <= pose.t < 10.0 else pose for pose in film]
    assert front_knee([legs.update(pose) for pose in shown]) == front_knee(film)


def test_legs_that_change_places_are_followed():
    right, left = posed("pigeon", RIGHT), posed("pigeon", LEFT)
    film = filmed(
        (still(right), 6.0),
        (moving(right, standing(), 1.5), 2.5),
        (moving(standing(), left, 1.5), 6.0),
    )
    legs = KeptLegs()
    assert front_knee([legs.update(pose) for pose in film]) == front_knee(film)
