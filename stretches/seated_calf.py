"""Seated banded calf stretch: one leg long, a band round its foot, flexing and pointing."""

from stretches import measures as m
from stretches.body import Body
from stretches.vocabulary import (
    AlternationDose,
    Check,
    Condition,
    Criterion,
    Priority,
    Stretch,
    at_least,
    at_most,
    between,
)

STRETCH = Stretch(
    slug="seated_calf",
    name="Seated banded calf stretch",
    equipment=("mat", "band"),
    side_is="the long leg",
    side_near=True,
    steps=(
        "Sit on the mat with one leg long and the other bent.",
        "Put the band round the long leg's foot and hold it with both hands.",
        "Pull back gently and keep flexing and pointing the foot.",
    ),
    view="side",
    views=("side", "oblique"),
    dose=AlternationDose(),
    find_side=m.long_leg_even_misread,
    side_untold=m.long_leg_untold,
    attempt=(
        Condition(m.trunk_tilt, high=60),
        Condition(m.hip_above_ankle, low=-0.4, high=0.5),
        Condition(m.unless_both_bent(m.leg_stretch), low=0.7),
        Condition(m.unless_both_bent(m.thigh_off_floor), high=40),
    ),
    checks=(
        Check(
            "sitting_on_the_floor",
            (
                Criterion(m.forward_lean, between(-20, 40)),
                # A foot that is nearer to a raised camera stands lower in the picture.
                Criterion(m.hip_above_ankle, between(-0.35, 0.4, "leg", 0.08)),
            ),
            cue="Sit tall on the mat",
            priority=Priority.SET_UP,
        ),
        Check(
            "leg_long",
            # Sitting hips are read too high, so a straight knee as 144 to 170, by the body, and one
            # bent to 135 as 128.
            (Criterion(m.unless_both_bent(Body.knee), at_least(155, slack=6.0, allowance=8.0)),),
            # The near leg, bent, hides the far one's knee: there it is read as 20° more bent.
            instead=(Criterion(m.unless_both_bent(m.knee_behind_the_other), at_least(135)),),
            joint=("working", "knee"),
            cue="Straighten your knee",
            deeper="low",
        ),
        Check(
            "other_leg_bent",
            (Criterion(m.opposite(Body.knee), at_most(140)),),
            joint=("other", "knee"),
            cue="Bend your other knee",
            required=False,
            priority=Priority.REFINEMENT,
        ),
        Check(
            "hands_on_the_band",
            (Criterion(m.hands_before_trunk, at_least(0.3, "trunk", 0.06)),),
            cue="Hold the band with both hands",
            required=False,
            priority=Priority.REFINEMENT,
        ),
        Check(
            "flex_and_point",
            (Criterion(Body.foot_pointing, at_least(15, slack=0)),),
            cue="Keep flexing and pointing your foot",
            half="alternation",
        ),
    ),
)
