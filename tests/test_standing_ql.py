"""Standing QL: a forward lean that the metres read too small shows by the face."""

from dataclasses import replace

import pytest
from sight import seen
from skeletons import filmed, good_azimuth, posed, still

from pose.types import RIGHT
from stretches.registry import stretch_named
from stretches.track import Observer, Track
from stretches.vocabulary import Verdict

SLUG = "standing_ql"


@pytest.mark.parametrize(
    ("lean", "in_metres", "verdict"),
    [(2, 24, Verdict.MET), (45, 28, Verdict.FAULT), (45, 24, Verdict.FAULT), (45, 15, Verdict.MET)],
)
def test_a_sunken_face_shows_the_lean(lean: int, in_metres: int, verdict: Verdict):
    azimuth = good_azimuth(SLUG, RIGHT)
    read_small = seen(posed(SLUG, RIGHT, lean=in_metres), azimuth).world
    film = filmed((still(posed(SLUG, RIGHT, lean=lean)), 2.5), azimuth=azimuth)
    observer, track = Observer(), Track(stretch_named(SLUG))
    for pose in film:
        last = track.update(pose.t, observer.observe(replace(pose, world=read_small)))
    assert last.assessment.result("no_forward_lean").verdict is verdict
