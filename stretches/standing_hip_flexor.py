"""Standing hip flexor stretch: a long lunge that opens the rear hip."""

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
    between,
)

STRETCH = Stretch(
    slug="standing_hip_flexor",
    name="Standing hip flexor stretch",
    equipment=(),
    side_is="the rear leg, whose hip is stretched",
    steps=(
        "Stand tall, then take a long step forward into a lunge, your hands on the front thigh.",
        "Tuck your pelvis under and squeeze the glute of the rear leg.",
        "Shift your weight forward and let the front knee bend, until the front of the rear hip "
        "stretches.",
    ),
    view="side",
    views=("side", "oblique"),
    dose=HoldDose(),
    find_side=m.ankle_behind_hip,
    neutral_when=(
        Condition(m.trunk_tilt, high=12),
        Condition(m.step_length, high=0.3),
        Condition(Body.knee, low=155),
    ),
    flattest_when=(
        Condition(m.forward_lean, low=-15, high=15),
        Condition(m.lunge_length, low=0.45),
        # With the hands on the hips the elbows stick out behind the back.
        Condition(m.hands_before_trunk, low=0.1),
    ),
    attempt=(
        Condition(m.trunk_tilt, high=50),
        Condition(m.lunge_length, low=0.33),
        Condition(m.knee_above_other_ankle, low=0.1, leeway=0.05),
        Condition(m.opposite(m.hip_above_ankle), low=0.35),
        Condition(m.knee_above_own_ankle, low=0.12, leeway=0.07),
    ),
    checks=(
        Check(
            "long_step",
            (Criterion(m.step_length, at_least(0.5, "leg", 0.04)),),
            cue="Take a longer step forward",
            priority=Priority.SET_UP,
            deeper="low",
        ),
        Check(
            "front_knee_bent",
            (Criterion(m.opposite(Body.knee), between(90, 150)),),
            joint=("other", "knee"),
            cue="Don't sink so deep",
            cue_high="Bend your front knee",
            deeper="high",
        ),
        Check(
            "front_knee_over_foot",
            (Criterion(m.opposite(m.knee_beyond_toes), at_most(0.1, "leg", 0.03)),),
            cue="Keep your front knee over your foot",
            required=False,
            priority=Priority.REFINEMENT,
        ),
        Check(
            "rear_hip_open",
            (Criterion(m.hip_under_upright_trunk, at_least(160)),),
            joint=("working", "hip"),
            cue="Shift your hips forward",
            deeper="low",
        ),
        Check(
            "rear_knee",
            (Criterion(Body.knee, at_least(130)),),
            joint=("working", "knee"),
            cue="Straighten your back leg a little",
        ),
        Check(
            "trunk_upright",
            (Criterion(m.forward_lean, between(-15, 15)),),
            cue="Stand tall",
        ),
        Check(
            "pelvis_tucked",
            (Criterion(m.spine_above_neutral, at_least(-0.025, "trunk", 0.005)),),
            cue="Tuck your pelvis under",
            required=False,
            priority=Priority.REFINEMENT,
        ),
    ),
    ranges={"rear_hip_extension_deg": m.hip_extension},
)
