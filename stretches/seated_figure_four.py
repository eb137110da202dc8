"""Seated figure four: on a chair, one ankle across the other thigh, hinging forward."""

from stretches import measures as m
from stretches.vocabulary import (
    Check,
    Condition,
    Criterion,
    HoldDose,
    Priority,
    Stretch,
    at_most,
    between,
)

ANKLE_TO_THIGH = m.unless_on_other_shin(m.ankle_to_other_thigh, m.ankle_above_other_ankle, 0.1)

STRETCH = Stretch(
    slug="seated_figure_four",
    name="Seated figure four",
    equipment=("chair",),
    side_is="the crossed leg",
    side_mistakable=True,
    steps=(
        "Sit on a chair with both feet flat on the floor.",
        "Rest one ankle across the other thigh.",
        "Make your spine long, then hinge forward from your hips.",
    ),
    view="side",
    views=("side", "oblique"),
    dose=HoldDose(),
    find_side=m.crossed_over,
    tall_when=(
        Condition(m.forward_lean, low=-5, high=12),
        Condition(m.thigh_off_floor, high=45),
    ),
    attempt=(
        Condition(m.trunk_tilt, high=80),
        Condition(m.opposite(m.hip_above_ankle), low=0.25),
        Condition(m.opposite(m.knee_above_own_ankle), low=0.2),
        Condition(m.either(m.ankle_to_other_thigh, m.hidden_ankle_on_thigh), high=0.65),
        Condition(m.opposite(m.thigh_off_floor), high=50),
    ),
    checks=(
        Check(
            "seated",
            (
                Criterion(m.opposite(m.hip_as_if_upright), between(50, 120)),
                # Upright shins read 0° to 20°, slanting ones 31° to 47°.
                Criterion(m.opposite(m.shin_slant), at_most(20)),
            ),
            cue="Sit on a chair with one foot flat",
            priority=Priority.SET_UP,
        ),
        Check(
            "foot_flat",
            (Criterion(m.opposite(m.sole_off_floor), at_most(20)),),
            cue="Keep your foot flat on the floor",
            required=False,
            priority=Priority.REFINEMENT,
        ),
        Check(
            "ankle_crossed",
            # 0.3 in the domain's page; on the thigh's thickness the ankle reads up to 0.53.
            (Criterion(ANKLE_TO_THIGH, at_most(0.55, "thigh", 0.08)),),
            # From the side the support leg often hides the crossed ankle.
            instead=(Criterion(m.hidden_ankle_on_thigh, at_most(0.55, "thigh", 0.08)),),
            shown_by="legs",
            guessed_when_far=True,
            cue="Rest your ankle on the other thigh",
            priority=Priority.SET_UP,
        ),
        Check(
            "hinge",
            (Criterion(m.forward_lean, between(10, 60)),),
            cue="Hinge forward from your hips",
            cue_high="Ease back a little",
            deeper="low",
        ),
        Check(
            "spine_straight",
            # A change of the back's outline in the domain's page; in most views the near arm
            # hides it.
            (Criterion(m.rounding, at_most(28, slack=2)),),
            cue="Lengthen your back: don't round",
        ),
    ),
    ranges={"support_hip_flexion_deg": m.opposite(m.hip_flexion)},
)
