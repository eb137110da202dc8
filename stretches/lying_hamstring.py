"""Lying hamstring stretch with band: on the back, one straight leg raised by a strap."""

from stretches import measures as m
from stretches.body import Body
from stretches.vocabulary import (
    Check,
    Condition,
    Criterion,
    HoldDose,
    Priority,
    Stretch,
    at_least,
    at_most,
)

STRETCH = Stretch(
    slug="lying_hamstring",
    name="Lying hamstring stretch with band",
    equipment=("mat or bed", "strap"),
    side_is="the raised leg",
    steps=(
        "Lie on your back with both legs long and put the strap round one foot.",
        "Raise that leg with its knee straight and draw it in with your arms.",
        "Stop at a good stretch: never at a pain that shoots or burns.",
    ),
    view="side",
    views=("side",),
    dose=HoldDose(),
    find_side=m.leg_elevation,
    attempt=(
        Condition(m.trunk_from_horizontal, high=45),
        Condition(m.face_up, low=0.4),
        Condition(m.leg_elevation, low=9),
        Condition(m.ankle_above_knee, low=0.05),
    ),
    checks=(
        Check(
            "lying_on_the_back",
            (
                Criterion(m.trunk_from_horizontal, at_most(25)),
                Criterion(m.face_up, at_least(0.4, "", 0.1)),
            ),
            cue="Lie on your back",
            priority=Priority.SET_UP,
        ),
        Check(
            "knee_straight",
            (Criterion(Body.knee, at_least(165)),),
            joint=("working", "knee"),
            cue="Straighten your raised knee",
            deeper="low",
        ),
        Check(
            "leg_raised",
            (Criterion(m.elevation, at_least(40)),),
            joint=("working", "hip"),
            cue="Raise your leg a little higher",
            cue_high="Ease off: lower your leg a little",
            deeper="low",
        ),
        Check(
            "other_leg_long",
            (
                Criterion(m.opposite(Body.knee), at_least(155)),
                Criterion(m.opposite(m.thigh_off_floor), at_most(20)),
            ),
            joint=("other", "knee"),
            cue="Keep your other leg long on the floor",
            required=False,
            priority=Priority.REFINEMENT,
        ),
        Check(
            "hands_on_the_strap",
            (Criterion(m.hands_before_trunk, at_least(0.15, "trunk", 0.05)),),
            cue="Hold the strap with both hands",
            required=False,
            priority=Priority.REFINEMENT,
        ),
    ),
    ranges={"straight_leg_raise_deg": m.elevation},
)
