"""What must not matter: the picture's size and shape, where the person is in it, and mirroring."""

from dataclasses import replace

import numpy as np
import pytest
from skeletons import filmed, good_azimuth, performed, posed, still

from pose.types import RIGHT, Pose, other
from stretches.registry import STRETCHES, stretch_named
from stretches.track import Observer, Snapshot, Track

SLUGS = [stretch.slug for stretch in STRETCHES]


def followed(slug: str, poses: list[Pose]) -> Snapshot:
    observer, track = Observer(), Track(stretch_named(slug))
    return [track.update(pose.t, observer.observe(pose)) for pose in poses][-1]


def verdicts(last: Snapshot) -> dict[str, str]:
    return {r.check.name: r.verdict.value for r in last.assessment.results}


def figures(last: Snapshot) -> dict[str, float]:
    return {r.check.name: r.value for r in last.assessment.results if r.value is not None}


@pytest.fixture(params=SLUGS)
def slug(request) -> str:
    return request.param


@pytest.fixture
def film(slug) -> list[Pose]:
    return filmed((performed(slug, RIGHT), 2.5), azimuth=good_azimuth(slug, RIGHT))


def enlarged(pose: Pose, by: float) -> Pose:
    width, height = pose.size
    return replace(pose, points=pose.points * by, size=(round(width * by), round(height * by)))


def widened(pose: Pose, margin: int) -> Pose:
    """The same picture with empty room on both sides: another aspect ratio, the person moved."""
    width, height = pose.size
    mask = pose.silhouette
    if mask is not None:
        columns = round(margin * mask.shape[1] / width)
        mask = np.pad(mask, ((0, 0), (2 * columns, 0)))
        margin = round(columns * width / (mask.shape[1] - 2 * columns))
    return replace(
        pose,
        points=pose.points + np.array([2 * margin, 0]),
        size=(width + 2 * margin, height),
        silhouette=mask,
    )


def assert_same(one: Snapshot, two: Snapshot, rel: float) -> None:
    assert verdicts(one) == verdicts(two)
    assert figures(one) == pytest.approx(figures(two), rel=rel, abs=0.02)
    assert one.assessment.side == two.assessment.side


@pytest.mark.parametrize("by", [0.5, 3.0])
def test_size_of_the_picture_does_not_matter(slug, film, by):
    other_size = [enlarged(pose, by) for pose in film]
    assert_same(followed(slug, other_size), followed(slug, film), rel=0.02)


def test_shape_of_the_picture_and_place_in_it_do_not_matter(slug, film):
    wide = [widened(pose, 160) for pose in film]
    assert_same(followed(slug, wide), followed(slug, film), rel=0.05)


def test_mirrored_picture_swaps_the_sides_and_nothing_else(slug, film):
    plain, mirrored = followed(slug, film), followed(slug, [pose.mirrored() for pose in film])
    assert verdicts(plain) == verdicts(mirrored)
    assert figures(plain) == pytest.approx(figures(mirrored), rel=0.02, abs=0.02)
    if slug == "cat_cow":
        assert plain.assessment.side is mirrored.assessment.side is None
    else:
        assert plain.assessment.side == RIGHT
        assert mirrored.assessment.side == other(RIGHT)


def test_a_knee_of_90_degrees_reads_90_in_a_wide_picture():
    """Normalised coordinates would read it as 59° to 121°."""
    film = filmed((still(posed("lying_hamstring", RIGHT, knee_flexion=90)), 2.5))
    wide = [widened(pose, 300) for pose in film]
    knee = followed("lying_hamstring", wide).assessment.result("knee_straight").value
    assert knee == pytest.approx(90, abs=3)
