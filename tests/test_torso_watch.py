"""A torso that swings round in no time is unseen, and believed again when it is back."""

from dataclasses import replace

import numpy as np
import pytest
from skeletons import filmed, posed, still

from pose.torso_watch import TorsoWatch
from pose.types import RIGHT, Pose
from pose.view import TORSO, azimuth

CORE = list(TORSO)


@pytest.fixture
def film() -> list[Pose]:
    """Somebody lies still for eight seconds, seen from the side; ten pictures a second."""
    return filmed((still(posed("supine_figure_four", RIGHT)), 8.0))


def facing_the_camera(pose: Pose) -> Pose:
    """The same moment, misread: the torso sits up and faces the camera."""
    points, world = pose.points.copy(), pose.world.copy()
    left = np.array([[-0.2, -0.5, 0.0], [0.2, -0.5, 0.0], [-0.15, 0.0, 0.0], [0.15, 0.0, 0.0]])
    world[CORE] = left
    hips = points[CORE[2:]].mean(axis=0)
    points[CORE[:2]] = hips + np.array([[-30.0, -90.0], [30.0, -90.0]])
    return replace(pose, points=points, world=world)


def watched(film: list[Pose], misread: tuple[float, float]) -> list[Pose]:
    watch, (start, end) = TorsoWatch(), misread
    shown = [facing_the_camera(pose) if start <= pose.t < end else pose for pose in film]
    return [watch.update(pose) for pose in shown]


def test_the_misread_torso_really_swings_round(film):
    assert abs(azimuth(facing_the_camera(film[0])) - azimuth(film[0])) > 45


def test_a_torso_at_rest_stays_believed(film):
    assert all(a is b for a, b in zip(watched(film, (9.0, 9.0)), film, strict=True))


def test_a_torso_that_swings_round_between_two_pictures_is_unseen(film):
    seen = watched(film, (3.0, 5.0))
    misread = [pose for pose in seen if 3.0 <= pose.t < 5.0]
    assert all(pose.visibility[CORE].max() == 0.0 for pose in misread)
    assert all(azimuth(pose) == pytest.approx(azimuth(film[0]), abs=1) for pose in misread)


def test_it_is_believed_again_as_soon_as_it_is_read_as_before(film):
    after = [pose for pose in watched(film, (3.0, 5.0)) if pose.t >= 5.0]
    assert all(pose.visibility[CORE].min() > 0.5 for pose in after)


def test_whoever_really_has_turned_is_believed_after_a_while(film):
    seen = watched(film, (2.0, 9.0))
    assert seen[55].visibility[CORE].max() == 0.0
    assert seen[-1].visibility[CORE].min() > 0.5


@pytest.mark.parametrize("seconds", [5.0, 2.0, 1.0])
def test_turning_is_believed_all_the_way(film, seconds):
    watch, turned = TorsoWatch(), facing_the_camera(film[0])
    for pose in film:
        share = float(np.clip((pose.t - 3.0) / seconds, 0.0, 1.0))
        points = pose.points + share * (turned.points - film[0].points)
        world = pose.world + share * (turned.world - film[0].world)
        shown = replace(pose, points=points, world=world)
        assert watch.update(shown) is shown, f"at {pose.t} s"
