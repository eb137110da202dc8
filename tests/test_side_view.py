"""From where somebody is seen, over time: a side view is not lost by a movement in it."""

from __future__ import annotations

import pytest
from skeletons import filmed, joined, posed, still

from pose.types import RIGHT
from stretches.track import Observer


def view_after(*azimuths: float) -> str:
    """The view at the end, seen from so far off the front for three seconds each."""
    figure = posed("lying_hamstring", RIGHT)
    observer, films = Observer(), [filmed((still(figure), 3.0), azimuth=az) for az in azimuths]
    return [observer.observe(pose).view for pose in joined(*films)][-1]


@pytest.mark.parametrize(
    ("azimuths", "view"),
    [
        ((54.0, 45.0), "side"),  # read so of somebody who lifts the trunk
        ((45.0,), "oblique"),
        ((54.0, 39.0), "oblique"),
        ((54.0, 39.0, 45.0), "oblique"),
    ],
)
def test_a_side_view_is_left_later_than_it_is_entered(azimuths: tuple[float, ...], view: str):
    assert view_after(*azimuths) == view
