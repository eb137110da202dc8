"""From where somebody is seen, over time: a side view is not lost by a movement in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from skeletons import filmed, joined, posed, still

from pose.types import RIGHT
from stretches.body import Body
from stretches.track import Observer


def last_seen_from(*azimuths: float, gap_s: float = 0.0) -> Body:
    """The body at the end, seen from so far off the front for three seconds each."""
    figure = posed("lying_hamstring", RIGHT)
    observer, films = Observer(), [filmed((still(figure), 3.0), azimuth=az) for az in azimuths]
    poses = joined(*films)
    last = poses[-1].t - 3.0
    return [observer.observe(replace(p, t=p.t + gap_s) if p.t > last else p) for p in poses][-1]


@pytest.mark.parametrize(
    ("azimuths", "from_the_side"),
    [
        ((54.0, 45.0), True),  # read so of somebody who lifts the trunk
        ((45.0,), False),
        ((54.0, 39.0), False),
        ((54.0, 39.0, 45.0), False),
    ],
)
def test_a_side_view_is_left_later_than_it_is_entered(
    azimuths: tuple[float, ...], from_the_side: bool
):
    assert last_seen_from(*azimuths).seen_from(("side",)) is from_the_side


def test_what_is_judged_from_half_before_is_so_at_once():
    assert last_seen_from(54.0, 45.0).seen_from(("front", "oblique"))


def test_after_a_gap_the_side_view_has_to_be_entered_anew():
    assert not last_seen_from(54.0, 45.0, gap_s=3.0).seen_from(("side",))


@pytest.mark.parametrize(
    ("azimuths", "half_before"),
    [((30.0, 17.0), True), ((17.0,), False), ((30.0, 15.0), False), ((30.0, 15.0, 17.0), False)],
)
def test_a_view_from_half_before_is_left_later_than_it_is_entered(
    azimuths: tuple[float, ...], half_before: bool
):
    assert last_seen_from(*azimuths).seen_from(("side", "oblique")) is half_before
