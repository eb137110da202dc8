"""A body of which more becomes known is the same body, and is not read off anew."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pytest
from sight import seen
from skeletons import cat_cow, filmed, posed, still

from bench.truth import true_body
from pose.types import RIGHT
from stretches import body as body_module
from stretches.body import Body, fresh_body
from stretches.registry import stretch_named
from stretches.tall_posture import TallPosture
from stretches.track import Observer, Track

READINGS = [name for name, kind in vars(Body).items() if isinstance(kind, cached_property)]
TALL = TallPosture(10.0, 120.0, 80.0, (None, None))


@pytest.mark.parametrize("make", [fresh_body, true_body])
def test_what_was_read_off_a_body_is_what_would_be_read_off_it_now(make):
    body = make(seen(posed("seated_figure_four", RIGHT)))
    for name in READINGS:
        getattr(body, name)
    more = body.with_own(0.02, TALL).with_turned(30.0, 20.0)
    anew = make(body.pose)
    assert type(more) is type(body)
    assert (more.spine_reference, more.tall) == (0.02, TALL)
    assert (more.turned_upright, more.turned_standing) == (30.0, 20.0)
    for name in READINGS:
        np.testing.assert_equal(getattr(more, name), getattr(anew, name), err_msg=name)


def test_the_back_is_looked_along_once_a_picture(monkeypatch):
    looked = []
    along = body_module.spine_curve
    monkeypatch.setattr(body_module, "spine_curve", lambda *a: looked.append(1) or along(*a))
    observer, track = Observer(), Track(stretch_named("cat_cow"))
    poses = filmed((still(cat_cow()), 3.0))
    for pose in poses:
        body = observer.observe(pose)
        track.update(pose.t, body)
        assert body.spine is not None
    assert len(looked) == len(poses)
