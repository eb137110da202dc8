"""The raised hand of the guided session: what it skips, and what is no answer."""

from __future__ import annotations

import pytest
import sight
import skeletons
from actor import (
    HAMSTRING,
    Actor,
    in_form,
    session,
    waving,
)
from skeletons import good_azimuth

from pose.types import landmark
from stretches.routine.moment import StretchEnded


def test_a_raised_hand_skips_the_explanation():
    actor = Actor(session(HAMSTRING))
    actor.rest(3)
    actor.raise_hand()
    assert actor.session.phase == "framing"


def test_a_raised_hand_skips_the_stretch_where_it_is_waited_for():
    actor = Actor(session(HAMSTRING, "standing_ql"))
    actor.until("position")
    actor.raise_hand(2.6)
    ended = [record.how for record in actor.records if isinstance(record, StretchEnded)]
    assert ended == ["skipped"]
    assert actor.session.phase == "pain"


def test_a_hand_raised_for_a_second_does_nothing():
    actor = Actor(session(HAMSTRING))
    actor.rest(3)
    actor.raise_hand(1.2)
    actor.rest(1)
    assert actor.session.phase == "explain"


def test_one_raised_hand_is_one_answer():
    actor = Actor(session(HAMSTRING, "standing_ql"))
    actor.rest(3)
    actor.raise_hand(8.0)
    assert actor.session.phase in ("framing", "position")


@pytest.mark.parametrize("slug", ["standing_ql", "half_kneeling_hip_flexor"])
def test_a_form_that_raises_an_arm_skips_nothing(slug):
    actor = Actor(session(slug, seconds=20))
    actor.until("position")
    unfinished = skeletons.posed(slug, "left", **({"crossed": False} if "ql" in slug else {}))
    actor.show(sight.seen(unfinished, good_azimuth(slug, "left"), outlined=False), 6)
    actor.until("come_out")
    assert not [record for record in actor.records if isinstance(record, StretchEnded)]
    assert actor.completed == [(slug, "left")]


def test_where_the_form_raises_an_arm_both_hands_skip():
    actor = Actor(session("standing_ql"))
    actor.until("position")
    assert actor.moments[-1].hint == "Raise both hands for 2 seconds to skip this stretch"
    actor.raise_hand(2.6, hands=("left", "right"))
    assert actor.session.phase == "pain"


def test_arms_on_the_strap_skip_nothing():
    actor = Actor(session(HAMSTRING, seconds=10))
    actor.until("position")
    figure = in_form(HAMSTRING, "left")
    up = waving(HAMSTRING).joints
    joints = figure.joints.copy()
    for part in ("elbow", "wrist"):
        mark = landmark("left", part)
        joints[mark] = figure.joint("left", "shoulder") + (
            up[mark] - up[landmark("left", "shoulder")]
        )
    one_arm = skeletons.Figure(joints)
    actor.show(sight.seen(one_arm, good_azimuth(HAMSTRING, "left"), outlined=False), 6)
    assert not [record for record in actor.records if isinstance(record, StretchEnded)]
