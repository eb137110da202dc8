"""Standing QL stretch: feet crossed, one arm up and over, bending to the other side."""

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
    slug="standing_ql",
    name="Standing QL stretch",
    equipment=(),
    side_is="the raised arm",
    steps=(
        "Stand facing the camera and step one foot behind and across the other.",
        "Put the hand of the front leg's side on its inner thigh.",
        "Take the other arm up, over, and toward the front leg's side.",
    ),
    view="front",
    views=("front", "oblique"),
    dose=HoldDose(),
    find_side=m.wrist_above_shoulder,
    attempt=(
        Condition(m.trunk_tilt, high=60),
        Condition(m.wrist_above_shoulder, low=0.1),
        Condition(m.hip_above_ankle, low=0.6),
    ),
    checks=(
        Check(
            "feet_crossed",
            # Crossed feet stand behind each other and read −0.15 to +0.08, a stance 0.28 up.
            (Criterion(m.feet_order, at_most(0.05, "leg", 0.015, 0.03)),),
            shown_by="crossed feet",
            cue="Cross one foot behind the other",
            priority=Priority.SET_UP,
        ),
        Check(
            "arm_overhead",
            (
                Criterion(Body.elbow, at_least(130)),
                Criterion(m.wrist_above_head, at_least(0.1, "trunk", 0.05)),
            ),
            shown_by="raised arm",
            joint=("working", "elbow"),
            cue="Reach your arm overhead",
        ),
        Check(
            "side_bend",
            (Criterion(m.opposite(m.side_bend), at_least(12)),),
            shown_by="raised arm",
            cue="Lean over to the side",
            deeper="low",
        ),
        Check(
            "no_forward_lean",
            (
                # One of 47° read 25° to 29° in metres, but good form 28° too, the face held up.
                Criterion(m.upright_in_space, at_most(30, slack=5)),
                Criterion(m.face_held_up(leans=24.0), at_least(0.1, "trunk", 0.02)),
            ),
            cue="Stay in one plane: don't lean forward",
            required=False,
            priority=Priority.REFINEMENT,
        ),
        Check(
            "hand_on_thigh",
            (Criterion(m.opposite(m.own_hand_to_thigh), at_most(0.5, "thigh", 0.06)),),
            cue="Rest your other hand on your thigh",
            required=False,
            priority=Priority.REFINEMENT,
        ),
    ),
    ranges={"side_bend_deg": m.opposite(m.side_bend)},
)
