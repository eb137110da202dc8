"""Supine figure four: on the back, one ankle across the other thigh, the thigh drawn in."""

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

ANKLE_TO_THIGH = m.unless_on_other_shin(m.ankle_to_knee_half, m.ankle_above_hip, 0.15)

STRETCH = Stretch(
    slug="supine_figure_four",
    name="Supine figure four",
    equipment=("mat or bed",),
    side_is="the crossed leg",
    side_mistakable=True,
    steps=(
        "Lie on your back with your knees bent.",
        "Rest one ankle across the other thigh, just above the knee.",
        "Clasp your hands behind the lower thigh and draw it toward you.",
        "Lighter: leave the lower leg long on the floor.",
    ),
    view="side",
    views=("side", "oblique"),
    dose=HoldDose(),
    find_side=m.crossed_over,
    side_untold=m.crossing_untold,
    attempt=(
        Condition(m.trunk_from_horizontal, high=45),
        Condition(m.face_up, low=0.4),
        Condition(m.either(ANKLE_TO_THIGH, m.hidden_ankle_on_thigh), high=0.65),
        Condition(m.either(m.ankle_raised, m.hidden_ankle_raised), low=0.15),
        # A crossed leg that points at the camera is drawn so short that its knee's angle is noise:
        # held, it may be anything.
        Condition(m.knee_even_hidden, high=172, leeway=8),
    ),
    checks=(
        Check(
            "lying_on_the_back",
            (
                # The trunk's line is read up to 5° steeper than it is.
                Criterion(m.reclined, at_most(25, allowance=5)),
                Criterion(m.face_up, at_least(0.4, "", 0.1)),
            ),
            cue="Lie on your back",
            priority=Priority.SET_UP,
        ),
        Check(
            "ankle_crossed",
            # 0.3 in the domain's page; on the thigh's thickness the ankle reads up to 0.53.
            # With both feet on the floor and the knees bent tight it is as near, and low.
            (
                Criterion(ANKLE_TO_THIGH, at_most(0.55, "thigh", 0.08)),
                Criterion(m.ankle_raised, at_least(0.35, "thigh", 0.25)),
            ),
            # The leg that is drawn in may hide the ankle of the far one.
            instead=(
                Criterion(m.hidden_ankle_on_thigh, at_most(0.55, "thigh", 0.08)),
                Criterion(m.hidden_ankle_raised, at_least(0.35, "thigh", 0.1)),
            ),
            shown_by="legs",
            guessed_when_far=True,
            cue="Rest your ankle above the other knee",
            priority=Priority.SET_UP,
        ),
        Check(
            "thigh_drawn_in",
            (Criterion(m.opposite(Body.hip), at_most(105)),),
            lighter=(
                Criterion(m.opposite(Body.hip), at_least(150)),
                Criterion(m.opposite(m.thigh_off_floor), at_most(25)),
            ),
            shown_by="legs",
            joint=("other", "hip"),
            cue="Draw your thigh toward you",
            deeper="high",
        ),
        Check(
            "hands_behind_the_thigh",
            (Criterion(m.opposite(m.hands_to_leg), at_most(0.4, "thigh", 0.06)),),
            lighter=(
                Criterion(m.opposite(Body.hip), at_least(150)),
                Criterion(m.opposite(m.thigh_off_floor), at_most(25)),
            ),
            cue="Hold behind your thigh",
            required=False,
            priority=Priority.REFINEMENT,
        ),
        Check(
            "shoulders_down",
            (
                Criterion(m.head_lift, at_most(0.35, "trunk", 0.05)),
                Criterion(m.trunk_from_horizontal, at_most(25)),
                Criterion(m.curl, at_most(42)),
            ),
            cue="Relax your head and shoulders",
            required=False,
            priority=Priority.REFINEMENT,
        ),
    ),
    ranges={"support_hip_flexion_deg": m.opposite(m.hip_flexion)},
)
