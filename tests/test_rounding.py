"""A rounded back in sitting: the neck's bend against the person's own, in a shorter trunk."""

from __future__ import annotations

import pytest
from sight import seen
from skeletons import filmed, moving, posed, sitting_upright, still

from pose.types import RIGHT
from stretches.body import Body, fresh_body
from stretches.measures import neck_off_trunk, rounding
from stretches.neutral import TallMoments
from stretches.registry import stretch_named
from stretches.tall_posture import TallPosture
from stretches.track import Observer

SLUG = "seated_figure_four"
ALLOWED = stretch_named(SLUG).check("spine_straight").target.high


def hinged(nod: float = 0.0) -> Body:
    return fresh_body(seen(posed(SLUG, RIGHT, nod=nod), azimuth=60.0, outlined=False))


def of_somebody(body: Body, bent_by: float, taller: float) -> Body:
    """The body of one whose neck was bent by so much less, and whose trunk was so much longer,
    when they sat tall."""
    neck = neck_off_trunk(body, RIGHT)
    assert neck is not None
    assert body.trunk is not None
    return body.with_own(None, TallPosture(neck - bent_by, body.trunk * taller, body.turned))


def test_a_neck_bent_by_twenty_degrees_over_a_trunk_that_got_shorter_is_a_rounded_back():
    body = of_somebody(hinged(nod=20), bent_by=20, taller=1.15)
    assert neck_off_trunk(body, RIGHT) < ALLOWED
    assert rounding(body, RIGHT) > ALLOWED + 2


def test_looking_down_over_a_trunk_as_long_as_before_is_none():
    assert rounding(of_somebody(hinged(nod=20), bent_by=20, taller=1.0), RIGHT) < ALLOWED


def test_a_trunk_that_its_hinge_forward_makes_look_shorter_is_none():
    assert rounding(of_somebody(hinged(), bent_by=5, taller=1.08), RIGHT) < ALLOWED


def test_whoever_sits_tall_with_the_head_carried_forward_is_not_told_so_for_that():
    body = of_somebody(hinged(nod=34), bent_by=5, taller=1.1)
    assert neck_off_trunk(body, RIGHT) > ALLOWED
    assert rounding(body, RIGHT) < ALLOWED


def test_whoever_rests_slouched_is_not_let_off_for_it():
    body = of_somebody(hinged(nod=44), bent_by=5, taller=1.1)
    assert rounding(body, RIGHT) > ALLOWED + 2


def test_of_somebody_never_seen_sitting_tall_the_neck_alone_tells():
    body = hinged(nod=34)
    assert rounding(body, RIGHT) == neck_off_trunk(body, RIGHT)


def test_how_somebody_sits_tall_is_learnt_before_they_hinge_and_kept():
    upright, forward = sitting_upright(), posed(SLUG, RIGHT, nod=20)
    poses = filmed(
        (still(upright), 2.0),
        (moving(upright, forward, 1.5), 1.5),
        (still(forward), 2.0),
        azimuth=60.0,
        outlined=False,
    )
    observer, moments = Observer(), TallMoments(stretch_named(SLUG))
    bodies = [observer.observe(pose) for pose in poses]
    learnt = [moments.update(body) for body in bodies]
    tall = learnt[-1]
    assert tall is not None
    assert tall == learnt[19]
    assert tall.neck_deg == pytest.approx(neck_off_trunk(bodies[15], RIGHT), abs=1)
    assert tall.trunk_px == pytest.approx(bodies[15].trunk, abs=1)
