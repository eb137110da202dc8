"""Cat-cow: on hands and knees, breathing in the belly drops, breathing out the back rounds."""

from stretches import measures as m
from stretches.body import Body
from stretches.vocabulary import (
    Check,
    Condition,
    Criterion,
    Priority,
    RepetitionDose,
    Stretch,
    at_least,
    at_most,
    between,
)

STRETCH = Stretch(
    slug="cat_cow",
    name="Cat-cow",
    equipment=("mat",),
    steps=(
        "Come onto hands and knees: hands under your shoulders, knees under your hips, back flat.",
        "Breathe in: let your belly drop and lift your chin.",
        "Breathe out: come back through flat, round your back up, draw your navel in, "
        "let your head hang.",
        "Go on at the pace of your breath.",
    ),
    view="side",
    views=("side", "oblique"),
    dose=RepetitionDose(reps=10),
    still=False,
    neutral_when=(
        Condition(m.trunk_from_horizontal, high=30),
        # A deep cow that is held would be taken for a flat back: there the neck read up to 38°
        # bent back, with a flat back −3° to 10°.
        Condition(m.neck_off_trunk, low=-30, if_seen=True),
        Condition(m.nearer(m.wrist_below_shoulder), low=0.45),
        Condition(m.nearer(m.knee_below_hip), low=0.45),
    ),
    attempt=(
        Condition(m.trunk_from_horizontal, high=38),
        Condition(m.face_up, high=-0.6),
        Condition(m.nearer(m.wrist_below_shoulder), low=0.45),
        Condition(m.nearer(m.knee_below_hip), low=0.45),
    ),
    checks=(
        Check(
            "hands_under_shoulders",
            # 0.25 in the domain's page; on photographs a good tabletop reads 0.31 and a good cat,
            # whose trunk is shorter, 0.38.
            (Criterion(m.nearer(m.wrist_from_under_shoulder), at_most(0.40, "trunk", 0.05)),),
            cue="Bring your hands under your shoulders",
            priority=Priority.SET_UP,
        ),
        Check(
            "knees_under_hips",
            (Criterion(m.nearer(m.knee_from_under_hip), at_most(0.25, "trunk", 0.05)),),
            cue="Bring your knees under your hips",
            priority=Priority.SET_UP,
        ),
        Check(
            "arms_straight",
            (Criterion(m.nearer(Body.elbow), at_least(150)),),
            cue="Straighten your arms",
            required=False,
            priority=Priority.REFINEMENT,
        ),
        Check(
            "neutral_start",
            (
                # In line it read −8° to 5°, with a hanging head 37° to 53°; the near ear alone,
                # against its own shoulder, as little as 20° there.
                Criterion(m.neck_off_trunk, between(-30, 28)),
                Criterion(m.spine_from_neutral, at_most(0.05, "trunk", 0.02)),
            ),
            cue="Start with a flat back and your neck in line",
            priority=Priority.SET_UP,
            half="start",
        ),
        Check(
            "cow",
            (Criterion(m.spine_below_neutral, at_least(0.025, "trunk", 0.0)),),
            cue="Let your belly drop and lift your chin",
            half="cow",
            deeper="low",
        ),
        Check(
            "cat",
            (Criterion(m.spine_above_neutral, at_least(0.03, "trunk", 0.0)),),
            cue="Round your back up and let your head hang",
            half="cat",
            deeper="low",
        ),
        Check(
            "pace",
            (Criterion(m.unmeasured, at_least(1.5, "s", 0.0)),),
            cue="Slow down: one breath for each half",
            required=False,
            priority=Priority.REFINEMENT,
            half="pace",
        ),
    ),
)
