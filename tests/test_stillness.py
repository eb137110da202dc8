"""How fast a body moves: a limb that is misread by turns does not stir one that lies still."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from skeletons import filmed, moving, posed, still

from pose.belief import trunk_length
from pose.types import RIGHT, Landmark, Pose
from stretches.assess import Stillness
from stretches.body import fresh_body
from stretches.registry import stretch_named
from stretches.track import Observer, Track
from stretches.vocabulary import SETTLED_BELOW

SHIN = [Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE]


@pytest.fixture
def film() -> list[Pose]:
    """Somebody holds a pigeon for three seconds."""
    return filmed((still(posed("pigeon", RIGHT)), 3.0))


def jumping(pose: Pose, number: int) -> Pose:
    """The same picture, one shin read elsewhere in every second half second."""
    points = pose.points.copy()
    points[SHIN] += 1.2 * trunk_length(pose) * (number // 5 % 2)
    return replace(pose, points=points)


def fastest(film: Sequence[Pose]) -> float:
    stillness = Stillness()
    speeds = [stillness.update(fresh_body(pose)) for pose in film]
    return max(speeds[10:])


def test_a_held_stretch_is_still(film):
    assert fastest(film) < 0.01


def test_a_limb_that_jumps_inside_an_unchanged_outline_is_misread(film):
    shown = [jumping(pose, number) for number, pose in enumerate(film)]
    assert fastest(shown) < SETTLED_BELOW


def test_without_an_outline_to_tell_a_jump_is_a_movement(film):
    shown = [replace(jumping(pose, number), silhouette=None) for number, pose in enumerate(film)]
    assert fastest(shown) > SETTLED_BELOW


def test_whoever_moves_in_is_not_still():
    upright, leaning = posed("pigeon", RIGHT, lean=20), posed("pigeon", RIGHT, lean=75)
    assert fastest(filmed((moving(upright, leaning, 2.0), 2.0))) > SETTLED_BELOW


def test_whoever_sinks_down_into_pigeon_in_good_form_begins_at_rest():
    upright, down = posed("pigeon", RIGHT, lean=20), posed("pigeon", RIGHT, lean=75)
    way_s = 0.6
    film = filmed((still(upright), 0.7), (moving(upright, down, way_s), way_s), (still(down), 6))
    observer, track = Observer(), Track(stretch_named("pigeon"))
    for pose in film:
        track.update(pose.t, observer.observe(pose))
    (hold,) = track.finish().holds
    assert 0.7 + way_s <= hold.start_s < 2.0


@pytest.mark.parametrize("part", ["hip", "shoulder"])
def test_a_picture_in_which_the_trunk_is_lost_does_not_begin_a_hold_anew(part: str):
    shown = filmed((still(posed("pigeon", RIGHT)), 6.0))
    blink = filmed((still(posed("pigeon", RIGHT)), 6.0), hidden=[f"left_{part}", f"right_{part}"])
    observer, track = Observer(), Track(stretch_named("pigeon"))
    for number, pose in enumerate(shown):
        track.update(pose.t, observer.observe(blink[number] if number % 8 == 7 else pose))
    assert track.finish().holds[0].start_s < 0.5
