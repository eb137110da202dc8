"""The supporting foot in the seated figure four: flat against its own slope at rest."""

from __future__ import annotations

import pytest
from sight import seen
from skeletons import posed, sitting_upright

from pose.types import LEFT, RIGHT, landmark
from stretches.body import Body, fresh_body
from stretches.measures import sole_off_floor
from stretches.measures.legs import foot_slope
from stretches.neutral import TallMoments
from stretches.registry import stretch_named
from stretches.tall_posture import Sole, TallPosture

SLUG = "seated_figure_four"
FLAT_UP_TO = stretch_named(SLUG).check("foot_flat").target.high
OBLIQUE, SIDE_ON = 40.0, 80.0


def crossed(azimuth: float, steeper: float = 0.0, toes_aside: float = 0.0) -> Body:
    """Right leg crossed; what the left foot did at rest is known.

    Args:
        steeper: by how much the left foot slopes more than it did then, degrees.
        toes_aside: how far its toes have moved since, trunk lengths.
    """
    body = fresh_body(seen(posed(SLUG, RIGHT), azimuth=azimuth, outlined=False))
    slope, trunk = foot_slope(body, LEFT), body.trunk
    assert slope is not None
    assert trunk is not None
    x, y = body.pose.points[landmark(LEFT, "foot_index")]
    flat = Sole(slope - steeper, (x + toes_aside * trunk, y))
    return body.with_own(None, TallPosture(5.0, trunk, 60.0, (flat, None)))


@pytest.mark.parametrize("azimuth", [OBLIQUE, SIDE_ON])
@pytest.mark.parametrize(("steeper", "flat"), [(0.0, True), (3.0, True), (10.0, False)])
def test_a_foot_is_flat_while_it_slopes_as_it_did_at_rest(azimuth: float, steeper: float, flat):
    off = sole_off_floor(crossed(azimuth, steeper), LEFT)
    assert off is not None
    assert (off <= FLAT_UP_TO + 5) is flat


def test_a_heel_that_is_raised_draws_the_toes_along():
    off = sole_off_floor(crossed(OBLIQUE, steeper=15.0, toes_aside=0.3), LEFT)
    assert off is not None
    assert off > FLAT_UP_TO + 5


def test_of_a_foot_that_was_put_elsewhere_its_slope_at_rest_says_nothing():
    moved = crossed(OBLIQUE, steeper=10.0, toes_aside=0.5)
    assert sole_off_floor(moved, LEFT) is None


def test_a_foot_never_seen_at_rest_is_judged_from_the_side_alone():
    for azimuth, judged in ((OBLIQUE, False), (SIDE_ON, True)):
        body = crossed(azimuth).with_own(None, None)
        assert (sole_off_floor(body, LEFT) is not None) is judged


def test_the_feet_are_learnt_while_somebody_sits_tall():
    moments = TallMoments(stretch_named(SLUG))
    for n in range(12):
        tall = moments.update(fresh_body(seen(sitting_upright(), azimuth=OBLIQUE, t=n / 10)))
    assert tall is not None
    left = tall.soles[0]
    assert left is not None
    assert left.slope_deg < 5
